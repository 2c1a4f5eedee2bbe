// Ages on the day of issue.
#include "domain/community_protection/recipient.hpp"

namespace casework::domain::community_protection {

std::optional<int> age_at(const Recipient& recipient, Date issue) {
    if (!recipient.is_individual()) return std::nullopt;
    if (recipient.born) return age_on(*recipient.born, issue);
    return recipient.age_basis.empty() ? std::nullopt : recipient.estimated_age;
}

bool old_enough(const Recipient& recipient, Date issue, int min_age) {
    const auto age = age_at(recipient, issue);
    return !recipient.is_individual() || (age && *age >= min_age);
}

bool is_young(const Recipient& recipient, Date issue) {
    const auto age = age_at(recipient, issue);
    return age && *age < 18;
}

}  // namespace casework::domain::community_protection
