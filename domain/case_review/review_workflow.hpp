// The machine of an ASB case review (practice notes 2.2): offered or asked for, threshold, panel, recommendations, appeal.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_review/qualifying.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::case_review {

enum class State {
    unknown, offered, not_wanted, received, acknowledged, info_gathering, threshold_met, threshold_not_met, closed_not_met, threshold_appeal,
    review_scheduled, review_held, outcome_notified, review_appeal, monitoring, closed, withdrawn
};
enum class Event {
    offer, decline_offer, apply, acknowledge, request_information, meet_threshold, refuse_threshold, notify_refusal, appeal, uphold_appeal,
    dismiss_appeal, convene, hold, notify_outcome, track, close, withdraw
};

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);
std::optional<Event> parse_event(std::string_view name);

struct Recommendation {
    std::string to, text;      // body, and what it should do
    std::string answer;        // a code of recommendation_answers; empty: none yet
    std::string response;      // with the reason when it is not accepted
    std::optional<Date> answered_on;
};

// Everything the guards look at: the record, the day, the procedure in force and what was answered.
struct Facts {
    Date today{};
    Procedure procedure;
    // offering and applying
    int radar_count = 0;           // qualifying complaints that the radar found
    bool open_review = false;      // of the same victim
    std::string applicant, victim, contact, safe_contact, applicant_kind;
    std::string consent;           // where the victim's consent to the application is kept
    int incidents = 0;             // listed in the application
    // the threshold
    std::optional<Date> letter_on;   // of the letter that this step records
    std::vector<std::string> relevant_bodies, notified_bodies;
    std::vector<Classified> complaints;
    bool all_classified = false;   // a person has confirmed each reason
    std::string victim_risk;       // assessment of the risk to the victim
    std::string persistence, harm, adequacy;  // what the bodies made of each, where the count falls short
    std::string decided_by, reason, advice, appeal_route;
    // the panel
    std::string chair;
    bool chair_handled_case = false;
    bool victim_invited = false;
    std::string victim_contribution;  // what they said, or why nothing
    std::optional<Date> panel_on;
    std::vector<std::string> attending_bodies;
    int plan_actions = 0;
    std::string no_plan_reason;
    bool letter_shareable = false;  // checked: nothing in it about anybody else
    std::vector<Recommendation> recommendations;
    // appeal
    std::optional<Date> decision_letter_on;  // from which the window of the applicant runs
    bool appealed_before = false;            // against the same decision
};

const Workflow<State, Event, Facts>& workflow();

CodeList applicant_kinds();         // victim, relative, councillor, mp, advocate, other
CodeList recommendation_answers();  // accepted, accepted_in_part, not_accepted
// District, police, integrated care board, and housing providers that were co-opted (s.105(2), Schedule 4 paragraph 5).
CodeList relevant_bodies();

// The limb on which the threshold is decided: count (s.104(4)), procedure (s.104(5)).
std::string_view limb(const Facts& facts);

}  // namespace casework::domain::case_review
