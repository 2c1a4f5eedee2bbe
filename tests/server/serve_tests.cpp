// Serving under signals: ready, reload, stop.
#include <catch2/catch.hpp>

#include <csignal>
#include <future>
#include <thread>

#include <unistd.h>

#include "auth/hashing_places.hpp"
#include "server/premises.hpp"
#include "server/serve.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::tests;
namespace server = casework::server;

namespace {

void slow_page(casework::web::Request&&, const casework::web::Reply& reply) {
    std::this_thread::sleep_for(milliseconds{300});
    reply({.response = casework::web::html_response(200, "finished"), .route = "/slow", .account = {}, .fault = {}});
}

unsigned short port_of(const std::string& address) { return static_cast<unsigned short>(std::stoi(address.substr(address.rfind(':') + 1))); }

}  // namespace

TEST_CASE("SIGHUP reloads, SIGTERM finishes what was accepted, runs the last duty and returns 0") {
    TemporaryDirectory directory;
    server::Config config;
    config.port = 0;
    config.data_directory = directory.path();
    config.certificate = directory.path() / "tls" / "certificate.pem";
    config.private_key = directory.path() / "tls" / "private_key.pem";
    server::Log log(directory.path() / "log");
    server::Metrics metrics;
    std::promise<std::string> ready;
    std::atomic<int> last_duties = 0;
    auto served = std::async(std::launch::async, [&] {
        return server::serve(config, log, metrics, slow_page, [&] { ++last_duties; }, [&](const std::string& address) { ready.set_value(address); });
    });
    const std::string address = ready.get_future().get();
    CHECK(address.starts_with("https://localhost:"));
    ::kill(::getpid(), SIGHUP);
    TlsClient client(port_of(address));
    client.send(get("/slow"));
    std::this_thread::sleep_for(milliseconds{100});
    ::kill(::getpid(), SIGTERM);
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->body == "finished");
    CHECK(served.get() == 0);
    CHECK(last_duties == 1);
    const std::string text = slurp(directory.path() / "log");
    CHECK(text.find("certificate read again") != std::string::npos);
    CHECK(text.find("\"event\":\"stopped\"") != std::string::npos);
}

TEST_CASE("a server that cannot start says which file or key is to blame") {
    TemporaryDirectory directory;
    server::Config config;
    config.port = 0;
    config.certificate = directory.path() / "none.pem";
    config.private_key = directory.path() / "none.key";
    server::Log log(directory.path() / "log");
    server::Metrics metrics;
    CHECK_THROWS_WITH(server::serve(config, log, metrics, slow_page, {}), Catch::Contains("none.key: cannot be read"));
}

TEST_CASE("a server asks every base role for a second factor, and a demo only when it is told to") {
    for (const auto& [demo, in_demo, roles] : {std::tuple{"false", "false", 5UL}, {"true", "false", 0UL}, {"true", "true", 5UL}}) {
        TemporaryDirectory directory;
        const auto config = server::load_config({.file = {}, .environment = {}, .command_line = {{"data.directory", directory.path().string()}, {"data.demo", demo}, {"sign_in.second_factor_in_demo", in_demo},
                                                                                                 {"password.argon_memory_kib", "19456"}, {"password.argon_passes", "2"}, {"password.hashes_at_once", "3"}}});
        REQUIRE(config);
        server::Premises premises(*config, "server");
        CHECK(premises.house().second_factor.required_of.size() == roles);
    }
    casework::auth::allow_hashes_at_once(casework::auth::hashes_at_once_max);
}
