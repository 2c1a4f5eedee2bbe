// A matter from the report to a notice in force on both databases: what is kept, what is refused, who may see it.
#include <catch2/catch.hpp>

#include "domain/community_protection/papers.hpp"
#include "persistence/community_protection/authorities.hpp"
#include "persistence/people/people.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::EnforcementHouse;
using testing::TestHouse;
using Catch::Contains;
namespace protection = domain::community_protection;

namespace {

bool not_there(const auto& outcome) { return !outcome && outcome.error()[0].kind == domain::RefusalKind::not_found; }

}  // namespace

TEST_CASE("a warning is given when its tests are met and somebody else has approved it, and its words are kept") {
    EnforcementHouse house;
    const auto id = house.opened();
    CHECK(id.starts_with("CPW-"));
    CHECK_THAT(TestHouse::refused(house.step(id, "draft_warning")), Contains("Enter what was done or not done") && Contains("quality of life") && Contains("Check first whether another agency"));
    house.fill(id);
    TestHouse::must(house.step(id, "draft_warning"));
    CHECK_THAT(TestHouse::refused(house.step(id, "approve")), Contains("Ask a manager"));
    CHECK_THAT(TestHouse::refused(house.step(id, "issue", house.handed_over())), Contains("You cannot record that the warning was given") || Contains("approved first"));
    TestHouse::must(house.step(id, "approve", {}, &house.deputy));
    CHECK_THAT(TestHouse::refused(house.save(id, "conduct", {{"description", "Something else"}})), Contains("Take the warning back for changes first"));

    auto by_mail = house.handed_over();
    by_mail.service.method = "email";
    CHECK_THAT(TestHouse::refused(house.step(id, "issue", by_mail)), Contains("not a way of giving"));
    TestHouse::must(house.step(id, "issue", house.handed_over()));

    const auto record = house.read(id);
    CHECK(record.state == "issued");
    CHECK(record.given_on == house.today());
    REQUIRE(record.papers.size() == 1);
    auto gate = house.as(house.contributor);
    const auto paper = TestHouse::must(open_paper(gate, id));
    CHECK(paper.given);
    CHECK_THAT(paper.words, Contains(std::string(protection::warning_sentence())) && Contains("Gary Tindle") && Contains("Stop drinking alcohol"));
    CHECK_THAT(paper.words, !Contains("Drinking and shouting on the bandstand most afternoons"));  // the report itself is never served
    CHECK(paper.digest == record.papers[0].digest);
}

TEST_CASE("somebody under 16 gets no warning, whoever approves it") {
    EnforcementHouse house;
    const auto id = house.opened(2012);
    house.fill(id);
    CHECK_THAT(TestHouse::refused(house.step(id, "draft_warning")), Contains("under 16") && Contains("District Contextual Safeguarding Meeting"));
}

TEST_CASE("a notice needs what happened after the warning and after the time it allowed") {
    EnforcementHouse house;
    const auto id = house.given();
    house.pass_days(3);
    house.breach(id);
    CHECK_THAT(TestHouse::refused(house.step(id, "report_continuing")), Contains("at least one event with evidence after"));
    house.pass_days(12);
    house.breach(id);
    TestHouse::must(house.step(id, "report_continuing"));
}

TEST_CASE("a notice is authorised by a manager, given once, and the last day to appeal is counted from that day") {
    EnforcementHouse house;
    const auto warning = house.given();
    const auto notice = house.drafted(warning);
    CHECK(notice.starts_with("CPN-"));
    CHECK_THAT(house.read(notice).checks.at(0).words, Contains(warning + " of Maidstone Borough Council, given on"));
    TestHouse::must(house.step(notice, "submit"));
    CHECK_FALSE(house.step(notice, "authorise"));
    TestHouse::must(house.step(notice, "authorise", {}, &house.deputy));
    auto door = house.handed_over();
    door.unchanged = false;
    CHECK_FALSE(house.step(notice, "issue", door));
    TestHouse::must(house.step(notice, "issue", house.handed_over()));

    const auto record = house.read(notice);
    CHECK(record.state == "in_force");
    const auto appeal = std::ranges::find(record.deadlines, "appeal", &NamedDeadline::name);
    REQUIRE(appeal != record.deadlines.end());
    CHECK(appeal->deadline.last == domain::add_days(house.today(), 20));
    REQUIRE(record.requirements.size() == 2);
    CHECK(record.requirements[0].today.binding);
    CHECK_THAT(TestHouse::refused(house.step(notice, "issue", house.handed_over())), Contains("You cannot record that the notice was given"));
    CHECK(house.read(warning).links.at(0).id == notice);

    SECTION("an appeal suspends what has to be done and not what has to stop") {
        CaseAnswers lodged;
        lodged.appeal.lodged = house.today();
        lodged.appeal.court = "Maidstone Magistrates’ Court";
        lodged.appeal.grounds = {"g2"};
        TestHouse::must(house.step(notice, "lodge_appeal", lodged));
        house.pass_days(1);
        const auto under = house.read(notice);
        CHECK(under.state == "under_appeal");
        CHECK(under.requirements[0].today.binding);
        CHECK_THAT(under.requirements[1].today.words, Contains("appeal"));
        CaseAnswers result;
        result.appeal.outcome = "dismissed";
        result.appeal.decided_on = house.today();
        TestHouse::must(house.step(notice, "dismiss_appeal", result));
        house.pass_days(40);  // its day has come, even without those of the appeal
        CHECK(house.read(notice).requirements[1].today.binding);
    }
}

