// The bounds of a review procedure.
#include "domain/case_review/procedure.hpp"

#include <algorithm>
#include <array>

namespace casework::domain::case_review {

Refusals procedure_refused(const Procedure& p) {
    Refusals refusals;
    const auto refuse_when = [&](bool wrong, std::string_view field, std::string_view words, std::string_view authority) {
        if (wrong) refusals.push_back({RefusalKind::rule, std::string(field), std::string(words), std::string(authority)});
    };
    refuse_when(p.threshold_count < 1 || p.threshold_count > threshold_count_max, "threshold_count",
                "The threshold is between 1 and 3 qualifying complaints", "2014 Act s.104(4); statutory guidance on the ASB case review");
    refuse_when(p.report_months < 1, "report_months", "A complaint counts at least when it is made within 1 month of the behaviour", "2014 Act s.104(11)(a)");
    refuse_when(p.apply_months < 1, "apply_months", "An application counts at least complaints of the last month", "2014 Act s.104(11)(b)");
    const std::array waits{p.acknowledge_days, p.information_days, p.threshold_days, p.notify_days, p.review_days, p.outcome_days, p.appeal_calendar_days, p.answer_days};
    refuse_when(std::ranges::any_of(waits, [](int days) { return days < 1; }), "days", "Each time limit is at least 1 day", "Local review procedure");
    return refusals;
}

}  // namespace casework::domain::case_review
