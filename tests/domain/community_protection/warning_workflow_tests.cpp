// The machine of a warning, generated from its table, and the rules that an officer meets by name.
#include <catch2/catch.hpp>

#include "domain/community_protection/codes.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

const Date today = on(2023, 4, 13);
using Row = Step<WarningState, WarningEvent, WarningFacts>;

WarningFacts good() {
    WarningFacts f;
    f.today = today;
    f.actor = "rafi.amin";
    f.author = "mel.hart";
    f.decides = true;
    f.agency = "maidstone-borough";
    f.agency_kind = "district";
    f.authority = delegated();
    f.reports = 5;
    f.conduct = street_drinking();
    f.limbs = three_limbs();
    f.recipient = adult();
    f.considered = {.note = "Drinks every day; Trinity offers support", .on = on(2023, 4, 1), .young = {}, .young_note = {}, .stale_reason = {}};
    f.duplicates = {.on = today, .found = {}, .go_on_because = {}};
    f.text = "You were seen drinking.\n" + std::string(warning_sentence());
    f.service = by_hand(today);
    f.compliance_on = on(2023, 4, 27);
    f.copy_held = true;
    f.reason = "Families avoid the gardens";
    f.note = "Seen by the ranger";
    f.told_on = today;
    return f;
}

// The warning was given on 2 March and allowed time until the 16th.
WarningFacts given_in_march() {
    auto f = good();
    f.given_on = on(2023, 3, 2);
    f.compliance_on = on(2023, 3, 16);
    f.events = {{on(2023, 3, 25), true, 1}, {on(2023, 4, 2), true, 1}, {on(2023, 4, 12), true, 1}};
    return f;
}

WarningFacts facts_for(const Row& row) {
    using S = WarningState;
    const bool before = row.from == S::unopened || row.from == S::assessing || row.from == S::drafted || row.from == S::approved;
    auto f = before ? good() : given_in_march();
    if (row.event == WarningEvent::issue && row.from == S::drafted) f.rules.second_approver = false;
    if (row.event == WarningEvent::decide_no_action) f.reason = "resolved";
    if (row.event == WarningEvent::decide_otherwise) f.reason = "other_tool", f.tool = "ABC-2023-0003";
    if (row.event == WarningEvent::lapse) f.today = on(2024, 3, 3);
    return f;
}

