// The machine of the ASB case review, its clocks and its procedure.
#include <catch2/catch.hpp>

#include "domain/case_review/review_clocks.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::case_review;

namespace {

Date day(std::string_view iso) { return *parse_iso_date(iso); }
const Date today = day("2026-06-15");

std::vector<Classified> complaints(int count) {
    std::vector<Complaint> made;
    for (int i = 0; i < count; ++i) made.push_back({"C" + std::to_string(i), "PER-1", "", "", "kent-police", "noise", day("2026-05-01"), day("2026-05-02")});
    return classify(made, today, {});
}

// Facts with which every step may be taken, but for the count that one decision needs full and the other short.
Facts good() {
    Facts f;
    f.today = today;
    f.radar_count = 3;
    f.applicant = f.victim = "R. Oakley";
    f.applicant_kind = "relative";
    f.consent = "DOC-2026-0004";
    f.contact = "Letter";
    f.safe_contact = "Never call in the evening";
    f.incidents = 3;
    f.letter_on = today;
    f.relevant_bodies = f.notified_bodies = f.attending_bodies = {"district", "police", "icb", "housing"};
    f.complaints = complaints(2);
    f.all_classified = true;
    f.victim_risk = "High: lives alone";
    f.persistence = "Weekly since March";
    f.harm = "Sleeps at her sister’s";
    f.adequacy = "Two visits, no plan";
    f.decided_by = "All three bodies";
    f.reason = "Two incidents and no harm found";
    f.advice = "Diary sheets";
    f.appeal_route = "Write to the policing body";
    f.chair = "H. Fairley";
    f.victim_invited = true;
    f.victim_contribution = "Wrote a statement";
    f.panel_on = today;
    f.plan_actions = 2;
    f.letter_shareable = true;
    f.recommendations = {{"Housing provider", "Move the bins", "accepted", "", today}};
    f.decision_letter_on = day("2026-06-01");
    return f;
}
Facts facts_for(const Step<State, Event, Facts>&) { return good(); }

const Breaks<Facts> breaks{
    {"radar_counts", [](Facts& f) { f.radar_count = 2; }},
    {"none_open", [](Facts& f) { f.open_review = true; }},
    {"safe_contact", [](Facts& f) { f.safe_contact = " "; }},
    {"applicant_named", [](Facts& f) { f.applicant = ""; }},
    {"applicant_coded", [](Facts& f) { f.applicant_kind = "neighbour"; }},
    {"victim_named", [](Facts& f) { f.victim = ""; }},
    {"contact_given", [](Facts& f) { f.contact = ""; }},
    {"incidents_listed", [](Facts& f) { f.incidents = 0; }},
    {"consented", [](Facts& f) { f.consent = ""; }},
    {"letter_dated", [](Facts& f) { f.letter_on = add_days(today, 1); }},
    {"wish_recorded", [](Facts& f) { f.reason = ""; }},
    {"bodies_known", [](Facts& f) { f.relevant_bodies = {"district", "police"}; }},
    {"bodies_notified", [](Facts& f) { f.notified_bodies = {"district", "police", "icb"}; }},
    {"each_classified", [](Facts& f) { f.all_classified = false; }},
    {"risk_assessed", [](Facts& f) { f.victim_risk = ""; }},
    {"decision_named", [](Facts& f) { f.decided_by = ""; }},
    {"short_count_reasoned", [](Facts& f) { f.reason = ""; }},
    {"count_short", [](Facts& f) { f.complaints = complaints(3); }},
    {"considered", [](Facts& f) { f.adequacy = ""; }},
    {"refusal_reasoned", [](Facts& f) { f.reason = ""; }},
    {"advice_given", [](Facts& f) { f.advice = ""; }},
    {"route_given", [](Facts& f) { f.appeal_route = ""; }},
    {"letter_sent", [](Facts& f) { f.decision_letter_on = std::nullopt; }},
    {"in_window", [](Facts& f) { f.decision_letter_on = day("2026-05-17"); }},
    {"first_appeal", [](Facts& f) { f.appealed_before = true; }},
    {"grounds_given", [](Facts& f) { f.reason = ""; }},
    {"appeal_decided", [](Facts& f) { f.decided_by = ""; }},
    {"appeal_reasoned", [](Facts& f) { f.reason = ""; }},
    {"chair_named", [](Facts& f) { f.chair = ""; }},
    {"chair_apart", [](Facts& f) { f.chair_handled_case = true; }},
    {"victim_asked", [](Facts& f) { f.victim_invited = false; }},
    {"panel_ahead", [](Facts& f) { f.panel_on = add_days(today, -1); }},
    {"panel_past", [](Facts& f) { f.panel_on = add_days(today, 1); }},
    {"bodies_attended", [](Facts& f) { f.attending_bodies = {"district", "housing", "icb"}; }},
    {"victim_heard", [](Facts& f) { f.victim_contribution = ""; }},
    {"plan_or_reason", [](Facts& f) { f.plan_actions = 0; }},
    {"recommendations_addressed", [](Facts& f) { f.recommendations.front().to = ""; }},
    {"shareable", [](Facts& f) { f.letter_shareable = false; }},
    {"all_answered", [](Facts& f) { f.recommendations.front().answer = "not_accepted"; }},
};

Outcome<Step<State, Event, Facts>> decided(State state, Event event, const std::function<void(Facts&)>& change) {
    Facts f = good();
    change(f);
    return decide(workflow(), state, event, f);
}

}  // namespace

