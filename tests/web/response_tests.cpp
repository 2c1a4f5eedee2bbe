// Answers: no header can be split, no redirect leaves, no file name breaks out of its quotes.
#include <catch2/catch.hpp>

#include <stdexcept>

#include "web/request.hpp"
#include "web/response.hpp"

using namespace casework::web;

TEST_CASE("a header value with a line end, a control or a non-ASCII byte is refused") {
    Response response;
    for (const std::string value : {"/next\r\nSet-Cookie: a=b", "a\nb", "a\rb", "caf\xc3\xa9", "a\x7f" "b", "tab\there"}) {
        CHECK_THROWS_AS(response.set("Location", value), std::invalid_argument);
        CHECK_THROWS_AS(response.add("Set-Cookie", value), std::invalid_argument);
    }
    CHECK_THROWS_AS(response.set("X-A", std::string("nul\0", 4)), std::invalid_argument);
    CHECK(response.headers.empty());
}

TEST_CASE("a header name that is not a token is refused") {
    Response response;
    for (const std::string name : {"", "a b", "a:", "a\r\nb", "\xc3\xa9", "(x)"}) CHECK_THROWS_AS(response.set(name, "v"), std::invalid_argument);
}

TEST_CASE("set replaces without regard to case, add keeps both") {
    Response response;
    response.set("Content-Type", "text/plain");
    response.set("content-type", "text/html");
    response.add("Set-Cookie", "a=1");
    response.add("Set-Cookie", "b=2");
    CHECK(response.headers.size() == 3);
    CHECK(response.header("CONTENT-TYPE") == "text/html");
    CHECK(response.header("Missing").empty());
}

TEST_CASE("a redirect goes to a path of our own only") {
    CHECK(see_other("/people/PER-2026-0118?tab=actions").header("Location") == "/people/PER-2026-0118?tab=actions");
    CHECK(see_other("/").status == 303);
    for (const std::string location : {"", "//evil.example", "https://evil.example", "/\\evil.example", "people", "/a b", "/a\r\nb", "javascript:alert(1)", "/caf\xc3\xa9"}) {
        CHECK_THROWS_AS(see_other(location), std::invalid_argument);
    }
}

TEST_CASE("an attachment's name survives any Unicode and breaks out of nothing") {
    CHECK(content_disposition("minutes.pdf") == "attachment; filename=\"minutes.pdf\"; filename*=UTF-8''minutes.pdf");
    CHECK(content_disposition("Café 4.pdf") == "attachment; filename=\"Caf_ 4.pdf\"; filename*=UTF-8''Caf%C3%A9%204.pdf");
    CHECK(content_disposition("a\";\r\nX: y.pdf").find_first_of("\r\n") == std::string::npos);
    CHECK(content_disposition("a\"b.pdf") == "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf");
    CHECK(content_disposition("../x").find('/') == std::string::npos);
    CHECK(content_disposition("\xff\xfe") == "attachment; filename=\"document\"; filename*=UTF-8''document");
    CHECK(content_disposition("") == "attachment; filename=\"document\"; filename*=UTF-8''document");
    Response response;
    CHECK_NOTHROW(response.set("Content-Disposition", content_disposition("ünïcödé \r\n.pdf")));
}

TEST_CASE("security headers are added where an answer has none of its own") {
    Response response = html_response(200, "<p>");
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    add_security_headers(response);
    add_security_headers(response);
    CHECK(response.header("content-security-policy") == "default-src 'none'; sandbox");
    CHECK(response.header("strict-transport-security") == "max-age=31536000; includeSubDomains");
    CHECK(response.header("cache-control") == "no-store");
    CHECK(response.headers.size() == security_headers().size() + 1);
    for (const auto& [name, value] : security_headers()) CHECK_NOTHROW(Response{}.set(std::string(name), std::string(value)));
}

// Word for word: a list that is compared with itself can lose a line, or gain an exception, and nobody notices.
TEST_CASE("the headers of every answer are these and no others") {
    const std::vector<std::pair<std::string, std::string>> promised{
        {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
        {"Content-Security-Policy", "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self'; font-src 'none'; connect-src 'self'; "
                                    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'; report-to content-policy; report-uri /reports/content-policy"},
        {"Reporting-Endpoints", "content-policy=\"/reports/content-policy\""},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"},
        {"Cache-Control", "no-store"}};
    Response response;
    add_security_headers(response);
    CHECK(response.headers == promised);
    const std::string policy(response.header("Content-Security-Policy"));
    for (const auto* never : {"unsafe-", "*", "http:", "data:", "blob:"}) CHECK(policy.find(never) == std::string::npos);
    CHECK(content_disposition("x").starts_with("attachment"));
    CHECK(file_download("x", "text/plain", "").header("Content-Security-Policy") == "default-src 'none'; sandbox");
}

TEST_CASE("cookies are read by name, the first of a repeated one") {
    Request request;
    request.headers["cookie"] = "a=1; __Host-session=xyz=; b=2; a=3;c=4";
    CHECK(request.cookie("a") == "1");
    CHECK(request.cookie("__Host-session") == "xyz=");
    CHECK(request.cookie("c") == "4");
    CHECK(request.cookie("session").empty());
    CHECK(Request{}.cookie("a").empty());
}

TEST_CASE("query values are found by name") {
    Request request;
    request.query = {{"page", "2"}, {"empty", ""}};
    CHECK(request.query_value("page") == "2");
    CHECK(request.query_value("empty") == "");
    CHECK_FALSE(request.query_value("none"));
}
