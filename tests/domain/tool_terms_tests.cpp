// Terms of orders by the day: in force, varied, breached; exclusion areas on the ground.
#include <catch2/catch.hpp>

#include "domain/tools_and_powers/clocks.hpp"
#include "domain/tools_and_powers/figures.hpp"
#include "domain/tools_and_powers/terms.hpp"
#include "tests/domain/tool_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::tools_and_powers;

namespace {

Tool order() { return good_for(*find_kind("cbo")).tool; }  // 1 October 2026 to 30 September 2028

const places::Point in_town{524000, 51273000}, out_of_town{540000, 51273000};

CountedTool counted(std::string kind, std::string_view made, std::string_view until, std::string ward = "E05004996", std::optional<Date> born = day("1990-01-01")) {
    CountedTool c{order(), std::move(ward), born};
    c.tool.kind = std::move(kind);
    last_from(c.tool, made, until);
    return c;
}

}  // namespace

TEST_CASE("an order is expired on the day after its last day and nobody has to mark it") {
    const Tool t = order();
    CHECK(standing_on(t, day("2026-09-30")) == Standing::not_yet);
    CHECK(standing_on(t, day("2026-10-01")) == Standing::live);
    CHECK(standing_on(t, day("2028-09-30")) == Standing::live);
    CHECK(standing_on(t, day("2028-10-01")) == Standing::expired);
    CHECK(standing_on(Tool{}, day("2026-10-01")) == Standing::not_made);
}

TEST_CASE("an order holds up to the eve of the day on which it is discharged") {
    Tool t = order();
    t.ended_on = day("2027-03-01");
    CHECK(live_on(t, day("2027-02-28")));
    CHECK(standing_on(t, day("2027-03-01")) == Standing::ended);
}

TEST_CASE("an order until further order holds for as long as nobody ends it") {
    Tool t = order();
    t.until = std::nullopt;
    t.until_further_order = true;
    CHECK(live_on(t, day("2099-01-01")));
}

TEST_CASE("a variation keeps the version before it and a breach is judged by the one in force on the day") {
    Term wider = order().terms.front();
    wider.text = "Not to enter the town centre at all";
    const Tool t = varied(order(), {day("2027-01-10"), "prosecution", "Three breaches"}, {{wider}, {term(2, "2027-01-10")}});
    REQUIRE(t.terms.size() == 3);
    const auto before = judge_breach(t, 1, day("2027-01-09")), after = judge_breach(t, 1, day("2027-01-10"));
    REQUIRE(before);
    REQUIRE(after);
    CHECK(before->version == 1);
    CHECK(after->version == 2);
    CHECK(after->text == "Not to enter the town centre at all");
    const auto too_soon = judge_breach(t, 2, day("2027-01-09"));
    REQUIRE_FALSE(too_soon);
    CHECK(too_soon.error().front().message == "Term 2 did not hold on 9 January 2027: nothing was breached");
    CHECK(t.variations.size() == 1);
    CHECK(terms_refused(t).empty());
}

TEST_CASE("a term that was removed is not breached afterwards and one varied on its first day leaves one version") {
    const Tool t = varied(order(), {day("2027-01-10"), "court", "No longer needed"}, {{order().terms.front(), true}});
    CHECK(judge_breach(t, 1, day("2027-01-09")));
    CHECK_FALSE(judge_breach(t, 1, day("2027-01-10")));
    const Tool at_once = varied(order(), {day("2026-10-01"), "court", "Slip"}, {{order().terms.front()}});
    CHECK(at_once.terms.size() == 1);
    CHECK(at_once.terms.front().version == 2);
}

TEST_CASE("nothing is breached before an order begins, after it expires or under a number it does not have") {
    CHECK(judge_breach(order(), 1, day("2026-09-30")).error().front().message == "On 30 September 2026 the order was not yet in force: nothing was breached");
    CHECK(judge_breach(order(), 1, day("2028-10-01")).error().front().message == "On 1 October 2028 the order was expired: nothing was breached");
    CHECK(judge_breach(order(), 9, day("2027-01-01")).error().front().message == "The order has no term 9");
}

TEST_CASE("a direction counted in hours is breached only in its hours") {
    const Tool t = good_for(*find_kind("dispersal_direction")).tool;  // 26 November 6pm to 28 November 6pm
    CHECK_FALSE(judge_breach(t, 1, day("2026-11-26"), at("2026-11-26", 17)));
    CHECK(judge_breach(t, 1, day("2026-11-26"), at("2026-11-26", 18)));
    CHECK_FALSE(judge_breach(t, 1, day("2026-11-28"), at("2026-11-28", 18)));
}

