// The table of meetings.
#include "domain/meetings/meeting_workflow.hpp"

#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::meetings {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view local = "Terms of reference of the group";

constexpr G day_known{"day_known", "Enter the day and time of the meeting", local, "day", [](const Facts& f) { return f.has_day; }};
constexpr G day_ahead{"day_ahead", "The meeting must be today or in the future", local, "day", [](const Facts& f) { return !f.day_past; }};
constexpr G agenda_written{"agenda_written", "Enter the agenda", local, "agenda", [](const Facts& f) { return !trimmed(f.agenda).empty(); }};
constexpr G quorate{"quorate", "Record attendance from enough agencies first", local, "",
                    [](const Facts& f) { return f.agencies_present >= f.quorum; },
                    [](const Facts& f) {
                        return "Record attendance from at least " + counted(f.quorum, "agency", "agencies") + " first. " + counted(f.agencies_present, "agency is", "agencies are") + " recorded";
                    }};
constexpr G confidential{"confidential", "Accept the confidentiality statement first", local, "", [](const Facts& f) { return f.accepted; }};
constexpr G one_at_a_time{"one_at_a_time", "Another meeting of this group is in session. End it first", local, "", [](const Facts& f) { return !f.another_in_session; }};
constexpr G minutes_written{"minutes_written", "Enter the minutes", local, "minutes", [](const Facts& f) { return !trimmed(f.minutes).empty(); }};

constexpr StateRow<S> states[] = {{S::unscheduled}, {S::scheduled}, {S::agenda_published}, {S::in_session}, {S::minutes_draft}, {S::minutes_approved, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from                event               to                   who        guards                                     recorded as
    {S::unscheduled,      E::schedule,        S::scheduled,        P::edit,   {day_known, day_ahead},                    "meeting scheduled"},
    {S::scheduled,        E::publish_agenda,  S::agenda_published, P::edit,   {agenda_written},                          "agenda published"},
    {S::scheduled,        E::start,           S::in_session,       P::chair,  {quorate, confidential, one_at_a_time},    "meeting started"},
    {S::agenda_published, E::start,           S::in_session,       P::chair,  {quorate, confidential, one_at_a_time},    "meeting started"},
    {S::in_session,       E::end,             S::minutes_draft,    P::chair,  {},                                        "meeting ended"},
    {S::minutes_draft,    E::write_minutes,   S::minutes_draft,    P::edit,   {minutes_written},                         "minutes written"},
    {S::minutes_draft,    E::approve_minutes, S::minutes_approved, P::chair,  {minutes_written},                         "minutes approved"},
};

constexpr Workflow<S, E, Facts> table{"Meeting", S::unscheduled, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 6> state_names{"unscheduled", "scheduled", "agenda_published", "in_session", "minutes_draft", "minutes_approved"};
constexpr std::array<std::string_view, 6> state_words{"not scheduled", "scheduled", "agenda published", "in session", "minutes in draft", "minutes approved"};
constexpr std::array<std::string_view, 6> event_names{"schedule", "publish_agenda", "start", "end", "write_minutes", "approve_minutes"};
constexpr std::array<std::string_view, 6> event_words{"schedule the meeting", "publish the agenda", "start the meeting", "end the meeting", "save the minutes", "approve the minutes"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }
std::optional<Event> parse_event(std::string_view text) { return named<Event>(event_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

Refusals case_list_closed(const Facts& facts) { return confidential.holds(facts) ? Refusals{} : Refusals{confidential.refusal(facts)}; }

}  // namespace casework::domain::meetings
