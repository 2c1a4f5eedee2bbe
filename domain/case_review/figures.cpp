// Counting and printing the four figures.
#include "domain/case_review/figures.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain::case_review {

Refusals period_refused(Period period) {
    if (period.to < period.from) return {{RefusalKind::invalid, "to", "The reporting period must end after it begins", "2014 Act s.104(9)"}};
    if (period.to > add_days(add_months(period.from, reporting_months_max), -1))
        return {{RefusalKind::invalid, "to", "A reporting period is at most 12 months", "2014 Act s.105(4)"}};
    return {};
}

Figures figures(const std::vector<CountedReview>& reviews, Period period) {
    const auto within = [&](Date day) { return period.from <= day && day <= period.to; };
    Figures f;
    for (const auto& review : reviews) {
        f.applications += within(review.received_on) ? 1 : 0;
        f.threshold_not_met += static_cast<int>(std::ranges::count_if(review.not_met_on, within));
        f.reviews += static_cast<int>(std::ranges::count_if(review.held_on, within));
        f.with_recommendations += review.recommended_on && within(*review.recommended_on) ? 1 : 0;
    }
    return f;
}

std::vector<FigureLine> publication(const Figures& f) {
    return {{"Applications for a case review", with_commas(f.applications)},
            {"Times the threshold was not met", with_commas(f.threshold_not_met)},
            {"Case reviews carried out", with_commas(f.reviews)},
            {"Case reviews that resulted in recommendations", with_commas(f.with_recommendations)}};
}

}  // namespace casework::domain::case_review
