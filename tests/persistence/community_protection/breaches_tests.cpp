// What follows a breach of a notice on both databases: penalty, works, court and seized items; what is kept, counted and refused.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/community_protection/papers.hpp"
#include "persistence/community_protection/breaches.hpp"
#include "persistence/tools/tools.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::EnforcementHouse;
using testing::TestHouse;
using Catch::Contains;
namespace protection = domain::community_protection;
using protection::Measure;

namespace {

class BreachHouse : public EnforcementHouse {
  public:
    std::string notice = in_force();

    NewBreach seen(int requirement = 1) {
        NewBreach b;
        b.on = today();
        b.minute = 970;
        b.requirement = requirement;
        b.place = "Brenchley Gardens";
        b.words = "You were drinking alcohol on the bandstand.";
        b.evidence_kind = "video";
        b.evidence = "BWV 8120";
        return b;
    }
    domain::Outcome<Saved> allege(const NewBreach& b) {
        auto gate = as(contributor);
        return allege_breach(gate, notice, b);
    }
    BreachRecord breach(int n = 1) {
        auto gate = as(contributor);
        return must(open_breach(gate, notice, n));
    }
    domain::Outcome<Saved> take(Measure measure, std::string_view event, domain::FieldValues answers = {}, const domain::Actor* who = nullptr, int n = 1) {
        const int version = breach(n).version;
        auto gate = as(who ? *who : contributor);
        return take_breach_step(gate, notice, n, {measure, std::string(event), version, std::move(answers)});
    }
    domain::FieldValues penalty(domain::Date dated) {
        return {{"belief", "I saw it myself, and it is on video."}, {"particulars", "You drank alcohol on the bandstand at 4:10pm."}, {"payee_council", "borough"}, {"payee_name", "Maidstone Borough Council"},
                {"payee_address", "King Street, Maidstone"}, {"methods", "post online"}, {"dated", domain::iso_date(dated)}};
    }
    domain::FieldValues paid(std::string_view method, domain::Date on, int pence) { return {{"method", std::string(method)}, {"paid_on", domain::iso_date(on)}, {"paid_pence", std::to_string(pence)}}; }
    std::string iso() { return domain::iso_date(today()); }
    const MeasureRecord measure(Measure kind, int n = 1) {
        MeasureRecord found;
        for (const auto& each : breach(n).measures)
            if (each.kind == kind) found = each;
        return found;
    }
    std::string paper(int number) {
        auto gate = as(contributor);
        return must(open_breach_paper(gate, notice, 1, number)).words;
    }
    std::vector<CaseDuty> duties() {
        auto gate = as(contributor);
        return my_work(gate).cases;
    }
    void prosecute() { must(take(Measure::prosecution, "open_file", {{"evidential_test", "Video and two statements."}, {"public_interest_test", "Third breach; a penalty was not paid."}})); }
    void convict() {
        prosecute();
        must(take(Measure::prosecution, "start_proceedings", {{"started_on", iso()}, {"court", "Maidstone Magistrates’ Court"}}));
        must(take(Measure::prosecution, "convict", {{"court", "Maidstone Magistrates’ Court"}, {"result_on", iso()}, {"fine", "150000"}, {"costs", "150000"}}));
    }
};

}  // namespace

TEST_CASE("a breach is alleged only of a requirement that had effect on that day, and leaves the notice in force") {
    BreachHouse house;
    auto early = house.seen();
    early.on = domain::add_days(house.today(), -1);
    CHECK_THAT(TestHouse::refused(house.allege(early)), Contains("notice"));
    auto bare = house.seen();
    bare.evidence.clear();
    CHECK_THAT(TestHouse::refused(house.allege(bare)), Contains("Link the evidence"));
    CHECK_THAT(TestHouse::refused(house.allege(house.seen(2))), Contains("2"));  // its last day has not passed
    auto gate = house.as(house.contributor);
    CHECK_FALSE(TestHouse::must(check_breach_day(gate, house.notice, house.seen(2))).empty());

    CHECK(TestHouse::must(house.allege(house.seen())).version == 1);
    CHECK(TestHouse::must(house.allege(house.seen())).version == 2);
    const auto record = house.read(house.notice);
    CHECK(record.state == "in_force");
    REQUIRE(record.notice_breaches.size() == 2);
    CHECK(record.notice_breaches[0].state_words == "waiting for a decision");
    const auto breach = house.breach();
    CHECK(breach.effect.binding);
    CHECK(breach.requirement_words == "Stop drinking alcohol in Brenchley Gardens.");
    CHECK(breach.limit.last == domain::add_months(house.today(), 6));
    CHECK_THAT(protection::how_counted(breach.limit), Contains("Magistrates’ Courts Act 1980 s.127"));
    CHECK_FALSE(house.take(Measure::breach, "excuse", {{"defence", "excuse"}, {"reason", "He was ill."}}));
    TestHouse::must(house.take(Measure::breach, "excuse", {{"defence", "excuse"}, {"reason", "He was ill."}}, &house.chair));
    CHECK(house.breach().state == "excused");
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "issue", house.penalty(house.today()))), Contains("The breach is excused"));
}

