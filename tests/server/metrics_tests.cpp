// The figures for Prometheus as a collector gets them, and what must never stand in them.
#include <catch2/catch.hpp>

#include <thread>

#include "server/metrics_listener.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::tests;
namespace server = casework::server;
using server::Metrics;

namespace {

std::string asked(unsigned short port, const std::string& request) {
    PlainClient client(port);
    client.send(request);
    return client.until_closed().value_or("(not closed)");
}

std::string figures(unsigned short port) { return asked(port, get("/metrics")); }

bool has_line(const std::string& text, const std::string& line) { return text.find("\n" + line + "\n") != std::string::npos; }

casework::web::Answered records(casework::web::Request&& request) {
    const int status = request.path == "/sign-in" ? (request.body == "again" ? 429 : 422) : 200;
    return {.response = casework::web::html_response(status, "page"), .route = request.path == "/sign-in" ? "/sign-in" : "/people/{id}", .account = "USR-0001", .fault = {}};
}

// Every line is a comment or a name with labels and a number.
bool well_formed(std::string text) {
    text.erase(0, text.find("\r\n\r\n") + 4);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto space = line.rfind(' ');
        if (line.starts_with("# HELP ") || line.starts_with("# TYPE ")) continue;
        if (space == line.npos || line.substr(space + 1).find_first_not_of("0123456789.e+-Inf") != line.npos) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("answers, refusals and sign-ins are counted by pattern, class and reason") {
    RunningServer house({}, records);
    server::MetricsListener listener(house.metrics(), "127.0.0.1", 0);
    TlsClient client(house.port());
    for (const auto* path : {"/people/PER-2026-0118", "/people/PER-2026-0119?name=Dean+Harwell"}) {
        client.send(get(path));
        REQUIRE(client.answer());
    }
    for (const auto* body : {"username=dean", "again"}) {
        client.send(post("/sign-in", body));
        REQUIRE(client.answer());
    }
    {
        TlsClient stranger(house.port());
        stranger.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        REQUIRE(stranger.until_closed());
    }
    std::string text = figures(listener.port());
    for (int i = 0; i < 100 && !has_line(text, "casework_connections_open 1"); ++i) {  // the stranger's connection ends a moment later
        std::this_thread::sleep_for(milliseconds{20});
        text = figures(listener.port());
    }
    CHECK(text.starts_with("HTTP/1.1 200 OK"));
    CHECK(well_formed(text));
    CHECK(has_line(text, R"(casework_requests_total{method="GET",route="/people/{id}",status="2xx"} 2)"));
    CHECK(has_line(text, R"(casework_requests_total{method="POST",route="/sign-in",status="4xx"} 2)"));
    CHECK(has_line(text, R"(casework_sign_in_failures_total{reason="refused"} 1)"));
    CHECK(has_line(text, R"(casework_sign_in_failures_total{reason="throttled"} 1)"));
    CHECK(has_line(text, R"(casework_edge_refusals_total{reason="host is not ours"} 1)"));
    CHECK(has_line(text, R"(casework_request_seconds_count{route="/people/{id}"} 2)"));
    CHECK(has_line(text, "casework_connections_open 1"));
    CHECK(has_line(text, "casework_queue_length 0"));
    CHECK(has_line(text, "casework_workers 64"));
    CHECK(text.find("casework_build_info{version=\"" CASEWORK_VERSION "\"} 1") != text.npos);
    for (const auto* personal : {"PER-2026", "Harwell", "dean", "USR-0001", "evil.example", "127.0.0.1"}) CHECK(text.find(personal) == text.npos);
}

TEST_CASE("a batch counts with its size and time, a lost one as lost") {
    Metrics metrics;
    metrics.batch(3, std::chrono::milliseconds{4}, true);
    metrics.batch(64, std::chrono::milliseconds{4}, true);
    metrics.batch(9, std::chrono::seconds{2}, false);
    const std::string text = metrics.text();
    CHECK(has_line(text, R"(casework_ledger_batch_pieces_bucket{le="4"} 1)"));
    CHECK(has_line(text, "casework_ledger_batch_pieces_sum 67"));
    CHECK(has_line(text, R"(casework_ledger_commit_seconds_bucket{le="0.005"} 2)"));
    CHECK(has_line(text, "casework_ledger_batches_failed_total 1"));
}

TEST_CASE("a figure that is watched is asked each time and gone with its owner") {
    Metrics metrics;
    double length = 4;
    auto watched = metrics.watch("casework_length", "For this test.", [&] { return length; });
    CHECK(has_line(metrics.text(), "casework_length 4"));
    length = 7;
    CHECK(has_line(metrics.text(), "casework_length 7"));
    watched.reset();
    CHECK(metrics.text().find("casework_length") == std::string::npos);
}

TEST_CASE("the port of the figures answers one page, to a name of this machine, and only to be read") {
    Metrics metrics;
    server::MetricsListener listener(metrics, "127.0.0.1", 0);
    CHECK(asked(listener.port(), get("/people/1")).starts_with("HTTP/1.1 404 "));
    CHECK(asked(listener.port(), post("/metrics", "")).starts_with("HTTP/1.1 405 "));
    CHECK(asked(listener.port(), "GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n").starts_with("HTTP/1.1 421 "));
    CHECK(asked(listener.port(), "GET /metrics HTTP/1.1\nHost: localhost\n\n").starts_with("HTTP/1.1 400 "));
    CHECK(asked(listener.port(), "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(5000, 'x')).starts_with("HTTP/1.1 431 "));
    const std::string head = asked(listener.port(), "HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(head.starts_with("HTTP/1.1 200 "));
    CHECK(head.ends_with("\r\n\r\n"));
    for (const auto& [name, value] : casework::web::security_headers()) CHECK(head.find(std::string(name) + ": " + std::string(value)) != head.npos);
}

TEST_CASE("a collector that dawdles is let go and the next one is answered") {
    Metrics metrics;
    server::MetricsListener listener(metrics, "127.0.0.1", 0);
    PlainClient dawdling(listener.port());
    dawdling.send("GET /metr");
    CHECK(figures(listener.port()).starts_with("HTTP/1.1 200 "));
    CHECK(dawdling.until_closed() == std::string());
}

TEST_CASE("a port that is taken is refused with the key to change") {
    Metrics metrics;
    server::MetricsListener listener(metrics, "127.0.0.1", 0);
    CHECK_THROWS_WITH(server::MetricsListener(metrics, "127.0.0.1", listener.port()), Catch::Contains("metrics.port: cannot listen on 127.0.0.1"));
}
