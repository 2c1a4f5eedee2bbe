// Two sergeants reordering one list at once: what goes together and whom the second is asked about.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <random>

#include "domain/nominals/joined_order.hpp"
#include "tests/domain/lettered_order.hpp"

using namespace casework::domain::nominals;
using casework::domain::Choice;
using casework::domain::Keep;
using casework::testing::letters;
using casework::testing::people;

namespace {

struct Answer {
    std::string order, asked;
};
Answer join(std::string_view base, std::string_view theirs, std::string_view mine, const std::vector<Choice>& choices = {}) {
    const auto result = joined(people(base), people(theirs), people(mine), choices);
    return {letters(result.order), letters(result.asked)};
}

Order shuffled(Order order, std::mt19937& random) {
    std::ranges::shuffle(order, random);
    return order;
}

}  // namespace

TEST_CASE("who may have been moved is whoever moves in some explanation with the fewest moves") {
    CHECK(may_have_moved(people("abcdef"), people("fabcde")) == Order{"f"});
    CHECK(may_have_moved(people("abcdef"), people("acdbef")) == Order{"b"});
    CHECK(may_have_moved(people("abcdef"), people("bacdef")) == Order{"a", "b"});
    CHECK(may_have_moved(people("abc"), people("abc")).empty());
    CHECK(may_have_moved({}, {}).empty());
}

TEST_CASE("two sergeants who move different people both get what they did") {
    for (const auto& [theirs, mine, order] : {std::array{"fabcde", "abdcef", "fabdce"}, std::array{"abcdef", "cabdef", "cabdef"}, std::array{"cabdef", "abcdef", "cabdef"},
                                              std::array{"abcdfe", "bacdef", "bacdfe"}, std::array{"bcdefa", "fabcde", "fbcdea"}}) {
        const auto answer = join("abcdef", theirs, mine);
        CHECK(answer.order == order);
        CHECK(answer.asked.empty());
    }
}

TEST_CASE("a person whom I moved follows the neighbours and not the number") {
    // They took e to the top, so "behind a" is now third.
    CHECK(join("abcdefg", "eabcdfg", "agbcdef").order == "eagbcdf");
}

TEST_CASE("a person moved by both to different places is asked about and nobody else") {
    CHECK(join("abcde", "eabcd", "abecd").asked == "e");
    CHECK(join("abcde", "eabcd", "abecd", {{"e", Keep::theirs}}).order == "eabcd");
    CHECK(join("abcde", "eabcd", "abecd", {{"e", Keep::mine}}).order == "abecd");
    // b was moved by me alone and goes along whatever is chosen about e.
    CHECK(join("abcdef", "eabcdf", "aecdfb").asked == "e");
    CHECK(join("abcdef", "eabcdf", "aecdfb", {{"e", Keep::theirs}}).order == "eacdfb");
    CHECK(join("abcdef", "eabcdf", "aecdfb", {{"e", Keep::mine}}).order == "aecdfb");
}

TEST_CASE("a choice is one for each person, and one about somebody else or of both counts for nothing") {
    CHECK(join("abcdefg", "fgabcde", "abfcgde").asked == "fg");
    CHECK(join("abcdefg", "fgabcde", "abfcgde", {{"f", Keep::mine}}).asked == "g");
    CHECK(join("abcdefg", "fgabcde", "abfcgde", {{"f", Keep::mine}, {"g", Keep::theirs}}).order == "gabfcde");
    CHECK(join("abcdefg", "fgabcde", "abfcgde", {{"a", Keep::mine}, {"f", Keep::both}}).asked == "fg");
    CHECK(join("abcdef", "fabcde", "abdcef", {{"f", Keep::mine}, {"d", Keep::theirs}}).order == "fabdce");
}

TEST_CASE("a person moved by both to the same place is not asked about") {
    CHECK(join("abcde", "eabcd", "eabcd").order == "eabcd");
    CHECK(join("abcde", "eabcd", "eabcd").asked.empty());
    // The same neighbours, another number: I took a to the bottom as well.
    CHECK(join("abcdef", "eabcdf", "ebcdfa").asked.empty());
    CHECK(join("abcdef", "eabcdf", "ebcdfa").order == "ebcdfa");
    CHECK(join("abcdef", "defabc", "edfabc").asked == "de");
}

TEST_CASE("when two neighbours changed places either may have been meant, so in doubt it is asked") {
    // I exchanged a and b, they took a to the bottom: did I move a as well?
    CHECK(join("abcdef", "bcdefa", "bacdef").asked == "a");
    // I exchanged a and b, they exchanged b and c: both at once cannot be had without turning round a and c, as neither did.
    CHECK(join("abc", "acb", "bac").asked == "b");
    CHECK(join("abc", "acb", "bac", {{"b", Keep::theirs}}).order == "acb");
    CHECK(join("abc", "acb", "bac", {{"b", Keep::mine}}).order == "bac");
    // They put e before c, I put c before b: both leave b before e, both moves together would not.
    CHECK(join("abcde", "abecd", "acbde").asked == "b");
}

TEST_CASE("someone archived or added meanwhile stays archived or added") {
    CHECK(join("abcd", "acd", "dabc").order == "dac");
    CHECK(join("abcd", "abcdx", "dabc").order == "dabcx");
    CHECK(join("abcd", "xabcd", "dabc").order == "xdabc");
    CHECK(join("abcd", "acd", "acbd").order == "acd");
    CHECK(join("", "x", "").order == "x");
}

TEST_CASE("joining never loses or doubles anybody and does not depend on who was first") {
    std::mt19937 random(11);
    const Order base = people("abcdefgh");
    for (int round = 0; round < 2000; ++round) {
        const auto theirs = shuffled(base, random), mine = shuffled(base, random);
        const auto one = joined(base, theirs, mine), other = joined(base, mine, theirs);
        CHECK(std::ranges::is_permutation(one.order, base));
        CHECK(std::ranges::is_permutation(one.asked, other.asked));
        if (one.asked.empty()) CHECK(one.order == other.order);
        CHECK(joined(base, base, mine).order == mine);
        CHECK(joined(base, theirs, base).order == theirs);
        CHECK(joined(base, theirs, theirs).asked.empty());
    }
}

TEST_CASE("when everything was answered nobody is left to ask about") {
    std::mt19937 random(13);
    const Order base = people("abcdefgh");
    for (int round = 0; round < 500; ++round) {
        const auto theirs = shuffled(base, random), mine = shuffled(base, random);
        std::vector<Choice> choices;
        for (const auto& id : joined(base, theirs, mine).asked) choices.push_back({id, random() % 2 == 0 ? Keep::mine : Keep::theirs});
        const auto settled = joined(base, theirs, mine, choices);
        CHECK(settled.asked.empty());
        CHECK(std::ranges::is_permutation(settled.order, base));
    }
}

TEST_CASE("moving one person each, never the same, is never asked about when both moved past two or more") {
    const Order base = people("abcdefghij");
    for (const auto& hers : base)
        for (const auto& his : base)
            for (int to = 1; to <= 10; ++to) {
                const auto theirs = placed(base, hers, to), mine = placed(base, his, 11 - to);
                const auto far = [&](const Order& order) { return may_have_moved(base, order).size() == 1; };
                if (hers == his || !far(theirs) || !far(mine)) continue;
                CHECK(joined(base, theirs, mine).asked.empty());
            }
}
