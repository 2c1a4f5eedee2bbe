// The machine of a tool or power (practice notes 3.1): proposed, applied for, interim, in force, and its ends; expired is derived from its days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {

enum class State { unknown, proposed, applied, interim, in_force, discharged, quashed, refused, not_pursued };
enum class Event { propose, apply, issue, grant_interim, grant, refuse, vary, extend, review, record_breach, discharge, quash, drop };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);
std::optional<Event> parse_event(std::string_view name);

// What holds for every kind. What the law of one kind asks for beside it stands in its row of tool_kinds.
const Workflow<State, Event, Facts>& workflow();

// The step to take by the table and by the law of the kind, or every refusal of both at once, each naming the section of the kind.
Outcome<Step<State, Event, Facts>> take(State state, Event event, const Facts& facts);
// The steps that lead on for this kind: an agreement is never applied for, an order of a court never issued.
std::vector<Offer<State, Event, Facts>> offers(State state, const Facts& facts);

}  // namespace casework::domain::tools_and_powers
