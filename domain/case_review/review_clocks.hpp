// The clocks of an ASB case review: what is due to the applicant, the bodies and the panel, with how each day was counted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_review/review_workflow.hpp"
#include "domain/running_clock.hpp"

namespace casework::domain::case_review {

// The days that have happened so far.
struct History {
    std::optional<Date> received_on, requested_on, threshold_on, panel_on, letter_on;  // letter_on: of the decision that can be appealed
    std::vector<Recommendation> recommendations;
    std::optional<Date> recommended_on;
};

// The clocks that run in this state, soonest first. A last day to appeal is a clock of the applicant, shown to the coordinator.
std::vector<RunningClock> clocks(State state, const History& history, const Procedure& procedure, const BankHolidays& holidays);

// The last day of an application's two periods, as the page shows it beside a complaint.
std::string counted_words(const Classified& complaint, const Procedure& procedure);

}  // namespace casework::domain::case_review
