// PostgreSQL killed, stopped and made read-only under a server that goes on running.
#include <catch2/catch.hpp>

#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/fire/postgres_cluster.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

bool without_postgresql() {
    const auto kinds = testing::database_kinds();
    return std::ranges::find(kinds, "postgresql") == kinds.end();
}

// How long it takes until people are served again, counted from now.
milliseconds until_served(const Crowd& crowd) {
    const auto begun = std::chrono::steady_clock::now();
    const int before = crowd.acknowledged();
    eventually(seconds{30}, [&] { return crowd.acknowledged() >= before + 10; });
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
}

void check_nothing_lost(const Place& place, const Held& held) {
    const auto words = place.words();
    for (const auto& word : held.words)
        if (words.count(word) != 1) FAIL_CHECK(word << " stands " << words.count(word) << " times");
    CHECK(place.ledger_findings(held.receipts) == "");
    CHECK(held.unrecorded == 0);
    CHECK(held.without_retry_after == 0);
    for (const auto& [status, count] : held.statuses) CHECK((status == 200 || status == 303 || status == 503));
    CHECK(held.silences == 0);
    CHECK(held.slowest < seconds{8});
}

}  // namespace

TEST_CASE("after PostgreSQL is killed and started again the same server goes on, and nothing acknowledged is lost") {
    if (without_postgresql()) return testing::skip("no PostgreSQL in this run");
    PostgresCluster cluster;
    cluster.run("CREATE DATABASE house");
    const Place place = Place::at(cluster.url("house"));
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 3);
    crowd.work(server.port());
    REQUIRE(eventually(seconds{10}, [&] { return crowd.acknowledged() >= 20; }));
    for (int cycle = 0; cycle < 3; ++cycle) {
        CHECK(cluster.kill_backends() > 0);
        CHECK(until_served(crowd) < seconds{15});
        cluster.kill_postmaster();
        pause(milliseconds{300});
        cluster.start();
        CHECK(until_served(crowd) < seconds{15});
    }
    cluster.stop();
    pause(milliseconds{1500});
    cluster.start();
    CHECK(until_served(crowd) < seconds{15});
    crowd.rest();
    CHECK(server.process().running());
    check_nothing_lost(place, crowd.held());
    // Neither the password of the database nor anything that was typed, while statements failed all the time.
    const std::string address = cluster.url("house"), password = address.substr(address.rfind(':', address.find('@')) + 1, address.find('@') - address.rfind(':', address.find('@')) - 1);
    REQUIRE(password.size() > 8);
    for (const auto& text : {server.process().said(), server.process().told("cmdline"), server.process().told("environ")})
        for (const auto& secret : {password, std::string("fire "), std::string("while executing")}) CHECK(text.find(secret) == text.npos);
    CHECK(server.stop() == 0);
    CHECK(place.ledger_findings({}).empty());
}

TEST_CASE("a PostgreSQL database that may only be read serves nothing, and serves again when it may be written") {
    if (without_postgresql()) return testing::skip("no PostgreSQL in this run");
    PostgresCluster cluster;
    cluster.run("CREATE DATABASE house");
    const Place place = Place::at(cluster.url("house"));
    LiveServer server(place);
    Crowd crowd(server.port(), 2, 2);
    crowd.work(server.port());
    REQUIRE(eventually(seconds{10}, [&] { return crowd.acknowledged() >= 10; }));
    const auto may_write = [&](const char* word) {  // said to new connections, so the old ones end
        cluster.run(std::string("ALTER DATABASE house SET default_transaction_read_only = ") + word);
        cluster.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'house'");
    };
    may_write("on");
    REQUIRE(eventually(seconds{15}, [&] { return crowd.held().statuses[503] >= 8; }));
    pause(milliseconds{500});
    const auto acknowledged = crowd.acknowledged();
    pause(milliseconds{1500});
    CHECK(crowd.acknowledged() == acknowledged);
    may_write("off");
    CHECK(until_served(crowd) < seconds{15});
    crowd.rest();
    check_nothing_lost(place, crowd.held());
    CHECK(server.stop() == 0);
}
