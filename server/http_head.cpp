// The strict check of a request's raw head, rule by rule (RFC 9112; promises R4 to R9).
#include "server/http_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "web/percent_encoding.hpp"

namespace casework::server {
namespace {

using std::string_view;
using Refused = std::unexpected<HeadRefusal>;
using Checked = std::expected<void, HeadRefusal>;

Refused refuse(int status, string_view why) { return Refused(HeadRefusal{status, why}); }

constexpr string_view blank = " \t";

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool token_character(char c) { return digit(c) || letter(c) || string_view{"!#$%&'*+-.^_`|~"}.find(c) != string_view::npos; }
bool token(string_view text) { return !text.empty() && std::ranges::all_of(text, token_character); }
bool control(char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f; }

std::string lower(string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return result;
}

string_view trimmed(string_view text) {
    const std::size_t first = text.find_first_not_of(blank);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

// ---- request line

struct RequestLine {
    string_view method, target, version;
};

std::expected<RequestLine, HeadRefusal> split_request_line(string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == line.npos || first == last) return refuse(400, "request line");
    RequestLine parts{line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
    if (!token(parts.method)) return refuse(400, "method is not a token");
    return parts;
}

std::expected<int, HeadRefusal> minor_version(string_view version) {
    const bool shaped = version.size() == 8 && version.starts_with("HTTP/") && digit(version[5]) && version[6] == '.' && digit(version[7]);
    if (!shaped) return refuse(400, "version");
    if (version[5] != '1' || version[7] > '1') return refuse(505, "version not served");
    return version[7] - '0';
}

std::expected<web::Method, HeadRefusal> known_method(string_view method) {
    if (method == "GET") return web::Method::get;
    if (method == "POST") return web::Method::post;
    if (method == "HEAD") return web::Method::head;
    constexpr std::array<string_view, 6> refused{"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};
    if (std::ranges::find(refused, method) != refused.end()) return refuse(405, "method not allowed");
    return refuse(501, "method unknown");
}

// ---- host

bool port_number(string_view port) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
    return port.size() <= 5 && error == std::errc{} && end == port.data() + port.size() && value > 0 && value <= 65535;
}

// Splits "name:port" or "[v6]:port" at the port's colon; npos when there is none.
std::size_t port_colon(string_view authority) {
    return authority.find(':', authority.starts_with('[') ? std::min(authority.find(']'), authority.size()) : 0);
}

bool host_name(string_view name) {
    if (name.starts_with('[')) {
        const auto inside = [](char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.'; };
        return name.size() > 2 && name.ends_with(']') && std::ranges::all_of(name.substr(1, name.size() - 2), inside);
    }
    return !name.empty() && std::ranges::all_of(name, [](char c) { return digit(c) || letter(c) || c == '-' || c == '.'; });
}

Checked check_host(string_view authority, const HeadRules& rules) {
    const std::size_t colon = port_colon(authority);
    const string_view name = authority.substr(0, colon);
    if (!host_name(name)) return refuse(400, "host is malformed");
    if (colon != authority.npos && !port_number(authority.substr(colon + 1))) return refuse(400, "host port is malformed");
    const std::string whole = lower(authority);
    const std::string alone = lower(name);
    const bool ours = std::ranges::any_of(rules.hosts, [&](const std::string& host) { return host == alone || host == whole; });
    if (!ours) return refuse(421, "host is not ours");
    return {};
}

// ---- target

// Takes "https://own-host" off an absolute target, so that only the origin form goes on.
std::expected<string_view, HeadRefusal> origin_form(string_view target, string_view host, const HeadRules& rules) {
    constexpr string_view scheme = "https://";
    if (target.starts_with('/')) return target;
    if (!lower(target.substr(0, scheme.size())).starts_with(scheme)) return refuse(400, "target form");
    target.remove_prefix(scheme.size());
    const string_view authority = target.substr(0, target.find_first_of("/?"));
    if (const auto checked = check_host(authority, rules); !checked) return Refused(checked.error());
    if (lower(authority) != lower(host)) return refuse(400, "target and host disagree");
    target.remove_prefix(authority.size());
    if (target.empty()) return string_view{"/"};
    if (target.starts_with('?')) return refuse(400, "target form");
    return target;
}

bool target_character(char c) {
    return c > 0x20 && c < 0x7f && string_view{"#<>\"\\^`{|}"}.find(c) == string_view::npos;
}

bool clean_text(string_view decoded) { return std::ranges::none_of(decoded, control) && web::valid_utf8(decoded); }

Checked read_target(HttpHead& head) {
    const std::size_t mark = head.target.find('?');
    auto path = web::percent_decoded(string_view{head.target}.substr(0, mark), web::Plus::literal);
    if (!path) return refuse(400, "escape in path");
    if (!clean_text(*path)) return refuse(400, "path is not clean text");
    head.path = std::move(*path);
    if (mark == std::string::npos) return {};
    auto query = web::urlencoded_fields(string_view{head.target}.substr(mark + 1));
    if (!query) return refuse(400, "escape in query");
    head.query = std::move(*query);
    const bool clean = std::ranges::all_of(head.query, [](const auto& field) { return clean_text(field.first) && clean_text(field.second); });
    if (!clean) return refuse(400, "query is not clean text");
    return {};
}

// ---- header lines

// "transfer_encoding" or "content.length": never sent by a browser, read as framing by some proxies.
bool disguised_framing(string_view name) {
    std::string letters(name);
    std::erase_if(letters, [](char c) { return !letter(c); });
    const bool framing = letters == "transferencoding" || letters == "contentlength";
    return framing && name != "transfer-encoding" && name != "content-length";
}

Checked add_header(HttpHead& head, string_view line, const HeadRules& rules) {
    if (line.size() > rules.line_bytes_max) return refuse(431, "header line too long");
    if (blank.find(line.front()) != blank.npos) return refuse(400, "folded header");
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return refuse(400, "header without colon");
    if (!token(line.substr(0, colon))) return refuse(400, "header name is not a token");
    std::string name = lower(line.substr(0, colon));
    if (name == "transfer-encoding") return refuse(411, "transfer-encoding");
    if (disguised_framing(name)) return refuse(400, "disguised framing header");
    const string_view value = trimmed(line.substr(colon + 1));
    if (!web::valid_utf8(value)) return refuse(400, "header value is not text");
    head.headers.emplace_back(std::move(name), value);
    return {};
}

Checked read_headers(HttpHead& head, string_view lines, const HeadRules& rules) {
    while (lines != "\r\n") {
        if (head.headers.size() == rules.lines_max) return refuse(431, "too many header lines");
        const string_view line = lines.substr(0, lines.find("\r\n"));
        if (const auto added = add_header(head, line, rules); !added) return added;
        lines.remove_prefix(line.size() + 2);
    }
    return {};
}

// Asked only for a header that is there.
string_view only(const HttpHead& head, string_view name) {
    return std::ranges::find(head.headers, name, [](const auto& header) { return string_view{header.first}; })->second;
}

Checked check_single(const HttpHead& head) {
    constexpr std::array<string_view, 6> single{"host", "content-length", "content-type", "cookie", "authorization", "expect"};
    for (const string_view name : single) {
        const auto count = std::ranges::count(head.headers, name, [](const auto& header) { return string_view{header.first}; });
        if (count > 1) return refuse(400, "repeated header");
    }
    return {};
}

// ---- framing and connection

bool has_header(const HttpHead& head, string_view name) {
    return std::ranges::any_of(head.headers, [&](const auto& header) { return header.first == name; });
}

Checked read_framing(HttpHead& head, const HeadRules& rules) {
    if (!has_header(head, "content-length")) {
        if (head.method == web::Method::post) return refuse(411, "post without content-length");
        return {};
    }
    const string_view length = only(head, "content-length");
    if (length.empty() || !std::ranges::all_of(length, digit)) return refuse(400, "content-length");
    if (length.size() > 10) return refuse(413, "content-length has too many digits");
    std::from_chars(length.data(), length.data() + length.size(), head.content_length);
    if (head.method != web::Method::post && head.content_length > 0) return refuse(400, "body without post");
    if (head.content_length > rules.body_bytes_max(head.path)) return refuse(413, "body too large");
    return {};
}

Checked read_expectation(HttpHead& head) {
    if (!has_header(head, "expect")) return {};
    if (lower(only(head, "expect")) != "100-continue") return refuse(417, "expectation");
    head.expects_continue = head.minor_version == 1;
    return {};
}

// RFC 9110 section 7.6.1: a list of tokens. What an old proxy passes on as Proxy-Connection is read alike, as Beast does, so that both mean one end.
Checked read_persistence(HttpHead& head) {
    bool close = false, keep = false;
    for (const auto& [name, value] : head.headers) {
        if (name != "connection" && name != "proxy-connection") continue;
        for (string_view list = value; !list.empty();) {
            const string_view item = list.substr(0, list.find(','));
            const std::string option = lower(trimmed(item));
            if (!token(option)) return refuse(400, "connection option");
            close = close || option == "close";
            keep = keep || option == "keep-alive";
            list.remove_prefix(std::min(item.size() + 1, list.size()));
        }
    }
    head.keep_alive = !close && (head.minor_version == 1 || keep);
    return {};
}

std::expected<HttpHead, HeadRefusal> read_request_line(string_view line) {
    const auto parts = split_request_line(line);
    if (!parts) return Refused(parts.error());
    const auto version = minor_version(parts->version);
    if (!version) return Refused(version.error());
    const auto method = known_method(parts->method);
    if (!method) return Refused(method.error());
    if (!std::ranges::all_of(parts->target, target_character)) return refuse(400, "byte in target");
    HttpHead head;
    head.method = *method;
    head.minor_version = *version;
    head.target = parts->target;
    return head;
}

Checked settle_target(HttpHead& head, const HeadRules& rules) {
    if (!has_header(head, "host")) return refuse(400, "no host");
    const string_view host = only(head, "host");
    if (const auto checked = check_host(host, rules); !checked) return checked;
    const auto origin = origin_form(head.target, host, rules);
    if (!origin) return Refused(origin.error());
    head.target = std::string(*origin);
    return read_target(head);
}

// A line end is CRLF; no other control byte but a tab.
bool byte_belongs(string_view bytes, std::size_t at) {
    const char c = bytes[at];
    if (c == '\n') return at > 0 && bytes[at - 1] == '\r';
    if (c == '\r') return at + 1 == bytes.size() || bytes[at + 1] == '\n';
    return c == '\t' || !control(c);
}

}  // namespace

std::expected<std::size_t, HeadRefusal> head_end(string_view bytes, std::size_t scanned, const HeadRules& rules) {
    // One byte again: a CR may have been last.
    for (std::size_t at = scanned == 0 ? 0 : scanned - 1; at < bytes.size(); ++at) {
        if (at == rules.head_bytes_max) return refuse(431, "head too large");
        if (!byte_belongs(bytes, at)) return refuse(400, "control byte or bare line end");
        if (bytes[at] != '\n') continue;
        if (at == 1) return refuse(400, "empty request line");
        if (bytes.substr(0, at + 1).ends_with("\r\n\r\n")) return at + 1;
    }
    constexpr std::size_t around_target = 32;  // the longest method, two spaces and the version
    const std::size_t line_bytes = std::min(bytes.find('\n'), bytes.size());
    if (line_bytes > rules.target_bytes_max + around_target) return refuse(414, "target too long");
    return 0;
}

std::expected<HttpHead, HeadRefusal> check_head(string_view bytes, const HeadRules& rules) {
    const auto end = head_end(bytes, 0, rules);
    if (!end) return Refused(end.error());
    if (*end == 0 || *end != bytes.size()) return refuse(400, "not one whole head");
    const std::size_t line_end = bytes.find("\r\n");
    if (line_end > rules.target_bytes_max + 32) return refuse(414, "target too long");
    auto head = read_request_line(bytes.substr(0, line_end));
    if (!head) return head;
    if (head->target.size() > rules.target_bytes_max) return refuse(414, "target too long");
    if (const auto read = read_headers(*head, bytes.substr(line_end + 2), rules); !read) return Refused(read.error());
    if (const auto read = check_single(*head); !read) return Refused(read.error());
    if (const auto read = settle_target(*head, rules); !read) return Refused(read.error());
    if (const auto read = read_framing(*head, rules); !read) return Refused(read.error());
    if (const auto read = read_expectation(*head); !read) return Refused(read.error());
    if (const auto read = read_persistence(*head); !read) return Refused(read.error());
    return head;
}

}  // namespace casework::server
