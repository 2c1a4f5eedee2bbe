// The running server towards clients that behave: framing, order, limits, TLS and a graceful end.
#include <catch2/catch.hpp>

#include <openssl/ssl.h>

#include <future>
#include <latch>
#include <thread>

#include "server/tls.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::tests;
using casework::server::Config;
using casework::web::Answered;
using casework::web::Request;

namespace {

Answered page(std::string body) {
    return {.response = casework::web::html_response(200, std::move(body)), .route = "/page", .account = {}, .fault = {}};
}

std::string serial_of(TlsClient& client) {
    X509* certificate = SSL_get1_peer_certificate(client.native());
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_get_serialNumber(certificate), nullptr);
    char* text = BN_bn2hex(number);
    std::string serial(text);
    OPENSSL_free(text);
    BN_free(number);
    X509_free(certificate);
    return serial;
}

}  // namespace

TEST_CASE("an answer carries framing, date, reference in the log and every security header, and no banner") {
    RunningServer server;
    TlsClient client(server.port());
    client.send(get("/people?q=canary"));
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->says("\r\nContent-Length: 8\r\n"));
    CHECK(answer->says("\r\nDate: "));
    CHECK(answer->says("\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains\r\n"));
    CHECK(answer->says("\r\nX-Content-Type-Options: nosniff\r\n"));
    CHECK(answer->says("\r\nCache-Control: no-store\r\n"));
    CHECK_FALSE(answer->says("\r\nServer:"));
    const std::string log = server.log_with("/echo");
    CHECK(log.find("\"route\":\"/echo\",\"status\":200,") != std::string::npos);
    CHECK(log.find("\"account\":\"acc-1\"") != std::string::npos);
    CHECK(log.find("canary") == std::string::npos);
}

TEST_CASE("pipelined requests are answered in order on one connection") {
    RunningServer server;
    TlsClient client(server.port());
    client.send(get("/1") + post("/2", "two") + get("/3") + post("/4", "") + get("/5", "Connection: close\r\n"));
    for (const auto* body : {"/1|", "/2|two", "/3|", "/4|", "/5|"}) {
        const auto answer = client.answer();
        REQUIRE(answer);
        CHECK(answer->body == body);
    }
    CHECK(client.until_closed() == "");
}

TEST_CASE("a head and a body that arrive byte by byte are one request") {
    RunningServer server;
    TlsClient client(server.port());
    for (const char c : post("/slow", "a=b")) REQUIRE(client.send(std::string(1, c)));
    CHECK(client.answer()->body == "/slow|a=b");
}

TEST_CASE("HEAD has the length of the page and no body") {
    RunningServer server;
    TlsClient client(server.port());
    client.send("HEAD /head HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/after"));
    const auto head = client.answer(seconds{10}, true);
    REQUIRE(head);
    CHECK(head->says("\r\nContent-Length: 6\r\n"));
    CHECK(client.answer()->body == "/after|");
}

