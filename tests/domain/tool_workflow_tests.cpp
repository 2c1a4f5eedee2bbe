// The machine of tools and powers, generated from its table, and how the law of the kinds joins it.
#include <catch2/catch.hpp>

#include "domain/tools_and_powers/codes.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"
#include "tests/domain/tool_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::tools_and_powers;

namespace {

// A kind that takes the step.
Facts facts_for(const Step<State, Event, Facts>& step) {
    const bool issued = step.event == Event::issue;
    Facts f = step.event == Event::extend ? good_to_extend(*find_kind("pspo")) : good_for(*find_kind(issued ? "abc" : "cbo"));
    if (step.event == Event::discharge || step.event == Event::quash) f.tool.ended_on = tools_today;
    return f;
}

const Breaks<Facts> breaks{
    {"kind_known", [](Facts& f) { f.tool.kind = "asbo"; }},
    {"kind_open", [](Facts& f) { f.tool.kind = "respect_order"; f.law = &law(); }},
    {"subject_fits", [](Facts& f) { f.tool.subject_kind = SubjectKind::area; }},
    {"by_court", [](Facts& f) { f.tool.kind = "abc"; }},
    {"not_by_court", [](Facts& f) { f.tool.kind = "cbo"; }},
    {"issuer_may", [](Facts& f) { f.tool.by = "court"; }},
    {"evidence_linked", [](Facts& f) { f.tool.evidence.clear(); }},
    {"why_given", [](Facts& f) { f.asked.reason = ""; }},
    {"applied_dated", [](Facts& f) { f.tool.applied_on = add_days(tools_today, 1); }},
    {"made_dated", [](Facts& f) { f.tool.made_on = add_days(tools_today, 1); }},
    {"court_may", [](Facts& f) { f.tool.court = "high"; }},
    {"case_numbered", [](Facts& f) { f.tool.court_case = ""; }},
    {"interim_possible", [](Facts& f) { f.tool.kind = "closure_order"; }},
    {"days_known", [](Facts& f) { f.tool.until = std::nullopt; }},
    {"terms_given", [](Facts& f) { f.tool.terms.clear(); }},
    {"terms_sound", [](Facts& f) { f.tool.terms.front().text = ""; }},
    {"review_set", [](Facts& f) { f.tool.review_on = std::nullopt; }},
    {"publicity_decided", [](Facts& f) { f.tool.publicity = "perhaps"; }},
    {"child_not_published", [](Facts& f) { f.age = 17; f.tool.publicity = "public"; }},
    {"reason_given", [](Facts& f) { f.asked.reason = " "; }},
    {"still_live", [](Facts& f) { f.today = day("2031-10-01"); }},
    {"varied_by_known", [](Facts& f) { f.asked.varied_by = ""; }},
    {"can_be_extended", [](Facts& f) { f.tool.kind = "abc"; }},
    {"ends_later", [](Facts& f) { f.asked.old_until = f.tool.until; }},
    {"outcome_coded", [](Facts& f) { f.asked.outcome = ""; }},
    {"next_review", [](Facts& f) { f.asked.next_review = tools_today; }},
    {"breach_past", [](Facts& f) { f.asked.breach.on = add_days(tools_today, 1); }},
    {"term_held", [](Facts& f) { f.asked.breach.term = 7; }},
    {"breach_evidenced", [](Facts& f) { f.asked.breach.evidence.clear(); }},
    {"breach_result", [](Facts& f) { f.asked.breach.result = ""; }},
    {"subject_told", [](Facts& f) { f.asked.told = false; }},
    {"ended_dated", [](Facts& f) { f.tool.ended_on = day("2026-09-30"); }},
};

}  // namespace

TEST_CASE("every step of a tool can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of a tool stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a tool refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of tools and powers is the reviewed one") {
    CHECK(print_table(workflow()) == casework::tests::golden("tool_workflow.txt", print_table(workflow())));
    CHECK(print_dot(workflow()) == casework::tests::golden("tool_workflow.dot", print_dot(workflow())));
}

