// Clients that dawdle, each cut by its own deadline while others are served.
#include <catch2/catch.hpp>

#include <thread>

#include "tests/server/running_server.hpp"

using namespace casework::tests;
using casework::server::Config;

namespace {

// One deadline short, the others at their promises, so that a test sees the one it means.
RunningServer::Change with(milliseconds casework::server::Deadlines::* deadline) {
    return [deadline](Config& config) { config.deadlines.*deadline = milliseconds{300}; };
}

}  // namespace

TEST_CASE("a client that connects and never shakes hands is cut") {
    RunningServer server(with(&casework::server::Deadlines::handshake));
    PlainClient silent(server.port()), junk(server.port());
    junk.send(std::string("\x16\x03\x01\x02", 4));
    CHECK(silent.until_closed(seconds{4}));
    CHECK(junk.until_closed(seconds{4}));
    CHECK(server.answers_a_good_client());
}

TEST_CASE("an idle connection is closed in its time") {
    RunningServer server(with(&casework::server::Deadlines::idle));
    TlsClient never(server.port()), once(server.port());
    once.send(get("/once"));
    CHECK(once.answer()->status == 200);
    CHECK(never.until_closed(seconds{4}) == "");
    CHECK(once.until_closed(seconds{4}) == "");
}

TEST_CASE("a head that trickles in is cut when its whole time is up") {
    RunningServer server(with(&casework::server::Deadlines::head));
    TlsClient client(server.port());
    client.send("GET / HTTP/1.1\r\n");
    bool open = true;
    for (int i = 0; i < 80 && open; ++i) {
        client.send("X: a\r\n");
        open = !client.until_closed(milliseconds{50});
    }
    CHECK_FALSE(open);
    CHECK(server.paths_seen().empty());
    CHECK(server.answers_a_good_client());
}

TEST_CASE("a body that stops is cut") {
    RunningServer server(with(&casework::server::Deadlines::body));
    TlsClient client(server.port());
    client.send("POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc");
    CHECK(client.until_closed(seconds{4}) == "");
    CHECK(server.paths_seen().empty());
}

TEST_CASE("a body slower than the least rate is cut before its whole time is up") {
    RunningServer server(with(&casework::server::Deadlines::body_grace));
    TlsClient client(server.port());
    client.send("POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
    bool open = true;
    for (int i = 0; i < 80 && open; ++i) {
        client.send("a");
        open = !client.until_closed(milliseconds{50});
    }
    CHECK_FALSE(open);
    CHECK(server.paths_seen().empty());
}

TEST_CASE("a client that does not read its answer is cut") {
    static const std::string asset(60'000'000, 's');
    RunningServer server(with(&casework::server::Deadlines::write_stall), [](casework::web::Request&&) {
        auto response = casework::web::html_response(200, "");
        response.static_body = asset;
        return casework::web::Answered{.response = std::move(response), .route = "/asset", .account = {}, .fault = {}};
    });
    TlsClient client(server.port());
    client.send(get("/asset"));
    std::this_thread::sleep_for(milliseconds{1500});
    const auto all = client.until_closed();
    REQUIRE(all);
    CHECK(all->size() < asset.size());
}
