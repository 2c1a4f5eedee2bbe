// The four yearly figures of the ASB case review, which are published even when every one of them is zero (2014 Act s.104(9)).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/case_review/procedure.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::case_review {

// The days of one review that are counted; each figure counts by the day of its own event.
struct CountedReview {
    Date received_on{};
    std::vector<Date> not_met_on;     // more than once when an appeal leads to the same decision again
    std::vector<Date> held_on;        // the same for reviews carried out
    std::optional<Date> recommended_on;  // the review that resulted in recommendations
};

struct Period {
    Date from{}, to{};  // first and last day
};
Refusals period_refused(Period period);  // at most 12 months (s.105(4))

struct Figures {
    int applications = 0, threshold_not_met = 0, reviews = 0, with_recommendations = 0;
    bool operator==(const Figures&) const = default;
};
Figures figures(const std::vector<CountedReview>& reviews, Period period);

struct FigureLine {
    std::string words, figure;  // a zero is the figure "0"
};
std::vector<FigureLine> publication(const Figures& figures);

}  // namespace casework::domain::case_review
