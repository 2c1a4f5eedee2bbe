// Dates: counting, month ends, working days, the words for them.
#include <catch2/catch.hpp>

#include "domain/calendar.hpp"

using namespace casework::domain;
using namespace std::chrono_literals;

namespace {
Date on(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }
const BankHolidays easter_2023{on(2023, 4, 7), on(2023, 4, 10), on(2023, 5, 1), on(2023, 5, 8), on(2023, 5, 29)};
}  // namespace

TEST_CASE("a notice given on 1 March can be appealed up to and including 21 March") {
    CHECK(last_day_beginning_with(on(2026, 3, 1), 21) == on(2026, 3, 21));
    CHECK(last_day_beginning_with(on(2023, 4, 13), 21) == on(2023, 5, 3));
    CHECK(last_day_beginning_with(on(2024, 2, 10), 21) == on(2024, 3, 1));
    CHECK(last_day_beginning_with(on(2023, 2, 10), 21) == on(2023, 3, 2));
    CHECK(last_day_beginning_with(on(2023, 12, 20), 21) == on(2024, 1, 9));
}

TEST_CASE("a penalty dated 1 March blocks proceedings through 15 March and is unpaid on the 16th") {
    const Date last = last_day_following(on(2026, 3, 1), 14);
    CHECK(last == on(2026, 3, 15));
    CHECK(add_days(last, 1) == on(2026, 3, 16));
}

TEST_CASE("a month later than the end of a long month is the end of the short one") {
    CHECK(add_months(on(2023, 8, 31), 6) == on(2024, 2, 29));
    CHECK(add_months(on(2022, 8, 31), 6) == on(2023, 2, 28));
    CHECK(add_months(on(2023, 1, 31), 1) == on(2023, 2, 28));
    CHECK(add_months(on(2023, 2, 28), 1) == on(2023, 3, 28));
    CHECK(add_months(on(2023, 11, 15), 3) == on(2024, 2, 15));
    CHECK(add_months(on(2024, 2, 29), 12) == on(2025, 2, 28));
    CHECK(add_months(on(2023, 3, 31), -1) == on(2023, 2, 28));
}

TEST_CASE("twelve months from 1 June 2025 still hold on 30 May 2026") {
    CHECK(on(2026, 5, 30) < add_months(on(2025, 6, 1), 12));
    CHECK_FALSE(on(2026, 6, 1) < add_months(on(2025, 6, 1), 12));
}

TEST_CASE("a person reaches an age on the birthday and not the day before") {
    CHECK(age_on(on(2010, 5, 10), on(2026, 5, 9)) == 15);
    CHECK(age_on(on(2010, 5, 10), on(2026, 5, 10)) == 16);
    CHECK(age_on(on(2005, 4, 13), on(2023, 4, 13)) == 18);
}

TEST_CASE("a person born on 29 February reaches an age on 1 March in common years") {
    CHECK(age_on(on(2004, 2, 29), on(2022, 2, 28)) == 17);
    CHECK(age_on(on(2004, 2, 29), on(2022, 3, 1)) == 18);
    CHECK(age_on(on(2004, 2, 29), on(2024, 2, 29)) == 20);
}

TEST_CASE("working days leave out weekends and the bank holidays given") {
    CHECK(add_working_days(on(2023, 4, 6), 1, easter_2023) == on(2023, 4, 11));
    CHECK(add_working_days(on(2023, 4, 6), 3, easter_2023) == on(2023, 4, 13));
    CHECK(add_working_days(on(2023, 4, 8), 1, easter_2023) == on(2023, 4, 11));
    CHECK(add_working_days(on(2023, 4, 11), -1, easter_2023) == on(2023, 4, 6));
    CHECK(add_working_days(on(2023, 4, 8), 0, easter_2023) == on(2023, 4, 8));
    CHECK(add_working_days(on(2023, 4, 6), 1, {}) == on(2023, 4, 7));
}

TEST_CASE("working days between two dates count the last and not the first") {
    CHECK(working_days_between(on(2023, 4, 6), on(2023, 4, 13), easter_2023) == 3);
    CHECK(working_days_between(on(2023, 4, 13), on(2023, 4, 6), easter_2023) == -3);
    CHECK(working_days_between(on(2023, 4, 13), on(2023, 4, 13), easter_2023) == 0);
}

