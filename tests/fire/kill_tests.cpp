// kill -9 of the server while many read and write: nothing acknowledged is lost, nothing shown is unrecorded.
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <random>

#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"

using namespace casework::fire;
using casework::testing::database_kinds;

namespace {

// tests/run tries 20 times, tests/run --full 200.
int cycles() {
    const char* wanted = std::getenv("CASEWORK_TEST_FIRE_CYCLES");
    return wanted != nullptr ? std::max(1, std::atoi(wanted)) : 20;
}

std::vector<std::string> missing(const std::set<std::string>& acknowledged, const std::multiset<std::string>& stored) {
    std::vector<std::string> lost;
    for (const auto& note : acknowledged)
        if (stored.count(note) != 1) lost.push_back(note + " stands " + std::to_string(stored.count(note)) + " times");
    return lost;
}

}  // namespace

TEST_CASE("what the server acknowledged before kill -9 is there after, once, and recorded") {
    const Place place(GENERATE(from_range(database_kinds())));
    std::mt19937 chance(std::random_device{}());
    std::unique_ptr<Crowd> crowd;
    milliseconds slowest_start{0};
    for (int cycle = 0; cycle < cycles(); ++cycle) {
        LiveServer server(place);
        slowest_start = std::max(slowest_start, server.took_to_start());
        if (!crowd) crowd = std::make_unique<Crowd>(server.port(), 4, 4);
        crowd->work(server.port());
        REQUIRE(eventually(seconds{10}, [&] { return crowd->acknowledged() >= 20; }));
        pause(milliseconds{static_cast<int>(chance() % 250)});
        server.kill();
        crowd->rest();
        const Held held = crowd->held();
        REQUIRE(missing(held.words, place.words()) == std::vector<std::string>{});
        if (cycle < 20 || cycle % 10 == 9) REQUIRE(place.ledger_findings(held.receipts) == "");
    }
    const Held held = crowd->held();
    CHECK(held.unrecorded == 0);
    CHECK(held.words.size() >= static_cast<std::size_t>(cycles()));
    for (const auto& [status, count] : held.statuses) CHECK((status == 200 || status == 303));
    CHECK(slowest_start < seconds{5});
    LiveServer last(place);
    crowd->work(last.port());
    eventually(seconds{10}, [&] { return crowd->acknowledged() >= 20; });
    CHECK(last.stop() == 0);
    crowd->rest();
    CHECK(missing(crowd->held().words, place.words()) == std::vector<std::string>{});
    CHECK(place.ledger_findings(crowd->held().receipts) == "");
}
