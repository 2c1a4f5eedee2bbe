// An action: something an agency has said it will do by a day, with its outcome. The machine is the same for every forum.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/workflow.hpp"

namespace casework::domain {

enum class ActionState { unassigned, open, in_progress, complete, not_achievable, no_longer_required };
enum class ActionEvent { assign, start, complete, report_not_achievable, drop, move_due_date, reassign };

std::string_view name(ActionState state);
std::string_view words(ActionState state);
std::optional<ActionState> parse_action_state(std::string_view name);
std::string_view name(ActionEvent event);
std::string_view words(ActionEvent event);

// Each time the day was moved is kept: "due date moved twice".
struct DueMove {
    Date from{}, to{}, on{};
    std::string by;  // account
    std::string reason;
    bool operator==(const DueMove&) const = default;
};

struct Action {
    std::string id;  // "ACT-2026-0007"
    std::string case_id;
    std::string text;
    std::string owner_agency;  // agency slug
    std::string owner;         // named role or person within it
    Date due{};
    std::vector<DueMove> due_moves;
    ActionState state = ActionState::unassigned;
    std::optional<Date> finished_on;
    std::string outcome;  // what came of it, or why not
    bool operator==(const Action&) const = default;
};

inline bool is_open(ActionState s) { return s == ActionState::open || s == ActionState::in_progress; }
// Overdue is derived from the day, never stored.
inline bool is_overdue(const Action& action, Date today) { return is_open(action.state) && action.due < today; }
std::string due_moved_words(const Action& action);  // "Due date moved twice", empty when never

struct ActionAnswers {
    std::string outcome;              // what came of it, or the reason
    std::optional<Date> finished_on;  // for complete
    std::optional<Date> due;          // for move_due_date
    std::string owner_agency, owner;  // for reassign
};

struct ActionFacts {
    Action action;
    ActionAnswers asked;
    Date today{};
    std::vector<std::string> owner_agencies;   // that may own an action of this forum: represented at the meeting, or accepted
    bool acts_for_owner_or_coordinates = false;  // only the owner agency or a coordinator may close an action
    bool chair_decides = false;                  // the actor chairs the forum
};

const Workflow<ActionState, ActionEvent, ActionFacts>& action_workflow();

}  // namespace casework::domain
