// Counting towards the next review.
#include "domain/nominals/review_clock.hpp"

#include <algorithm>

namespace casework::domain::nominals {

std::optional<Date> review_due(std::optional<Date> last, std::optional<Date> next, int days) {
    if (!last) return next;
    const auto longest = last_day_following(*last, days);
    return next ? std::min(*next, longest) : longest;
}

Review review_state(std::optional<Date> last, std::optional<Date> next, Date today, int days, int warn_days) {
    const auto due = review_due(last, next, days);
    if (!due) return Review::none;
    if (today > *due) return Review::overdue;
    return days_between(today, *due) <= warn_days ? Review::due_soon : Review::in_time;
}

}  // namespace casework::domain::nominals
