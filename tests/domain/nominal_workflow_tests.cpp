// The machine of the nominal list, generated from its table, and the rules that practitioners ask about by name.
#include <catch2/catch.hpp>

#include "domain/nominals/codes.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "tests/domain/golden.hpp"
#include "tests/domain/machines.hpp"

using namespace casework::domain;
using namespace casework::domain::nominals;

namespace {

Date on(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }
const Date today = on(2023, 4, 13);

// Facts with which every step of the table may be taken.
Facts good() {
    Facts f;
    f.today = today;
    f.age = 34;
    f.behaviours = {"shoplifting", "begging"};
    f.evidence = "Six thefts";
    f.nexus = "All in Week Street";
    f.proposing_agency = "kent-police";
    f.not_better_elsewhere = "No other group knows him";
    f.necessity = "Other ways failed";
    f.proportionality = "The least that works";
    f.lawful_basis = "public_task";
    f.confirmed_not_better_elsewhere = true;
    f.meeting = "MTG-2023-0003";
    f.updated_since_review = true;
    f.next_review = on(2023, 5, 11);
    f.quiet_since = on(2023, 3, 16);
    f.reason = "Fewer incidents";
    f.note = "Told the new area";
    f.signpost = "Housing outreach";
    f.evidence_on = on(2023, 4, 10);
    f.state_since = on(2023, 4, 1);
    f.release_on = on(2023, 7, 1);
    f.transferred_to = "CSVG";
    return f;
}
Facts facts_for(const Step<State, Event, Facts>& step) {
    Facts f = good();
    if (step.event == Event::archive) f.reason = "custody";
    if (step.event == Event::decline) f.reason = "no_nexus";
    return f;
}
const Breaks<Facts> breaks{
    {"not_listed_yet", [](Facts& f) { f.other_entry = "NOM-2022-0001"; f.other_entry_state = "archived"; }},
    {"agency_named", [](Facts& f) { f.proposing_agency = ""; }},
    {"behaviour_coded", [](Facts& f) { f.behaviours = {"shoplifting", "whistling"}; }},
    {"evidence_given", [](Facts& f) { f.evidence = " \n"; }},
    {"nexus_given", [](Facts& f) { f.nexus = ""; }},
    {"not_elsewhere_stated", [](Facts& f) { f.not_better_elsewhere = ""; }},
    {"not_child", [](Facts& f) { f.age = 17; }},
    {"necessary", [](Facts& f) { f.necessity = ""; }},
    {"proportionate", [](Facts& f) { f.proportionality = ""; }},
    {"lawful", [](Facts& f) { f.lawful_basis = "consent"; }},
    {"not_elsewhere_confirmed", [](Facts& f) { f.confirmed_not_better_elsewhere = false; }},
    {"age_known", [](Facts& f) { f.age = std::nullopt; }},
    {"adult", [](Facts& f) { f.age = 17; }},
    {"in_meeting", [](Facts& f) { f.meeting = ""; }},
    {"wait_reason", [](Facts& f) { f.reason = ""; }},
    {"decline_reason", [](Facts& f) { f.reason = "because"; }},
    {"signposted", [](Facts& f) { f.signpost = ""; }},
    {"updated", [](Facts& f) { f.updated_since_review = false; }},
    {"actions_current", [](Facts& f) { f.overdue_actions = 1; }},
    {"review_advanced", [](Facts& f) { f.next_review = today; }},
    {"review_in_time", [](Facts& f) { f.next_review = on(2023, 5, 12); }},
    {"reason_given", [](Facts& f) { f.reason = ""; }},
    {"quiet", [](Facts& f) { f.quiet_since = on(2023, 3, 17); }},
    {"archive_reason", [](Facts& f) { f.reason = "bored"; }},
    {"release_known", [](Facts& f) { f.release_on = std::nullopt; }},
    {"release_ahead", [](Facts& f) { f.release_on = on(2023, 4, 12); }},
    {"group_named", [](Facts& f) { f.reason = "transferred"; f.transferred_to = ""; }},
    {"archive_sentence", [](Facts& f) { f.reason = "moved"; f.note = ""; }},
    {"new_incident", [](Facts& f) { f.evidence_on = on(2023, 3, 31); }},
    {"new_evidence", [](Facts& f) { f.evidence_on = on(2023, 4, 1); }},
};

std::vector<std::string> messages(const Outcome<Step<State, Event, Facts>>& taken) {
    std::vector<std::string> said;
    if (!taken)
        for (const auto& refusal : taken.error()) said.push_back(refusal.message);
    return said;
}
bool says(const Outcome<Step<State, Event, Facts>>& taken, std::string_view part) {
    return std::ranges::any_of(messages(taken), [&](const auto& m) { return m.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("every step of the nominal list can be taken") { every_step_is_taken(workflow(), facts_for); }
TEST_CASE("every guard of the nominal list stops its step") { every_guard_stops_its_step(workflow(), facts_for, breaks); }
TEST_CASE("every other state of a nominal refuses the step in words") { every_other_state_refuses(workflow(), facts_for); }

TEST_CASE("the table of the nominal list is the reviewed one") {
    CHECK(print_table(workflow()) == casework::tests::golden("nominal_workflow.txt", print_table(workflow())));
    CHECK(print_dot(workflow()) == casework::tests::golden("nominal_workflow.dot", print_dot(workflow())));
}

TEST_CASE("a proposal shows everything that is missing at once") {
    Facts f;
    f.today = today;
    const auto taken = decide(workflow(), State::unknown, Event::propose, f);
    CHECK(messages(taken).size() == 5);
    CHECK(says(taken, "Enter what happened in the last 3 months"));
}

TEST_CASE("a person who turns 18 today may be put forward and one a day younger goes to safeguarding") {
    Facts f = good();
    f.age = age_on(on(2005, 4, 13), today);
    CHECK(decide(workflow(), State::unknown, Event::propose, f));
    f.age = age_on(on(2005, 4, 14), today);
    const auto taken = decide(workflow(), State::unknown, Event::propose, f);
    CHECK(says(taken, "District Contextual Safeguarding Meeting"));
    CHECK(taken.error().front().authority.find("Children Act 2004") != std::string::npos);
}

TEST_CASE("a group that has decided to list under-18s may") {
    Facts f = good();
    f.age = 17;
    f.adults_only = false;
    CHECK(decide(workflow(), State::unknown, Event::propose, f));
}

TEST_CASE("nobody goes on the list whose age nobody has judged") {
    Facts f = good();
    f.age = std::nullopt;
    CHECK(decide(workflow(), State::unknown, Event::propose, f));
    CHECK(says(decide(workflow(), State::proposed, Event::accept, f), "estimated age with its basis"));
}

TEST_CASE("a person is put forward once and comes back with their history") {
    Facts f = good();
    f.other_entry = "NOM-2022-0031";
    f.other_entry_state = "archived";
    CHECK(says(decide(workflow(), State::unknown, Event::propose, f), "NOM-2022-0031, archived"));
    CHECK(decide(workflow(), State::archived, Event::reopen, good()).value().to == State::active);
}

TEST_CASE("only evidence from after the archiving brings somebody back") {
    Facts f = good();
    f.evidence_on = f.state_since;
    CHECK_FALSE(decide(workflow(), State::archived, Event::reopen, f));
    f.evidence_on = add_days(*f.state_since, 1);
    CHECK(decide(workflow(), State::archived, Event::reopen, f));
    f.evidence_on = add_days(today, 1);
    CHECK_FALSE(decide(workflow(), State::archived, Event::reopen, f));
}

TEST_CASE("each reason to archive asks for what stands behind it") {
    const auto archive = [](std::string_view reason, const std::function<void(Facts&)>& without) {
        Facts f = good();
        f.reason = std::string(reason);
        without(f);
        return decide(workflow(), State::active, Event::archive, f);
    };
    const auto no_note = [](Facts& f) { f.note = ""; };
    CHECK(archive("no_impact", no_note));
    CHECK(says(archive("moved", no_note), "Enter where the person moved"));
    CHECK(says(archive("engaged", no_note), "Enter the support the person takes"));
    CHECK(says(archive("deceased", no_note), "Enter the date of death"));
    CHECK(says(archive("error", no_note), "Enter what was wrong"));
    CHECK(says(archive("custody", [](Facts& f) { f.release_on = std::nullopt; }), "Enter the date of release from custody"));
    CHECK(says(archive("transferred", [](Facts& f) { f.transferred_to = ""; }), "Enter the group that takes over"));
    for (const auto& reason : archive_reasons()) CHECK(archive(reason.code, [](Facts&) {}));
}

TEST_CASE("a review may not be set further off than the setting allows") {
    Facts f = good();
    f.review_days = 14;
    CHECK(says(decide(workflow(), State::active, Event::review, f), "Next review must be on or before 27 April 2023"));
}

TEST_CASE("stepping down says until when offending must be reduced") {
    Facts f = good();
    f.step_down_days = 56;
    CHECK(says(decide(workflow(), State::active, Event::step_down, f), "until 11 May 2023"));
}

TEST_CASE("what a page offers is stopped only by the record and not by answers nobody has given yet") {
    Facts f;
    f.today = today;
    f.age = 17;
    for (const auto& offer : offered(workflow(), State::proposed, f)) {
        if (offer.step->event == Event::accept) {
            REQUIRE(offer.stopped_by.size() == 1);
            CHECK(offer.stopped_by.front().message.find("Safeguarding") != std::string::npos);
        } else {
            CHECK(offer.open());
        }
    }
    CHECK(offered(workflow(), State::declined, f).empty());
}

TEST_CASE("every refusal of the nominal list names its rule or statute") {
    for (const auto& step : workflow().steps)
        for (const auto* guard : step.guards) CHECK_FALSE(guard->authority.empty());
}

TEST_CASE("support comes before the first Pursue action unless a reason is given") {
    CHECK(support_first(true, "pursue", false, false, " ").size() == 1);
    CHECK(support_first(true, "pursue", false, false, "Refused every offer").empty());
    CHECK(support_first(true, "pursue", false, true, "").empty());
    CHECK(support_first(true, "pursue", true, false, "").empty());
    CHECK(support_first(true, "prevent", false, false, "").empty());
    CHECK(support_first(false, "pursue", false, false, "").empty());
}

TEST_CASE("an archived entry takes notes and nothing else") {
    CHECK(change_refused(State::archived, Change::note).empty());
    for (const auto change : {Change::update, Change::edit, Change::plan}) {
        const auto refused = change_refused(State::archived, change);
        REQUIRE(refused.size() == 1);
        CHECK(refused.front().message == "This entry cannot be changed while it is archived. Put the person back on the list first");
    }
    for (const auto change : {Change::update, Change::edit, Change::plan, Change::note}) {
        CHECK(change_refused(State::active, change).empty());
        CHECK(change_refused(State::monitored, change).empty());
        CHECK_FALSE(change_refused(State::declined, change).empty());
    }
    CHECK_FALSE(change_refused(State::proposed, Change::plan).empty());
    CHECK(change_refused(State::proposed, Change::edit).empty());
}

TEST_CASE("begging is a behaviour of concern and not an offence") {
    CHECK(std::string(find_code(behaviours(), "begging")->note).find("not recorded as an offence") != std::string::npos);
}

TEST_CASE("the states and events of a nominal are read back from their stored names") {
    for (const auto& row : workflow().states) CHECK(parse_state(name(row.state)) == row.state);
    for (const auto& step : workflow().steps) CHECK(parse_event(name(step.event)) == step.event);
    CHECK_FALSE(parse_state("Active"));
    CHECK_FALSE(parse_event(""));
}

TEST_CASE("no code stands twice in a list") {
    for (const auto list : {behaviours(), risk_levels(), risk_bearers(), vulnerabilities(), support_services(), support_answers(), tool_kinds(), condition_kinds(),
                            lawful_bases(), decline_reasons(), archive_reasons(), headings(), attendance_kinds(), export_purposes()})
        for (const auto& row : list) {
            CHECK(std::ranges::count(list, row.code, &Code::code) == 1);
            CHECK_FALSE(row.words.empty());
        }
}
