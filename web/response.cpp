// Making an answer: headers that cannot be split, redirects that cannot leave, names that survive any browser.
#include "web/response.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "web/percent_encoding.hpp"

namespace casework::web {
namespace {

bool visible_ascii(char c) { return c > 0x20 && c < 0x7f; }

bool token_character(char c) {
    return visible_ascii(c) && std::string_view{"\"(),/:;<=>?@[\\]{}"}.find(c) == std::string_view::npos;
}

// Beast would write CR and LF from a value straight to the wire, so both set() and add() come through here.
void require_header(std::string_view name, std::string_view value) {
    if (name.empty() || !std::ranges::all_of(name, token_character)) throw std::invalid_argument("header name is not a token");
    const auto harmless = [](char c) { return c == ' ' || visible_ascii(c); };
    if (!std::ranges::all_of(value, harmless)) throw std::invalid_argument("header value has a control or non-ASCII byte");
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

// The quoted fallback for clients that do not read filename*: ASCII, without what quoting or a shell could trip over.
std::string ascii_fallback(std::string_view name) {
    std::string fallback;
    for (const char c : name) {
        const bool plain = (c == ' ' || visible_ascii(c)) && std::string_view{"\"\\/%;:*?<>|"}.find(c) == std::string_view::npos;
        const bool continuation = (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U;
        if (plain || !continuation) fallback += plain ? c : '_';
    }
    return fallback;
}

constexpr std::array<SecurityHeader, 9> every_answer_carries{{
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
    // The hash is govuk-frontend's one inline line; the build compares it.
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self'; "
     "font-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
     "manifest-src 'self'; report-to content-policy; report-uri /reports/content-policy"},
    {"Reporting-Endpoints", "content-policy=\"/reports/content-policy\""},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"},
    {"Cache-Control", "no-store"},
}};

}  // namespace

void Response::set(std::string name, std::string value) {
    require_header(name, value);
    std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
    headers.emplace_back(std::move(name), std::move(value));
}

void Response::add(std::string name, std::string value) {
    require_header(name, value);
    headers.emplace_back(std::move(name), std::move(value));
}

std::string_view Response::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const auto& header) { return same_name(header.first, name); });
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

Response html_response(int status, std::string body) {
    Response response{.status = status, .headers = {}, .body = std::move(body), .static_body = {}};
    response.set("Content-Type", "text/html; charset=utf-8");
    return response;
}

bool is_own_path(std::string_view location) {
    if (!location.starts_with('/') || location.starts_with("//")) return false;
    return std::ranges::all_of(location, [](char c) { return visible_ascii(c) && c != '\\'; });
}

Response see_other(std::string location) {
    if (!is_own_path(location)) throw std::invalid_argument("a redirect goes to a path of our own");
    Response response{.status = 303, .headers = {}, .body = {}, .static_body = {}};
    response.set("Location", std::move(location));
    return response;
}

std::string content_disposition(std::string_view file_name) {
    std::string safe(file_name);
    std::erase_if(safe, [](char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f; });
    if (safe.empty() || !valid_utf8(safe)) safe = "document";
    return "attachment; filename=\"" + ascii_fallback(safe) + "\"; filename*=UTF-8''" + percent_encoded(safe);
}

Response file_download(std::string_view file_name, std::string_view content_type, std::string body) {
    Response response;
    response.set("Content-Type", std::string(content_type));
    response.set("Content-Disposition", content_disposition(file_name));
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.body = std::move(body);
    return response;
}

std::span<const SecurityHeader> security_headers() { return every_answer_carries; }

void add_security_headers(Response& response) {
    for (const auto& [name, value] : every_answer_carries) {
        if (response.header(name).empty()) response.headers.emplace_back(name, value);
    }
}

}  // namespace casework::web
