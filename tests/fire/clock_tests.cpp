// The clock of the machine set forward and back under the running server: the ledger says so, and its own time never goes back.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>

#include "auth/crypto.hpp"
#include "domain/ledger_entry.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

namespace fs = std::filesystem;

// The clock that faketime shows to a program: the real one and as much as a file says; the time since boot stays the real one.
class OtherClock {
  public:
    static bool there() { return fs::exists(library); }
    void set(int seconds_ahead) const {
        std::ofstream(file() + ".new") << (seconds_ahead < 0 ? "" : "+") << seconds_ahead << '\n';
        fs::rename(file() + ".new", file());
    }
    testing::Environment environment() const {
        auto made = Place::environment();
        made.variables.back() += ":verify_asan_link_order=0";  // the sanitizer is not the first library
        for (const std::string& variable : {"LD_PRELOAD=" + std::string(library), "FAKETIME_TIMESTAMP_FILE=" + file(), std::string("FAKETIME_NO_CACHE=1"), std::string("FAKETIME_DONT_FAKE_MONOTONIC=1")})
            made.variables.push_back(variable);
        return made;
    }

  private:
    static constexpr const char* library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    std::string file() const { return scratch_.path() + "/clock"; }
    testing::ScratchDirectory scratch_;
};

struct Recorded {
    std::vector<domain::LedgerEntry> steps;
    int backwards = 0;  // entries whose time is before that of the entry before them
};

Recorded recorded(const Place& place) {
    persistence::Database database({.url = place.url(), .readers = 1, .statement_seconds = 20});
    Recorded found;
    std::map<std::string, std::int64_t> last;
    std::string stream, body;
    database.read([&](persistence::Transaction& tx) {
        tx.each("SELECT stream, hex_out(body) FROM audit_entry ORDER BY stream, seq", {}, {&stream, &body}, [&] {
            auto entry = domain::decode_ledger_entry(*auth::from_hex(body));
            found.backwards += entry.at_ms < last[stream] ? 1 : 0;
            last[stream] = entry.at_ms;
            if (entry.action == "clock.step") found.steps.push_back(std::move(entry));
        });
    });
    return found;
}

}  // namespace

TEST_CASE("a clock set forward and back under the running server is recorded, and no time in the ledger goes back") {
    if (!OtherClock::there()) return testing::skip("libfaketime is not installed");
    const Place place("sqlite");
    const OtherClock clock;
    clock.set(0);
    LiveServer server(place, clock.environment());
    const auto read_at = [&](int seconds_ahead) {
        clock.set(seconds_ahead);
        Visitor visitor(server.port(), "priya.nair");
        for (int i = 0; i < 3; ++i) CHECK(visitor.get("/nominals/NOM-2026-0001")->status == 200);
    };
    read_at(0);
    CHECK(recorded(place).steps.empty());
    read_at(600);
    read_at(-1800);
    CHECK(server.stop() == 0);
    const auto found = recorded(place);
    CHECK(found.backwards == 0);
    REQUIRE(found.steps.size() == 2);
    CHECK(found.steps[0].fields == std::vector<std::string>{"forward"});
    CHECK(std::abs(found.steps[0].count - 600'000) < 1000);
    CHECK(found.steps[1].fields == std::vector<std::string>{"back"});
    CHECK(std::abs(found.steps[1].count - 2'400'000) < 1000);
    CHECK(place.ledger_findings({}) == "");
}