TEST_CASE("a refusal of a tool names the provision of its kind") {
    Facts f = good_for(*find_kind("closure_notice"));
    f.tool.by = "county";
    const auto taken = take(State::proposed, Event::issue, f);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().message == "County council of an area with districts cannot issue or apply for a closure notice");
    CHECK(taken.error().front().authority == "2014 Act ss.76 to 79");
}

TEST_CASE("what the table and the law of the kind refuse is shown all at once") {
    Facts f = good_for(*find_kind("cbo"));
    f.tool.court_case = "";
    f.tool.particulars.conditions.clear();
    f.asked.conditions.clear();
    f.tool.until = day("2027-01-01");
    const auto taken = take(State::applied, Event::grant, f);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().size() == 7);
}

TEST_CASE("a tool may be proposed for a child of ten before the youth team is asked but not for a child of nine") {
    Facts f = good_for(*find_kind("cbo"));
    f.tool.particulars.conditions.clear();
    f.asked.conditions.clear();
    f.age = 10;
    CHECK(take(State::unknown, Event::propose, f));
    f.age = 9;
    const auto taken = take(State::unknown, Event::propose, f);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().message == "This person is under 10");
    f.age = 15;
    CHECK_FALSE(take(State::proposed, Event::apply, f));
}

TEST_CASE("a page offers only the steps that a kind ever takes") {
    const auto events = [](std::string_view kind, State state) {
        std::vector<Event> shown;
        for (const auto& offer : offers(state, good_for(*find_kind(kind)))) shown.push_back(offer.step->event);
        return shown;
    };
    CHECK(events("abc", State::proposed) == std::vector{Event::issue, Event::drop});
    CHECK(events("cbo", State::proposed) == std::vector{Event::apply, Event::drop});
    CHECK(events("closure_order", State::applied) == std::vector{Event::grant, Event::refuse, Event::drop});
    CHECK(std::ranges::count(events("abc", State::in_force), Event::extend) == 0);
    CHECK(std::ranges::count(events("pspo", State::in_force), Event::extend) == 1);
}

TEST_CASE("an expired order takes a breach of its days and no variation") {
    Facts f = good_for(*find_kind("cbo"));
    f.today = day("2028-11-01");
    CHECK(take(State::in_force, Event::record_breach, f));
    const auto taken = take(State::in_force, Event::vary, f);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().message == "It cannot be changed: it has expired");
}

TEST_CASE("somebody who could not be told of a withdrawal is recorded with the reason") {
    Facts f = good_for(*find_kind("dispersal_direction"));
    f.tool.ended_on = tools_today;
    f.asked.told = false;
    CHECK_FALSE(take(State::in_force, Event::discharge, f));
    f.asked.not_told_because = "Could not be found";
    CHECK(take(State::in_force, Event::discharge, f));
}

TEST_CASE("an adult’s order may be published and a child’s only after the restrictions are checked") {
    Facts f = good_for(*find_kind("abc"));
    f.tool.publicity = "public";
    CHECK(take(State::proposed, Event::issue, f));
    f.age = 17;
    CHECK_FALSE(take(State::proposed, Event::issue, f));
    f.tool.particulars.conditions.emplace_back("restrictions_checked");
    CHECK(take(State::proposed, Event::issue, f));
}

TEST_CASE("the states and events of a tool are read back from their stored names") {
    for (const auto& row : workflow().states) CHECK(parse_state(name(row.state)) == row.state);
    for (const auto& step : workflow().steps) CHECK(parse_event(name(step.event)) == step.event);
    for (const auto kind : {SubjectKind::person, SubjectKind::body, SubjectKind::premises, SubjectKind::area}) CHECK(parse_subject_kind(name(kind)) == kind);
}

TEST_CASE("no code about tools stands twice in its list") {
    for (const auto list : {issuers(), courts(), term_kinds(), publicity_decisions(), breach_results(), review_outcomes(), possession_triggers(), closure_notice_contents(), varied_by()})
        for (const auto& row : list) CHECK(std::ranges::count(list, row.code, &Code::code) == 1);
}
