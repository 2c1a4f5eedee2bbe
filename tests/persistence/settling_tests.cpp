// What waits for a request's entries: it goes on once, when the last of them is durable, and not at all as if nothing had happened when one was lost.
#include "persistence/settling.hpp"

#include <catch2/catch.hpp>

using casework::persistence::DatabaseUnavailable;
using casework::persistence::Receipt;
using casework::persistence::Settling;

namespace {

struct Told {
    int times = 0;
    std::optional<Receipt> last;
    std::exception_ptr failed;
    Settling::Then then() {
        return [this](const std::optional<Receipt>& receipt, std::exception_ptr why) {
            ++times;
            last = receipt;
            failed = std::move(why);
        };
    }
};

}  // namespace

TEST_CASE("what waits for entries goes on when the last of them is durable, with its receipt") {
    Settling settling;
    Told told;
    settling.expect();
    settling.expect();
    settling.when_durable(told.then());
    settling.recorded({"node/2026-11", 7, {}}, {});
    CHECK(told.times == 0);
    settling.recorded({"node/2026-11", 8, {}}, {});
    REQUIRE(told.times == 1);
    CHECK_FALSE(told.failed);
    CHECK(told.last->seq == 8);
}

TEST_CASE("one entry that was lost keeps back what the others would have let go, and is told once") {
    Settling settling;
    Told told, again;
    settling.expect();
    settling.expect();
    settling.recorded({}, std::make_exception_ptr(DatabaseUnavailable("full")));
    settling.when_durable(told.then());
    settling.recorded({"node/2026-11", 8, {}}, {});
    REQUIRE(told.times == 1);
    CHECK(told.failed);
    settling.when_durable(again.then());
    CHECK_FALSE(again.failed);
}

TEST_CASE("with no entry on its way it goes on at once") {
    Settling settling;
    Told nothing, noted;
    settling.when_durable(nothing.then());
    CHECK(nothing.times == 1);
    CHECK_FALSE(nothing.last);
    settling.note({"node/2026-11", 3, {}});
    settling.when_durable(noted.then());
    CHECK(noted.last->seq == 3);
}
