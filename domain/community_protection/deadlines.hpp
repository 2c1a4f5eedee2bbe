// A day that the law or a paper fixes, kept with how it was counted, so that a page can print it and an auditor count it again.
#pragma once

#include <string>
#include <string_view>

#include "domain/legal_rules.hpp"

namespace casework::domain::community_protection {

enum class Counting {
    beginning_with,  // the first day counts: n days beginning with d end on d + n - 1
    following,       // the first day does not count: n days following d end on d + n
    from,            // as following; the Act says "from"
    months,          // the same day n months later, or the last of a shorter month
    working_days,    // the nth working day after d
    set,             // a day that a paper or a court names
};
std::string_view name(Counting counting);
std::optional<Counting> parse_counting(std::string_view name);

struct Deadline {
    Counting counting{};
    int count = 0;
    Date start{};
    Date last{};        // the last day on which it is in time
    std::string event;  // what happened on the first day: "the day the notice was given"
    std::string rule;   // rule_id of the law, or the name of the setting
    std::string authority;
    bool operator==(const Deadline&) const = default;
};

// The last day by the rule in force on the first one.
Deadline count_by(Counting counting, const LegalRule& rule, Date start, std::string event);
// By a setting or practice instead of a statute.
Deadline count_by(Counting counting, int count, Date start, std::string event, std::string rule, std::string authority, const BankHolidays& holidays = {});
Deadline set_day(Date day, std::string where, std::string authority);

// "21 days beginning with 1 March 2026, the day the notice was given: the last day is 21 March 2026 (2014 Act s.46(2))". `result` stands
// before the day, such as "it counts as given on"; a day that a paper sets is only named: "Set in the notice: 27 April 2026".
std::string how_counted(const Deadline& deadline, std::string_view result = "the last day is");
// Whether counting again from what is stored gives the stored day.
bool counts_again(const Deadline& deadline, const BankHolidays& holidays = {});

inline bool in_time(const Deadline& deadline, Date on) { return on <= deadline.last; }

}  // namespace casework::domain::community_protection
