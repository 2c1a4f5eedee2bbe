// The register of tools and powers: the law of the kind stops what it forbids, and a breach is judged by the term of its day.
#include <catch2/catch.hpp>

#include "persistence/tools/tools.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
namespace powers = casework::domain::tools_and_powers;
using testing::EnforcementHouse;
using testing::TestHouse;

namespace {

class ToolHouse : public EnforcementHouse {
  public:
    std::string person;
    std::string proposed(const std::string& kind) {
        if (person.empty()) person = read(opened()).person.id;
        auto gate = as(contributor);
        return must(propose_tool(gate, "tctf", {kind, "person", person, "", "Other ways have failed", {"STM-1"}})).id;
    }
    ToolRecord tool(const std::string& id) {
        auto gate = as(contributor);
        return must(open_tool(gate, id));
    }
    domain::Outcome<Saved> take(const std::string& id, std::string_view event, ToolAnswers answers) {
        answers.version = tool(id).version;
        auto gate = as(contributor);
        return take_tool_step(gate, id, event, answers);
    }
    ToolAnswers order(int months) {
        ToolAnswers a;
        auto& t = a.wanted;
        t.court = "magistrates", t.court_case = "46MM1234526", t.publicity = "none";
        t.made_on = t.from = today();
        t.until = domain::add_days(domain::add_months(today(), months), -1);
        t.review_on = domain::add_months(today(), 6);
        powers::Term term;
        term.number = 1, term.kind = "prohibition", term.text = "Not to enter the town centre", term.area_name = "Maidstone town centre";
        term.area = {{521000, 51270000}, {527000, 51270000}, {527000, 51276000}, {521000, 51276000}};
        a.terms = {{term, false}};
        for (const auto& condition : powers::conditions_of(*powers::find_kind("cbo"))) a.asked.conditions.emplace_back(condition.code);
        return a;
    }
    std::string made(int months = 36) {
        const auto id = proposed("cbo");
        ToolAnswers applied;
        applied.wanted.by = "prosecution", applied.wanted.applied_on = today();
        must(take(id, "apply", applied));
        must(take(id, "grant", order(months)));
        return id;
    }
};

}  // namespace

TEST_CASE("a criminal behaviour order on an adult for 18 months is refused, for 3 years it is in force") {
    ToolHouse house;
    const auto id = house.proposed("cbo");
    ToolAnswers applied;
    applied.wanted.by = "prosecution", applied.wanted.applied_on = house.today();
    TestHouse::must(house.take(id, "apply", applied));
    const auto refused = house.take(id, "grant", house.order(18));
    REQUIRE_FALSE(refused);
    CHECK(TestHouse::refused(refused).find("at least 24 months or until further order") != std::string::npos);
    CHECK(std::ranges::any_of(refused.error(), [](const auto& each) { return each.authority == "2014 Act s.25(5)"; }));
    TestHouse::must(house.take(id, "grant", house.order(36)));
    const auto record = house.tool(id);
    CHECK(record.state == "in_force");
    CHECK(record.standing == powers::Standing::live);
    REQUIRE(record.tool.terms.size() == 1);
    CHECK(record.tool.terms.front().area.size() == 4);
    CHECK(powers::excluded_from(record.tool, {524000, 51273000}, house.today()).size() == 1);
    CHECK(powers::excluded_from(record.tool, {580000, 51273000}, house.today()).empty());
}

TEST_CASE("a breach is judged by the version of the term that was in force on its day") {
    ToolHouse house;
    const auto id = house.made();
    house.pass_days(40);
    ToolAnswers variation;
    variation.asked.on = house.today(), variation.asked.varied_by = "offender", variation.asked.reason = "He has work in Week Street";
    auto term = house.tool(id).tool.terms.front();
    term.text = "Not to enter the town centre after 8pm";
    variation.terms = {{term, false}};
    TestHouse::must(house.take(id, "vary", variation));
    ToolAnswers breach;
    breach.asked.breach = {1, 0, domain::add_days(house.today(), -1), {}, {"BWV 7731"}, "charged"};
    TestHouse::must(house.take(id, "record_breach", breach));
    breach.asked.breach.on = house.today();
    TestHouse::must(house.take(id, "record_breach", breach));
    const auto record = house.tool(id);
    REQUIRE(record.tool.breaches.size() == 2);
    CHECK(record.tool.breaches[0].version == 1);
    CHECK(record.tool.breaches[1].version == 2);
    breach.asked.breach.on = domain::add_days(house.today(), -60);
    CHECK_FALSE(house.take(id, "record_breach", breach));
}

TEST_CASE("a county council applies for no power that the Act gives to districts") {
    ToolHouse house;
    const auto id = house.proposed("tenancy_warning");
    house.database->write([](Transaction& tx) { tx.run("UPDATE agency SET kind = 'county' WHERE id = 'borough'"); });
    ToolAnswers issued = house.order(12);
    issued.wanted.by = "district";
    CHECK(TestHouse::refused(house.take(id, "issue", issued)).find("no local authority") != std::string::npos);
}

TEST_CASE("the register shows what is in force and what is to be reviewed, and the person's own page leads to it") {
    ToolHouse house;
    const auto live = house.made(), proposed = house.proposed("injunction");
    auto gate = house.as(house.viewer);
    const auto list = TestHouse::must(list_tools(gate, "tctf", {.standing = "live"}));
    REQUIRE(list.lines.size() == 1);
    CHECK(list.lines.front().id == live);
    auto due = house.as(house.viewer);
    CHECK(TestHouse::must(list_tools(due, "tctf", {.review_due = true})).lines.empty());
    auto before = house.as(house.viewer);
    CHECK(TestHouse::must(list_tools(before, "tctf", {.standing = "before"})).lines.front().id == proposed);
    auto on = house.as(house.viewer);
    CHECK(tools_on(on, house.person).size() == 1);
    auto stranger = house.as(house.stranger);
    CHECK(tools_on(stranger, house.person).empty());
    house.pass_days(170);
    auto later = house.as(house.viewer);
    CHECK(TestHouse::must(list_tools(later, "tctf", {.review_due = true})).lines.size() == 1);
}

TEST_CASE("an order that others obtained is restricted: a viewer of the group does not learn of it") {
    ToolHouse house;
    std::string kind;
    for (const auto* each : powers::tool_kinds())
        if (each->restricted && each->subjects.person && kind.empty()) kind = each->code;
    const auto id = house.proposed(kind);
    auto author = house.as(house.contributor);
    CHECK(TestHouse::refused(open_tool(author, id)).find("purpose") != std::string::npos);
    author.give_purpose({"read", id, "court"});
    CHECK(TestHouse::must(open_tool(author, id)).kind == kind);
    auto viewer = house.as(house.viewer);
    CHECK_FALSE(open_tool(viewer, id));
    auto list = house.as(house.viewer);
    CHECK(TestHouse::must(list_tools(list, "tctf", {})).lines.empty());
}
