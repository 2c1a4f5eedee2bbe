// The review clock: warns, then marks overdue; it never archives.
#include <catch2/catch.hpp>

#include "domain/nominals/review_clock.hpp"

using namespace casework::domain;
using namespace casework::domain::nominals;

namespace {
Date on(unsigned month, unsigned day) { return Date{std::chrono::year{2023}, std::chrono::month{month}, std::chrono::day{day}}; }
}  // namespace

TEST_CASE("an entry is overdue on the day after 28 days without a review") {
    CHECK(review_state(on(3, 16), {}, on(4, 13), 28, 7) == Review::due_soon);
    CHECK(review_state(on(3, 16), {}, on(4, 14), 28, 7) == Review::overdue);
}

TEST_CASE("the warning begins the set number of days before") {
    CHECK(review_state(on(3, 16), {}, on(4, 5), 28, 7) == Review::in_time);
    CHECK(review_state(on(3, 16), {}, on(4, 6), 28, 7) == Review::due_soon);
    CHECK(review_state(on(3, 16), {}, on(4, 13), 28, 0) == Review::due_soon);
    CHECK(review_state(on(3, 16), {}, on(4, 12), 28, 0) == Review::in_time);
}

TEST_CASE("an agreed day counts when it is sooner than the longest time and not when it is later") {
    CHECK(review_due(on(3, 16), on(3, 30), 28) == on(3, 30));
    CHECK(review_due(on(3, 16), on(5, 30), 28) == on(4, 13));
    CHECK(review_state(on(3, 16), on(3, 30), on(3, 31), 28, 7) == Review::overdue);
}

TEST_CASE("an entry that nobody has agreed a day for and nobody has reviewed has no clock") {
    CHECK(review_state({}, {}, on(4, 13), 28, 7) == Review::none);
    CHECK(review_due({}, on(4, 20), 28) == on(4, 20));
}

TEST_CASE("a shorter setting makes the same entry overdue sooner") {
    CHECK(review_state(on(3, 30), {}, on(4, 13), 14, 3) == Review::due_soon);
    CHECK(review_state(on(3, 30), {}, on(4, 14), 14, 3) == Review::overdue);
}
