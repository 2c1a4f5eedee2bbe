// The head check, each rule from both sides.
#include <catch2/catch.hpp>

#include "server/http_head.hpp"

using namespace casework::server;
using casework::web::Method;

namespace {

HeadRules rules() {
    HeadRules rules;
    rules.hosts = {"localhost", "[::1]", "case.example:8443"};
    rules.body_bytes_max = [](std::string_view path) { return path == "/uploads" ? std::size_t{5000} : std::size_t{1000}; };
    return rules;
}

std::string get(std::string_view target, std::string_view more = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}
std::string post(std::string_view more, std::string_view target = "/") {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}
std::string with_host(std::string_view host) { return "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"; }

// 0 when the head is accepted.
int status(std::string_view head) {
    const auto checked = check_head(head, rules());
    return checked ? 0 : checked.error().status;
}

}  // namespace

TEST_CASE("a browser's request is read whole") {
    const auto head = check_head(get("/people/a%20b%C3%A9?q=x+y&n=", "User-Agent: X (y)\r\nCookie: a=1\r\nX-Empty:\r\n"), rules());
    REQUIRE(head);
    CHECK(head->method == Method::get);
    CHECK(head->target == "/people/a%20b%C3%A9?q=x+y&n=");
    CHECK(head->path == "/people/a b\xc3\xa9");
    CHECK(head->query == decltype(head->query){{"q", "x y"}, {"n", ""}});
    CHECK(head->headers[1] == std::pair<std::string, std::string>{"user-agent", "X (y)"});
    CHECK(head->headers.back().second.empty());
    CHECK(head->keep_alive);
}

