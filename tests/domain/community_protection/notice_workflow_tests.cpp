// The machine of a notice, generated from its table, and the rules of sections 43 to 57 that an officer meets by name.
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
using Row = Step<NoticeState, NoticeEvent, NoticeFacts>;

std::vector<Requirement> two_requirements() {
    return {{1, RequirementKind::stop, "Stop drinking alcohol in Brenchley Gardens.", {}, "It is what drives people away"},
            {2, RequirementKind::act, "Go to an alcohol support appointment at Trinity.", on(2023, 4, 27), "Drinking is the cause"}};
}

NoticeFacts good() {
    NoticeFacts f;
    f.today = today;
    f.actor = "rafi.amin";
    f.author = "mel.hart";
    f.decides = true;
    f.agency_kind = "district";
    f.authority = delegated();
    f.warning = PriorWarning{.urn = "CPW-2023-0041", .agency = "Maidstone Borough Council", .recipient = "PER-2023-0007", .given_on = on(2023, 3, 2), .allowed_until = on(2023, 3, 16), .written = true, .same_conduct = true, .withdrawn = false, .override_reason = {}};
    f.enough_time = "He had two weeks and was seen three times since";
    f.events = {{on(2023, 3, 25), true, 1}, {on(2023, 4, 2), true, 1}, {on(2023, 4, 12), true, 1}};
    f.conduct = street_drinking();
    f.limbs = three_limbs();
    f.recipient = adult();
    f.considered = {.note = "Drinks every day; Trinity offers support", .on = on(2023, 4, 1), .young = {}, .young_note = {}, .stale_reason = {}};
    f.duplicates = {.on = today, .found = {}, .go_on_because = {}};
    f.informed = {{"S. Bell", "Trinity support worker", today, "phone"}};
    f.requirements = two_requirements();
    f.explained = {"s46", "s47", "s48", "s49", "s50", "s51"};
    f.ends_on = on(2023, 7, 13);
    f.review_on = on(2023, 7, 1);
    f.service = by_hand(today);
    f.reason = "Wrong requirement";
    f.note = "He has moved into supported housing";
    f.told_on = today;
    return f;
}

// Given on 13 April, looked at on 2 May.
NoticeFacts in_force() {
    auto f = good();
    f.given_on = today;
    f.today = on(2023, 5, 2);
    f.service = by_hand(on(2023, 5, 2));
    f.requirements[1].due = on(2023, 5, 16);
    f.version_from = on(2023, 5, 2);
    f.appeal = {.lodged = on(2023, 4, 20), .court = "Maidstone Magistrates’ Court", .grounds = {"g1a", "g2"}, .hearing = {}, .outcome = {}, .decided_on = on(2023, 5, 2), .stop_suspended_from = {}, .late = false};
    return f;
}

NoticeFacts facts_for(const Row& row) {
    const bool after = row.from == NoticeState::in_force || row.from == NoticeState::under_appeal;
    auto f = after ? in_force() : good();
    switch (row.event) {
        case NoticeEvent::discharge: f.reason = "changed"; break;
        case NoticeEvent::review: f.reason = "keep"; break;
        case NoticeEvent::quash: f.appeal.outcome = "quashed"; break;
        case NoticeEvent::modify: f.appeal.outcome = "modified"; break;
        case NoticeEvent::dismiss_appeal: f.appeal.outcome = "dismissed"; break;
        case NoticeEvent::withdraw_appeal: f.appeal.outcome = "withdrawn"; break;
        case NoticeEvent::expire: f.today = on(2023, 7, 14); break;
        default: break;
    }
    return f;
}

void post_on_premises(NoticeFacts& f) {
    f.recipient = {.kind = "occupier"};
    f.service.method = "posted_on_premises";
    f.service.enquiries = {{on(2023, 4, 11), "Land Registry and the neighbours at 3 and 7"}};
    f.service.from_premises = true;
}

