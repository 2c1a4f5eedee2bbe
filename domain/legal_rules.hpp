// Law as dated values: what a statute fixes, from which day and until when; an event is judged by the rule in force on its date.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain {

// Without a first day the rule is enacted and not in force: it waits here until somebody who has read the commencement order gives the day.
struct LegalRule {
    std::string key;  // "cpn.fpn.cap"
    int value = 0;    // days, months, years or pence, as the key says
    std::optional<Date> from, until;
    std::string authority;
    bool operator==(const LegalRule&) const = default;
};
using LegalRules = std::vector<LegalRule>;

// The rule in force on the day: of several that began, the one that began last. Nothing when none is.
const LegalRule* find_rule(const LegalRules& rules, std::string_view key, Date on);
// The same, and for a day before the first rule the first one: whoever types such a day is refused for other reasons. Throws
// std::out_of_range for a key nobody knows.
const LegalRule& rule_on(const LegalRules& rules, std::string_view key, Date on);
// What a record stores of the rule that it was judged by: "cpn.fpn.cap from 2014-10-20".
std::string rule_id(const LegalRule& rule);

}  // namespace casework::domain