TEST_CASE("a term with its own days holds on those only") {
    Tool t = order();
    t.terms.front().until = day("2026-12-31");
    CHECK(term_on(t, 1, day("2026-12-31")));
    CHECK_FALSE(term_on(t, 1, day("2027-01-01")));
    CHECK(terms_on(t, day("2027-01-01")).empty());
}

TEST_CASE("terms that cannot be are refused in words") {
    const auto wrong = [](const std::function<void(Tool&)>& change) {
        Tool t = order();
        change(t);
        const auto refused = terms_refused(t);
        return refused.empty() ? std::string() : refused.front().message;
    };
    CHECK(wrong([](Tool& t) { t.terms.front().number = 0; }) == "Number the terms as the order does, from 1");
    CHECK(wrong([](Tool& t) { t.terms.front().kind = ""; }) == "Term 1: select whether it is a prohibition or a requirement");
    CHECK(wrong([](Tool& t) { t.terms.front().until = day("2026-09-30"); }) == "Term 1: the last day must not be before the first");
    CHECK(wrong([](Tool& t) { t.terms.front().from = day("2026-09-30"); }) == "Term 1: its days must lie within those of the order");
    CHECK(wrong([](Tool& t) { t.terms.push_back(t.terms.front()); }) == "Term 1: two versions hold on the same day");
    CHECK(wrong([](Tool& t) { t.terms.front().area.resize(2); }) == "Term 1: mark at least three corners of the area");
    CHECK(wrong([](Tool& t) { std::swap(t.terms.front().area[0], t.terms.front().area[1]); }).find("do not cross") != std::string::npos);
    CHECK(wrong([](Tool&) {}).empty());
}

TEST_CASE("an exclusion area keeps somebody out on its days and who stands on its edge stands inside") {
    CHECK(excluded_from(order(), in_town, day("2027-01-01")).size() == 1);
    CHECK(excluded_from(order(), {521000, 51273000}, day("2027-01-01")).size() == 1);
    CHECK(excluded_from(order(), {521000, 51270000}, day("2027-01-01")).size() == 1);
    CHECK(excluded_from(order(), out_of_town, day("2027-01-01")).empty());
    CHECK(excluded_from(order(), in_town, day("2029-01-01")).empty());
}

TEST_CASE("a point level with a corner is inside only where it is inside") {
    const places::Area diamond{{0, 10}, {10, 0}, {0, -10}, {-10, 0}};
    CHECK(places::covers(diamond, {0, 0}));
    CHECK(places::covers(diamond, {-5, 0}));
    CHECK_FALSE(places::covers(diamond, {-11, 0}));
    CHECK_FALSE(places::covers(diamond, {6, 6}));
    CHECK(places::covers(diamond, {5, 5}));
    CHECK_FALSE(places::covers(diamond, {-5, 10}));
    const places::Area hollow{{0, 0}, {10, 0}, {10, 10}, {5, 2}, {0, 10}};
    CHECK_FALSE(places::covers(hollow, {5, 6}));
    CHECK(places::covers(hollow, {1, 6}));
}

TEST_CASE("the clocks of an order show its end, its review and how an appeal is counted") {
    Tool t = good_for(*find_kind("closure_order")).tool;
    t.review_on = day("2026-12-15");
    const auto running = clocks(t, day("2026-11-10"), law());
    REQUIRE(running.size() == 3);
    CHECK(running[0].name == "appeal");
    CHECK(running[0].due == day("2026-11-22"));
    CHECK(running[0].counted == "21 days beginning with 2 November 2026");
    CHECK(running[1].due == day("2026-12-15"));
    CHECK(running[2].due == day("2027-02-01"));
    CHECK(clocks(t, day("2026-11-23"), law()).size() == 2);
}

TEST_CASE("an overdue review stays to be seen and a closure that has ended starts the time for claims") {
    Tool t = good_for(*find_kind("closure_order")).tool;
    t.review_on = day("2026-12-15");
    const auto overdue = clocks(t, day("2026-12-16"), law());
    CHECK(overdue.front().name == "review");
    const auto ended = clocks(t, day("2027-02-02"), law());
    REQUIRE(ended.size() == 1);
    CHECK(ended.front().name == "claims");
    CHECK(ended.front().due == day("2027-04-30"));
}

TEST_CASE("an item surrendered under a direction is kept 28 days and not given up before the exclusion ends") {
    CHECK(item_disposable_from(day("2026-11-01"), day("2026-11-03"), law()) == day("2026-11-29"));
    CHECK(closure_adjourned_at_most(day("2026-11-02"), law()) == day("2026-11-16"));
}

