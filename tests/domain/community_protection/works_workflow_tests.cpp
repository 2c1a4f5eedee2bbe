// The machine of remedial works, generated from its table, and the rules of section 47 by name.
#include <catch2/catch.hpp>

#include "domain/community_protection/works_workflow.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

using Row = Step<WorksState, WorksEvent, WorksFacts>;

WorksFacts good() {
    WorksFacts f;
    f.today = on(2026, 5, 1);
    f.council_kind = "district";
    f.breach_binding = true;
    f.work = "Clear the waste from the hall and stairs";
    f.estimate_pence = 45000;
    f.asked_on = on(2026, 4, 1);
    f.defaulter_consent = "given";
    f.owner_consent = "given";
    f.consented_on = on(2026, 4, 4);
    f.done_on = on(2026, 4, 10);
    f.cost_pence = 40000;
    f.details = "Two skips of waste removed";
    f.charged_pence = 40000;
    f.charged_on = on(2026, 4, 15);
    f.appealed_on = on(2026, 4, 20);
    f.appeal_says_excessive = true;
    f.decided_on = on(2026, 5, 1);
    f.decided_pence = 30000;
    f.paid_on = on(2026, 5, 1);
    f.paid_pence = 40000;
    f.reason = "The tenant has died";
    return f;
}
WorksFacts facts_for(const Row& row) {
    auto f = good();
    if (row.from == WorksState::proposed && row.event == WorksEvent::do_work) f.open_to_air = true;
    if (row.event == WorksEvent::record_refusal) f.owner_consent = "refused";
    if (row.event == WorksEvent::fall_due) f.today = on(2026, 5, 6);
    return f;
}
const Breaks<WorksFacts> breaks{
    {"failure_shown", [](auto& f) { f.breach_binding = false; }},
    {"council_works", [](auto& f) { f.council_kind = "police"; }},
    {"work_described", [](auto& f) { f.work = ""; }},
    {"open_air", [](auto& f) { f.open_to_air = false; }},
    {"estimate_given", [](auto& f) { f.estimate_pence = 0; }},
    {"asked_dated", [](auto& f) { f.asked_on = std::nullopt; }},
    {"defaulter_consents", [](auto& f) { f.defaulter_consent = ""; }},
    {"owner_consents", [](auto& f) { f.owner_consent = "not_found"; }},
    {"consent_dated", [](auto& f) { f.consented_on = on(2026, 3, 31); }},
    {"refusal_recorded", [](auto& f) { f.owner_consent = "given"; }},
    {"done_dated", [](auto& f) { f.done_on = on(2026, 5, 2); }},
    {"details_given", [](auto& f) { f.details = ""; }},
    {"not_above_cost", [](auto& f) { f.charged_pence = 40001; }},
    {"charge_dated", [](auto& f) { f.charged_on = on(2026, 4, 9); }},
    {"appeal_dated", [](auto& f) { f.appealed_on = on(2026, 4, 14); }},
    {"appeal_in_time", [](auto& f) { f.today = f.appealed_on.emplace(on(2026, 5, 6)); }},
    {"appeal_ground", [](auto& f) { f.appeal_says_excessive = false; }},
    {"decision_dated", [](auto& f) { f.decided_on = on(2026, 4, 19); }},
    {"decided_no_higher", [](auto& f) { f.decided_pence = 40001; }},
    {"appeal_time_over", [](auto& f) { f.today = on(2026, 5, 5); }},
    {"paid_whole", [](auto& f) { f.paid_pence = 29999; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
};
Outcome<Row> take(WorksState from, WorksEvent event, const WorksFacts& f) { return decide(works_workflow(), from, event, f); }

}  // namespace

TEST_CASE("every step of remedial works can be taken") { every_step_is_taken(works_workflow(), facts_for); }
TEST_CASE("every guard of remedial works stops its step") { every_guard_stops_its_step(works_workflow(), facts_for, breaks); }
TEST_CASE("every other state of remedial works refuses the step in words") { every_other_state_refuses(works_workflow(), facts_for); }

TEST_CASE("the table of remedial works is the reviewed one") {
    CHECK(print_table(works_workflow()) == golden("works_workflow.txt", print_table(works_workflow())));
    CHECK(print_dot(works_workflow()) == golden("works_workflow.dot", print_dot(works_workflow())));
}

// Practice notes 16, vector 17.
TEST_CASE("works inside a house need the owner, or efforts that did not reach the owner") {
    auto f = good();
    f.owner_consent = "";
    const auto silent = take(WorksState::consent_sought, WorksEvent::record_consent, f);
    REQUIRE_FALSE(silent);
    CHECK(silent.error().front().authority == "2014 Act s.47(3), (4)(b)");
    f.owner_consent = "not_found";
    CHECK_FALSE(take(WorksState::consent_sought, WorksEvent::record_consent, f));
    f.owner_efforts = {{on(2026, 4, 2), "Two letters to the registered owner, returned"}};
    CHECK(take(WorksState::consent_sought, WorksEvent::record_consent, f));
}

TEST_CASE("works on land open to the air need no consent and works elsewhere do") {
    auto f = good();
    f.consented_on = std::nullopt;
    CHECK(take(WorksState::proposed, WorksEvent::do_work, f).error().front().message.find("ask for consent") != std::string::npos);
    f.open_to_air = true;
    CHECK(take(WorksState::proposed, WorksEvent::do_work, f));
}

TEST_CASE("the cost can be appealed against for 21 days beginning with the notice and then is a debt") {
    auto f = good();
    CHECK(cost_appeal_last_day(f)->last == on(2026, 5, 5));
    f.today = on(2026, 5, 5);
    CHECK_FALSE(take(WorksState::cost_notified, WorksEvent::fall_due, f));
    f.today = on(2026, 5, 6);
    CHECK(take(WorksState::cost_notified, WorksEvent::fall_due, f));
}

TEST_CASE("what a court lowered is what is owed") {
    auto f = good();
    CHECK(owed_pence(f) == 30000);
    f.paid_pence = 30000;
    CHECK(take(WorksState::debt, WorksEvent::recover, f));
    f.decided_on = std::nullopt;
    CHECK_FALSE(take(WorksState::debt, WorksEvent::recover, f));
}
