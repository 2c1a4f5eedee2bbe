// The machine of an action: open, in progress, then one of three ends.
#include <algorithm>

#include "domain/actions/action.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain {

namespace {

using S = ActionState;
using E = ActionEvent;
using P = Permission;
using Facts = ActionFacts;

constexpr Guard<Facts> says_what{"says_what", "Enter what will be done", "local rule: an action is one thing that can be finished", "action",
                                 [](const Facts& f) { return !trimmed(f.action.text).empty(); }};
constexpr Guard<Facts> has_owner{"has_owner", "Select the agency that will do it", "local rule: every action has one owner agency", "agency",
                                 [](const Facts& f) { return !f.action.owner_agency.empty(); }};
constexpr Guard<Facts> owner_takes_part{
    "owner_takes_part", "Select an agency that takes part in this group", "local rule: actions are owned by agencies represented at the meeting",
    "agency", [](const Facts& f) {
        return f.action.owner_agency.empty() || std::ranges::find(f.owner_agencies, f.action.owner_agency) != f.owner_agencies.end();
    }};
constexpr Guard<Facts> due_not_past{"due_not_past", "Date it is due must be today or in the future", "local rule: no action begins overdue",
                                    "due", [](const Facts& f) { return f.action.due.ok() && f.action.due >= f.today; }};
constexpr Guard<Facts> by_owner{"by_owner", "Ask the agency that owns the action, or the coordinator, to close it",
                                "local rule: only the owner agency or the coordinator closes an action", "",
                                [](const Facts& f) { return f.acts_for_owner_or_coordinates; }};
constexpr Guard<Facts> has_outcome{"has_outcome", "Enter what came of it", "local rule: a closed action has an outcome", "outcome",
                                   [](const Facts& f) { return !trimmed(f.asked.outcome).empty(); }};
constexpr Guard<Facts> has_reason{"has_reason", "Enter why", "local rule: an action that is given up has a reason", "outcome",
                                  [](const Facts& f) { return !trimmed(f.asked.outcome).empty(); }};
constexpr Guard<Facts> finished_by_today{"finished_by_today", "Date it was done must be today or in the past",
                                         "local rule: nothing is complete in the future", "finished",
                                         [](const Facts& f) { return f.asked.finished_on && *f.asked.finished_on <= f.today; }};
constexpr Guard<Facts> chair_says_so{"chair_says_so", "Ask the chair to decide that it cannot be achieved",
                                     "local rule: not achievable is the chair's decision", "", [](const Facts& f) { return f.chair_decides; }};
constexpr Guard<Facts> new_due_differs{"new_due_differs", "New due date must be today or later and not the present one",
                                       "local rule: the history of a due date shows real moves", "due", [](const Facts& f) {
                                           return f.asked.due && *f.asked.due >= f.today && *f.asked.due != f.action.due;
                                       }};
constexpr Guard<Facts> new_owner{"new_owner", "Select an agency that takes part in this group",
                                 "local rule: actions are owned by agencies represented at the meeting", "agency", [](const Facts& f) {
                                     return std::ranges::find(f.owner_agencies, f.asked.owner_agency) != f.owner_agencies.end();
                                 }};

constexpr StateRow<S> states[]{{S::unassigned, false}, {S::open, false},          {S::in_progress, false},
                               {S::complete, true},    {S::not_achievable, true}, {S::no_longer_required, true}};

constexpr Step<S, E, Facts> steps[]{
    {S::unassigned, E::assign, S::open, P::edit, {says_what, has_owner, owner_takes_part, due_not_past}, "action added"},
    {S::open, E::start, S::in_progress, P::edit, {}, "action started"},
    {S::open, E::complete, S::complete, P::edit, {by_owner, has_outcome, finished_by_today}, "action completed"},
    {S::in_progress, E::complete, S::complete, P::edit, {by_owner, has_outcome, finished_by_today}, "action completed"},
    {S::open, E::report_not_achievable, S::not_achievable, P::chair, {chair_says_so, has_reason}, "action found not achievable"},
    {S::in_progress, E::report_not_achievable, S::not_achievable, P::chair, {chair_says_so, has_reason}, "action found not achievable"},
    {S::open, E::drop, S::no_longer_required, P::edit, {by_owner, has_reason}, "action no longer required"},
    {S::in_progress, E::drop, S::no_longer_required, P::edit, {by_owner, has_reason}, "action no longer required"},
    {S::open, E::move_due_date, S::open, P::edit, {new_due_differs, has_reason}, "due date moved"},
    {S::in_progress, E::move_due_date, S::in_progress, P::edit, {new_due_differs, has_reason}, "due date moved"},
    {S::open, E::reassign, S::open, P::edit, {new_owner, has_reason}, "action given to another owner"},
    {S::in_progress, E::reassign, S::in_progress, P::edit, {new_owner, has_reason}, "action given to another owner"},
};

constexpr Workflow<S, E, Facts> table{"Action", S::unassigned, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 6> state_names{"unassigned", "open", "in_progress", "complete", "not_achievable", "no_longer_required"};
constexpr std::array<std::string_view, 6> state_words{"not yet given to anyone", "open", "under way", "done", "not achievable", "no longer required"};
constexpr std::array<std::string_view, 7> event_names{"assign", "start", "complete", "report_not_achievable", "drop", "move_due_date", "reassign"};
constexpr std::array<std::string_view, 7> event_words{"add the action",   "start the action", "complete the action", "report it not achievable",
                                                      "drop the action", "move the due date", "give it to another owner"};

}  // namespace

std::string_view name(ActionState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(ActionState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(ActionEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(ActionEvent event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<ActionState> parse_action_state(std::string_view text) { return named<ActionState>(state_names, text); }

std::string due_moved_words(const Action& action) {
    switch (action.due_moves.size()) {
        case 0: return "";
        case 1: return "Due date moved once";
        case 2: return "Due date moved twice";
        default: return "Due date moved " + counted(static_cast<long long>(action.due_moves.size()), "time");
    }
}

const Workflow<ActionState, ActionEvent, ActionFacts>& action_workflow() { return table; }

}  // namespace casework::domain