const Breaks<NoticeFacts> breaks{
    {"warning_linked", [](auto& f) { f.warning = std::nullopt; }},
    {"warning_given", [](auto& f) { f.warning->given_on = std::nullopt; }},
    {"warning_same_person", [](auto& f) { f.warning->recipient = "PER-2023-0008"; }},
    {"warning_same_conduct", [](auto& f) { f.warning->same_conduct = false; }},
    {"warning_live", [](auto& f) { f.warning->withdrawn = true; }},
    {"authority_issues", [](auto& f) { f.agency_kind = "county"; }},
    {"enough_time", [](auto& f) { f.enough_time = ""; }},
    {"still_happening", [](auto& f) { f.events = {{on(2023, 3, 10), true, 1}}; }},
    {"conduct_described", [](auto& f) { f.conduct.description = ""; }},
    {"conduct_dated", [](auto& f) { f.conduct.last = std::nullopt; }},
    {"locality_named", [](auto& f) { f.conduct.area = ""; }},
    {"detrimental", [](auto& f) { f.limbs[0].rationale = ""; }},
    {"persistent", [](auto& f) { f.limbs[1].rationale = ""; }},
    {"unreasonable", [](auto& f) { f.limbs[2].evidence.clear(); }},
    {"recipient_named", [](auto& f) { f.recipient.kind = "crowd"; }},
    {"age_known", [](auto& f) { f.recipient.born = std::nullopt; }},
    {"old_enough", [](auto& f) { f.recipient.born = on(2007, 4, 14); }},
    {"young_considered", [](auto& f) { f.recipient.born = on(2007, 4, 13); }},
    {"considered", [](auto& f) { f.considered.note = ""; }},
    {"premises_responsible", [](auto& f) { f.premises.premises = "PLC-0014"; }},
    {"duplicates_checked", [](auto& f) { f.duplicates.on = on(2023, 4, 1); }},
    {"requirements_given", [](auto& f) { f.requirements.clear(); }},
    {"stop_without_due", [](auto& f) { f.requirements[0].due = on(2023, 6, 1); }},
    {"dues_ahead", [](auto& f) { f.requirements[1].due = on(2023, 4, 12); }},
    {"requirements_reasoned", [](auto& f) { f.requirements[1].reason = ""; }},
    {"requirements_lawful_on_issue", [](auto& f) { f.requirements[1].due = on(2023, 4, 12); }},
    {"people_informed", [](auto& f) { f.informed.clear(); }},
    {"told_before_issue", [](auto& f) { f.informed[0].on = on(2023, 4, 14); }},
    {"end_in_bounds", [](auto& f) { f.ends_on = on(2024, 4, 14); }},
    {"review_in_bounds", [](auto& f) { f.review_on = on(2023, 7, 14); }},
    {"next_review_in_bounds", [](auto& f) { f.review_on = std::nullopt; }},
    {"manager_decides", [](auto& f) { f.decides = false; }},
    {"manager_differs", [](auto& f) { f.actor = f.author; }},
    {"authority_named", [](auto& f) { f.authority = std::nullopt; }},
    {"authority_live", [](auto& f) { f.authority->until = on(2023, 4, 12); }},
    {"authority_live_on_issue", [](auto& f) { f.authority->areas = {"swale"}; }},
    {"everything_explained", [](auto& f) { f.explained.pop_back(); }},
    {"nothing_changed", [](auto& f) { f.unchanged = false; }},
    {"service_method", [](auto& f) { f.service.method = "email"; }},
    {"service_address", [](auto& f) { f.service.method = "left"; f.service.address_kind = "registered"; }},
    {"service_place", [](auto& f) { f.service.address = ""; }},
    {"service_receiver", [](auto& f) { f.recipient = company(); }},
    {"service_day", [](auto& f) { f.service.on = std::nullopt; }},
    {"service_time", [](auto& f) { f.service.at = std::nullopt; }},
    {"service_officer", [](auto& f) { f.service.by = ""; }},
    {"service_arrival", [](auto& f) { f.service.arrived_on = on(2023, 4, 1); }},
    {"posting_enquired", [](auto& f) { post_on_premises(f); f.service.enquiries.clear(); }},
    {"posting_premises", [](auto& f) { post_on_premises(f); f.service.from_premises = false; }},
    {"appeal_dated", [](auto& f) { f.appeal.lodged = on(2023, 4, 12); }},
    {"court_named", [](auto& f) { f.appeal.court = ""; }},
    {"grounds_coded", [](auto& f) { f.appeal.grounds = {"g5"}; }},
    {"result_dated", [](auto& f) { f.appeal.decided_on = on(2023, 4, 19); }},
    {"result_quashed", [](auto& f) { f.appeal.outcome = "dismissed"; }},
    {"result_modified", [](auto& f) { f.appeal.outcome = "quashed"; }},
    {"result_dismissed", [](auto& f) { f.appeal.outcome = "quashed"; }},
    {"result_withdrawn", [](auto& f) { f.appeal.outcome = ""; }},
    {"version_from_court", [](auto& f) { f.version_from = on(2023, 4, 30); }},
    {"version_after_service", [](auto& f) { f.version_from = on(2023, 5, 1); }},
    {"reason_given", [](auto& f) { f.reason = ""; }},
    {"recipient_told", [](auto& f) { f.told_on = std::nullopt; }},
    {"discharge_coded", [](auto& f) { f.reason = "tired"; }},
    {"discharge_explained", [](auto& f) { f.note = ""; }},
    {"end_reached", [](auto& f) { f.today = on(2023, 7, 13); }},
    {"review_coded", [](auto& f) { f.reason = "later"; }},
    {"review_explained", [](auto& f) { f.note = ""; }},
};