TEST_CASE("every step of a case review can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of a case review stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a case review refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of case reviews is the reviewed one") {
    CHECK(print_table(workflow()) == casework::tests::golden("case_review_workflow.txt", print_table(workflow())));
    CHECK(print_dot(workflow()) == casework::tests::golden("case_review_workflow.dot", print_dot(workflow())));
}

TEST_CASE("three qualifying complaints in the window leave the bodies no choice") {
    const auto refused = decided(State::info_gathering, Event::refuse_threshold, [](Facts& f) { f.complaints = complaints(3); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message == "The threshold is met: 3 complaints qualify, and the bodies must carry out the review");
    CHECK(refused.error().front().authority == "2014 Act s.104(4)");
    CHECK(decided(State::info_gathering, Event::meet_threshold, [](Facts& f) { f.complaints = complaints(3); f.reason = ""; }));
}

TEST_CASE("two qualifying complaints with high harm may be met or not met with a reason") {
    for (const auto event : {Event::meet_threshold, Event::refuse_threshold}) {
        CHECK(decided(State::info_gathering, event, [](Facts&) {}));
        const auto refused = decided(State::info_gathering, event, [](Facts& f) { f.reason = ""; });
        REQUIRE_FALSE(refused);
        CHECK(refused.error().front().field == "reason");
    }
    CHECK(limb(good()) == "procedure");
}

TEST_CASE("a procedure with a lower threshold makes two complaints enough") {
    CHECK_FALSE(decided(State::info_gathering, Event::refuse_threshold, [](Facts& f) { f.procedure.threshold_count = 2; }));
}

TEST_CASE("a victim applies for themselves without a consent and anybody else with one") {
    CHECK(decided(State::unknown, Event::apply, [](Facts& f) { f.applicant_kind = "victim"; f.consent = ""; }));
    CHECK_FALSE(decided(State::unknown, Event::apply, [](Facts& f) { f.applicant_kind = "mp"; f.consent = ""; }));
}

TEST_CASE("the applicant can appeal up to the last day of the window and is told the day afterwards") {
    CHECK(decided(State::closed_not_met, Event::appeal, [](Facts& f) { f.decision_letter_on = day("2026-05-18"); }));
    const auto late = decided(State::closed_not_met, Event::appeal, [](Facts& f) { f.decision_letter_on = day("2026-05-17"); });
    REQUIRE_FALSE(late);
    CHECK(late.error().front().message == "The time to appeal ended on 14 June 2026");
}

TEST_CASE("a review cannot be held without the police and says who is missing") {
    const auto refused = decided(State::review_scheduled, Event::hold, [](Facts& f) { f.attending_bodies = {"district"}; });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message == "Every relevant body takes part in the review. Missing: chief officer of police, integrated care board and co-opted housing provider");
}

TEST_CASE("a recommendation that is not accepted needs its reason before the review closes") {
    CHECK_FALSE(decided(State::monitoring, Event::close, [](Facts& f) { f.recommendations = {{"Police", "Patrol", "not_accepted", "", today}}; }));
    CHECK(decided(State::monitoring, Event::close, [](Facts& f) { f.recommendations = {{"Police", "Patrol", "not_accepted", "No officers", today}}; }));
    CHECK(decided(State::monitoring, Event::close, [](Facts& f) { f.recommendations = {}; }));
}

TEST_CASE("the clocks of a case review count working days and say how") {
    const BankHolidays holidays{day("2026-05-25")};
    History h;
    h.received_on = day("2026-05-21");  // a Thursday before a bank holiday Monday
    const auto running = clocks(State::received, h, {}, holidays);
    REQUIRE(running.size() == 2);
    CHECK(running[0].name == "acknowledge");
    CHECK(running[0].due == day("2026-05-27"));
    CHECK(running[0].counted == "3 working days after 21 May 2026");
    CHECK(running[1].due == day("2026-06-11"));
}

TEST_CASE("each state of a case review shows its own clocks and an end shows none") {
    History h{today, today, today, today, today, {{"Police", "Patrol", "", "", {}}}, today};
    const auto names = [&](State state) {
        std::vector<std::string_view> shown;
        for (const auto& clock : clocks(state, h, {}, {})) shown.push_back(clock.name);
        return shown;
    };
    using Names = std::vector<std::string_view>;
    CHECK(names(State::info_gathering) == Names{"information", "threshold"});
    CHECK(names(State::threshold_not_met) == Names{"notify_refusal"});
    CHECK(names(State::closed_not_met) == Names{"appeal"});
    CHECK(names(State::review_scheduled) == Names{"review"});
    CHECK(names(State::review_held) == Names{"outcome"});
    CHECK(names(State::monitoring) == Names{"appeal", "answers"});
    CHECK(names(State::closed).empty());
    h.recommendations.front().answered_on = today;
    CHECK(names(State::monitoring) == Names{"appeal"});
}

TEST_CASE("the states and events of a case review are read back from their stored names") {
    for (const auto& row : workflow().states) CHECK(parse_state(name(row.state)) == row.state);
    for (const auto& step : workflow().steps) CHECK(parse_event(name(step.event)) == step.event);
}
