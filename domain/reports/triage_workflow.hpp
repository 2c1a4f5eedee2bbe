// The machine of a report: received, asked about, joined to an incident, given to an officer, made part of a matter, resolved.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/reports/report.hpp"
#include "domain/running_clock.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::reports {

enum class State { unknown, received, waiting, joined, assigned, in_matter, resolved, passed_on };
enum class Event { receive, ask, hear, join, part, assign, open_matter, link_matter, resolve, pass_on, reopen };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);
std::optional<Event> parse_event(std::string_view name);

// Everything the guards look at: the report as it would stand, the day and what was answered.
struct Facts {
    Date today{};
    Report report;
    std::string reporter_kind;
    bool reachable = true;      // the reporter, by a way that is safe for them
    std::string text;           // a question, an answer, a reason or what was done
    // joining
    std::string other;          // the report whose incident it is
    bool other_exists = false;  // and may be seen by who joins
    bool other_joined = false;  // itself part of another's incident
    std::string other_category;
    // triage
    std::string risk;           // risks
    bool police_told = false;   // of somebody in danger
    std::string officer;
    bool duplicates_checked = false;
    std::string open_matter;    // about the same subject and conduct already; empty: none
    std::string matter;         // to which it is linked
    bool matter_open = false;
    // ends
    std::string outcome;        // outcomes
    std::string told;           // contact_answers
    std::string receiver, gateway;
};

const Workflow<State, Event, Facts>& workflow();

// Settings of the team, in working days from the report: until an officer has it, and until the reporter hears something.
struct TriageTimes {
    int assign_days = 2, update_days = 10;
};
std::vector<RunningClock> clocks(State state, const Report& report, bool reporter_told, const TriageTimes& times, const BankHolidays& holidays);

}  // namespace casework::domain::reports