std::string said(const Outcome<Row>& taken) {
    std::string all;
    if (!taken)
        for (const auto& refusal : taken.error()) all += refusal.message + " [" + refusal.authority + "]\n";
    return all;
}
Outcome<Row> take(NoticeState from, NoticeEvent event, const NoticeFacts& f) { return decide(notice_workflow(), from, event, f); }
bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("every step of a notice can be taken") { every_step_is_taken(notice_workflow(), facts_for); }
TEST_CASE("every guard of a notice stops its step") { every_guard_stops_its_step(notice_workflow(), facts_for, breaks); }
TEST_CASE("every other state of a notice refuses the step in words") { every_other_state_refuses(notice_workflow(), facts_for); }

TEST_CASE("the table of notices is the reviewed one") {
    CHECK(print_table(notice_workflow()) == golden("notice_workflow.txt", print_table(notice_workflow())));
    CHECK(print_dot(notice_workflow()) == golden("notice_workflow.dot", print_dot(notice_workflow())));
}

// Practice notes 16, vector 11.
TEST_CASE("a notice without a written warning is refused by section 43(5)") {
    auto f = good();
    f.warning = std::nullopt;
    CHECK(holds(said(take(NoticeState::undrafted, NoticeEvent::draft, f)), "Link the written warning: without one a notice cannot be issued [2014 Act s.43(5)(a)]"));
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "[2014 Act s.43(5)(a)]"));
}

// Practice notes 16, vector 12.
TEST_CASE("a warning of the police supports a notice of the council about the same conduct") {
    auto f = good();
    f.warning->agency = "Kent Police";
    CHECK(take(NoticeState::undrafted, NoticeEvent::draft, f));
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
    f.warning->same_conduct = false;
    CHECK(holds(said(take(NoticeState::undrafted, NoticeEvent::draft, f)), "same conduct [2014 Act s.43(5)]"));
}

