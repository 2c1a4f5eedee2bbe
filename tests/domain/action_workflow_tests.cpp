// The machine of an action and what is derived about it.
#include <catch2/catch.hpp>

#include "domain/actions/action.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;

namespace {

const Date today = *parse_iso_date("2023-04-13");

ActionFacts facts_for(const Step<ActionState, ActionEvent, ActionFacts>&) {
    ActionFacts f;
    f.action.text = "Apply for CBO with file";
    f.action.owner_agency = "kent-police";
    f.action.due = add_days(today, 8);
    f.asked = {"Heard and granted", today, add_days(today, 14), "housing", "R. Amin"};
    f.today = today;
    f.owner_agencies = {"kent-police", "housing"};
    f.acts_for_owner_or_coordinates = true;
    f.chair_decides = true;
    return f;
}
const Breaks<ActionFacts> breaks{
    {"says_what", [](ActionFacts& f) { f.action.text = " "; }},
    {"has_owner", [](ActionFacts& f) { f.action.owner_agency = ""; }},
    {"owner_takes_part", [](ActionFacts& f) { f.action.owner_agency = "elsewhere"; }},
    {"due_not_past", [](ActionFacts& f) { f.action.due = add_days(today, -1); }},
    {"by_owner", [](ActionFacts& f) { f.acts_for_owner_or_coordinates = false; }},
    {"has_outcome", [](ActionFacts& f) { f.asked.outcome = ""; }},
    {"has_reason", [](ActionFacts& f) { f.asked.outcome = ""; }},
    {"finished_by_today", [](ActionFacts& f) { f.asked.finished_on = add_days(today, 1); }},
    {"chair_says_so", [](ActionFacts& f) { f.chair_decides = false; }},
    {"new_due_differs", [](ActionFacts& f) { f.asked.due = f.action.due; }},
    {"new_owner", [](ActionFacts& f) { f.asked.owner_agency = "elsewhere"; }},
};

}  // namespace

TEST_CASE("every step of an action can be taken") { every_step_is_taken(action_workflow(), facts_for); }
TEST_CASE("every guard of an action stops its step") { every_guard_stops_its_step(action_workflow(), facts_for, breaks); }
TEST_CASE("every other state of an action refuses the step in words") { every_other_state_refuses(action_workflow(), facts_for); }

TEST_CASE("the table of actions is the reviewed one") {
    CHECK(print_table(action_workflow()) == casework::tests::golden("action_workflow.txt", print_table(action_workflow())));
}

TEST_CASE("overdue is derived from the day and ends with the action") {
    Action action;
    action.state = ActionState::open;
    action.due = add_days(today, -1);
    CHECK(is_overdue(action, today));
    action.due = today;
    CHECK_FALSE(is_overdue(action, today));
    action.due = add_days(today, -30);
    action.state = ActionState::in_progress;
    CHECK(is_overdue(action, today));
    for (const auto ended : {ActionState::complete, ActionState::not_achievable, ActionState::no_longer_required}) {
        action.state = ended;
        CHECK_FALSE(is_overdue(action, today));
    }
}

TEST_CASE("how often a due date moved is said in words") {
    Action action;
    CHECK(due_moved_words(action) == "");
    action.due_moves.resize(1);
    CHECK(due_moved_words(action) == "Due date moved once");
    action.due_moves.resize(2);
    CHECK(due_moved_words(action) == "Due date moved twice");
    action.due_moves.resize(3);
    CHECK(due_moved_words(action) == "Due date moved 3 times");
}

TEST_CASE("the states of an action are read back from their stored names") {
    for (const auto& row : action_workflow().states) CHECK(parse_action_state(name(row.state)) == row.state);
    CHECK_FALSE(parse_action_state("overdue"));
}
