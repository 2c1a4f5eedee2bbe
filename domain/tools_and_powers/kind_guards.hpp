// Parts of the guards of tools: conditions by code, days and hours compared with the law, sets of issuers.
#pragma once

#include <algorithm>
#include <chrono>

#include "domain/text.hpp"
#include "domain/tools_and_powers/codes.hpp"
#include "domain/tools_and_powers/terms.hpp"
#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {

using G = Guard<Facts>;

// A code as a template argument, so that each condition is a guard of its own without a function of its own.
template <std::size_t N>
struct Words {
    constexpr Words(const char (&text)[N]) { std::copy_n(text, N, chars); }
    constexpr std::string_view view() const { return {chars, N - 1}; }
    char chars[N]{};
};

// A condition of the law that a person confirms and that stays recorded: "Confirm that ..." at the box with the conditions.
template <Words code>
constexpr G condition(std::string_view words, std::string_view authority) {
    return {code.view(), words, authority, "conditions", [](const Facts& f) { return f.confirmed(code.view()); }};
}
// The same, confirmed afresh each time.
template <Words code>
constexpr G condition_now(std::string_view words, std::string_view authority) {
    return {code.view(), words, authority, "conditions", [](const Facts& f) { return f.confirmed_now(code.view()); }};
}
template <Words code>
constexpr G condition_for_young(std::string_view words, std::string_view authority) {
    return {code.view(), words, authority, "conditions", [](const Facts& f) { return !f.young() || f.confirmed(code.view()); }};
}

// Somebody whose age nobody has judged is not old enough; a body, premises or area has no age.
template <Words key>
bool old_enough(const Facts& f) {
    return f.tool.subject_kind != SubjectKind::person || (f.age && *f.age >= f.law_value(key.view()));
}
template <Words key>
std::string too_young_words(const Facts& f) {
    if (!f.age) return "Record the birth date, or an estimated age with its basis, first";
    return "This person is under " + std::to_string(f.law_value(key.view()));
}
template <Words key>
constexpr G age_from(std::string_view authority) {
    return {"old_enough", "This person is too young", authority, "", old_enough<key>, too_young_words<key>};
}

// A period of n months beginning with the first day ends on the eve of the same day.
inline Date last_of_months(Date from, int months) { return add_days(add_months(from, months), -1); }
inline bool at_most_months(const Facts& f, int months) { return f.tool.from && f.tool.until && *f.tool.until <= last_of_months(*f.tool.from, months); }
inline bool at_least_months(const Facts& f, int months) { return f.tool.from && f.tool.until && *f.tool.until >= last_of_months(*f.tool.from, months); }

template <Words key>
bool within_months(const Facts& f) {
    return at_most_months(f, f.law_value(key.view()));
}
template <Words key>
std::string within_months_words(const Facts& f) {
    const auto months = f.law_value(key.view());
    const auto last = f.tool.from ? ": until " + long_date(last_of_months(*f.tool.from, months)) : std::string();
    return "Last day must be at most " + counted(months, "month") + " after the first" + last;
}
template <Words key>
constexpr G at_most(std::string_view authority) {
    return {"at_most", "Last day is too late", authority, "until", within_months<key>, within_months_words<key>};
}

inline bool within_hours(const std::optional<Instant>& from, const std::optional<Instant>& until, int hours) {
    return from && until && *from < *until && *until - *from <= std::chrono::hours(hours);
}

}  // namespace casework::domain::tools_and_powers
