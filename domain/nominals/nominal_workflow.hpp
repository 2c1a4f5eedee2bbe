// The nominal's machine (practice notes 4.2): proposed, on the list, monitored, archived, back again; nothing leaves by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::nominals {

enum class State { unknown, proposed, active, monitored, archived, declined };  // unknown: not yet put forward
enum class Event { propose, accept, wait, decline, review, step_down, escalate, archive, reopen };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);
std::optional<Event> parse_event(std::string_view name);

// Everything the guards look at: the record, the day, the settings in force and what was answered.
struct Facts {
    Date today{};
    // the person and the proposal
    std::optional<int> age;  // on that day; nothing when neither birth date nor estimate is known
    bool adults_only = true;  // setting
    std::string other_entry;        // reference of another entry of this person on this panel that is not declined; empty: none
    std::string other_entry_state;  // words of its state
    std::vector<std::string> behaviours;
    std::string evidence, nexus, proposing_agency;
    int evidence_months = 3;  // setting
    std::string not_better_elsewhere;  // the proposer's own statement, never a look-up
    // screening
    std::string necessity, proportionality, lawful_basis;
    bool confirmed_not_better_elsewhere = false;
    std::string meeting;  // in which the chair decides
    // review
    bool updated_since_review = false;
    int overdue_actions = 0;
    std::optional<Date> next_review;
    int review_days = 28;  // setting: the longest time between reviews
    // stepping down and coming back
    std::optional<Date> quiet_since;  // last incident, or the day of listing when there was none
    int step_down_days = 28;          // setting
    std::string reason;               // typed, or a code
    std::string note, signpost;
    std::optional<Date> evidence_on;  // escalate, reopen: when the new incident happened
    std::optional<Date> state_since;
    // archive
    std::optional<Date> release_on;
    std::string transferred_to;
};

const Workflow<State, Event, Facts>& workflow();

// What changes about an entry without moving it to another state.
enum class Change { update, edit, plan, note };
// Nothing where the entry takes such a change in that state; otherwise why not. An archived or declined entry stays as it was decided.
Refusals change_refused(State state, Change change);

// The support-first rule (practice notes 4.4): a Prevent or Protect action is considered before the first Pursue action, or a reason is given.
Refusals support_first(bool rule_on, std::string_view heading, bool pursue_before, bool support_before, std::string_view reason);

}  // namespace casework::domain::nominals
