// Breaches of a public spaces protection order on both databases: what is recorded, what the law stops, what became of the penalty, and the figures.
#include <catch2/catch.hpp>

#include "persistence/premises.hpp"
#include "persistence/tools/tool_figures.hpp"
#include "tests/persistence/tools/order_house.hpp"

using namespace casework;
using namespace casework::persistence;
namespace powers = casework::domain::tools_and_powers;
using testing::OrderHouse;
using testing::TestHouse;
using Catch::Contains;

TEST_CASE("a breach of a public spaces order is kept with what was met, and counts among the breaches of the register") {
    OrderHouse house;
    TestHouse::must(house.record(house.met()));
    const auto record = house.tool(house.order);
    REQUIRE(record.public_breaches.size() == 1);
    const auto& b = record.public_breaches.front();
    CHECK(b.person.name == "Gary Tindle");
    CHECK(b.penalty_state == "issued");
    CHECK(b.penalty.pence == 10000);
    CHECK(b.penalty.payee == "borough");
    CHECK(b.point == domain::places::Point{521500, 51274000});
    CHECK(record.tool.breaches.size() == 1);
    CHECK_FALSE(house.take(house.order, "record_breach", {}));  // it has a record of its own
    auto list = house.as(house.viewer);
    CHECK(TestHouse::must(list_tools(list, "tctf", {})).lines.front().breaches == 1);
}

TEST_CASE("the law of the day stops a record, each refusal with its section, and nothing of it is kept") {
    OrderHouse house;
    auto facts = house.met();
    facts.requirement_refused = false, facts.place = domain::places::Point{580000, 51274000}, facts.excuse = "reasonable", facts.excuse_note = "It was water.";
    const auto refused = house.record(facts);
    CHECK_THAT(TestHouse::refused(refused), Contains("Drinking alcohol is no offence by itself") && Contains("inside the restricted area") && Contains("reasonable excuse commits no offence"));
    CHECK(std::ranges::any_of(refused.error(), [](const auto& each) { return each.authority == "2014 Act ss.63, 67(4)"; }));
    facts = house.met();
    facts.person = "PER-2026-9999";
    CHECK_THAT(TestHouse::refused(house.record(facts)), Contains("a person you can see"));
    facts = house.met();
    facts.age = 17;
    CHECK_THAT(TestHouse::refused(house.record(facts)), Contains("no fixed penalty to anybody under 18"));
    CHECK(house.tool(house.order).public_breaches.empty());
    CHECK_FALSE(house.record(house.met(), &house.viewer));
    CHECK_FALSE(house.record(house.met(), &house.stranger));
}

TEST_CASE("one penalty for one offence, and the partnership sets from which age") {
    OrderHouse house;
    TestHouse::must(house.record(house.met()));
    CHECK_THAT(TestHouse::refused(house.record(house.met())), Contains("A penalty was given for this offence already"));
    TestHouse::must(house.end(1, "cancelled", "Wrong article"));
    TestHouse::must(house.record(house.met()));
    auto gate = house.as(house.chair);
    TestHouse::must(change_setting(gate, "tctf", {"penalty_age", "16", house.today(), "Agreed with the youth justice team."}));
    house.pass_days(1);
    auto young = house.met();
    young.age = 16;
    TestHouse::must(house.record(young));
}

TEST_CASE("a penalty is paid within its 14 days, or cancelled with the reason, once") {
    OrderHouse house;
    TestHouse::must(house.record(house.met()));
    CHECK_THAT(TestHouse::refused(house.end(1, "cancelled")), Contains("why it is cancelled"));
    CHECK_FALSE(house.end(2, "paid"));
    house.pass_days(15);
    CHECK_THAT(TestHouse::refused(house.end(1, "paid")), Contains("The last day to pay was"));
    auto gate = house.as(house.chair);
    TestHouse::must(change_setting(gate, "tctf", {"late_payment_accepted", "yes", house.today(), "Fee decision."}));
    TestHouse::must(house.end(1, "paid"));
    CHECK_THAT(TestHouse::refused(house.end(1, "cancelled", "Late")), Contains("This penalty has ended"));
}

TEST_CASE("the figures of tools count what is in force, was made and breached, and the penalties") {
    OrderHouse house;
    const auto read = [&](const domain::Actor& who) {
        auto gate = house.as(who);
        return read_tool_figures(gate, "tctf");
    };
    TestHouse::must(house.record(house.met()));
    TestHouse::must(house.end(1, "paid"));
    auto warned = house.met();
    warned.result = "warned";
    TestHouse::must(house.record(warned));
    const auto figures = TestHouse::must(read(house.viewer));
    CHECK(figures.live == std::map<powers::LiveKey, int>{{{"pspo", "not_a_person", ""}, 1}});
    const auto& year = figures.years.front();
    CHECK(year.made.at("pspo") == 1);
    CHECK(year.made.at("closure_order") == 0);
    CHECK(year.breaches.at("pspo") == powers::BreachFigure{1, 2});
    CHECK(year.penalties == powers::PenaltyFigures{1, 1, 0});
    CHECK(figures.ending.empty());
    CHECK_FALSE(read(house.stranger));
}

TEST_CASE("premises show their matters, reports and orders through the gate, and are not there for another group") {
    OrderHouse house;
    const auto named = house.opened();
    TestHouse::must(house.save(named, "address", {{"premises", "16 Kingfisher Meadow"}}));
    const auto closure = house.proposed("closure_notice", "premises", "16 kingfisher meadow");
    auto gate = house.as(house.viewer);
    const auto premises = TestHouse::must(open_premises(gate, named));
    CHECK(premises.name == "16 Kingfisher Meadow");
    REQUIRE(premises.matters.size() == 1);
    CHECK(premises.matters.front().id == named);
    REQUIRE(premises.tools.size() == 1);
    CHECK(premises.tools.front().id == closure);
    CHECK(premises.reports.empty());
    const auto list = TestHouse::must(list_premises(gate, "tctf"));
    REQUIRE(list.lines.size() == 1);
    CHECK(list.lines.front().matters == 1);
    CHECK(list.lines.front().tools == 1);
    CHECK_FALSE(open_premises(gate, house.opened()));  // names none
    auto stranger = house.as(house.stranger);
    CHECK(open_premises(stranger, named).error().front().kind == domain::RefusalKind::not_found);
    CHECK_FALSE(list_premises(stranger, "tctf"));
}

TEST_CASE("an application for a closure order says when the notice was served, and the order keeps it") {
    OrderHouse house;
    const auto order = house.proposed("closure_order", "premises", "16 Kingfisher Meadow");
    ToolAnswers applied;
    applied.wanted.by = "district", applied.wanted.applied_on = house.today();
    CHECK_THAT(TestHouse::refused(house.take(order, "apply", applied)), Contains("when the closure notice was served"));
    const auto served = house.now;
    applied.wanted.particulars.served_at = served;
    TestHouse::must(house.take(order, "apply", applied));
    CHECK(house.tool(order).tool.particulars.served_at == served);
}
