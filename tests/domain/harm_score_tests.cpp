// The harm score: what counts, how much, and the words that say so.
#include <catch2/catch.hpp>

#include "domain/nominals/harm_score.hpp"

using namespace casework::domain::nominals;

TEST_CASE("a harm score adds incidents, arrests and earlier listings at the points of the settings") {
    CHECK(harm_score({11, 2, 2}, {90, 1, 3, 5}) == 22);
    CHECK(harm_score({11, 2, 2}, {90, 2, 0, 1}) == 23);
    CHECK(harm_score({0, 0, 1}, {}) == 0);
}

TEST_CASE("being listed for the first time adds nothing, nor does an entry that was never listed") {
    CHECK(harm_score({3, 0, 1}, {}) == 3);
    CHECK(harm_score({3, 0, 0}, {}) == 3);
}

TEST_CASE("a harm score says how it was counted") {
    CHECK(harm_score_words({11, 2, 2}, {}) == "11 incidents in 90 days at 1 point, 2 arrests since listing at 3 points, listed 1 time before at 5 points");
    CHECK(harm_score_words({1, 0, 1}, {30, 2, 3, 5}) == "1 incident in 30 days at 2 points, 0 arrests since listing at 3 points");
}
