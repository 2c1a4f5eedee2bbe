// The machine of a meeting.
#include <catch2/catch.hpp>

#include "domain/meetings/meeting_workflow.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::meetings;

namespace {

Facts facts_for(const Step<State, Event, Facts>&) {
    Facts f;
    f.has_day = true;
    f.agenda = "The list";
    f.minutes = "Agreed";
    f.agencies_present = 3;
    f.quorum = 3;
    f.accepted = true;
    return f;
}
const Breaks<Facts> breaks{
    {"day_known", [](Facts& f) { f.has_day = false; }},
    {"day_ahead", [](Facts& f) { f.day_past = true; }},
    {"agenda_written", [](Facts& f) { f.agenda = ""; }},
    {"quorate", [](Facts& f) { f.agencies_present = 2; }},
    {"confidential", [](Facts& f) { f.accepted = false; }},
    {"one_at_a_time", [](Facts& f) { f.another_in_session = true; }},
    {"minutes_written", [](Facts& f) { f.minutes = " "; }},
};

}  // namespace

TEST_CASE("every step of a meeting can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of a meeting stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a meeting refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of meetings is the reviewed one") {
    CHECK(print_table(workflow()) == casework::tests::golden("meeting_workflow.txt", print_table(workflow())));
}

TEST_CASE("the people of a meeting open to who accepted its confidentiality statement and to nobody else") {
    Facts f;
    f.agencies_present = 5;
    const auto closed = case_list_closed(f);
    REQUIRE(closed.size() == 1);
    CHECK(closed.front().message == "Accept the confidentiality statement first");
    CHECK(closed.front().authority == "Terms of reference of the group");
    f.accepted = true;
    CHECK(case_list_closed(f).empty());
}

TEST_CASE("approved minutes take no further step") { CHECK(offered(workflow(), State::minutes_approved, Facts{}).empty()); }

TEST_CASE("a meeting without a quorum says how many agencies are missing") {
    Facts f = facts_for({});
    f.agencies_present = 1;
    const auto taken = decide(workflow(), State::scheduled, Event::start, f);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().message == "Record attendance from at least 3 agencies first. 1 agency is recorded");
}

TEST_CASE("the states and events of a meeting are read back from their stored names") {
    for (const auto& row : workflow().states) CHECK(parse_state(name(row.state)) == row.state);
    for (const auto& step : workflow().steps) CHECK(parse_event(name(step.event)) == step.event);
}
