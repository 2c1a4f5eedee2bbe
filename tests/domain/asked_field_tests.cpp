// Fields of a table: what may stand in each, how it is tidied and how it is said.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/asked_field.hpp"

using namespace casework::domain;

namespace {

constexpr Code colour_rows[] = {{"red", "Red", ""}, {"blue", "Blue", ""}, {"green", "Green", ""}};
CodeList colours() { return colour_rows; }
constexpr AskedField table[] = {
    {"title", "Title", "", Answer::line, nullptr, 10}, {"story", "Story", "", Answer::lines, nullptr, 20}, {"on", "On", "", Answer::day},         {"colour", "Colour", "", Answer::code, colours},
    {"shades", "Shades", "", Answer::codes, colours},  {"sure", "Sure", "", Answer::tick},                 {"times", "Times", "", Answer::number, nullptr, 0, false, FieldClass::f0, 9},
};

Refusals refused(const FieldValues& sent) {
    Refusals refusals;
    tidied_values(table, sent, refusals);
    return refusals;
}

}  // namespace

TEST_CASE("each kind of field refuses what may not stand in it") {
    CHECK(refused({{"title", "Ten letters"}}).front().message == "Answer must be 10 characters or less");
    CHECK(refused({{"on", "2026-02-30"}}).front().message == "Enter a real date");
    CHECK(refused({{"colour", "pink"}}).front().field == "colour");
    CHECK(refused({{"shades", "red pink"}}).size() == 1);
    CHECK(refused({{"sure", "perhaps"}}).size() == 1);
    CHECK(refused({{"times", "10"}}).front().message == "Enter a number from 0 to 9");
    CHECK(refused({{"times", "-1"}}).size() == 1);
    CHECK(refused({{"title", ""}, {"on", ""}, {"colour", ""}, {"shades", ""}, {"sure", ""}, {"times", ""}}).empty());
}

TEST_CASE("values are tidied, codes stand in the order of their list, and what was not sent is left out") {
    Refusals refusals;
    const auto values = tidied_values(table, {{"title", "  Two   words "}, {"shades", "green red red"}, {"unknown", "x"}}, refusals);
    CHECK(refusals.empty());
    REQUIRE(values.size() == 2);
    CHECK(*find_value(values, "title") == "Two words");
    CHECK(*find_value(values, "shades") == "red green");
    CHECK(values.front().characters_max == 10);
}

TEST_CASE("a value is said in the words of its field") {
    const auto say = [](std::string_view name, const std::string& value) { return words_of_value(*std::ranges::find(table, name, &AskedField::name), value); };
    CHECK(say("on", "2026-03-27") == "27 March 2026");
    CHECK(say("colour", "blue") == "Blue");
    CHECK(say("shades", "red green") == "Red and green");
    CHECK(say("sure", "yes") == "Yes");
    CHECK(say("times", "7") == "7");
    CHECK(say("times", "").empty());
}
