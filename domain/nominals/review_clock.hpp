// The review clock: it warns, then marks an entry overdue for the chair to renew or archive; nothing leaves the list by itself.
#pragma once

#include <optional>

#include "domain/calendar.hpp"

namespace casework::domain::nominals {

enum class Review { none, in_time, due_soon, overdue };
// `next` is the agreed day; without one the clock runs `days` from the last review (setting, 28). Warns `warn_days` before.
Review review_state(std::optional<Date> last, std::optional<Date> next, Date today, int days, int warn_days);
// The day after which the review is overdue, when it is known.
std::optional<Date> review_due(std::optional<Date> last, std::optional<Date> next, int days);

}  // namespace casework::domain::nominals
