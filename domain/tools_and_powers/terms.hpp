// Which terms of a tool are in force on a day, and whether what somebody did breached the one in force then.
#pragma once

#include <vector>

#include "domain/refusal.hpp"
#include "domain/tools_and_powers/tool.hpp"

namespace casework::domain::tools_and_powers {

// Derived from the days, never stored: nobody has to mark an order as expired.
enum class Standing { not_made, not_yet, live, expired, ended };
std::string_view words(Standing standing);
Standing standing_on(const Tool& tool, Date day);
inline bool live_on(const Tool& tool, Date day) { return standing_on(tool, day) == Standing::live; }
// To the minute where the law counts hours; otherwise as the London day of that moment says.
bool live_at(const Tool& tool, Instant at, Date london_day);

// The version of that term in force on that day, or nothing; of a tool that is not live, nothing.
const Term* term_on(const Tool& tool, int number, Date day);
std::vector<const Term*> terms_on(const Tool& tool, Date day);

// A term as it shall be from a day on; a number that is not there yet is a new term.
struct TermChange {
    Term term;
    bool removed = false;  // the term ends instead
};
// The tool with its earlier versions kept: each ends on the eve of the variation.
Tool varied(Tool tool, const Variation& variation, const std::vector<TermChange>& changes);
// What is wrong with the terms themselves: kinds, supervisors, areas, days outside the order, versions that overlap.
Refusals terms_refused(const Tool& tool);

// The term that was in force on that day, or why nothing was breached: the tool or the term did not hold then.
Outcome<Term> judge_breach(const Tool& tool, int term, Date day, const std::optional<Instant>& at = {});

// Terms whose exclusion area holds on that day and covers the point.
std::vector<const Term*> excluded_from(const Tool& tool, places::Point point, Date day);

}  // namespace casework::domain::tools_and_powers
