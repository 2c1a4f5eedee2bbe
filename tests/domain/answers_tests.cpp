// What is said about wrong answers, and which box is wrong.
#include <catch2/catch.hpp>

#include "domain/answers.hpp"

using namespace casework::domain;

namespace {

Date on(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }
const Question ends{"until", "date the notice ends"};

std::string said(const TypedDate& typed) {
    const auto answer = read_date(typed, ends);
    return answer ? long_date(*answer) : answer.error().front().field + ": " + answer.error().front().message;
}
template <class T>
std::string message(const Outcome<T>& outcome) {
    return outcome ? "" : outcome.error().front().message;
}

}  // namespace

TEST_CASE("three boxes take 13 4 2023, 13 04 2023 and 13 April 2023") {
    for (const auto* month : {"4", "04", "apr", "April", " april "}) CHECK(said({"13", month, "2023"}) == "13 April 2023");
}

TEST_CASE("an empty date asks for the date in the words of the label") {
    CHECK(said({"", " ", ""}) == "until-day: Enter the date the notice ends");
    CHECK(wrong_boxes({"", "", ""}) == DateBoxes{true, true, true});
}

TEST_CASE("a date with a box left empty says which part is missing") {
    CHECK(said({"13", "", "2023"}) == "until-month: Date the notice ends must include a month");
    CHECK(said({"", "4", "2023"}) == "until-day: Date the notice ends must include a day");
    CHECK(said({"13", "", ""}) == "until-month: Date the notice ends must include a month and year");
    CHECK(wrong_boxes({"13", "", ""}) == DateBoxes{false, true, true});
}

TEST_CASE("a date that is not in the calendar must be a real date, and the wrong box is named") {
    CHECK(said({"31", "4", "2023"}) == "until-day: Date the notice ends must be a real date");
    CHECK(said({"29", "2", "2023"}) == "until-day: Date the notice ends must be a real date");
    CHECK(said({"13", "13", "2023"}) == "until-month: Date the notice ends must be a real date");
    CHECK(said({"13", "soon", "2023"}) == "until-month: Date the notice ends must be a real date");
    CHECK(said({"13", "4", "0023"}) == "until-year: Date the notice ends must be a real date");
    CHECK(said({"0", "4", "2023"}) == "until-day: Date the notice ends must be a real date");
    CHECK(said({"-1", "4", "2023"}) == "until-day: Date the notice ends must be a real date");
    CHECK(said({"13", "4", "twenty"}) == "until-year: Date the notice ends must be a real date");
    CHECK(wrong_boxes({"40", "40", "2023"}) == DateBoxes{true, true, false});
    CHECK(said({"29", "2", "2024"}) == "29 February 2024");
}

TEST_CASE("a year of two figures is refused because it could be any century") {
    CHECK(said({"27", "3", "84"}) == "until-year: Date the notice ends must include a year of 4 figures, like 1984");
    CHECK(wrong_boxes({"27", "3", "84"}) == DateBoxes{false, false, true});
}

TEST_CASE("dates in the wrong order say which date they must follow") {
    CHECK(message(after(on(2023, 4, 13), ends, on(2023, 4, 13), "when it is issued")) ==
          "Date the notice ends must be after 13 April 2023 when it is issued");
    CHECK(after(on(2023, 4, 14), ends, on(2023, 4, 13), "when it is issued"));
}

TEST_CASE("a date that has to have happened must be today or in the past") {
    const Question breach{"on", "date of the breach"};
    CHECK(message(today_or_past(on(2023, 4, 14), breach, on(2023, 4, 13))) == "Date of the breach must be today or in the past");
    CHECK(today_or_past(on(2023, 4, 13), breach, on(2023, 4, 13)));
    CHECK(message(today_or_future(on(2023, 4, 12), breach, on(2023, 4, 13))) == "Date of the breach must be today or in the future");
}

TEST_CASE("a near date that is refused shows one that would do") {
    CHECK(message(read_near_date("13-4-23", {"due", "date it is due"}, on(2023, 4, 13))) ==
          "Date it is due must be a real date, like 13/4/2023");
    CHECK(message(read_near_date(" ", {"due", "date it is due"}, on(2023, 4, 13))) == "Enter the date it is due");
}

TEST_CASE("text is counted in code points and the limit has its comma") {
    const Question summary{"summary", "summary"};
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "é";
    CHECK(read_text(text, summary, 2000).value() == text);
    CHECK(message(read_text(text + "x", summary, 2000)) == "Summary must be 2,000 characters or less");
}

TEST_CASE("text with NUL, control characters or malformed bytes is refused") {
    const Question summary{"summary", "summary"};
    CHECK_FALSE(read_text(std::string_view("a\0b", 3), summary, 100));
    CHECK_FALSE(read_text("a\x1b[2Jb", summary, 100));
    CHECK_FALSE(read_text("a\xc2\x85" "b", summary, 100));
    CHECK_FALSE(read_text("a\xff", summary, 100));
    CHECK_FALSE(read_text("\xed\xa0\x80", summary, 100));
    CHECK_FALSE(read_text("\xc0\xaf", summary, 100));
    CHECK(message(read_text(" \t ", summary, 100)) == "Enter the summary");
    CHECK(read_optional_text("  ", summary, 100).value().empty());
}

TEST_CASE("text of one line loses its breaks and text of many keeps them") {
    CHECK(read_text(" a \r\n b ", {"x", "note"}, 100).value() == "a b");
    CHECK(read_text("a  \r\nb\rc\n", {"x", "note"}, 100, Lines::many).value() == "a\nb\nc");
}

TEST_CASE("a number is figures within its bounds") {
    const Question incidents{"incidents", "number of incidents"};
    CHECK(read_number(" 4 ", incidents, 0, 999).value() == 4);
    CHECK(read_number("1,150", incidents, 0, 9999).value() == 1150);
    CHECK(message(read_number("four", incidents, 0, 999)) == "Number of incidents must be a number, like 4");
    CHECK(message(read_number("-4", incidents, 0, 999)) == "Number of incidents must be a number, like 4");
    CHECK(message(read_number("1000", incidents, 0, 999)) == "Number of incidents must be between 0 and 999");
    CHECK(message(read_number("", incidents, 0, 999)) == "Enter the number of incidents");
}

TEST_CASE("a form gathers the refusals of all its answers") {
    Refusals refusals;
    std::string name;
    int count = 0;
    CHECK_FALSE(take(name, read_text("", {"name", "person’s full name"}, 200), refusals));
    CHECK_FALSE(take(count, read_number("x", {"n", "number of incidents"}, 0, 9), refusals));
    CHECK(take(count, read_number("3", {"n", "number of incidents"}, 0, 9), refusals));
    CHECK(refusals.size() == 2);
    CHECK(count == 3);
}
