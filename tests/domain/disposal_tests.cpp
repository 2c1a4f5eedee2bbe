// The machine of a disposal, its schedule of kinds and its holds.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "domain/case_review/review_workflow.hpp"
#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/warning_workflow.hpp"
#include "domain/disposal/disposal.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/reports/triage_workflow.hpp"
#include "domain/tools_and_powers/tool_workflow.hpp"
#include "domain/vulnerability/case_workflow.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::disposal;

namespace {

const Date today{std::chrono::year{2026} / 11 / 23}, tomorrow{std::chrono::year{2026} / 11 / 24};

Facts facts_for(const Step<State, Event, Facts>& step) {
    Facts f;
    f.today = today;
    f.ended = true;
    f.allowed_from = today;
    f.reason = retention_over;
    f.words = f.answer_words = "Six years since it was closed, and nobody came to notice.";
    f.records_officer = true;
    f.own = step.event == Event::withdraw;
    return f;
}
const Breaks<Facts> breaks{
    {"ended", [](Facts& f) { f.ended = false; }},
    {"no_hold", [](Facts& f) { f.holds = {"inquest"}; }},
    {"no_proceedings", [](Facts& f) { f.proceedings = true; }},
    {"nothing_relies", [](Facts& f) { f.relied_on_by = 1; }},
    {"not_asked", [](Facts& f) { f.asked_already = true; }},
    {"reason", [](Facts& f) { f.reason = "because"; }},
    {"retention", [](Facts& f) { f.allowed_from = tomorrow; }},
    {"words", [](Facts& f) { f.words = "old"; }},
    {"records_officer", [](Facts& f) { f.records_officer = false; }},
    {"not_own", [](Facts& f) { f.own = true; }},
    {"asker_may", [](Facts& f) { f.asker_still_may = false; }},
    {"answer", [](Facts& f) { f.answer_words = "  "; }},
    {"own", [](Facts& f) { f.own = false; }},
};

template <class State, class Event, class F>
std::set<std::string> names_of(const Workflow<State, Event, F>& w) {
    std::set<std::string> names;
    for (const auto& row : w.states) names.emplace(name(row.state));
    return names;
}

}  // namespace

TEST_CASE("every step of a disposal can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of a disposal stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a disposal refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of disposals is the reviewed one") {
    CHECK(print_table(workflow()) == casework::tests::golden("disposal_workflow.txt", print_table(workflow())));
    CHECK(print_dot(workflow()) == casework::tests::golden("disposal_workflow.dot", print_dot(workflow())));
}

TEST_CASE("before its retention ends a record is erased only for a reason that does not depend on it") {
    auto f = facts_for({});
    f.allowed_from = Date{std::chrono::year{2031} / 3 / 1};
    const auto early = decide(workflow(), State::unasked, Event::ask, f);
    REQUIRE_FALSE(early);
    CHECK(early.error().front().message == "Its retention period ends on 1 March 2031. Until then select a reason that does not depend on it");
    CHECK(early.error().front().field == "reason");
    for (const auto* reason : {"subject_request", "mistake", "court_order"}) {
        f.reason = reason;
        CHECK(decide(workflow(), State::unasked, Event::ask, f));
    }
}

TEST_CASE("a hold is named by its kind") {
    auto f = facts_for({});
    f.holds = {"inquest", "subject_access"};
    for (const auto& [from, event] : {std::pair{State::unasked, Event::ask}, {State::open, Event::approve}}) {
        const auto refused = decide(workflow(), from, event, f);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().front().message == "A hold stands: inquest and subject access request in progress. Nothing is erased before it is lifted");
    }
    CHECK(decide(workflow(), State::open, Event::refuse, f));
}

TEST_CASE("each kind of record ends in states that its own machine has") {
    const std::map<std::string_view, std::set<std::string>> machines{{"nominal", names_of(nominals::workflow())}, {"warning", names_of(community_protection::warning_workflow())}, {"notice", names_of(community_protection::notice_workflow())}, {"report", names_of(reports::workflow())},
                                                                     {"tool", names_of(tools_and_powers::workflow())}, {"case_review", names_of(case_review::workflow())}, {"vulnerability", names_of(vulnerability::workflow())}};
    CHECK(machines.size() == kinds().size());
    for (const auto& kind : kinds()) {
        for (const auto state : kind.ended) {
            INFO(kind.kind << " " << state);
            CHECK(machines.at(kind.kind).contains(std::string(state)));
            CHECK(has_ended(kind, state));
        }
        CHECK_FALSE(has_ended(kind, "in_force"));
        CHECK_FALSE(has_ended(kind, ""));
    }
}

TEST_CASE("retention counts whole years from the day the record ended") {
    CHECK(allowed_from(Date{std::chrono::year{2024} / 2 / 29}, 6) == Date{std::chrono::year{2030} / 2 / 28});
    CHECK(allowed_from(today, 3) == Date{std::chrono::year{2029} / 11 / 23});
}

TEST_CASE("a hold needs a kind, a day that has come and a reason") {
    CHECK(hold_refused({"inquest", "The coroner has opened an inquest.", today}, today).empty());
    const auto wrong = hold_refused({"whim", "no", tomorrow}, today);
    REQUIRE(wrong.size() == 3);
    CHECK(wrong[0].field == "kind");
    CHECK(wrong[1].field == "from");
    CHECK(wrong[2].field == "reason");
    CHECK(lift_refused("The inquest has ended, says the coroner.").empty());
    CHECK(lift_refused("").size() == 1);
}