// Practice notes 16, vector 15.
TEST_CASE("the county council cannot issue a notice") {
    auto f = good();
    f.agency_kind = "county";
    const auto refused = said(take(NoticeState::undrafted, NoticeEvent::draft, f));
    CHECK(holds(refused, "The county council cannot issue notices here"));
    CHECK(holds(refused, "[2014 Act ss.53, 57]"));
}

// Practice notes 16, vector 7.
TEST_CASE("a notice is refused the day before the sixteenth birthday and allowed on it") {
    auto f = good();
    f.recipient.born = on(2010, 5, 10);
    f.considered.young = "youth_justice";
    f.considered.young_note = "No order in force";
    f.today = on(2026, 5, 9);
    f.warning->given_on = on(2026, 3, 2), f.warning->allowed_until = on(2026, 3, 16);
    f.events = {{on(2026, 4, 12), true, 1}};
    f.requirements[1].due = on(2026, 5, 30);
    f.service = by_hand(on(2026, 5, 9));
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "This person is under 16 on 9 May 2026"));
    f.today = on(2026, 5, 10);
    f.service = by_hand(on(2026, 5, 10));
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
}

// Practice notes 16, vector 10.
TEST_CASE("a requirement to stop has no date and the refusal says so") {
    auto f = good();
    f.requirements[0].due = on(2023, 5, 1);
    CHECK(holds(said(take(NoticeState::drafted, NoticeEvent::submit, f)), "[2014 Act s.43(8)]"));
    const auto refusals = requirements_refused(f.requirements, today);
    REQUIRE(refusals.size() == 1);
    CHECK(refusals.front().field == "requirement-1-due");
    CHECK(refusals.front().message == "Remove the date of requirement 1: a requirement to stop holds at once and has no time limit");
}

// Practice notes 16, vector 14.
TEST_CASE("an e-mail is no service and may be recorded as a courtesy copy") {
    auto f = good();
    f.service.method = "email";
    const auto refused = said(take(NoticeState::ready, NoticeEvent::issue, f));
    CHECK(holds(refused, "An e-mail or text is not a way of giving this"));
    CHECK(holds(refused, "55]"));
    f.service.method = "hand";
    f.service.courtesy = {"email"};
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
}

// Practice notes 16, vector 16.
TEST_CASE("a notice is posted on premises only after enquiries that found nobody") {
    auto f = good();
    post_on_premises(f);
    f.warning->recipient = "";
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
    f.service.enquiries.clear();
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "Record the enquiries made to find out who occupies or owns the premises [2014 Act s.45(1)(c)]"));
    f.service.enquiries = {{on(2023, 4, 14), "Asked the day after"}};
    CHECK_FALSE(take(NoticeState::ready, NoticeEvent::issue, f));
    f.recipient = adult();
    f.service.enquiries = {{on(2023, 4, 11), "Neighbours"}};
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "only for an occupier or owner"));
}

TEST_CASE("what happened after the notice was given does not show that it was needed") {
    auto f = good();
    f.service = by_hand(on(2023, 4, 10));
    f.requirements[1].due = on(2023, 4, 27);
    f.informed[0].on = on(2023, 4, 9);
    f.events = {{on(2023, 4, 12), true, 1}};
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "after the time it allowed [2014 Act s.43(5)(b)]"));
    f.events.push_back({on(2023, 4, 10), true, 1});
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
}

TEST_CASE("an officer whose authority ran out cannot issue what was authorised before") {
    auto f = good();
    f.authority->until = on(2023, 4, 12);
    CHECK(said(take(NoticeState::ready, NoticeEvent::issue, f)) == "The authority of the officer ran out on 12 April 2023 [2014 Act s.53]\n");
    f.authority->until = today;
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
}

TEST_CASE("with the second approver off the officer authorises the notice alone") {
    auto f = good();
    f.actor = f.author;
    f.decides = false;
    CHECK_FALSE(take(NoticeState::authorising, NoticeEvent::authorise, f));
    f.rules.second_approver = false;
    CHECK(take(NoticeState::authorising, NoticeEvent::authorise, f));
    f.authority->ended_on = today;
    CHECK(holds(said(take(NoticeState::authorising, NoticeEvent::authorise, f)), "ended on 13 April 2023"));
}

