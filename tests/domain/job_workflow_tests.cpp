// The machine of a long job.
#include <catch2/catch.hpp>

#include "domain/jobs/job_workflow.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::jobs;

namespace {

Facts facts_for(const Step<State, Event, Facts>&) { return {.rows = 3, .unchecked = 0, .without_choice = 0, .chosen = 3, .waiting = 0, .open_jobs = 4}; }
const Breaks<Facts> breaks{
    {"has_rows", [](Facts& f) { f.rows = 0; }},
    {"few_open", [](Facts& f) { f.open_jobs = 5; }},
    {"all_checked", [](Facts& f) { f.unchecked = 1; }},
    {"choices_made", [](Facts& f) { f.without_choice = 1; }},
    {"something_chosen", [](Facts& f) { f.chosen = 0; }},
    {"not_running_already", [](Facts& f) { f.same_file_runs = true; }},
    {"again_on_purpose", [](Facts& f) { f.same_file_made = 1; }},
    {"nothing_waits", [](Facts& f) { f.waiting = 1; }},
};

}  // namespace

TEST_CASE("every step of a job can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of a job stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a job refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of jobs is the reviewed one") { CHECK(print_table(workflow()) == casework::tests::golden("job_workflow.txt", print_table(workflow()))); }

TEST_CASE("an import does not start while a row that looks like somebody known has no choice") {
    Facts f = facts_for({});
    f.without_choice = 2;
    const auto started = decide(workflow(), State::previewed, Event::start, f);
    REQUIRE_FALSE(started);
    CHECK(started.error().front().message == "Choose for 2 rows that look like somebody known");
    CHECK(started.error().front().authority == "UK GDPR Art 5(1)(d)");
}

TEST_CASE("a file that put people forward comes in again only on purpose, and never beside itself") {
    Facts f = facts_for({});
    f.same_file_made = 12;
    const auto refused = decide(workflow(), State::previewed, Event::start, f);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message == "The same file was brought in before: 12 people were put forward. Say that you want to bring it in again");
    f.again = true;
    CHECK(decide(workflow(), State::previewed, Event::start, f));
    f.same_file_runs = true;
    CHECK_FALSE(decide(workflow(), State::previewed, Event::start, f));
}