TEST_CASE("during an appeal only what has to stop can be broken") {
    BreachHouse house;
    house.pass_days(25);
    CaseAnswers lodged;
    lodged.appeal.lodged = house.today();
    lodged.appeal.court = "Maidstone Magistrates’ Court";
    lodged.appeal.grounds = {"g2"};
    TestHouse::must(house.step(house.notice, "lodge_appeal", lodged));
    house.pass_days(10);
    CHECK_THAT(TestHouse::refused(house.allege(house.seen(2))), Contains("appeal"));
    TestHouse::must(house.allege(house.seen(1)));
}

TEST_CASE("a penalty has the amounts of its day, one for the offence, and paying it early within the days settles the breach") {
    BreachHouse house;
    TestHouse::must(house.allege(house.seen()));
    auto answers = house.penalty(house.today());
    answers[5].value = "online";
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "issue", answers)), Contains("by post among the ways"));
    answers = house.penalty(house.today());
    answers[2].value = "kent-police";
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "issue", answers)), Contains("Select the council"));
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "pay", house.paid("online", house.today(), 10000))), Contains("You cannot record a payment"));
    const auto dated = house.today();
    TestHouse::must(house.take(Measure::penalty, "issue", house.penalty(dated)));
    CHECK(house.breach().state == "penalty_offered");
    CHECK(house.measure(Measure::penalty).answers.pence("pence") == 10000);
    CHECK(house.measure(Measure::penalty).answers.pence("early_pence") == 7500);
    CHECK_THAT(house.paper(1), Contains("Fixed penalty notice") && Contains("£100") && Contains("£75") && Contains(domain::long_date(domain::add_days(dated, 14))) && Contains(domain::long_date(domain::add_days(dated, 10))) &&
                                   Contains("Gary Tindle") && Contains("cannot be convicted") && Contains("King Street"));
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "issue", house.penalty(dated))), Contains("You cannot issue the penalty"));
    CHECK_THAT(TestHouse::refused(house.take(Measure::prosecution, "open_file", {{"evidential_test", "x"}, {"public_interest_test", "y"}})), Contains("under a fixed penalty"));
    CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "run_out")), Contains("can pay until the end of"));

    SECTION("by post it counts when the letter would arrive, which may be too late for the lower amount") {
        house.pass_days(10);
        CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "pay_early", house.paid("post", house.today(), 7500))), Contains("The lower amount could be paid until"));
        TestHouse::must(house.take(Measure::penalty, "pay_early", house.paid("online", house.today(), 7500)));
        CHECK(house.breach().state == "penalty_paid");
        CHECK_THAT(house.paper(2), Contains("Payment of a fixed penalty of £75 was received by"));
        CHECK(std::ranges::none_of(house.duties(), [](const auto& each) { return each.breach == 1; }));
        CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "issue", house.penalty(house.today()))), Contains("issued for this offence already"));
    }
    SECTION("unpaid after 14 days it can be prosecuted, and a late payment is taken only where the group accepts it") {
        house.pass_days(15);
        TestHouse::must(house.take(Measure::penalty, "run_out"));
        CHECK(house.breach().state == "in_review");
        CHECK_THAT(house.paper(2), Contains("was not received by " + domain::long_date(domain::add_days(dated, 14))));
        CHECK_THAT(TestHouse::refused(house.take(Measure::penalty, "accept_late", house.paid("online", house.today(), 10000))), Contains("does not accept payment after the last day"));
        TestHouse::must(house.take(Measure::penalty, "prosecute", {{"reason", "Not paid."}}));
        house.prosecute();
        CHECK(house.breach().state == "prosecuting");
    }
    SECTION("cancelled by a manager another can be issued") {
        CHECK_FALSE(house.take(Measure::penalty, "cancel", {{"reason", "defect"}, {"note", "Wrong date."}}));
        TestHouse::must(house.take(Measure::penalty, "cancel", {{"reason", "defect"}, {"note", "Wrong date."}}, &house.chair));
        CHECK(house.breach().state == "in_review");
        TestHouse::must(house.take(Measure::penalty, "issue", house.penalty(house.today())));
        CHECK(house.breach().measures.size() == 2);
    }
}