TEST_CASE("line ends are CRLF and no control byte passes") {
    CHECK(status("GET / HTTP/1.1\nHost: localhost\n\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: localhost\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\rHost: localhost\r\r") == 400);
    CHECK(status(get("/", std::string("X: a\0b\r\n", 8))) == 400);
    CHECK(status(get("/", "X: a\x01\r\n")) == 400);
    CHECK(status(get("/", "X: a\x7f\r\n")) == 400);
    CHECK(status(get("/", "X: a\tb\r\n")) == 0);
    CHECK(status("\r\n" + get("/")) == 400);
    CHECK(status("\n" + get("/")) == 400);
    CHECK(status("") == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: localhost\r\n") == 400);
    CHECK(status(get("/") + "x") == 400);
}

TEST_CASE("the request line has three parts") {
    for (const auto* line : {"GET /", "GET", "GET  / HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1 ", "GET / a HTTP/1.1", "GET / http/1.1", "GET / HTTP/1.1x", "GET / HTTP/11",
                             "GET / HTTP/1,1", "G(T / HTTP/1.1", "GET / XXXX/1.1", "GET / HTTP/a.1", "GET / HTTP/1.a", "GET\t/ HTTP/1.1"}) {
        INFO(line);
        CHECK(status(std::string(line) + "\r\nHost: localhost\r\n\r\n") == 400);
    }
}

TEST_CASE("only HTTP 1.0 and 1.1 are served") {
    CHECK(status("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n") == 0);
    for (const auto* version : {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3.0"}) CHECK(status("GET / " + std::string(version) + "\r\nHost: localhost\r\n\r\n") == 505);
    CHECK(status("PRI * HTTP/2.0\r\n\r\n") == 505);
}

TEST_CASE("methods are allow-listed and case-sensitive") {
    for (const auto* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) CHECK(status(std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n") == 405);
    for (const auto* method : {"get", "PROPFIND", "X", "GETT"}) CHECK(status(std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n") == 501);
    CHECK(check_head("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", rules())->method == Method::head);
}

TEST_CASE("a target is visible ASCII in origin form") {
    for (const auto* target : {"*", "people", "http://localhost/", "ftp://localhost/", "localhost:443", "/a#b", "/a<b", "/a>b", "/a\"b", "/a\\b", "/a^b", "/a`b", "/a{b", "/a|b", "/a}b",
                               "/caf\xc3\xa9", "/%", "/%4", "/%zz", "/%00", "/%0a", "/%1f", "/%7f", "/%c0%af", "/%ff", "/%ed%a0%80", "/?a=%0d%0a", "/?%00", "/?a=%", "/?a=%ff", "?a"}) {
        INFO(target);
        CHECK(status(get(target)) == 400);
    }
    CHECK(status(get("/" + std::string(4095, 'a'))) == 0);
    CHECK(status(get("/" + std::string(4096, 'a'))) == 414);
    CHECK(status(get("/" + std::string(9000, 'a'))) == 414);
}

TEST_CASE("an absolute target names our host and loses it") {
    CHECK(check_head(get("https://localhost/a?b=c"), rules())->target == "/a?b=c");
    CHECK(check_head(get("HTTPS://LOCALHOST"), rules())->path == "/");
    CHECK(status(get("https://localhost?a")) == 400);
    CHECK(status(get("https://evil.example/")) == 421);
    CHECK(status(get("https://[::1]/")) == 400);
    CHECK(status(get("https://a@localhost/")) == 400);
    CHECK(status(get("https:///")) == 400);
}

TEST_CASE("exactly one host, and it is ours") {
    for (const auto* host : {"localhost", "LocalHost:8443", "[::1]", "[::1]:1", "case.example:8443"}) CHECK(status(with_host(host)) == 0);
    for (const auto* host : {"evil.example", "case.example", "case.example:1", "localhost.", "127.0.0.1", "localhost.evil.example", "[::2]", "[::FF]", "[::ffff:127.0.0.1]", "local-host"}) CHECK(status(with_host(host)) == 421);
    for (const auto* host : {"", "local host", "a@localhost", "localhost:", "localhost:0", "localhost:65536", "localhost:999999", "localhost:8x", "localhost:80:80", "localhost/", "[]", "[::1", "[G]", "[::1@]", "[::1Z", "local[host",
                             "[g]", "local_host", ":80", "\xc3\xa9"}) {
        INFO(host);
        CHECK(status(with_host(host)) == 400);
    }
    CHECK(status("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.0\r\n\r\n") == 400);
    CHECK(status(get("/", "Host: localhost\r\n")) == 400);
}

TEST_CASE("header lines are tokens, a colon and text") {
    for (const auto* line : {" X: a", "\tX: a", "X : a", "X\t: a", ": a", "X", "X(: a", "X: a\r\n b", "X: \xff", "X\xc3\xa9: a"}) {
        INFO(line);
        CHECK(status(get("/", std::string(line) + "\r\n")) == 400);
    }
    CHECK(status(get("/", "X: caf\xc3\xa9\r\n")) == 0);
    CHECK(status(get("/", "~Az^_`|x: a\r\n")) == 0);
}

TEST_CASE("header lines are bounded in number and length") {
    std::string lines;
    for (int i = 0; i < 63; ++i) lines += "X: a\r\n";
    CHECK(status(get("/", lines)) == 0);
    CHECK(status(get("/", lines + "X: a\r\n")) == 431);
    CHECK(status(get("/", "X: " + std::string(8189, 'a') + "\r\n")) == 0);
    CHECK(status(get("/", "X: " + std::string(8190, 'a') + "\r\n")) == 431);
    const std::string long_line = "X: " + std::string(8000, 'a') + "\r\n";
    CHECK(status(get("/", long_line + long_line + long_line)) == 431);
}

TEST_CASE("every transfer coding and every disguise of it is refused") {
    for (const auto* line : {"Transfer-Encoding: chunked", "transfer-encoding: identity", "Transfer-Encoding:", "TRANSFER-ENCODING: gzip, chunked"}) {
        CHECK(status(post(std::string(line) + "\r\nContent-Length: 3\r\n")) == 411);
        CHECK(status(get("/", std::string(line) + "\r\n")) == 411);
    }
    for (const auto* line : {"Transfer_Encoding: chunked", "Transfer-Encoding : chunked", "TransferEncoding: chunked", "Content_Length: 3", "Content.Length: 3"}) {
        CHECK(status(post(std::string(line) + "\r\nContent-Length: 3\r\n")) == 400);
    }
    CHECK(status(get("/", "Content-Encoding: chunked\r\n")) == 0);
}

TEST_CASE("content-length is digits, once, and within the limit of the target") {
    CHECK(check_head(post("Content-Length: 1000\r\n"), rules())->content_length == 1000);
    CHECK(check_head(post("Content-Length: 0000000007\r\n"), rules())->content_length == 7);
    CHECK(status(post("Content-Length: 1001\r\n")) == 413);
    CHECK(status(post("Content-Length: 5000\r\n", "/uploads")) == 0);
    CHECK(status(post("Content-Length: 5001\r\n", "/uploads")) == 413);
    CHECK(status(post("Content-Length: 18446744073709551617\r\n")) == 413);
    for (const auto* value : {"", "+5", "-5", "5, 5", "5 5", "0x5", "5a", "5.0", "\"5\"", "\xd9\xa5"}) {
        INFO(value);
        CHECK(status(post("Content-Length: " + std::string(value) + "\r\n")) == 400);
    }
    CHECK(status(post("Content-Length: 5\r\nContent-Length: 5\r\n")) == 400);
    CHECK(status(post("")) == 411);
    CHECK(status(get("/", "Content-Length: 0\r\n")) == 0);
    CHECK(status(get("/", "Content-Length: 5\r\n")) == 400);
}

TEST_CASE("headers that decide something are not repeated") {
    for (const std::string name : {"Content-Type", "Cookie", "Authorization", "Expect"}) {
        CHECK(status(get("/", name + ": 100-continue\r\n" + name + ": 100-continue\r\n")) == 400);
    }
    CHECK(status(get("/", "Accept: a\r\nAccept: b\r\n")) == 0);
}

TEST_CASE("the only expectation is 100-continue") {
    CHECK(check_head(post("Content-Length: 5\r\nExpect: 100-Continue\r\n"), rules())->expects_continue);
    CHECK_FALSE(check_head("POST / HTTP/1.0\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n", rules())->expects_continue);
    CHECK(status(post("Content-Length: 5\r\nExpect: 200-ok\r\n")) == 417);
    CHECK(status(post("Content-Length: 5\r\nExpect:\r\n")) == 417);
}

TEST_CASE("the connection persists as its version and options say") {
    const auto keeps = [](std::string_view version, std::string_view line) {
        return check_head("GET / HTTP/" + std::string(version) + "\r\nHost: localhost\r\n" + std::string(line) + "\r\n", rules())->keep_alive;
    };
    CHECK(keeps("1.1", ""));
    CHECK(keeps("1.1", "Connection: Upgrade, keep-alive\r\nUpgrade: websocket\r\n"));
    CHECK_FALSE(keeps("1.1", "Connection: te , Close\r\n"));
    CHECK_FALSE(keeps("1.1", "Connection: keep-alive\r\nConnection: close\r\n"));
    CHECK_FALSE(keeps("1.0", ""));
    CHECK(keeps("1.0", "Connection: Keep-Alive\r\n"));
    CHECK(keeps("1.0", "Connection: keep-alive\r\nConnection: keep-alive\r\n"));
    CHECK_FALSE(keeps("1.0", "Connection: close, keep-alive\r\n"));
    CHECK(keeps("1.0", "Proxy-Connection: keep-alive\r\n"));
    CHECK_FALSE(keeps("1.1", "Proxy-Connection: close\r\n"));
    CHECK_FALSE(keeps("1.1", "Connection: close\r\nConnection: close\r\n"));
    CHECK(keeps("1.1", "Connection:\r\n"));
    for (const auto* value : {"clo;se", "close,,x", ", close", "close keep-alive", "\"close\"", "close/1"}) {
        INFO(value);
        CHECK(status(get("/", "Connection: " + std::string(value) + "\r\n")) == 400);
    }
}

TEST_CASE("the end of a head is found as its bytes arrive") {
    const std::string head = get("/");
    const std::string more = head + "GET /second";
    CHECK(head_end(more, 0, rules()) == head.size());
    for (std::size_t size = 0; size < head.size(); ++size) {
        INFO(size);
        CHECK(head_end(std::string_view{head}.substr(0, size), size == 0 ? 0 : size - 1, rules()) == 0u);
    }
    CHECK(head_end(head, head.size() - 1, rules()) == head.size());
    CHECK(head_end("GET / HTTP/1.1\r", 14, rules()) == 0u);
    CHECK(head_end("GET / HTTP/1.1\rX", 15, rules()).error().status == 400);
    CHECK(head_end("GET /" + std::string(5000, 'a'), 0, rules()).error().status == 414);
    CHECK(head_end("GET / HTTP/1.1\r\nX: " + std::string(17000, 'a'), 0, rules()).error().status == 431);
}
