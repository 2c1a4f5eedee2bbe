// Periods that the law counts in hours: from the minute of service, through nights and bank holidays, but not through Christmas Day.
#pragma once

#include "domain/legal_rules.hpp"

namespace casework::domain::tools_and_powers {

// When so many hours have passed since `from`, Christmas Day not counted (2014 Act ss.77, 80). Christmas Day is the same in London and UTC.
Instant hours_after(Instant from, int hours);
// Whether `until` is at most so many hours after `from` by the same counting.
bool within_closure_hours(Instant from, Instant until, int hours);

// By when the court must hear the application that follows a closure notice (2014 Act s.80).
Instant closure_hearing_by(Instant served_at, const LegalRules& law);
// Until when a court that has decided nothing may let the notice go on (2014 Act s.81).
Instant closure_continues_until(Instant decided_at, const LegalRules& law);

}  // namespace casework::domain::tools_and_powers