TEST_CASE("HTTP/1.0 closes unless asked to keep alive") {
    RunningServer server;
    TlsClient closing(server.port());
    closing.send("GET /a HTTP/1.0\r\nHost: localhost\r\n\r\n");
    CHECK(closing.answer()->body == "/a|");
    CHECK(closing.until_closed() == "");
    TlsClient keeping(server.port());
    keeping.send("GET /a HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
    CHECK(keeping.answer()->says("\r\nConnection: keep-alive\r\n"));
    keeping.send(get("/b"));
    CHECK(keeping.answer()->body == "/b|");
}

TEST_CASE("an upgrade is not taken") {
    RunningServer server;
    TlsClient client(server.port());
    client.send(get("/a", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n"));
    CHECK(client.answer()->status == 200);
    client.send(get("/b", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"));
    CHECK(client.answer()->status == 200);
}

TEST_CASE("a client that expects to be told to go on is told, unless the body would be refused") {
    RunningServer server;
    TlsClient client(server.port());
    client.send("POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.answer()->status == 100);
    client.send("a=b");
    CHECK(client.answer()->body == "/form|a=b");
    client.send("POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.answer()->status == 413);
}

TEST_CASE("a body of exactly the limit is read") {
    RunningServer server;
    TlsClient client(server.port());
    const std::string body(1024 * 1024, 'x');
    client.send(post("/form", body));
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->body.size() == body.size() + 6);
}

TEST_CASE("a large static body is sent whole") {
    static const std::string asset(3'000'000, 's');
    RunningServer server({}, [](Request&&) {
        Answered answered = page("");
        answered.response.static_body = asset;
        return answered;
    });
    TlsClient client(server.port());
    client.send(get("/static/a") + get("/static/b"));
    CHECK(client.answer()->body == asset);
    CHECK(client.answer()->body == asset);
}

TEST_CASE("whatever the house throws is one 500 page and the connection goes on") {
    RunningServer server({}, [](Request&& request) -> Answered {
        if (request.path == "/throws") throw std::runtime_error("canary");
        if (request.path == "/throws-a-number") throw 7;
        return page(request.path);
    });
    TlsClient client(server.port());
    client.send(get("/throws") + get("/throws-a-number") + get("/fine") + get("/throws", "Accept: application/json\r\n"));
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == 500);
    CHECK(answer->body.find("canary") == std::string::npos);
    CHECK(client.answer()->status == 500);
    CHECK(client.answer()->body == "/fine");
    CHECK(client.answer()->says("\r\nContent-Type: application/problem+json\r\n"));
    const std::string log = server.log_with("/page");
    CHECK(log.find("runtime_error") != std::string::npos);
    CHECK(log.find("canary") == std::string::npos);
}

TEST_CASE("headers that claim another client stay outside unless the proxy is ours") {
    const auto tell = [](Request&& request) { return page(request.remote_address + " " + std::string(request.header("x-forwarded-for")) + std::string(request.header("x-original-url"))); };
    const std::string asked = get("/", "X-Forwarded-For: 10.1.1.1, 10.2.2.2\r\nX-Original-URL: /admin\r\n");
    RunningServer alone({}, tell);
    TlsClient client(alone.port());
    client.send(asked);
    CHECK(client.answer()->body == "127.0.0.1 ");
    RunningServer behind([](Config& config) { config.trusted_proxies = {"127.0.0.1"}; }, tell);
    TlsClient proxied(behind.port());
    proxied.send(asked);
    CHECK(proxied.answer()->body == "10.2.2.2 ");
}

TEST_CASE("when the queue is full the answer is 503 and when to come back, and health still answers") {
    std::latch release(1);
    RunningServer server([](Config& config) { config.worker_threads = 1; config.queue_max = 1; },
                         [&](Request&&) { release.wait(); return page("done"); });
    TlsClient busy(server.port()), second(server.port()), third(server.port());
    busy.send(get("/busy"));
    while (server.paths_seen().empty()) std::this_thread::yield();
    second.send(get("/second", "Accept: application/json\r\n"));
    third.send(get("/third", "Accept: application/json\r\n"));
    // One of the two waits in the queue, the other is turned away; which one is the scheduler's choice.
    std::optional<Answer> refused;
    TlsClient* waiting = nullptr;
    for (int i = 0; i < 200 && !refused; ++i) {
        waiting = &second;
        refused = third.answer(milliseconds{25});
        if (refused) break;
        waiting = &third;
        refused = second.answer(milliseconds{25});
    }
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(refused->says("\r\nRetry-After: "));
    CHECK(refused->says("\r\nContent-Type: application/problem+json\r\n"));
    TlsClient health(server.port());
    health.send(get("/health/live"));
    CHECK(health.answer()->body == "live\n");
    release.count_down();
    CHECK(busy.answer()->body == "done");
    CHECK(waiting->answer()->body == "done");
}

TEST_CASE("connections above the cap are closed and the places return") {
    RunningServer server([](Config& config) { config.limits.connections_max = 2; });
    {
        TlsClient first(server.port()), second(server.port());
        CHECK(first.connected());
        CHECK(second.connected());
        CHECK_FALSE(TlsClient(server.port()).connected());
        second.send(get("/held"));
        CHECK(second.answer()->status == 200);
    }
    bool again = false;
    for (int i = 0; i < 200 && !again; ++i) {
        again = server.answers_a_good_client();
        if (!again) std::this_thread::sleep_for(milliseconds{20});
    }
    CHECK(again);
}

TEST_CASE("an accepted request is answered after the stop has begun, and nothing new is accepted") {
    std::latch release(1);
    RunningServer server({}, [&](Request&&) { release.wait(); return page("finished"); });
    TlsClient idle(server.port()), busy(server.port());
    busy.send(get("/long") + get("/next"));
    while (server.paths_seen().empty()) std::this_thread::yield();
    auto stopped = std::async(std::launch::async, [&] { return server.server().stop(); });
    CHECK(idle.until_closed() == "");
    CHECK_FALSE(TlsClient(server.port()).connected());
    release.count_down();
    const auto answer = busy.answer();
    REQUIRE(answer);
    CHECK(answer->body == "finished");
    CHECK(answer->says("\r\nConnection: close\r\n"));
    CHECK(busy.until_closed() == "");
    CHECK(stopped.get());
    CHECK(server.paths_seen().size() == 1);
}

TEST_CASE("an answer may come later from another thread, while the worker serves the next") {
    std::mutex mutex;
    std::vector<std::function<void()>> later;
    RunningServer server([](Config& config) { config.worker_threads = 1; }, [&](Request&& request, const casework::web::Reply& reply) {
        if (request.path == "/now") return reply(page("now"));
        const std::lock_guard lock(mutex);
        later.push_back([reply] { reply(page("later")); });
    });
    TlsClient first(server.port()), second(server.port());
    first.send(get("/later"));
    while (server.paths_seen().empty()) std::this_thread::yield();
    second.send(get("/now"));
    CHECK(second.answer()->body == "now");
    CHECK_FALSE(first.answer(milliseconds{50}));
    const std::lock_guard lock(mutex);
    later.front()();
    CHECK(first.answer()->body == "later");
}

TEST_CASE("a server that stops waits for an answer that another thread still owes, though the client has gone") {
    std::promise<casework::web::Reply> owed;
    RunningServer server([](Config& config) { config.deadlines.drain = milliseconds{50}; }, [&](Request&&, const casework::web::Reply& reply) { owed.set_value(reply); });
    {
        TlsClient gone(server.port());
        gone.send(get("/later"));
        while (server.paths_seen().empty()) std::this_thread::yield();
    }
    auto stopped = std::async(std::launch::async, [&] { return server.server().stop(); });
    CHECK(stopped.wait_for(milliseconds{200}) == std::future_status::timeout);
    owed.get_future().get()(page("too late"));
    stopped.get();
}

TEST_CASE("a stop does not wait for ever for a client that dawdles") {
    RunningServer server([](Config& config) { config.deadlines.drain = milliseconds{200}; });
    TlsClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: loc");
    client.answer(milliseconds{100});
    CHECK_FALSE(server.server().stop());
    CHECK(client.until_closed());
}

TEST_CASE("a second server on the same port is refused with a reason") {
    RunningServer first;
    CHECK_THROWS_WITH(RunningServer([&](Config& config) { config.port = first.port(); }), Catch::Contains("listen.port"));
}

TEST_CASE("several I/O threads share the port") {
    RunningServer server([](Config& config) { config.io_threads = 3; });
    for (int i = 0; i < 20; ++i) CHECK(server.answers_a_good_client());
}

TEST_CASE("old protocols and other applications are turned away, tickets resume") {
    RunningServer server;
    CHECK_FALSE(TlsClient(server.port(), {.version_max = TLS1_1_VERSION, .alpn = {}, .session = nullptr}).connected());
    CHECK(TlsClient(server.port(), {.version_max = TLS1_2_VERSION, .alpn = {}, .session = nullptr}).connected());
    CHECK_FALSE(TlsClient(server.port(), {.version_max = 0, .alpn = "\x02h2", .session = nullptr}).connected());
    CHECK(TlsClient(server.port(), {.version_max = 0, .alpn = "\x02h2\x08http/1.1", .session = nullptr}).connected());
    TlsClient first(server.port());
    first.send(get("/a"));
    CHECK(first.answer()->status == 200);
    SSL_SESSION* session = SSL_get1_session(first.native());
    TlsClient again(server.port(), {.version_max = 0, .alpn = {}, .session = session});
    CHECK(SSL_session_reused(again.native()) == 1);
    SSL_SESSION_free(session);
}

TEST_CASE("weak ciphers are refused, nothing is compressed and nothing is taken early") {
    RunningServer server;
    const auto offers = [&](const char* ciphers) { return TlsClient(server.port(), {.version_max = TLS1_2_VERSION, .alpn = {}, .session = nullptr, .ciphers = ciphers}).connected(); };
    CHECK(offers("ECDHE-ECDSA-AES128-GCM-SHA256"));
    CHECK(offers("ECDHE-ECDSA-CHACHA20-POLY1305"));
    for (const auto* weak : {"ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-SHA", "DHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-CCM8", "ECDHE-ECDSA-NULL-SHA", "aNULL"}) {
        INFO(weak);
        CHECK_FALSE(offers(weak));
    }
    for (const int version : {TLS1_2_VERSION, 0}) {
        TlsClient client(server.port(), {.version_max = version, .alpn = {}, .session = nullptr});
        client.send(get("/a"));
        REQUIRE(client.answer());  // a ticket has come by then
        CHECK(SSL_get_current_compression(client.native()) == nullptr);
        CHECK(SSL_SESSION_get_max_early_data(SSL_get_session(client.native())) == 0);
    }
}

TEST_CASE("a client cannot renegotiate") {
    RunningServer server;
    TlsClient client(server.port(), {.version_max = TLS1_2_VERSION, .alpn = {}, .session = nullptr});
    REQUIRE(client.connected());
    SSL_renegotiate(client.native());
    CHECK(SSL_do_handshake(client.native()) != 1);
}

TEST_CASE("plain HTTP on the port is closed unanswered") {
    RunningServer server;
    PlainClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto all = client.until_closed();
    REQUIRE(all);
    CHECK(all->find("HTTP") == std::string::npos);
    CHECK(server.answers_a_good_client());
}

TEST_CASE("a new certificate serves new connections while old ones go on, and a bad one changes nothing") {
    RunningServer server;
    TlsClient before(server.port());
    const std::string first = serial_of(before);
    std::filesystem::remove(server.config().certificate);
    std::filesystem::remove(server.config().private_key);
    CHECK_THROWS(server.server().reload_certificate());
    CHECK(server.answers_a_good_client());
    casework::server::create_localhost_certificate({server.config().certificate, server.config().private_key});
    server.server().reload_certificate();
    TlsClient after(server.port());
    CHECK(serial_of(after) != first);
    before.send(get("/old"));
    CHECK(before.answer()->body == "/old|");
}
