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