TEST_CASE("the amounts of a penalty stay within the law of the day from which they hold") {
    BreachHouse house;
    const auto set = [&](std::string_view name, std::string_view value) {
        auto gate = house.as(house.chair);
        return change_setting(gate, "tctf", {std::string(name), std::string(value), house.today(), "Fee decision."});
    };
    CHECK_THAT(TestHouse::refused(set("penalty_pence", "20000")), Contains("£100 or less"));
    CHECK_THAT(TestHouse::refused(set("penalty_early_pence", "10000")), Contains("less than £100"));
    TestHouse::must(set("penalty_early_pence", "6000"));
    CHECK_THAT(TestHouse::refused(set("penalty_pence", "6000")), Contains("less than £60"));
    CHECK_THAT(TestHouse::refused(set("penalty_early_days", "14")), Contains("between 1 and 13"));
}

TEST_CASE("work on land not open to the air waits for consent, costs no more than it cost, and its appeal has 21 days") {
    BreachHouse house;
    TestHouse::must(house.allege(house.seen()));
    TestHouse::must(house.take(Measure::works, "propose", {{"work", "Clear the bandstand."}}));
    CHECK(house.breach().state == "remedying");
    CHECK_THAT(TestHouse::refused(house.take(Measure::works, "do_work", {{"done_on", house.iso()}})), Contains("only on land open to the air"));
    TestHouse::must(house.take(Measure::works, "seek_consent", {{"estimate", "42000"}, {"asked_on", house.iso()}}));
    CHECK_THAT(house.paper(1), Contains("£420") && Contains("Section 47(3)"));
    TestHouse::must(house.take(Measure::works, "record_consent", {{"defaulter_consent", "given"}, {"owner_consent", "not_needed"}, {"consented_on", house.iso()}}));
    TestHouse::must(house.take(Measure::works, "do_work", {{"done_on", house.iso()}}));
    CHECK(house.breach().state == "in_review");
    CHECK_THAT(TestHouse::refused(house.take(Measure::works, "notify_cost", {{"details", "Cleared."}, {"cost", "40000"}, {"charged", "42000"}, {"charged_on", house.iso()}})), Contains("The amount must be £400"));
    const auto charged = house.today();
    TestHouse::must(house.take(Measure::works, "notify_cost", {{"details", "Cleared."}, {"cost", "40000"}, {"charged", "40000"}, {"charged_on", house.iso()}}));
    const auto dates = protection::measure_dates(Measure::works, house.measure(Measure::works).answers);
    REQUIRE(dates.size() == 1);
    CHECK(dates[0].deadline.last == domain::add_days(charged, 20));
    CHECK_THAT(TestHouse::refused(house.take(Measure::works, "fall_due")), Contains("can appeal until the end of"));
    house.pass_days(21);
    CHECK_THAT(TestHouse::refused(house.take(Measure::works, "appeal_cost", {{"appealed_on", house.iso()}, {"ground", "yes"}})), Contains("last day to appeal was"));
    TestHouse::must(house.take(Measure::works, "fall_due"));
    TestHouse::must(house.take(Measure::works, "recover", {{"paid_on", house.iso()}, {"paid", "40000"}}));
    CHECK(house.measure(Measure::works).state_words == "paid back");
}

TEST_CASE("a prosecution needs both tests and its six months, and its result is the breach's") {
    BreachHouse house;
    TestHouse::must(house.allege(house.seen()));
    CHECK_THAT(TestHouse::refused(house.take(Measure::prosecution, "open_file", {{"evidential_test", ""}, {"public_interest_test", ""}})), Contains("realistic prospect") && Contains("public interest"));
    SECTION("a fine above level 4 is refused for an individual; orders and the link to a behaviour order follow the conviction") {
        house.prosecute();
        TestHouse::must(house.take(Measure::prosecution, "start_proceedings", {{"started_on", house.iso()}, {"court", "Maidstone Magistrates’ Court"}}));
        CHECK_THAT(TestHouse::refused(house.take(Measure::prosecution, "convict", {{"court", "Maidstone"}, {"result_on", house.iso()}, {"fine", "250100"}, {"costs", "0"}})), Contains("level 4"));
        TestHouse::must(house.take(Measure::prosecution, "convict", {{"court", "Maidstone"}, {"result_on", house.iso()}, {"fine", "150000"}, {"costs", "150000"}}));
        CHECK(house.breach().state == "convicted");
        TestHouse::must(house.take(Measure::prosecution, "order_remedy", {{"remedy", "Clean the bandstand."}, {"in_home", ""}, {"home_consent", ""}}));
        TestHouse::must(house.take(Measure::prosecution, "order_forfeiture", {{"items", "Two speakers"}}));
        CHECK_THAT(TestHouse::refused(house.take(Measure::prosecution, "apply_for_behaviour_order", {{"behaviour_order", "TOL-2026-0004"}})), Contains("holds no criminal behaviour order"));
        auto gate = house.as(house.contributor);
        const auto order = TestHouse::must(propose_tool(gate, "tctf", {"cbo", "person", house.read(house.notice).person.id, "", "The notice did not stop it.", {"Diary sheet 3"}})).id;
        TestHouse::must(house.take(Measure::prosecution, "apply_for_behaviour_order", {{"behaviour_order", order}}));
        CHECK(house.measure(Measure::prosecution).answers.text("behaviour_order") == order);
        TestHouse::must(house.take(Measure::seizure, "order_hand_over", {{"items", "Two speakers"}, {"holder", "The defendant"}, {"court", "Maidstone"}, {"ordered_on", house.iso()}}));
    }
    SECTION("after six months no file is opened") {
        house.pass_days(185);
        CHECK_THAT(TestHouse::refused(house.take(Measure::prosecution, "open_file", {{"evidential_test", "x"}, {"public_interest_test", "y"}})), Contains("The last day to start proceedings was"));
    }
}