TEST_CASE("an item is given back once the exclusion is over and not disposed of while somebody asks for it") {
    Tool t = good_for(*find_kind("dispersal_direction")).tool;  // until 28 November
    const auto refused = [&](KeptItem item, std::string_view on) {
        item.what = "bicycle";
        item.given_on = day("2026-11-26");
        t.items = {item};
        const auto said = items_refused(t, day(on), law());
        return said.empty() ? std::string() : said.front().message;
    };
    CHECK(refused({}, "2026-11-27").empty());
    CHECK(refused({"", {}, {}, day("2026-11-27"), {}}, "2026-11-27") == "Bicycle is not given back before the exclusion ends on 28 November 2026");
    CHECK(refused({"", {}, {}, day("2026-11-28"), {}}, "2026-11-28").empty());
    CHECK(refused({"", {}, {}, {}, day("2026-12-23")}, "2026-12-23") == "Bicycle may be disposed of from 24 December 2026 if nobody has asked for it");
    CHECK(refused({"", {}, {}, {}, day("2026-12-24")}, "2026-12-24").empty());
    CHECK_FALSE(refused({"", {}, day("2026-12-01"), {}, day("2026-12-24")}, "2026-12-24").empty());
    CHECK(refused({"", {}, day("2026-11-29"), {}, {}}, "2026-11-29") == "Bicycle was asked for and must be given back");
}

TEST_CASE("live orders are counted by kind, age on the day and ward") {
    const std::vector<CountedTool> tools{counted("cbo", "2022-01-12", "2025-01-11"), counted("cbo", "2022-03-01", "2025-02-28", "E05004996", day("2005-06-01")),
                                         counted("pspo", "2022-05-01", "2025-04-30", "")};
    const auto live = live_orders(tools, day("2023-01-01"));
    CHECK(live.at({"cbo", "25_and_over", "E05004996"}) == 1);
    CHECK(live.at({"cbo", "under_18", "E05004996"}) == 1);
    CHECK(live_orders(tools, day("2023-06-01")).at({"cbo", "18_to_24", "E05004996"}) == 1);
    CHECK(age_group(counted("cbo", "2022-01-12", "2025-01-11", "", std::nullopt), day("2023-01-01")) == "not_known");
    CHECK(live_orders(tools, day("2025-05-01")).empty());
}

TEST_CASE("three criminal behaviour orders of 2022 are counted in their year and the one that ends on 11 January 2025 is seen coming") {
    const std::vector<CountedTool> tools{counted("cbo", "2022-01-12", "2025-01-11"), counted("cbo", "2022-06-01", "2027-05-31"), counted("cbo", "2022-12-31", "2024-12-30"),
                                         counted("cbo", "2023-01-01", "2025-12-31"), counted("closure_order", "2022-02-01", "2022-04-30")};
    const auto figures = made(tools, day("2022-01-01"), day("2022-12-31"));
    CHECK(figures.at("cbo") == 3);
    CHECK(figures.at("closure_order") == 1);
    CHECK(figures.at("dispersal_authorisation") == 0);
    const auto soon = ending(tools, day("2025-01-01"), day("2025-03-31"));
    REQUIRE(soon.size() == 1);
    CHECK(soon.front()->tool.until == day("2025-01-11"));
}

TEST_CASE("breaches are counted beside the orders that were in force in the period") {
    auto one = counted("cbo", "2022-01-12", "2025-01-11"), other = counted("cbo", "2020-01-01", "2021-12-31");
    one.tool.breaches = {{1, 1, day("2022-02-01"), {}, {}, "charged"}, {1, 1, day("2023-02-01"), {}, {}, "charged"}};
    CHECK(breaches({one, other}, "cbo", day("2022-01-01"), day("2022-12-31")) == BreachFigure{1, 1});
    other.tool.until = day("2022-01-01");
    CHECK(breaches({one, other}, "cbo", day("2022-01-01"), day("2022-12-31")) == BreachFigure{2, 1});
}

TEST_CASE("fixed penalties are counted by the day of the notice whenever they were paid") {
    const std::vector<CountedPenalty> all{{day("2022-12-31"), day("2023-01-05"), false}, {day("2022-03-01"), {}, false}, {day("2022-03-01"), {}, true}, {day("2023-01-01"), day("2023-01-02"), false}};
    CHECK(penalties(all, day("2022-01-01"), day("2022-12-31")) == PenaltyFigures{3, 1, 1});
}
