// Clients that dawdle, each cut by its own deadline while others are served.
#include <catch2/catch.hpp>

#include <algorithm>
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

namespace {

std::string announced(std::string_view path, std::size_t bytes) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
}
constexpr const char* with_a_file = "/records/NOM-2026-0001/evidence";

}  // namespace

TEST_CASE("a form that takes a file has the time of an upload however small the file, and is cut when that is up") {
    RunningServer hurried(with(&casework::server::Deadlines::body));
    TlsClient telephone(hurried.port()), form(hurried.port());
    telephone.send(announced(with_a_file, 900'000));
    form.send(announced("/form", 900'000));
    telephone.send(std::string(100'000, 'p'));
    form.send(std::string(100'000, 'f'));
    CHECK(form.until_closed(seconds{4}) == "");  // by now the form's time is up several times over for the telephone too
    telephone.send(std::string(800'000, 'p'));
    const auto answer = telephone.answer();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    RunningServer server(with(&casework::server::Deadlines::upload));
    TlsClient stopped(server.port());
    stopped.send(announced(with_a_file, 2'000'000) + std::string(100'000, 'p'));
    CHECK(stopped.until_closed(seconds{4}) == "");
    CHECK(server.paths_seen().empty());
}

TEST_CASE("a good client is served at once beside slow ones of every kind") {
    RunningServer server;
    std::vector<std::unique_ptr<PlainClient>> silent;
    std::vector<std::unique_ptr<TlsClient>> slow;
    for (int i = 0; i < 12; ++i) {
        silent.push_back(std::make_unique<PlainClient>(server.port()));
        for (const std::string& begun : {std::string(), std::string("GET / HTTP/1.1\r\nX: "), announced("/form", 1000) + "abc", announced(with_a_file, 2'000'000) + std::string(90'000, 'p')})
            slow.emplace_back(std::make_unique<TlsClient>(server.port()))->send(begun);
    }
    std::vector<milliseconds> took;
    for (int i = 0; i < 40; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        CHECK(server.answers_a_good_client());
        took.push_back(std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun));
    }
    std::ranges::sort(took);
    CHECK(took[37] < milliseconds{1000});  // 95 in 100
}

TEST_CASE("bodies of nobody known share a budget, and what is sent above it is refused until others have been answered") {
    RunningServer server([](Config& config) { config.limits.bodies_bytes_max = 1'000'000; });
    TlsClient first(server.port()), second(server.port());
    first.send(announced("/form", 1'000'000) + std::string(900'000, 'a'));
    CHECK(server.answers_a_good_client());
    second.send(announced("/form", 700'000) + std::string(700'000, 'b'));
    const auto refused = second.answer();
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(refused->says("Retry-After: "));
    CHECK(refused->says("Connection: close"));
    CHECK(second.until_closed() == "");
    CHECK(server.log_with("no room for the body").find("no room for the body") != std::string::npos);
    TlsClient small(server.port());
    small.send(post("/form", std::string(60'000, 's')));  // what is every connection's own
    CHECK(small.answer()->status == 200);
    first.send(std::string(100'000, 'a'));
    CHECK(first.answer()->status == 200);
    for (int i = 0; i < 3; ++i) {
        TlsClient after(server.port());
        after.send(post("/form", std::string(1'000'000, 'c')));
        CHECK(after.answer()->status == 200);
    }
    {
        TlsClient gone(server.port());
        gone.send(announced("/form", 1'000'000) + std::string(900'000, 'd'));
        CHECK(server.answers_a_good_client());
    }
    TlsClient after(server.port());
    after.send(post("/form", std::string(1'000'000, 'e')));
    CHECK(after.answer()->status == 200);
}