TEST_CASE("seized items go back after 28 days without proceedings, and My work says so a week before") {
    BreachHouse house;
    TestHouse::must(house.allege(house.seen()));
    TestHouse::must(house.take(Measure::seizure, "apply", {{"items", "Drum kit"}, {"holder", "Gary Tindle"}, {"sworn_by", "Mel Hart"}}));
    TestHouse::must(house.take(Measure::seizure, "issue_warrant", {{"warrant_on", house.iso()}, {"justice", "A. Justice JP"}}));
    const auto warrant = house.today();
    house.pass_days(15);
    CHECK_THAT(TestHouse::refused(house.take(Measure::seizure, "execute", {{"seized_on", house.iso()}, {"executed_by", "PC Osei"}, {"executor_authority", "constable"}})), Contains("The warrant could be used until"));
    CHECK_THAT(TestHouse::refused(house.take(Measure::seizure, "execute", {{"seized_on", domain::iso_date(warrant)}, {"executed_by", "Mel Hart"}, {"executor_authority", "delegation"}})), Contains("Only a constable"));
    TestHouse::must(house.take(Measure::seizure, "execute", {{"seized_on", domain::iso_date(warrant)}, {"executed_by", "PC Osei"}, {"executor_authority", "constable"}}));
    house.pass_days(6);  // day 21
    const auto clocks = house.breach().clocks;
    const auto retain = std::ranges::find(clocks, "retain", &protection::RunningClock::kind);
    REQUIRE(retain != clocks.end());
    CHECK(retain->deadline.last == domain::add_days(warrant, 28));
    CHECK(retain->pressing == protection::Pressing::soon);
    CHECK(std::ranges::any_of(house.duties(), [](const auto& each) { return each.breach == 1 && each.what == "retain"; }));
    house.pass_days(8);
    CHECK_THAT(TestHouse::refused(house.take(Measure::seizure, "start_proceedings", {{"proceedings_on", house.iso()}})), Contains("must be given back"));
    TestHouse::must(house.take(Measure::seizure, "give_back", {{"returned_on", house.iso()}, {"returned_to", "Gary Tindle"}}));
}

TEST_CASE("My work names a breach without a decision, and a breach is not there for another group") {
    BreachHouse house;
    TestHouse::must(house.allege(house.seen()));
    const auto duties = house.duties();
    CHECK(std::ranges::is_sorted(duties, {}, &CaseDuty::due));
    const auto found = std::ranges::find_if(duties, [](const auto& each) { return each.what == "breach"; });
    REQUIRE(found != duties.end());
    CHECK(found->id == house.notice);
    CHECK(found->due == domain::add_months(house.today(), 6));
    auto stranger = house.as(house.stranger);
    for (const auto& outcome : {TestHouse::refused(open_breach(stranger, house.notice, 1)), TestHouse::refused(allege_breach(stranger, house.notice, house.seen())),
                                TestHouse::refused(take_breach_step(stranger, house.notice, 1, {Measure::penalty, "issue", 1, {}})), TestHouse::refused(open_breach_paper(stranger, house.notice, 1, 1))})
        CHECK(outcome == TestHouse::refused(domain::Outcome<bool>(domain::not_found())));
    auto viewer = house.as(house.viewer);
    CHECK(TestHouse::must(open_breach(viewer, house.notice, 1)).begins.empty() == false);
    CHECK_FALSE(take_breach_step(viewer, house.notice, 1, {Measure::works, "propose", 1, {{"work", "x"}}}));
    auto late = house.as(house.contributor);
    CHECK(take_breach_step(late, house.notice, 1, {Measure::works, "propose", 9, {{"work", "x"}}}).error()[0].kind == domain::RefusalKind::conflict);
}
