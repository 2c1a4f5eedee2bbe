// Civil dates, deadlines and the words for them; no clock and no time zone data (those stand at persistence/clock).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::domain {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;  // UTC
using Date = std::chrono::year_month_day;                          // Europe/London civil date
using std::chrono::days;

// "Within n days beginning with day d": the last day is d + n - 1 (2014 Act ss.46(2), 104(11)).
Date last_day_beginning_with(Date d, int n);
// "n days following the date d": the last day is d + n (2014 Act s.52(5)).
Date last_day_following(Date d, int n);
// Calendar months, clamped to the month's end (31 August + 6 months = 28 or 29 February). Negative counts go back.
Date add_months(Date d, int months);
Date add_days(Date d, int n);
int days_between(Date from, Date to);  // positive when `to` is later
// Whole years reached on `on`; a person born on 29 February reaches the age on 1 March in common years.
int age_on(Date born, Date on);

// The bank holidays of England and Wales as the reference table gives them; working days are Monday to Friday less these.
using BankHolidays = std::vector<Date>;
bool is_working_day(Date d, const BankHolidays& holidays);
// The nth working day after d (d itself is never counted); a negative n counts back, 0 gives d unchanged.
Date add_working_days(Date d, int n, const BankHolidays& holidays);
// Working days after `from` up to and including `to`; negative when `to` is earlier.
int working_days_between(Date from, Date to, const BankHolidays& holidays);

std::string iso_date(Date d);                              // 2023-04-13
std::optional<Date> parse_iso_date(std::string_view text); // exactly YYYY-MM-DD and a real date
std::string long_date(Date d);                             // 13 April 2023
std::string short_date(Date d, Date today);                // 13 April, with the year when it is not this year's
std::string weekday_date(Date d);                          // Thursday 13 April 2023
std::string date_range(Date from, Date to);                // 1 to 13 April 2023
std::string month_year(Date d);                            // March 2023
// How a due date stands beside its date: Overdue, Today, Tomorrow, In 5 days.
std::string due_words(Date due, Date today);

// A time of day in minutes after midnight, Europe/London.
using MinuteOfDay = int;
std::string time_words(MinuteOfDay minute);                        // 2pm, 2:15pm, midday, midnight
std::optional<MinuteOfDay> parse_time(std::string_view text);      // 2pm, 2:15pm, 14:15, midday, midnight

// Three boxes: day and year in figures, month in figures or English words (4, 04, apr, April); years need four figures.
struct TypedDate {
    std::string day, month, year;
};
// What a date near today may be typed as in one box: 13/4/2023, 13 April 2023, today, tomorrow. 13-4-23 is refused.
std::optional<Date> parse_near_date(std::string_view text, Date today);
std::optional<int> parse_month(std::string_view text);

}  // namespace casework::domain
