// Counting the clocks of a case review.
#include "domain/case_review/review_clocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain::case_review {
namespace {

constexpr std::string_view local = "Local review procedure";

class Running {
  public:
    Running(const BankHolidays& holidays) : holidays_(holidays) {}

    void working_days(std::string_view name, std::string_view words, const std::optional<Date>& from, int days, std::string_view authority = local) {
        if (from) add(name, words, add_working_days(*from, days, holidays_), fmt::format("{} after {}", counted(days, "working day"), long_date(*from)), authority);
    }
    void days_following(std::string_view name, std::string_view words, const std::optional<Date>& from, int days, std::string_view authority) {
        if (from) add(name, words, last_day_following(*from, days), fmt::format("{} following {}", counted(days, "day"), long_date(*from)), authority);
    }
    std::vector<RunningClock> soonest_first() {
        std::ranges::stable_sort(clocks_, {}, &RunningClock::due);
        return std::move(clocks_);
    }

  private:
    void add(std::string_view name, std::string_view words, Date due, std::string how, std::string_view authority) {
        clocks_.push_back({name, std::string(words), due, std::move(how), std::string(authority)});
    }
    const BankHolidays& holidays_;
    std::vector<RunningClock> clocks_;
};

bool decides_threshold(State s) { return s == State::received || s == State::acknowledged || s == State::info_gathering; }
bool can_be_appealed(State s) { return s == State::closed_not_met || s == State::outcome_notified || s == State::monitoring; }

}  // namespace

std::vector<RunningClock> clocks(State state, const History& h, const Procedure& p, const BankHolidays& holidays) {
    Running running(holidays);
    if (state == State::received) running.working_days("acknowledge", "Acknowledge the application", h.received_on, p.acknowledge_days);
    if (state == State::info_gathering) running.working_days("information", "Agencies answer", h.requested_on, p.information_days, "2014 Act Schedule 4 paragraph 7; local review procedure");
    if (decides_threshold(state)) running.working_days("threshold", "Decide the threshold", h.received_on, p.threshold_days);
    if (state == State::threshold_not_met) running.working_days("notify_refusal", "Tell the applicant of the refusal", h.threshold_on, p.notify_days, "2014 Act s.104; local review procedure");
    if (state == State::threshold_met || state == State::review_scheduled) running.working_days("review", "Hold the review", h.threshold_on, p.review_days);
    if (state == State::review_held) running.working_days("outcome", "Tell the applicant the outcome", h.panel_on, p.outcome_days, "2014 Act s.104; local review procedure");
    if (can_be_appealed(state)) running.days_following("appeal", "The applicant can appeal", h.letter_on, p.appeal_calendar_days, "2014 Act Schedule 4 paragraph 3; local review procedure");
    const bool waits = std::ranges::any_of(h.recommendations, [](const Recommendation& r) { return !r.answered_on; });
    if (state == State::monitoring && waits) running.working_days("answers", "Bodies answer the recommendations", h.recommended_on, p.answer_days, "2014 Act s.104; local review procedure");
    return running.soonest_first();
}

std::string counted_words(const Classified& row, const Procedure& p) {
    return fmt::format("Reported on or before {} ({} beginning with {}); counted for applications on or before {} ({} beginning with {})", long_date(row.report_by), counted(p.report_months, "month"),
                       long_date(row.complaint.behaviour_on), long_date(row.apply_by), counted(p.apply_months, "month"), long_date(row.complaint.reported_on));
}

}  // namespace casework::domain::case_review
