// The machine of a breach, generated from its table, and how a day is judged by what had effect on it.
#include <catch2/catch.hpp>

#include "domain/community_protection/breach_workflow.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

using Row = Step<BreachState, BreachEvent, BreachFacts>;

// A notice of 1 March 2026 with one requirement to stop and one to do something by the 6th, under appeal since the 5th.
BreachFacts good() {
    BreachFacts f;
    f.today = on(2026, 3, 20);
    f.on = on(2026, 3, 8);
    f.requirement = 1;
    f.description = "Played drums at 11pm";
    f.evidence = {"EV-9"};
    f.life.given = on(2026, 3, 1);
    f.versions = {{1, on(2026, 3, 1), "issued", {{1, RequirementKind::stop, "Stop playing drums after 9pm.", {}, "Sleep"}, {2, RequirementKind::act, "Move the drums.", on(2026, 3, 6), "Sleep"}}}};
    f.appeals = {{on(2026, 3, 5), {}, {}}};
    f.defence = "excuse";
    f.reason = "He was in hospital";
    return f;
}
BreachFacts facts_for(const Row& row) {
    auto f = good();
    switch (row.event) {
        case BreachEvent::offer_penalty: f.penalty = PenaltyState::issued; break;
        case BreachEvent::record_paid: f.penalty = PenaltyState::paid_early; break;
        case BreachEvent::record_unpaid: f.penalty = PenaltyState::unpaid; break;
        case BreachEvent::record_cancelled: f.penalty = PenaltyState::cancelled; break;
        case BreachEvent::prosecute: f.prosecution = ProsecutionState::file_open; break;
        case BreachEvent::convict: f.prosecution = ProsecutionState::convicted; break;
        case BreachEvent::acquit: f.prosecution = ProsecutionState::acquitted; break;
        case BreachEvent::discontinue: f.prosecution = ProsecutionState::discontinued; break;
        case BreachEvent::remedy: f.works = WorksState::proposed; break;
        case BreachEvent::finish_remedy: f.works = WorksState::cost_notified; break;
        default: break;
    }
    return f;
}
const Breaks<BreachFacts> breaks{
    {"dated", [](auto& f) { f.on = on(2026, 3, 21); }},
    {"described", [](auto& f) { f.description = ""; }},
    {"evidenced", [](auto& f) { f.evidence.clear(); }},
    {"in_effect", [](auto& f) { f.requirement = 2; }},
    {"defence_coded", [](auto& f) { f.defence = "sorry"; }},
    {"defence_reasoned", [](auto& f) { f.reason = ""; }},
    {"penalty_issued", [](auto& f) { f.penalty = std::nullopt; }},
    {"penalty_discharged", [](auto& f) { f.penalty = PenaltyState::issued; }},
    {"penalty_ran_out", [](auto& f) { f.penalty = PenaltyState::issued; }},
    {"penalty_withdrawn", [](auto& f) { f.penalty = PenaltyState::issued; }},
    {"file_opened", [](auto& f) { f.prosecution = std::nullopt; }},
    {"limit_open", [](auto& f) { f.today = on(2026, 9, 9); }},
    {"found_guilty", [](auto& f) { f.prosecution = ProsecutionState::proceedings; }},
    {"found_not_guilty", [](auto& f) { f.prosecution = ProsecutionState::convicted; }},
    {"given_up", [](auto& f) { f.prosecution = ProsecutionState::proceedings; }},
    {"works_proposed", [](auto& f) { f.works = std::nullopt; }},
    {"works_over", [](auto& f) { f.works = WorksState::consented; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
};

}  // namespace

TEST_CASE("every step of a breach can be taken") { every_step_is_taken(breach_workflow(), facts_for); }
TEST_CASE("every guard of a breach stops its step") { every_guard_stops_its_step(breach_workflow(), facts_for, breaks); }
TEST_CASE("every other state of a breach refuses the step in words") { every_other_state_refuses(breach_workflow(), facts_for); }

TEST_CASE("the table of breaches is the reviewed one") {
    CHECK(print_table(breach_workflow()) == golden("breach_workflow.txt", print_table(breach_workflow())));
    CHECK(print_dot(breach_workflow()) == golden("breach_workflow.dot", print_dot(breach_workflow())));
}

// Practice notes 16, vector 8.
TEST_CASE("on day eight of a notice under appeal failing to stop is an offence and failing to do is not") {
    auto f = good();
    CHECK(decide(breach_workflow(), BreachState::unrecorded, BreachEvent::allege, f));
    f.requirement = 2;
    const auto refused = decide(breach_workflow(), BreachState::unrecorded, BreachEvent::allege, f);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message == "This requirement had no effect on that day because an appeal was in progress");
    CHECK(refused.error().front().authority == "2014 Act ss.46(3), 48(1)");
}

TEST_CASE("the six months to prosecute run from the day of the breach") {
    auto f = good();
    CHECK(breach_limit(f)->last == on(2026, 9, 8));
    CHECK_FALSE(breach_limit(BreachFacts{}));
    CHECK(is_undecided(BreachState::in_review));
    CHECK_FALSE(is_undecided(BreachState::prosecuting));
}

TEST_CASE("the states and events of what follows a breach are read back from their stored names") {
    for (const auto& row : breach_workflow().states) CHECK(parse_breach_state(name(row.state)) == row.state);
    for (const auto& step : breach_workflow().steps) CHECK(parse_breach_event(name(step.event)) == step.event);
    for (const auto& row : penalty_workflow().states) CHECK(parse_penalty_state(name(row.state)) == row.state);
    for (const auto& step : penalty_workflow().steps) CHECK(parse_penalty_event(name(step.event)) == step.event);
    for (const auto& row : works_workflow().states) CHECK(parse_works_state(name(row.state)) == row.state);
    for (const auto& step : works_workflow().steps) CHECK(parse_works_event(name(step.event)) == step.event);
    for (const auto& row : prosecution_workflow().states) CHECK(parse_prosecution_state(name(row.state)) == row.state);
    for (const auto& step : prosecution_workflow().steps) CHECK(parse_prosecution_event(name(step.event)) == step.event);
}
