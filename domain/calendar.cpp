// Date arithmetic and the words for dates; every rule of counting stands here once.
#include "domain/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"

namespace casework::domain {

namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;

constexpr std::array<std::string_view, 12> month_names{"January", "February", "March",     "April",   "May",      "June",
                                                       "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};

int year_of(Date d) { return static_cast<int>(d.year()); }
unsigned month_of(Date d) { return static_cast<unsigned>(d.month()); }
unsigned day_of(Date d) { return static_cast<unsigned>(d.day()); }
std::string_view month_name(Date d) { return month_names[month_of(d) - 1]; }

std::optional<Date> real_date(int y, int m, int d) {
    if (y < 1000 || y > 9999 || m < 1 || d < 1) return std::nullopt;
    const Date date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

// 13/4/2023, 13-4-2023, 13.4.2023 or "13 April 2023" cut at one kind of mark.
std::vector<std::string_view> date_parts(std::string_view text) {
    for (const char mark : {'/', '-', '.', ' '})
        if (text.find(mark) != text.npos) return words_of(text, mark);
    return {};
}

}  // namespace

Date add_days(Date d, int n) { return Date{sys_days{d} + days{n}}; }
Date last_day_beginning_with(Date d, int n) { return add_days(d, n - 1); }
Date last_day_following(Date d, int n) { return add_days(d, n); }
int days_between(Date from, Date to) { return static_cast<int>((sys_days{to} - sys_days{from}).count()); }

Date add_months(Date d, int n) {
    const auto target = std::chrono::year_month{d.year(), d.month()} + months{n};
    const auto end = Date{target / last};
    return std::min(day_of(d), day_of(end)) == day_of(end) ? end : Date{target / d.day()};
}

int age_on(Date born, Date on) {
    const bool birthday_reached = std::pair(month_of(on), day_of(on)) >= std::pair(month_of(born), day_of(born));
    return year_of(on) - year_of(born) - (birthday_reached ? 0 : 1);
}

bool is_working_day(Date d, const BankHolidays& holidays) {
    const weekday w{sys_days{d}};
    return w != std::chrono::Saturday && w != std::chrono::Sunday && std::ranges::find(holidays, d) == holidays.end();
}

Date add_working_days(Date d, int n, const BankHolidays& holidays) {
    const int step = n < 0 ? -1 : 1;
    for (int left = n * step; left > 0;) {
        d = add_days(d, step);
        if (is_working_day(d, holidays)) --left;
    }
    return d;
}

int working_days_between(Date from, Date to, const BankHolidays& holidays) {
    if (to < from) return -working_days_between(to, from, holidays);
    int count = 0;
    for (Date d = add_days(from, 1); d <= to; d = add_days(d, 1))
        if (is_working_day(d, holidays)) ++count;
    return count;
}

namespace {

// Every row of a timeline has a date: digits are written without reading a format.
void put_digits(char* last, int value, int count) {
    for (; count > 0; --count, value /= 10) *last-- = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string iso_date(Date d) {
    std::string text = "0000-00-00";
    put_digits(&text[3], year_of(d), 4);
    put_digits(&text[6], static_cast<int>(month_of(d)), 2);
    put_digits(&text[9], static_cast<int>(day_of(d)), 2);
    return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = parse_figures(text.substr(0, 4)), m = parse_figures(text.substr(5, 2)), d = parse_figures(text.substr(8, 2));
    return y && m && d ? real_date(*y, *m, *d) : std::nullopt;
}

// A page shows a hundred of these: joined, not formatted.
std::string long_date(Date d) {
    std::string text = std::to_string(day_of(d));
    text.append(" ").append(month_name(d)).append(" ").append(std::to_string(year_of(d)));
    return text;
}

std::string short_date(Date d, Date today) {
    return d.year() == today.year() ? fmt::format("{} {}", day_of(d), month_name(d)) : long_date(d);
}

std::string weekday_date(Date d) {
    return fmt::format("{} {}", weekday_names[weekday{sys_days{d}}.c_encoding()], long_date(d));
}

std::string date_range(Date from, Date to) {
    if (from == to) return long_date(from);
    if (from.year() != to.year()) return fmt::format("{} to {}", long_date(from), long_date(to));
    if (from.month() != to.month()) return fmt::format("{} {} to {}", day_of(from), month_name(from), long_date(to));
    return fmt::format("{} to {}", day_of(from), long_date(to));
}

std::string month_year(Date d) { return fmt::format("{} {}", month_name(d), year_of(d)); }

std::string due_words(Date due, Date today) {
    const int left = days_between(today, due);
    if (left < 0) return "Overdue";
    if (left == 0) return "Today";
    if (left == 1) return "Tomorrow";
    return fmt::format("In {} days", left);
}

std::string time_words(MinuteOfDay minute) {
    if (minute == 0) return "midnight";
    if (minute == 12 * 60) return "midday";
    const int hour = minute / 60, past = minute % 60, figure = hour % 12 == 0 ? 12 : hour % 12;
    const auto half = hour < 12 ? "am" : "pm";
    return past == 0 ? fmt::format("{}{}", figure, half) : fmt::format("{}:{:02}{}", figure, past, half);
}

std::optional<MinuteOfDay> parse_time(std::string_view typed) {
    std::string text = ascii_lower(trimmed(typed));
    std::erase(text, ' ');
    if (text == "midday" || text == "noon") return 12 * 60;
    if (text == "midnight") return 0;
    const bool half_named = text.ends_with("am") || text.ends_with("pm"), afternoon = text.ends_with("pm");
    if (half_named) text.resize(text.size() - 2);
    const auto mark = text.find_first_of(":.");
    if (mark == text.npos && !half_named) return std::nullopt;  // a bare 2 could be either half of the day
    const std::string_view figures = text;
    const auto hour = parse_figures(figures.substr(0, mark));
    const auto past = mark == text.npos ? std::optional(0) : parse_figures(figures.substr(mark + 1));
    if (!hour || !past || *past > 59 || (mark != text.npos && text.size() - mark != 3)) return std::nullopt;
    if (!half_named) return *hour > 23 ? std::nullopt : std::optional(*hour * 60 + *past);
    if (*hour < 1 || *hour > 12) return std::nullopt;
    return (*hour % 12 + (afternoon ? 12 : 0)) * 60 + *past;
}

std::optional<int> parse_month(std::string_view typed) {
    const std::string text = ascii_lower(trimmed(typed));
    if (const auto figure = parse_figures(text))
        return text.size() <= 2 && *figure >= 1 && *figure <= 12 ? figure : std::nullopt;
    if (text == "sept") return 9;
    if (text.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < month_names.size(); ++i) {
        const std::string name = ascii_lower(month_names[i]);
        if (text == name || text == name.substr(0, 3)) return static_cast<int>(i + 1);
    }
    return std::nullopt;
}

std::optional<Date> parse_near_date(std::string_view typed, Date today) {
    const std::string text = ascii_lower(trimmed(typed));
    if (text == "today") return today;
    if (text == "tomorrow") return add_days(today, 1);
    if (text == "yesterday") return add_days(today, -1);
    const auto parts = date_parts(text);
    // Two figures for a year could be any century, and "13 4" any year: both are refused rather than guessed.
    if (parts.size() != 3 || parts[2].size() != 4 || parts[0].size() > 2) return std::nullopt;
    const auto d = parse_figures(parts[0]), m = parse_month(parts[1]), y = parse_figures(parts[2]);
    return d && m && y ? real_date(*y, *m, *d) : std::nullopt;
}

}  // namespace casework::domain