const Breaks<WarningFacts> breaks{
    {"reports_linked", [](auto& f) { f.reports = 0; }},
    {"conduct_coded", [](auto& f) { f.conduct.category = "begging"; }},
    {"conduct_described", [](auto& f) { f.conduct.description = " "; }},
    {"conduct_dated", [](auto& f) { f.conduct.first = on(2023, 4, 13); }},
    {"locality_named", [](auto& f) { f.conduct.locality = ""; }},
    {"detrimental", [](auto& f) { f.limbs[0].evidence.clear(); }},
    {"persistent", [](auto& f) { f.limbs[1].rationale = "Often"; }},
    {"unreasonable", [](auto& f) { f.limbs[2].rationale = ""; }},
    {"recipient_named", [](auto& f) { f.recipient.name = ""; }},
    {"age_known", [](auto& f) { f.recipient.born = std::nullopt; }},
    {"old_enough", [](auto& f) { f.recipient.born = on(2008, 1, 1); }},
    {"young_considered", [](auto& f) { f.recipient.born = on(2006, 1, 1); }},
    {"considered", [](auto& f) { f.considered.on = on(2023, 3, 3); }},
    {"premises_responsible", [](auto& f) { f.premises = {.premises = "PLC-0014", .capacity = "owns", .can_control = false}; }},
    {"duplicates_checked", [](auto& f) { f.duplicates.found = {{"CPW-2023-0040", "Kent Police", "PER-2023-0007", "asb", "given", on(2023, 4, 1)}}; }},
    {"no_action_reason", [](auto& f) { f.reason = "because"; }},
    {"approver_decides", [](auto& f) { f.decides = false; }},
    {"approver_differs", [](auto& f) { f.actor = f.author; }},
    {"approval_not_needed", [](auto& f) { f.rules.second_approver = true; }},
    {"sentence_present", [](auto& f) { f.text = "You were seen drinking."; }},
    {"agency_issues", [](auto& f) { f.agency_kind = "county"; }},
    {"service_method", [](auto& f) { f.service.method = "email"; }},
    {"service_address", [](auto& f) { f.service.method = "left"; }},
    {"service_place", [](auto& f) { f.service.address = ""; }},
    {"service_receiver", [](auto& f) { f.recipient = company(); }},
    {"service_day", [](auto& f) { f.service.on = on(2023, 4, 14); }},
    {"service_time", [](auto& f) { f.service.at = std::nullopt; }},
    {"service_officer", [](auto& f) { f.service.by = ""; }},
    {"service_arrival", [](auto& f) { f.service.arrived_on = on(2023, 4, 12); }},
    {"posting_enquired", [](auto& f) { f.service.method = "posted_on_premises"; f.recipient = {.kind = "occupier"}; }},
    {"posting_premises", [](auto& f) { f.service.method = "posted_on_premises"; f.recipient = {.kind = "occupier"}; }},
    {"authority_named", [](auto& f) { f.authority = std::nullopt; }},
    {"authority_live", [](auto& f) { f.authority->powers = {Power::notice}; }},
    {"compliance_set", [](auto& f) { f.compliance_on = on(2023, 4, 12); }},
    {"agency_named", [](auto& f) { f.agency = ""; }},
    {"copy_on_record", [](auto& f) { f.copy_held = false; }},
    {"watched_long_enough", [](auto& f) { f.note = ""; }},
    {"still_happening", [](auto& f) { f.events = {{on(2023, 3, 16), true, 1}, {on(2023, 4, 2), false, 1}}; }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
    {"recipient_told", [](auto& f) { f.told_on = std::nullopt; }},
    {"old_enough_to_lapse", [](auto& f) { f.today = on(2024, 3, 2); }},
    {"warning_relied_on", [](auto& f) { f.today = on(2024, 3, 3); }},
    {"outcome_coded", [](auto& f) { f.reason = "later"; }},
    {"outcome_explained", [](auto& f) { f.note = ""; }},
    {"tool_linked", [](auto& f) { f.tool = ""; }},
    {"no_notice_left", [](auto& f) { f.notice_pending = true; }},
};

std::string said(const Outcome<Row>& taken) {
    std::string all;
    if (!taken)
        for (const auto& refusal : taken.error()) all += refusal.message + " [" + refusal.authority + "]\n";
    return all;
}
Outcome<Row> take(WarningState from, WarningEvent event, const WarningFacts& f) { return decide(warning_workflow(), from, event, f); }
bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("every step of a warning can be taken") { every_step_is_taken(warning_workflow(), facts_for); }
TEST_CASE("every guard of a warning stops its step") { every_guard_stops_its_step(warning_workflow(), facts_for, breaks); }
TEST_CASE("every other state of a warning refuses the step in words") { every_other_state_refuses(warning_workflow(), facts_for); }

TEST_CASE("the table of warnings is the reviewed one") {
    CHECK(print_table(warning_workflow()) == golden("warning_workflow.txt", print_table(warning_workflow())));
    CHECK(print_dot(warning_workflow()) == golden("warning_workflow.dot", print_dot(warning_workflow())));
}

TEST_CASE("a warning is drafted only when each of the three tests has its reasons and its evidence") {
    auto f = good();
    f.limbs = {};
    const auto refused = said(take(WarningState::assessing, WarningEvent::draft_warning, f));
    CHECK(holds(refused, "Enter how the conduct harms the quality of life of people in the area [2014 Act s.43(1)(a)]"));
    CHECK(holds(refused, "Enter why the effect is persistent or continuing [2014 Act s.43(1)(a)]"));
    CHECK(holds(refused, "Enter why the conduct is unreasonable [2014 Act s.43(1)(b)]"));
    f.limbs = three_limbs();
    f.limbs[1].evidence.clear();
    CHECK(said(take(WarningState::assessing, WarningEvent::draft_warning, f)) == "Link the evidence that the effect is persistent or continuing [2014 Act s.43(1)(a)]\n");
}

TEST_CASE("somebody under 16 is offered other ways and no warning") {
    auto f = good();
    f.recipient.born = on(2007, 4, 14);
    const auto refused = said(take(WarningState::assessing, WarningEvent::draft_warning, f));
    CHECK(holds(refused, "This person is under 16 on 13 April 2023"));
    CHECK(holds(refused, "acceptable behaviour contract"));
    CHECK(holds(refused, "[2014 Act s.43(1)]"));
    f.recipient.born = on(2007, 4, 13);
    f.considered.young = "both";
    f.considered.young_note = "Youth justice knows of no order";
    CHECK(take(WarningState::assessing, WarningEvent::draft_warning, f));
}

TEST_CASE("a warning to somebody of 17 records what youth justice or children's services said") {
    auto f = good();
    f.recipient.born = on(2005, 6, 1);
    CHECK(holds(said(take(WarningState::assessing, WarningEvent::draft_warning, f)), "youth justice or children’s services"));
}

TEST_CASE("an estimated age counts only with its basis") {
    auto f = good();
    f.recipient.born = std::nullopt;
    f.recipient.estimated_age = 50;
    CHECK(holds(said(take(WarningState::assessing, WarningEvent::draft_warning, f)), "estimated age with its basis"));
    f.recipient.age_basis = "as_appears";
    CHECK(take(WarningState::assessing, WarningEvent::draft_warning, f));
}

TEST_CASE("a body needs no age to be warned") {
    auto f = good();
    f.recipient = company();
    CHECK(take(WarningState::assessing, WarningEvent::draft_warning, f));
}

TEST_CASE("who is responsible for premises answers only for what they can control") {
    auto f = good();
    f.premises = {.premises = "PLC-0014", .capacity = "owns", .can_control = false};
    CHECK(holds(said(take(WarningState::assessing, WarningEvent::draft_warning, f)), "[2014 Act s.44]"));
    f.premises.can_control = true;
    CHECK(take(WarningState::assessing, WarningEvent::draft_warning, f));
}

TEST_CASE("a warning without its sentence is not given") {
    auto f = good();
    f.text = "You may hear from us again.";
    CHECK(holds(said(take(WarningState::approved, WarningEvent::issue, f)), "[2014 Act s.43(5)(a)]"));
    f.text = "A community protection notice will be issued to you unless\nyour conduct stops having this effect.";
    CHECK(take(WarningState::approved, WarningEvent::issue, f));
}

TEST_CASE("a second approver is asked for only where the partnership wants one") {
    auto f = good();
    f.actor = f.author;
    f.decides = false;
    CHECK(said(take(WarningState::drafted, WarningEvent::issue, f)) == "Have the warning approved first [Local rule of the enforcement group]\n");
    CHECK(holds(said(take(WarningState::drafted, WarningEvent::approve, f)), "Somebody other than the author"));
    f.rules.second_approver = false;
    CHECK(take(WarningState::drafted, WarningEvent::issue, f));
}

TEST_CASE("one event with evidence after the time allowed leads to the review") {
    auto f = given_in_march();
    f.events = {{on(2023, 3, 16), true, 1}};
    CHECK(holds(said(take(WarningState::issued, WarningEvent::report_continuing, f)), "after 16 March 2023"));
    f.events = {{on(2023, 3, 17), true, 1}};
    CHECK(take(WarningState::issued, WarningEvent::report_continuing, f));
    f.events = {{on(2023, 3, 17), false, 1}};
    CHECK_FALSE(take(WarningState::issued, WarningEvent::report_continuing, f));
}

TEST_CASE("a warning lapses the day after the months of the setting and not before") {
    auto f = given_in_march();
    f.rules.warning_lapse_months = 6;
    f.today = on(2023, 9, 2);
    CHECK(holds(said(take(WarningState::issued, WarningEvent::lapse, f)), "relied on until 2 September 2023"));
    f.today = on(2023, 9, 3);
    CHECK(take(WarningState::issued, WarningEvent::lapse, f));
    CHECK(take(WarningState::complied, WarningEvent::lapse, f));
}

TEST_CASE("a warning that is too old leads to a notice only with a supervisor's reason") {
    auto f = given_in_march();
    f.today = on(2024, 6, 1);
    CHECK_FALSE(take(WarningState::escalation_review, WarningEvent::decide_notice, f));
    f.override_reason = "Away in custody until May";
    CHECK(take(WarningState::escalation_review, WarningEvent::decide_notice, f));
    f.decides = false;
    CHECK_FALSE(take(WarningState::escalation_review, WarningEvent::decide_notice, f));
}

TEST_CASE("a warning of the police is recorded here with its copy and day") {
    auto f = good();
    f.agency = "kent-police";
    f.agency_kind = "police";
    CHECK(take(WarningState::unopened, WarningEvent::record_given, f).value().to == WarningState::issued);
    f.copy_held = false;
    CHECK(holds(said(take(WarningState::unopened, WarningEvent::record_given, f)), "[2014 Act s.43(5)(a)]"));
}

TEST_CASE("a warning is watched for the days of the setting after the time it allowed") {
    const auto until = monitored_until(given_in_march());
    REQUIRE(until);
    CHECK(until->last == on(2023, 4, 13));
    CHECK_FALSE(monitored_until(good()));
}

TEST_CASE("states and events of a warning are read back from their stored names") {
    for (const auto& row : warning_workflow().states) CHECK(parse_warning_state(name(row.state)) == row.state);
    for (const auto& step : warning_workflow().steps) CHECK(parse_warning_event(name(step.event)) == step.event);
    CHECK_FALSE(parse_warning_state("Issued"));
}
