// Malformed requests: written by hand where the trick has a name, generated where it is a byte in a place.
#include "tests/server/malformed_requests.hpp"

#include <fmt/format.h>

namespace casework::tests {
namespace {

using Corpus = std::vector<Malformed>;

std::string request_line(std::string_view line) { return std::string(line) + "\r\nHost: localhost\r\n\r\n"; }
std::string with_line(std::string_view line) { return "GET / HTTP/1.1\r\nHost: localhost\r\n" + std::string(line) + "\r\n\r\n"; }
std::string posted(std::string_view lines, std::string_view body = "") {
    return "POST /form HTTP/1.1\r\nHost: localhost\r\n" + std::string(lines) + "\r\n\r\n" + std::string(body);
}
std::string with_target(std::string_view target) { return request_line("GET " + std::string(target) + " HTTP/1.1"); }
std::string with_host(std::string_view host) { return "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"; }

// A second request hidden where a careless parser ends the first.
constexpr std::string_view hidden = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

void transfer_codings(Corpus& corpus) {
    for (const auto* value : {"chunked", "Chunked", "CHUNKED", "identity", "gzip", "gzip, chunked", "chunked, chunked", "chunked, identity", "identity, chunked", "x", "", "\"chunked\"", "chunked;a=b",
                              "xchunked", "chunkedx", ",chunked", "chunked,", "\tchunked", "chunked\t", "deflate", "cow"}) {
        const std::string line = fmt::format("Transfer-Encoding: {}", value);
        corpus.push_back({line + " with length", posted(line + "\r\nContent-Length: 5", hidden), 411});
        corpus.push_back({line + " alone", posted(line, hidden), 411});
    }
    for (const auto* line : {"transfer-encoding: chunked", "TRANSFER-ENCODING: chunked", "Transfer-encoding:chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "X: a\r\nTransfer-Encoding: chunked"}) {
        corpus.push_back({fmt::format("coding as {}", line), posted(std::string("Content-Length: 5\r\n") + line, hidden), 411});
    }
    for (const auto* line : {"Transfer-Encoding : chunked", " Transfer-Encoding: chunked", "\tTransfer-Encoding: chunked", "Transfer-Encoding\t: chunked", "Transfer Encoding: chunked",
                             "Transfer_Encoding: chunked", "TransferEncoding: chunked", "Transfer.Encoding: chunked", "Transfer-Encoding\x0b: chunked", "\x0bTransfer-Encoding: chunked",
                             "Transfer-Encoding:\x0b" "chunked", "Transfer-Encoding: chunked\x0c", "X: a\nTransfer-Encoding: chunked", "X: a\rTransfer-Encoding: chunked",
                             "X: a\r\n\tTransfer-Encoding: chunked", "Transfer-Encoding\r\n : chunked", "Transfer-Encoding", "Tr\xc3\xa4nsfer-Encoding: chunked", "(Transfer-Encoding): chunked",
                             "Transfer-Encoding=chunked"}) {
        corpus.push_back({fmt::format("disguised {}", line), posted(std::string("Content-Length: 5\r\n") + line, hidden), 400});
    }
    corpus.push_back({"coding in HTTP/1.0", "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(hidden), 411});
    corpus.push_back({"coding in HTTP/1.0 with length", "POST / HTTP/1.0\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(hidden), 411});
    corpus.push_back({"coding on GET", with_line("Transfer-Encoding: chunked") + std::string(hidden), 411});
    corpus.push_back({"chunk size overflow", posted("Transfer-Encoding: chunked", "ffffffffffffffffff\r\nx"), 411});
    corpus.push_back({"chunk extension bomb", posted("Transfer-Encoding: chunked", "1;" + std::string(100000, 'x')), 411});
    corpus.push_back({"trailer bomb", posted("Transfer-Encoding: chunked\r\nTrailer: X", "0\r\nX: " + std::string(70000, 'x') + "\r\n\r\n"), 411});
    corpus.push_back({"many trailers", posted("Transfer-Encoding: chunked", "0\r\n" + [] { std::string lines; for (int i = 0; i < 5000; ++i) lines += "X: y\r\n"; return lines; }() + "\r\n"), 411});
    corpus.push_back({"negative chunk", posted("Transfer-Encoding: chunked", "-1\r\n\r\n"), 411});
}

void lengths(Corpus& corpus) {
    for (const auto* value : {"+5", "-5", "-0", "5, 5", "5,5", "5 5", "0x5", "5a", "a5", "5.0", "5e0", "\"5\"", "", "five", "5;", "5\t5", "'5'", "5-", "\xd9\xa5", "0b1", "1_000", ",5", "5,", "NaN"}) {
        corpus.push_back({fmt::format("length {}", value), posted(fmt::format("Content-Length: {}", value), "hello"), 400});
    }
    for (const auto* value : {"1048577", "9999999999", "99999999999", "4294967296", "18446744073709551616", "18446744073709551621", "340282366920938463463374607431768211461", "00000000005"}) {
        corpus.push_back({fmt::format("length {}", value), posted(fmt::format("Content-Length: {}", value), "hello"), 413});
    }
    for (const auto* lines : {"Content-Length: 5\r\nContent-Length: 5", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 0\r\nContent-Length: 44", "Content-Length: 5\r\ncontent-length: 5",
                              "Content-Length: 5\r\nContent_Length: 0", "ContentLength: 5\r\nContent-Length: 0", "Content-Length : 5", " Content-Length: 5", "Content-Length\t: 5", "Content-Length: 5\r\n 6"}) {
        corpus.push_back({fmt::format("lengths {}", lines), posted(lines, "hello"), 400});
    }
    corpus.push_back({"post without length", posted("X: a"), 411});
    corpus.push_back({"length with a body on GET", with_line("Content-Length: 5") + "hello", 400});
    corpus.push_back({"CL.0 on GET", with_line("Content-Length: 60"), 400});
    corpus.push_back({"length with a body on HEAD", "HEAD / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 400});
    corpus.push_back({"upload beyond the limit", posted("Content-Length: 27000000", std::string(50000, 'x')), 413});
}

void bytes_anywhere(Corpus& corpus) {
    for (int byte = 0; byte < 0x20; ++byte) {
        const std::string c(1, static_cast<char>(byte));
        if (byte != '\t') corpus.push_back({fmt::format("byte {:02x} in a value", byte), with_line("X: a" + c + "b"), 400});
        if (byte != '\n') corpus.push_back({fmt::format("byte {:02x} in a name", byte), with_line("X" + c + "Y: a"), 400});
        corpus.push_back({fmt::format("byte {:02x} in the target", byte), with_target("/a" + c + "b"), 400});
        corpus.push_back({fmt::format("escape %{:02x} in the path", byte), with_target(fmt::format("/a%{:02x}b", byte)), 400});
        corpus.push_back({fmt::format("byte {:02x} first", byte), c + with_target("/"), 400});
    }
    for (const std::string c : {"\x7f", "\x80", "\xff", "\xc0\x80"}) {
        corpus.push_back({fmt::format("byte {:02x} in the target", static_cast<unsigned char>(c[0])), with_target("/a" + c), 400});
        corpus.push_back({fmt::format("byte {:02x} in a value", static_cast<unsigned char>(c[0])), with_line("X: " + c), 400});
        corpus.push_back({fmt::format("byte {:02x} in the method", static_cast<unsigned char>(c[0])), request_line("GE" + c + "T / HTTP/1.1"), 400});
    }
}

void line_ends(Corpus& corpus) {
    for (const std::string bytes : {"GET / HTTP/1.1\nHost: localhost\n\n", "GET / HTTP/1.1\r\nHost: localhost\n\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\n", "GET / HTTP/1.1\nHost: localhost\r\n\r\n",
                                    "GET / HTTP/1.1\rHost: localhost\r\r", "GET / HTTP/1.1\r\r\nHost: localhost\r\n\r\n", "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                    "\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\r\n\r\n", "\n\n", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", "GET / HTTP/1.1\r\n\tHost: localhost\r\n\r\n",
                                    "GET / HTTP/1.1\r\nHost: local\r\n host\r\n\r\n", "GET / HTTP/1.1\r\nX: a\r\n\tb\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\n\r\nHost: localhost\r\n\r\n"}) {
        corpus.push_back({"line ends " + bytes, bytes, 400});
    }
}

void header_lines(Corpus& corpus) {
    for (const auto* line : {"X", ":", ": a", " : a", "X : a", "X a: b", "X[]: a", "X{}: a", "X@: a", "X/Y: a", "X;: a", "X,: a", "\"X\": a", "X\\: a", "<script>: a", "X=: a", "(comment): a", "Host localhost"}) {
        corpus.push_back({fmt::format("header {}", line), with_line(line), 400});
    }
    for (const auto* name : {"Content-Type", "Cookie", "Authorization", "Expect", "Host"}) {
        corpus.push_back({fmt::format("repeated {}", name), with_line(fmt::format("{0}: 100-continue\r\n{0}: 100-continue", name)), 400});
    }
    for (const auto* value : {"200-ok", "", "100-continue, 100-continue", "100", "continue", "x"}) {
        corpus.push_back({fmt::format("expect {}", value), posted(fmt::format("Content-Length: 5\r\nExpect: {}", value), "hello"), 417});
    }
}

void hosts(Corpus& corpus) {
    corpus.push_back({"no host", "GET / HTTP/1.1\r\n\r\n", 400});
    corpus.push_back({"no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400});
    for (const auto* host : {"", " ", "local host", "a@localhost", "user:pw@localhost", "localhost:", "localhost:0", "localhost:65536", "localhost:-1", "localhost:8x", "localhost:443:443", "localhost/",
                             "localhost?x", "localhost#x", "localhost\\", "localhost,localhost", "localhost, evil.example", "http://localhost", "[", "[]", "[::1", "[::1]x", "[v1.x]", "local_host", "<x>", "localhost%00",
                             "\"localhost\"", ":443", "l\xc3\xb6" "calhost"}) {
        corpus.push_back({fmt::format("host {}", host), with_host(host), 400});
    }
    for (const auto* host : {"evil.example", "localhost.evil.example", "evil.localhost", "localhost.", "127.0.0.2", "0.0.0.0", "[::2]", "127.1", "2130706433", "example.com:443"}) {
        corpus.push_back({fmt::format("host {}", host), with_host(host), 421});
    }
}

void targets(Corpus& corpus) {
    for (const auto* target : {"*", "a", "a/b", "localhost:443", "http://localhost/", "ftp://localhost/", "https:/localhost/", "https:localhost/", "https:///", "https://a@localhost/", "https://localhost?x", "?x", "#x", "//#", "/#x", "/<x>",
                               "/\"", "/\\", "/^", "/`", "/{x}", "/|", "/%", "/%4", "/%4x", "/%x4", "/%%", "/%u0041", "/%00", "/%0d%0aX:%20y", "/%7f", "/%80", "/%c0%af", "/%c0%ae%c0%ae/", "/%c1%9c", "/%e0%80%af", "/%e0%9f%bf",
                               "/%ed%a0%80", "/%f0%80%80%af", "/%f4%90%80%80", "/%f8%88%80%80%80", "/%ff", "/%e2%82", "/?a=%", "/?%0a", "/?a=%00", "/?a=%c0%af", "/?a=%ff&b", "javascript:alert(1)", "https://127.0.0.1/"}) {
        corpus.push_back({fmt::format("target {}", target), with_target(target), 400});
    }
    corpus.push_back({"absolute target of another", with_target("https://evil.example/"), 421});
    for (const std::size_t size : {4097, 5000, 9000, 15000, 40000}) corpus.push_back({fmt::format("target of {} bytes", size), with_target("/" + std::string(size - 1, 'a')), 414});
}

void request_lines(Corpus& corpus) {
    for (const auto* line : {"GET", "GET /", "GET / ", "GET  / HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1 ", "GET /  HTTP/1.1", "GET / x HTTP/1.1", "GET / HTTP/1.1 HTTP/1.1", "GET\t/\tHTTP/1.1", "GET / HTTP", "GET / HTTP/", "GET / HTTP/1",
                             "GET / HTTP/1.", "GET / HTTP/.1", "GET / HTTP/11", "GET / HTTP/1.10", "GET / HTTP/01.1", "GET / HTTP/1.1x", "GET / http/1.1", "GET / Http/1.1", "GET / HTP/1.1", "GET / HTTPS/1.1", "GET / HTTP /1.1", "GET / HTTP/ 1.1",
                             "GET / HTTP/a.b", "GET / HTTP/1,1", "GET / ICY/1.1", "G@T / HTTP/1.1", "GET: / HTTP/1.1", "(GET) / HTTP/1.1", "HTTP/1.1 200 OK"}) {
        corpus.push_back({fmt::format("line {}", line), request_line(line), 400});
    }
    for (const auto* version : {"0.9", "1.2", "1.9", "2.0", "3.0", "9.9", "0.0"}) corpus.push_back({fmt::format("version {}", version), request_line(fmt::format("GET / HTTP/{}", version)), 505});
    corpus.push_back({"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505});
    for (const auto* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) corpus.push_back({fmt::format("method {}", method), request_line(fmt::format("{} / HTTP/1.1", method)), 405});
    corpus.push_back({"CONNECT to elsewhere", request_line("CONNECT evil.example:443 HTTP/1.1"), 405});
    corpus.push_back({"OPTIONS for all", request_line("OPTIONS * HTTP/1.1"), 405});
    for (const auto* method : {"get", "Get", "gET", "GETT", "GE", "PROPFIND", "MKCOL", "LOCK", "SEARCH", "QUERY", "DEBUG", "TRACK", "X", "A-B", "JEFF"}) {
        corpus.push_back({fmt::format("method {}", method), request_line(fmt::format("{} / HTTP/1.1", method)), 501});
    }
}

void sizes(Corpus& corpus) {
    std::string many;
    for (int i = 0; i < 64; ++i) many += "X: a\r\n";
    corpus.push_back({"65 header lines", with_line(many + "X: a"), 431});
    corpus.push_back({"a header line of 8193 bytes", with_line("X: " + std::string(8190, 'a')), 431});
    corpus.push_back({"a header name of 9000 bytes", with_line(std::string(9000, 'x') + ": a"), 431});
    corpus.push_back({"a head of 17000 bytes", with_line("X: " + std::string(8000, 'a') + "\r\nY: " + std::string(8000, 'a') + "\r\nZ: " + std::string(900, 'a')), 431});
    corpus.push_back({"a head without end", "GET / HTTP/1.1\r\nHost: localhost\r\n" + std::string(20000, 'x'), 431});
    corpus.push_back({"a cookie of 10000 bytes", with_line("Cookie: a=" + std::string(10000, 'a')), 431});
    corpus.push_back({"a method without end", std::string(20000, 'G'), 414});
    corpus.push_back({"many folded lines", with_line("X: a" + [] { std::string lines; for (int i = 0; i < 500; ++i) lines += "\r\n a"; return lines; }()), 400});
}

}  // namespace

std::vector<Malformed> malformed_requests() {
    Corpus corpus;
    transfer_codings(corpus);
    lengths(corpus);
    bytes_anywhere(corpus);
    line_ends(corpus);
    header_lines(corpus);
    hosts(corpus);
    targets(corpus);
    request_lines(corpus);
    sizes(corpus);
    return corpus;
}

}  // namespace casework::tests