TEST_CASE("an officer whose authority has run out cannot give a notice") {
    EnforcementHouse house;
    const auto notice = house.drafted(house.given());
    TestHouse::must(house.step(notice, "submit"));
    house.database->write([&](Transaction& tx) { tx.run("UPDATE officer_authority SET until_day = :day", {with_day("day", domain::add_days(house.today(), -1))}); });
    CHECK_THAT(TestHouse::refused(house.step(notice, "authorise", {}, &house.deputy)), Contains("authority of the officer ran out"));
}

TEST_CASE("the council's own area is a setting: from its day on an authority must cover the new one") {
    EnforcementHouse house;
    const auto set = [&](std::string_view value, domain::Date from) {
        auto gate = house.as(house.chair);
        return change_setting(gate, "tctf", {"own_area", std::string(value), from, "The councils of mid Kent are joined."});
    };
    CHECK_THAT(TestHouse::refused(set("Mid Kent", house.today())), Contains("one word"));
    CHECK_THAT(TestHouse::refused(set("", house.today())), Contains("one word"));
    const auto notice = house.drafted(house.given());
    TestHouse::must(set("Mid-Kent", domain::add_days(house.today(), 2)));
    TestHouse::must(house.step(notice, "submit"));
    SECTION("what is given before that day needs the old area") {
        TestHouse::must(house.step(notice, "authorise", {}, &house.deputy));
        auto given = house.handed_over();
        TestHouse::must(house.step(notice, "issue", given));
    }
    SECTION("and from it on the new one, which a new instrument names") {
        house.pass_days(2);
        CHECK_THAT(TestHouse::refused(house.step(notice, "authorise", {}, &house.deputy)), Contains("does not cover the area"));
        auto gate = house.as(house.chair);
        TestHouse::must(add_authority(gate, "tctf", {house.contributor.account, "delegation", "SD 1.1", "Head of Regulatory Services", {"warning", "notice"}, house.today(), {}}));
        const auto all = TestHouse::must(read_authorities(gate, "tctf"));
        CHECK(std::ranges::any_of(all.lines, [](const AuthorityLine& line) { return line.authority.areas == std::vector<std::string>{"mid-kent"}; }));
        TestHouse::must(house.step(notice, "authorise", {}, &house.deputy));
    }
}

TEST_CASE("two people on one part: what does not clash is joined, what does is said with both") {
    EnforcementHouse house;
    const auto id = house.opened();
    const int version = house.read(id).version;
    TestHouse::must(house.save(id, "conduct", {{"locality", "Brenchley Gardens"}}, version));
    TestHouse::must(house.save(id, "conduct", {{"title", "Drinking in Brenchley Gardens"}}, version, &house.deputy));
    CHECK(house.read(id).value("locality") == "Brenchley Gardens");
    auto gate = house.as(house.deputy);
    domain::Clash clash;
    const auto late = save_part(gate, id, "conduct", version, {{"locality", "Earl Street"}}, {}, clash);
    REQUIRE_FALSE(late);
    CHECK(late.error()[0].kind == domain::RefusalKind::conflict);
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].theirs == "Brenchley Gardens");
}

TEST_CASE("a case is not there for another group: on its page, in the list, in its paper, in its steps") {
    EnforcementHouse house;
    const auto id = house.given();
    auto gate = house.as(house.stranger);
    CHECK(not_there(open_case(gate, id)));
    CHECK(not_there(open_paper(gate, id)));
    CHECK(not_there(open_case_timeline(gate, id)));
    CHECK(not_there(list_cases(gate, "tctf", {})));
    CHECK(not_there(take_case_step(gate, id, "withdraw", {})));
    CHECK(list_people(gate).people.empty());
    auto reader = house.as(house.viewer);
    CHECK(TestHouse::must(open_case(reader, id)).offers.empty() == false);
    CHECK_FALSE(take_case_step(reader, id, "record_compliance", {}));
}

TEST_CASE("the list shows open cases newest first, by kind, and closed ones apart") {
    EnforcementHouse house;
    const auto warning = house.given();
    const auto notice = house.drafted(warning);
    const auto ids = [&](const CasesAsked& asked) {
        auto gate = house.as(house.viewer);
        std::vector<std::string> all;
        for (const auto& line : TestHouse::must(list_cases(gate, "tctf", asked)).lines) all.push_back(line.id);
        return all;
    };
    CHECK(ids({}) == std::vector{notice, warning});
    CHECK(ids({"warning", false, {}}) == std::vector{warning});
    CaseAnswers why;
    why.reason = "The person has moved away.";
    TestHouse::must(house.step(notice, "abandon", why));
    CHECK(ids({}) == std::vector{warning});
    CHECK(ids({"", true, {}}) == std::vector{notice});
}

TEST_CASE("a reason that is a supervisor's is not taken from the officer, and the officer may keep what the supervisor wrote") {
    EnforcementHouse house;
    const auto id = house.opened();
    const domain::FieldValues answer{{"considered_note", "Looked at in spring."}, {"stale_reason", "Nothing has changed since."}};
    CHECK_THAT(TestHouse::refused(house.save(id, "support", answer)), Contains("Ask a manager or sergeant"));
    CHECK(house.read(id).value("stale_reason").empty());
    TestHouse::must(house.save(id, "support", answer, 0, &house.deputy));
    TestHouse::must(house.save(id, "support", {{"considered_note", "Looked at again."}, {"stale_reason", "Nothing has changed since."}}));
    CHECK_FALSE(house.save(id, "support", {{"stale_reason", ""}}));
}
