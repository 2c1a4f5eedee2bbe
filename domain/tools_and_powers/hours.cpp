// Counting hours around Christmas Day.
#include "domain/tools_and_powers/hours.hpp"

#include "domain/tools_and_powers/law.hpp"

namespace casework::domain::tools_and_powers {
namespace {

using std::chrono::floor;
using std::chrono::hours;

Instant christmas_of(Instant at) {
    const Date day{floor<days>(at)};
    return std::chrono::sys_days{day.year() / std::chrono::December / 25};
}

}  // namespace

Instant hours_after(Instant from, int count) {
    const Instant begins = christmas_of(from), ends = begins + hours(24);
    const Instant started = from >= begins && from < ends ? ends : from;
    const Instant until = started + hours(count);
    return started < begins && until > begins ? until + hours(24) : until;
}

bool within_closure_hours(Instant from, Instant until, int count) { return from < until && until <= hours_after(from, count); }

Instant closure_hearing_by(Instant served_at, const LegalRules& law) {
    return hours_after(served_at, value_on(law, "closure_order.hearing_hours", Date{floor<days>(served_at)}));
}
Instant closure_continues_until(Instant decided_at, const LegalRules& law) {
    return decided_at + hours(value_on(law, "closure_order.continuation_hours_max", Date{floor<days>(decided_at)}));
}

}  // namespace casework::domain::tools_and_powers
