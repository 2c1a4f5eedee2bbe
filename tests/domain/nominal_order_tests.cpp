// The order of the list: moving, typed positions, movement.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "domain/nominals/order.hpp"
#include "tests/domain/lettered_order.hpp"

using namespace casework::domain::nominals;
using casework::testing::letters;
using casework::testing::people;

TEST_CASE("up and down change places with one neighbour and stop at the ends") {
    CHECK(letters(moved(people("abc"), "b", Direction::up)) == "bac");
    CHECK(letters(moved(people("abc"), "b", Direction::down)) == "acb");
    CHECK(letters(moved(people("abc"), "a", Direction::up)) == "abc");
    CHECK(letters(moved(people("abc"), "c", Direction::down)) == "abc");
    CHECK(letters(moved(people("abc"), "x", Direction::up)) == "abc");
    CHECK(moved({}, "x", Direction::up).empty());
}

TEST_CASE("a typed position is where the person stands and the others make room") {
    CHECK(letters(placed(people("abcde"), "b", 4)) == "acdbe");
    CHECK(letters(placed(people("abcde"), "d", 1)) == "dabce");
    CHECK(letters(placed(people("abcde"), "d", 99)) == "abced");
    CHECK(letters(placed(people("abcde"), "d", -3)) == "dabce");
    CHECK(letters(placed(people("abcde"), "x", 2)) == "abcde");
}

TEST_CASE("one typed position gives the same order with and without a script") {
    const Order order = people("abcdefg");
    for (const auto& id : order)
        for (int position = -1; position <= 9; ++position) {
            std::vector<std::pair<std::string, int>> typed;  // the form posts every box
            for (std::size_t i = 0; i < order.size(); ++i) typed.emplace_back(order[i], order[i] == id ? position : static_cast<int>(i) + 1);
            CHECK(arranged(order, typed) == placed(order, id, position));
        }
}

TEST_CASE("several typed positions are all kept exactly") {
    CHECK(letters(arranged(people("abcde"), {{"a", 3}, {"e", 1}})) == "ebacd");
    CHECK(letters(arranged(people("abcde"), {{"a", 5}, {"e", 1}})) == "ebcda");
    CHECK(letters(arranged(people("abcde"), {{"d", 2}, {"e", 2}})) == "adebc");
    CHECK(letters(arranged(people("abcde"), {{"a", 5}, {"b", 5}})) == "cdeba");
    CHECK(letters(arranged(people("abc"), {{"a", 2}, {"b", 3}, {"c", 1}})) == "cab");
    CHECK(letters(arranged(people("abc"), {{"x", 1}})) == "abc");
    CHECK(letters(arranged(people("abc"), {})) == "abc");
}

TEST_CASE("whatever is typed, everyone stays on the list once") {
    std::mt19937 random(7);
    const Order order = people("abcdefghij");
    for (int round = 0; round < 500; ++round) {
        std::vector<std::pair<std::string, int>> typed;
        for (const auto& id : order) typed.emplace_back(id, static_cast<int>(random() % 14) - 1);
        CHECK(std::ranges::is_permutation(arranged(order, typed), order));
    }
}

TEST_CASE("movement is counted from the last agreed list by person") {
    const Order agreed = people("abcd"), now = people("cabe");
    CHECK(movement_words(movement(agreed, now, "c")) == "Up 2");
    CHECK(movement_words(movement(agreed, now, "a")) == "Down 1");
    CHECK(movement_words(movement(agreed, now, "e")) == "New");
    CHECK(movement_words(movement(agreed, agreed, "b")) == "No change");
}

TEST_CASE("the suggestion puts most incidents first and leaves equal counts in their order") {
    const Order mock{"Harwell", "Costin", "Prowse", "Speke", "Tindle", "Wilk", "Abbey", "Foss", "Callow", "Orme"};
    const auto suggested = by_incidents(mock, {{"Harwell", 6}, {"Costin", 4}, {"Prowse", 2}, {"Speke", 5}, {"Tindle", 3},
                                               {"Wilk", 3}, {"Abbey", 1}, {"Foss", 2}, {"Callow", 1}, {"Orme", 4}});
    CHECK(suggested == Order{"Harwell", "Speke", "Costin", "Orme", "Tindle", "Wilk", "Prowse", "Foss", "Abbey", "Callow"});
    CHECK(letters(by_incidents(people("abc"), {{"c", 1}})) == "cab");
}

TEST_CASE("who was moved is the fewest people who explain the difference") {
    CHECK(movers(people("abcdef"), people("fabcde")) == Order{"f"});
    CHECK(movers(people("abcdef"), people("bcdefa")) == Order{"a"});
    CHECK(movers(people("abc"), people("abc")).empty());
}

TEST_CASE("archiving is suggested after quiet meetings in a row and not before") {
    CHECK(ready_to_archive({1, 0, 1, 6}, 3, 1));
    CHECK_FALSE(ready_to_archive({1, 2, 1}, 3, 1));
    CHECK_FALSE(ready_to_archive({0, 0}, 3, 1));
}
