// The corpus against a running server: each request is refused, nothing hidden behind it is answered, and the server stays up.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/server/malformed_requests.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::tests;

namespace {

std::size_t answers_in(std::string_view bytes) {
    std::size_t count = 0;
    for (std::size_t at = bytes.find("HTTP/1.1 "); at != bytes.npos; at = bytes.find("HTTP/1.1 ", at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("every malformed request is refused with its status, alone, and the connection closes") {
    RunningServer server;
    const auto corpus = malformed_requests();
    REQUIRE(corpus.size() >= 200);
    for (const Malformed& malformed : corpus) {
        INFO(malformed.name);
        TlsClient client(server.port());
        REQUIRE(client.connected());
        client.send(malformed.bytes + get("/smuggled"));
        const auto all = client.until_closed();
        REQUIRE(all);
        CHECK(all->substr(0, 13) == "HTTP/1.1 " + std::to_string(malformed.status) + " ");
        CHECK(answers_in(*all) == 1);
        CHECK(all->find("\r\nConnection: close\r\n") != std::string::npos);
        CHECK(all->find("\r\nContent-Security-Policy: default-src 'none'") != std::string::npos);
    }
    CHECK(server.paths_seen().empty());
    CHECK(server.answers_a_good_client());
    WARN(corpus.size() << " malformed requests refused");
}

TEST_CASE("a refused request says nothing of what was sent, on the page or in the log") {
    RunningServer server;
    for (const std::string& bytes : {get("/canary<x>"), get("/canary", "X-Canary : a\r\n"), std::string("CANARY /canary HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                                    std::string("GET / HTTP/1.1\r\nHost: canary.example\r\n\r\n")}) {
        TlsClient client(server.port());
        client.send(bytes);
        const auto all = client.until_closed();
        REQUIRE(all);
        CHECK(all->find("canary") == std::string::npos);
        CHECK(all->find("CANARY") == std::string::npos);
    }
    const std::string log = server.log_with("\"status\":421");
    CHECK(log.find("\"status\":421") != std::string::npos);
    CHECK(log.find("canary") == std::string::npos);
    CHECK(log.find("CANARY") == std::string::npos);
}

TEST_CASE("a refusal after a good request ends the connection after the good answer") {
    RunningServer server;
    TlsClient client(server.port());
    client.send(get("/first") + "BAD\r\n\r\n" + get("/smuggled"));
    CHECK(client.answer()->body == "/first|");
    CHECK(client.answer()->status == 400);
    CHECK(client.until_closed() == "");
    CHECK(server.paths_seen() == std::vector<std::string>{"/first"});
}

TEST_CASE("a program is refused with a problem and a person with a page, whatever is wrong with the head") {
    RunningServer server([](casework::server::Config& config) { config.limits.body_bytes_max = 1000; });
    const std::string json = "Accept: application/json\r\n", host = "Host: localhost\r\n";
    const auto refused = [&](const std::string& bytes) {
        TlsClient client(server.port());
        client.send(bytes);
        const auto answer = client.answer();
        REQUIRE(answer);
        return *answer;
    };
    const std::pair<int, std::string> wrong[] = {
        {400, "GET /a HTTP/1.1\r\n" + host + json + "Bad Name: x\r\n\r\n"},
        {405, "PUT /a HTTP/1.1\r\n" + host + json + "\r\n"},
        {411, "POST /a HTTP/1.1\r\n" + host + json + "\r\n"},
        {413, "POST /a HTTP/1.1\r\n" + host + json + "Content-Length: 1001\r\n\r\n"},
        {421, "GET /a HTTP/1.1\r\nHost: other.example\r\n" + json + "\r\n"},
        {431, "GET /a HTTP/1.1\r\n" + host + json + "X-Long: " + std::string(20'000, 'x')},
    };
    for (const auto& [status, bytes] : wrong) {
        INFO(status);
        const auto problem = refused(bytes);
        CHECK(problem.status == status);
        CHECK(problem.says("\r\nContent-Type: application/problem+json\r\n"));
        CHECK(problem.body.find("\"status\":" + std::to_string(status)) != std::string::npos);
        CHECK(problem.body.find("\"reference\":\"") != std::string::npos);
        CHECK(problem.body.find("<") == std::string::npos);
        auto as_person = bytes;
        as_person.replace(as_person.find(json), json.size(), "Accept: text/html, application/json;q=0.9\r\n");
        CHECK(refused(as_person).says("\r\nContent-Type: text/html"));
    }
    // What a second request asks for is not what the refused one asked for.
    CHECK(refused("GET /a HTTP/1.1\r\nBad\r\n\r\nGET /b HTTP/1.1\r\n" + host + json + "\r\n").says("\r\nContent-Type: text/html"));
    CHECK(refused("nonsense\r\n\r\n").says("\r\nContent-Type: text/html"));
}