TEST_CASE("dates are written as people read them") {
    CHECK(long_date(on(2023, 4, 13)) == "13 April 2023");
    CHECK(weekday_date(on(2023, 4, 13)) == "Thursday 13 April 2023");
    CHECK(short_date(on(2023, 4, 6), on(2023, 4, 13)) == "6 April");
    CHECK(short_date(on(2022, 4, 6), on(2023, 4, 13)) == "6 April 2022");
    CHECK(iso_date(on(2023, 4, 3)) == "2023-04-03");
    CHECK(date_range(on(2023, 4, 1), on(2023, 4, 13)) == "1 to 13 April 2023");
    CHECK(date_range(on(2023, 3, 30), on(2023, 4, 13)) == "30 March to 13 April 2023");
    CHECK(date_range(on(2022, 12, 30), on(2023, 1, 2)) == "30 December 2022 to 2 January 2023");
    CHECK(month_year(on(2023, 3, 1)) == "March 2023");
}

TEST_CASE("how late an action is stands in words") {
    const Date today = on(2023, 4, 13);
    CHECK(due_words(on(2023, 4, 6), today) == "Overdue");
    CHECK(due_words(today, today) == "Today");
    CHECK(due_words(on(2023, 4, 14), today) == "Tomorrow");
    CHECK(due_words(on(2023, 4, 21), today) == "In 8 days");
}

TEST_CASE("times are written 2pm, 2:15pm, midday and midnight") {
    CHECK(time_words(14 * 60) == "2pm");
    CHECK(time_words(14 * 60 + 15) == "2:15pm");
    CHECK(time_words(12 * 60) == "midday");
    CHECK(time_words(0) == "midnight");
    CHECK(time_words(5) == "12:05am");
    CHECK(time_words(12 * 60 + 30) == "12:30pm");
    CHECK(time_words(9 * 60) == "9am");
}

TEST_CASE("a time may be typed 2pm, 2:15pm, 2.15 pm or 14:15") {
    CHECK(parse_time("2pm") == 14 * 60);
    CHECK(parse_time(" 2:15pm ") == 14 * 60 + 15);
    CHECK(parse_time("2.15 PM") == 14 * 60 + 15);
    CHECK(parse_time("14:15") == 14 * 60 + 15);
    CHECK(parse_time("12am") == 0);
    CHECK(parse_time("12pm") == 12 * 60);
    CHECK(parse_time("midday") == 12 * 60);
    for (const auto* wrong : {"2", "25:00", "2:60pm", "13pm", "0pm", "14:1", "soon", "", "14:15:00"}) CHECK_FALSE(parse_time(wrong));
}

TEST_CASE("a stored date is read only in its one form") {
    CHECK(parse_iso_date("2023-04-13") == on(2023, 4, 13));
    for (const auto* wrong : {"2023-4-13", "2023-02-29", "2023-13-01", "2023-04-13T00:00:00Z", "13/04/2023", "", "2023-04-1 ", "+023-04-13"})
        CHECK_FALSE(parse_iso_date(wrong));
}

TEST_CASE("a month may be typed as a figure, a short or a full English word") {
    CHECK(parse_month("4") == 4);
    CHECK(parse_month("04") == 4);
    CHECK(parse_month("apr") == 4);
    CHECK(parse_month(" APRIL ") == 4);
    CHECK(parse_month("Sept") == 9);
    for (const auto* wrong : {"0", "13", "004", "ap", "avril", "ma", ""}) CHECK_FALSE(parse_month(wrong));
}

TEST_CASE("a near date may be typed 13/4/2023, 13 April 2023, today or tomorrow") {
    const Date today = on(2023, 4, 13);
    CHECK(parse_near_date("13/4/2023", today) == today);
    CHECK(parse_near_date("13-04-2023", today) == today);
    CHECK(parse_near_date("13.4.2023", today) == today);
    CHECK(parse_near_date(" 13  april 2023", today) == today);
    CHECK(parse_near_date("Today", today) == today);
    CHECK(parse_near_date("tomorrow", today) == on(2023, 4, 14));
}

TEST_CASE("a near date that could mean another century, year or month is refused") {
    const Date today = on(2023, 4, 13);
    for (const auto* wrong : {"13-4-23", "13/4/23", "13 April", "4/2023", "31/4/2023", "29/2/2023", "13/13/2023", "2023-04-13", "13/4-2023",
                              "next week", "", "13/4/2023/1", "0/4/2023"})
        CHECK_FALSE(parse_near_date(wrong, today));
}
