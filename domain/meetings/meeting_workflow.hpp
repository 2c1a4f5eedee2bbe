// The machine of a meeting (practice notes 0.6): scheduled, agenda, in session, minutes, approved for good.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/workflow.hpp"

namespace casework::domain::meetings {

enum class State { unscheduled, scheduled, agenda_published, in_session, minutes_draft, minutes_approved };
enum class Event { schedule, publish_agenda, start, end, write_minutes, approve_minutes };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);
std::optional<Event> parse_event(std::string_view name);

struct Facts {
    bool has_day = false;  // and time
    bool day_past = false;
    std::string agenda, minutes;
    int agencies_present = 0;
    int quorum = 3;               // setting
    bool accepted = false;  // the confidentiality statement of this meeting, by who asks
    bool another_in_session = false;
};

const Workflow<State, Event, Facts>& workflow();

// What keeps the people and actions of a meeting from a member who opens it; empty when nothing does (practice notes 0.4).
Refusals case_list_closed(const Facts& facts);

}  // namespace casework::domain::meetings
