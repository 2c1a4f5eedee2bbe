// The figures of tools and powers (practice notes 3.4): live orders, breaches, orders made, penalties, closures, dispersals.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "domain/tools_and_powers/tool.hpp"

namespace casework::domain::tools_and_powers {

// A tool as it is counted: with the ward and, of a person, the birth date by which the age on the counted day is known.
struct CountedTool {
    Tool tool;
    std::string ward;  // code of the ward in the version of that day; empty: not known
    std::optional<Date> born;
};

// under_18, 18_to_24, 25_and_over, not_known; a body, premises or area is not_a_person.
std::string_view age_group(const CountedTool& counted, Date on);

struct LiveKey {
    std::string kind, age_group, ward;
    auto operator<=>(const LiveKey&) const = default;
};
std::map<LiveKey, int> live_orders(const std::vector<CountedTool>& tools, Date on);

struct BreachFigure {
    int orders = 0, breaches = 0;  // orders in force on any day of the period, and breaches on its days
    bool operator==(const BreachFigure&) const = default;
};
BreachFigure breaches(const std::vector<CountedTool>& tools, std::string_view kind, Date from, Date to);

// Made in the period, by kind: criminal behaviour orders, closures, dispersal authorisations. A kind without any is there with 0.
std::map<std::string, int> made(const std::vector<CountedTool>& tools, Date from, Date to);
// Live tools whose last day lies within the period, soonest first.
std::vector<const CountedTool*> ending(const std::vector<CountedTool>& tools, Date from, Date to);

struct CountedPenalty {
    Date notice_on{};
    std::optional<Date> paid_on;
    bool cancelled = false;
};
struct PenaltyFigures {
    int issued = 0, paid = 0, cancelled = 0;
    bool operator==(const PenaltyFigures&) const = default;
};
// Of the penalties whose notice lies within the period, whenever they were paid.
PenaltyFigures penalties(const std::vector<CountedPenalty>& penalties, Date from, Date to);

}  // namespace casework::domain::tools_and_powers
