// What runs on a live tool: its end, its review, its appeal period, the return of items, the claims after a closure.
#pragma once

#include <vector>

#include "domain/refusal.hpp"
#include "domain/running_clock.hpp"
#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {

// The clocks that still run on that day, soonest first; none of a tool that has ended or expired but those that its end starts.
std::vector<RunningClock> clocks(const Tool& tool, Date today, const LegalRules& law);

// The first day on which an item that was surrendered under a direction may be disposed of if nobody asked for it, and not before the
// exclusion is over (2014 Act s.37).
Date item_disposable_from(Date given_on, Date exclusion_last_day, const LegalRules& law);

// What the Act does not let happen to items: given back before the exclusion is over, kept from who asks for them after it, disposed of
// too soon.
Refusals items_refused(const Tool& direction, Date today, const LegalRules& law);

// A court that does not decide may adjourn an application for a closure order for so long (2014 Act s.81).
Date closure_adjourned_at_most(Date hearing, const LegalRules& law);

}  // namespace casework::domain::tools_and_powers
