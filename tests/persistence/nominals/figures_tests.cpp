// The figures of the nominal list: today by state, each year by step and reason, also for those who came back.
#include <catch2/catch.hpp>

#include "persistence/nominals/figures.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;
using casework::testing::database_kinds;

namespace {

NominalFigures figures(TestHouse& house, const domain::Actor& who) {
    auto gate = house.as(who);
    return TestHouse::must(read_figures(gate, "tctf"));
}
StepAnswers leaving(int version, std::string reason) {
    StepAnswers answers;
    answers.version = version;
    answers.reason = std::move(reason);
    answers.note = "Has a flat and a worker now.";
    return answers;
}
void step(TestHouse& house, const std::string& id, std::string_view event, const StepAnswers& answers) {
    auto gate = house.as(house.chair);
    TestHouse::must(take_step(gate, id, event, answers));
}

}  // namespace

TEST_CASE("the figures count people by state and each reason for leaving, also of those who came back") {
    TestHouse house(GENERATE(Catch::Generators::from_range(database_kinds())));
    const auto first = house.listed("Dean Harwell"), second = house.listed("Paul Aston", 1980);
    house.proposed("Karl Benn", 1975);
    step(house, first, "archive", leaving(house.version(first), "engaged"));
    step(house, second, "archive", leaving(house.version(second), "moved"));
    house.pass_days(1);
    StepAnswers back = leaving(house.version(first), "Two thefts after he was archived");
    back.evidence_on = house.today();
    step(house, first, "reopen", back);
    const auto counted = figures(house, house.viewer);
    CHECK(counted.people == std::map<std::string, int, std::less<>>{{"active", 1}, {"archived", 1}, {"proposed", 1}});
    REQUIRE(counted.years.size() == 3);
    const auto& year = counted.years.front();
    CHECK(year.year == static_cast<int>(house.today().year()));
    CHECK(year.steps == std::map<std::string, int, std::less<>>{{"accept", 2}, {"archive", 2}, {"propose", 3}, {"reopen", 1}});
    CHECK(year.archived == std::map<std::string, int, std::less<>>{{"engaged", 1}, {"moved", 1}});
    CHECK(counted.years.back().steps.empty());
}

TEST_CASE("an order counts in force between its days, and in the year it began") {
    TestHouse house(GENERATE(Catch::Generators::from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto edit = edit_of(house.nominal(id));
    const auto day = [&](int n) { return domain::add_days(house.today(), n); };
    edit.tools = {{"cpn", "Not to enter Week Street", day(-3), day(90)}, {"cbo", "Ended", day(-400), day(-1)}, {"cpw", "Begins later", day(1), std::nullopt}, {"abc", "Undated", std::nullopt, std::nullopt}};
    auto gate = house.as(house.chair);
    domain::Clash clash;
    TestHouse::must(edit_nominal(gate, id, edit, clash));
    const auto counted = figures(house, house.chair);
    CHECK(counted.tools_in_force == std::map<std::string, int, std::less<>>{{"abc", 1}, {"cpn", 1}});
    const auto year_of = [&](int n) { return static_cast<std::size_t>(static_cast<int>(house.today().year()) - static_cast<int>(day(n).year())); };
    CHECK(counted.years[year_of(-3)].tools.at("cpn") == 1);
    CHECK(counted.years[year_of(-400)].tools.at("cbo") == 1);
    CHECK(counted.years[0].tools.count("abc") == 0);
}

TEST_CASE("a member of another group gets no figures of the list") {
    TestHouse house("sqlite");
    house.listed("Dean Harwell");
    auto gate = house.as(house.stranger);
    CHECK(TestHouse::refused(read_figures(gate, "tctf")) == TestHouse::refused(read_board(gate, "tctf")));
    CHECK_FALSE(read_figures(gate, "tctf"));
}