TEST_CASE("an appeal may be lodged late and is marked for the court to decide") {
    auto f = in_force();
    f.today = on(2023, 5, 10);
    f.appeal.lodged = on(2023, 5, 3);
    CHECK_FALSE(appeal_is_late(f));
    f.appeal.lodged = on(2023, 5, 4);
    CHECK(appeal_is_late(f));
    CHECK(take(NoticeState::in_force, NoticeEvent::lodge_appeal, f));
    CHECK(how_counted(*appeal_last_day(f)) == "21 days beginning with 13 April 2023, the day the notice was given: the last day is 3 May 2023 (2014 Act s.46(2))");
}

TEST_CASE("nobody needs to be told first but then the reason is written down") {
    auto f = good();
    f.informed.clear();
    CHECK(holds(said(take(NoticeState::drafted, NoticeEvent::submit, f)), "Record who was told before the notice, or why nobody was [2014 Act s.43(6)]"));
    f.informed_none_because = "He has no landlord, worker or family that is known";
    CHECK(take(NoticeState::drafted, NoticeEvent::submit, f));
}

TEST_CASE("whoever is told is told before a letter is posted and not before it arrives") {
    auto f = good();
    f.service = by_post(on(2023, 4, 12));
    f.events = {{on(2023, 4, 2), true, 1}};
    f.informed[0].on = on(2023, 4, 13);
    CHECK(holds(said(take(NoticeState::ready, NoticeEvent::issue, f)), "told before the notice is given [2014 Act s.43(6)]"));
    f.informed[0].on = on(2023, 4, 12);
    CHECK(take(NoticeState::ready, NoticeEvent::issue, f));
    CHECK(f.issue_day() == on(2023, 4, 14));
}

TEST_CASE("what was missing from a notice is shown all at once") {
    auto f = good();
    f.requirements.clear();
    f.enough_time = "";
    f.informed.clear();
    CHECK(take(NoticeState::drafted, NoticeEvent::submit, f).error().size() == 3);
}

TEST_CASE("the panel before issuing says what is done and what must be done") {
    const auto lines = before_you_issue(good());
    for (const auto& line : lines) CHECK(line.state == Check::done);
    CHECK(lines[0].words == "CPW-2023-0041 of Maidstone Borough Council, given on 2 March 2023");
    CHECK(lines[2].words == "42 days since the warning");
    CHECK(lines[3].words == "3 events with evidence since the time allowed ended");
    CHECK(lines[4].words == "52");
    auto f = good();
    f.informed.clear();
    f.considered.on = on(2023, 3, 3);
    const auto open = before_you_issue(f);
    CHECK(open[5].state == Check::must);
    CHECK(open[6].state == Check::should);
    CHECK(open[6].words == "Do the check of vulnerability and equality again: it is 41 days old");
    NoticeFacts nothing;
    nothing.today = today;
    for (const auto& line : before_you_issue(nothing)) CHECK_FALSE(line.words.empty());
}

TEST_CASE("a supervisor may pass an old vulnerability check and no rule of the Act") {
    auto f = good();
    f.considered.on = on(2023, 3, 3);
    CHECK_FALSE(take(NoticeState::drafted, NoticeEvent::submit, f));
    f.considered.stale_reason = "Seen by the support worker yesterday";
    CHECK(take(NoticeState::drafted, NoticeEvent::submit, f));
}

TEST_CASE("states and events of a notice are read back from their stored names") {
    for (const auto& row : notice_workflow().states) CHECK(parse_notice_state(name(row.state)) == row.state);
    for (const auto& step : notice_workflow().steps) CHECK(parse_notice_event(name(step.event)) == step.event);
    CHECK_FALSE(parse_notice_event("Issue"));
}
