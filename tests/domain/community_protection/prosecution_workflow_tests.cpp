// The machines of prosecutions and of seized items, generated from their tables, with their clocks.
#include <catch2/catch.hpp>

#include "domain/community_protection/prosecution_workflow.hpp"
#include "domain/community_protection/seizure_workflow.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

using Trial = Step<ProsecutionState, ProsecutionEvent, ProsecutionFacts>;
using Items = Step<SeizureState, SeizureEvent, SeizureFacts>;

// Speakers and a drum kit: fine £1,500, costs £1,500, forfeiture and a criminal behaviour order.
ProsecutionFacts trial() {
    ProsecutionFacts f;
    f.today = on(2026, 8, 1);
    f.defendant = adult();
    f.offence_on = on(2026, 3, 1);
    f.breach_binding = true;
    f.penalty_blocks_until = on(2026, 3, 15);
    f.evidential_test = "Two officers heard the drums; recordings are held";
    f.public_interest_test = "Neighbours have lost sleep for a year";
    f.started_on = on(2026, 7, 1);
    f.court = "Maidstone Magistrates’ Court";
    f.result_on = on(2026, 8, 1);
    f.fine_pence = 150000;
    f.costs_pence = 150000;
    f.remedy = "Line the wall";
    f.in_home = true;
    f.home_consent = true;
    f.items = "Two speakers and a drum kit";
    f.behaviour_order = "CBO-2026-0002";
    f.reason = "All orders are recorded";
    return f;
}
ProsecutionFacts facts_for_trial(const Trial&) { return trial(); }
const Breaks<ProsecutionFacts> trial_breaks{
    {"requirement_bound", [](auto& f) { f.breach_binding = false; }},
    {"not_paid", [](auto& f) { f.penalty_paid_in_time = true; }},
    {"limit_open", [](auto& f) { f.today = on(2026, 9, 2); }},
    {"evidence_enough", [](auto& f) { f.evidential_test = ""; }},
    {"public_interest", [](auto& f) { f.public_interest_test = ""; }},
    {"started_dated", [](auto& f) { f.started_on = std::nullopt; }},
    {"started_in_time", [](auto& f) { f.today = on(2026, 9, 2); f.started_on = on(2026, 9, 2); }},
    {"penalty_period_over", [](auto& f) { f.started_on = on(2026, 3, 15); }},
    {"court_named", [](auto& f) { f.court = ""; }},
    {"result_dated", [](auto& f) { f.result_on = on(2026, 6, 30); }},
    {"fine_within_level", [](auto& f) { f.fine_pence = 250001; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
    {"remedy_described", [](auto& f) { f.remedy = ""; }},
    {"home_agreed", [](auto& f) { f.home_consent = false; }},
    {"items_named", [](auto& f) { f.items = ""; }},
    {"order_linked", [](auto& f) { f.behaviour_order = ""; }},
};

SeizureFacts seized() {
    SeizureFacts f;
    f.today = on(2026, 5, 1);
    f.items = "Two speakers and a drum kit";
    f.holder = "The occupier of 5 High Street";
    f.sworn_by = "mel.hart";
    f.warrant_on = on(2026, 3, 1);
    f.justice = "A. Reader, justice of the peace";
    f.seized_on = on(2026, 3, 10);
    f.executed_by = "PC 7731";
    f.executor_authority = "constable";
    f.proceedings_on = on(2026, 4, 7);
    f.concluded_on = on(2026, 4, 30);
    f.returned_on = on(2026, 5, 1);
    f.returned_to = "The occupier";
    f.convicted = true;
    f.court = "Maidstone Magistrates’ Court";
    f.ordered_on = on(2026, 4, 30);
    f.handed_over_on = on(2026, 5, 1);
    f.handed_to = "PC 7731";
    f.disposed_on = on(2026, 5, 1);
    f.certificate = "DOC-2026-0088";
    f.reason = "Not enough on oath";
    return f;
}
SeizureFacts facts_for_items(const Items&) { return seized(); }
const Breaks<SeizureFacts> items_breaks{
    {"items_named", [](auto& f) { f.holder = ""; }},
    {"sworn", [](auto& f) { f.sworn_by = ""; }},
    {"warrant_dated", [](auto& f) { f.justice = ""; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
    {"seized_dated", [](auto& f) { f.seized_on = on(2026, 2, 28); }},
    {"seized_in_time", [](auto& f) { f.seized_on = on(2026, 3, 16); }},
    {"executor_allowed", [](auto& f) { f.executor_authority = "delegation"; }},
    {"warrant_run_out", [](auto& f) { f.today = on(2026, 3, 15); }},
    {"proceedings_dated", [](auto& f) { f.proceedings_on = std::nullopt; }},
    {"proceedings_in_time", [](auto& f) { f.proceedings_on = on(2026, 4, 8); }},
    {"returned_recorded", [](auto& f) { f.returned_to = ""; }},
    {"proceedings_over", [](auto& f) { f.concluded_on = std::nullopt; }},
    {"on_conviction", [](auto& f) { f.convicted = false; }},
    {"ordered_dated", [](auto& f) { f.court = ""; }},
    {"handed_recorded", [](auto& f) { f.handed_to = ""; }},
    {"disposed_recorded", [](auto& f) { f.certificate = ""; }},
};
std::string first(const auto& taken) { return taken ? std::string() : taken.error().front().message; }

}  // namespace

TEST_CASE("every step of a prosecution can be taken") { every_step_is_taken(prosecution_workflow(), facts_for_trial); }
TEST_CASE("every guard of a prosecution stops its step") { every_guard_stops_its_step(prosecution_workflow(), facts_for_trial, trial_breaks); }
TEST_CASE("every other state of a prosecution refuses the step in words") { every_other_state_refuses(prosecution_workflow(), facts_for_trial); }
TEST_CASE("every step of seized items can be taken") { every_step_is_taken(seizure_workflow(), facts_for_items); }
TEST_CASE("every guard of seized items stops its step") { every_guard_stops_its_step(seizure_workflow(), facts_for_items, items_breaks); }
TEST_CASE("every other state of seized items refuses the step in words") { every_other_state_refuses(seizure_workflow(), facts_for_items); }

TEST_CASE("the tables of prosecutions and seized items are the reviewed ones") {
    CHECK(print_table(prosecution_workflow()) == golden("prosecution_workflow.txt", print_table(prosecution_workflow())));
    CHECK(print_dot(prosecution_workflow()) == golden("prosecution_workflow.dot", print_dot(prosecution_workflow())));
    CHECK(print_table(seizure_workflow()) == golden("seizure_workflow.txt", print_table(seizure_workflow())));
    CHECK(print_dot(seizure_workflow()) == golden("seizure_workflow.dot", print_dot(seizure_workflow())));
}

TEST_CASE("proceedings start within six months of the offence") {
    auto f = trial();
    CHECK(prosecution_last_day(f)->last == on(2026, 9, 1));
    CHECK(how_counted(*prosecution_last_day(f)) == "6 months after 1 March 2026, the day of the offence: the last day is 1 September 2026 (Magistrates’ Courts Act 1980 s.127)");
    f.today = on(2026, 9, 5);
    f.started_on = on(2026, 9, 1);
    CHECK(decide(prosecution_workflow(), ProsecutionState::file_open, ProsecutionEvent::start_proceedings, f));
    f.started_on = on(2026, 9, 2);
    CHECK(first(decide(prosecution_workflow(), ProsecutionState::file_open, ProsecutionEvent::start_proceedings, f)) == "The last day to start proceedings was 1 September 2026");
    f.offence_on = on(2026, 8, 31);
    CHECK(prosecution_last_day(f)->last == on(2027, 2, 28));
}

TEST_CASE("nobody is prosecuted while a penalty can still be paid or after it was") {
    auto f = trial();
    f.started_on = on(2026, 3, 15);
    CHECK(first(decide(prosecution_workflow(), ProsecutionState::file_open, ProsecutionEvent::start_proceedings, f)).find("15 March 2026") != std::string::npos);
    f.started_on = on(2026, 3, 16);
    CHECK(decide(prosecution_workflow(), ProsecutionState::file_open, ProsecutionEvent::start_proceedings, f));
    f.penalty_paid_in_time = true;
    CHECK_FALSE(decide(prosecution_workflow(), ProsecutionState::file_open, ProsecutionEvent::start_proceedings, f));
}

TEST_CASE("a body can be fined more than an individual") {
    auto f = trial();
    f.fine_pence = 2000000;
    CHECK(first(decide(prosecution_workflow(), ProsecutionState::proceedings, ProsecutionEvent::convict, f)) == "The fine of an individual must be £2,500 or less (level 4). A body can be fined more");
    f.defendant = company();
    CHECK(decide(prosecution_workflow(), ProsecutionState::proceedings, ProsecutionEvent::convict, f));
}

TEST_CASE("a warrant is used within 14 days from its issue") {
    auto f = seized();
    CHECK(warrant_last_day(f)->last == on(2026, 3, 15));
    f.seized_on = on(2026, 3, 15);
    CHECK(decide(seizure_workflow(), SeizureState::warrant_issued, SeizureEvent::execute, f));
    f.seized_on = on(2026, 3, 16);
    CHECK(first(decide(seizure_workflow(), SeizureState::warrant_issued, SeizureEvent::execute, f)) == "The warrant could be used until 15 March 2026");
}

TEST_CASE("items go back when no proceedings were started in the 28 days following the seizure") {
    auto f = seized();
    CHECK(retain_last_day(f)->last == on(2026, 4, 7));
    CHECK(decide(seizure_workflow(), SeizureState::held, SeizureEvent::start_proceedings, f));
    f.proceedings_on = on(2026, 4, 8);
    CHECK(first(decide(seizure_workflow(), SeizureState::held, SeizureEvent::start_proceedings, f)) == "The items must be given back: proceedings had to be started by 7 April 2026");
    CHECK(decide(seizure_workflow(), SeizureState::held, SeizureEvent::give_back, f));
}
