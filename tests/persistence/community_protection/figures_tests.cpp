// The figures of warnings and notices: counted by the day they were given, beside what was published before the system.
#include <catch2/catch.hpp>

#include "persistence/community_protection/case_figures.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::EnforcementHouse;
using testing::TestHouse;

namespace {

int in(const Counts& counts, std::string_view code) {
    const auto found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}

CaseFigures figures(EnforcementHouse& house) {
    auto gate = house.as(house.viewer);
    return TestHouse::must(read_case_figures(gate, "tctf"));
}

}  // namespace

TEST_CASE("warnings and notices count in the year they were given, drafts in none") {
    EnforcementHouse house;
    house.opened();
    CHECK(figures(house).years.front().warnings.empty());
    const auto warning = house.given();
    const auto notice = house.drafted(warning);
    auto counted = figures(house);
    CHECK(in(counted.years.front().warnings, "asb") == 1);
    CHECK(in(counted.years.front().warnings_by_agency, "Maidstone Borough Council") == 1);
    CHECK(counted.years.front().notices.empty());
    CHECK(counted.years.front().not_followed == 1);
    TestHouse::must(house.step(notice, "submit"));
    TestHouse::must(house.step(notice, "authorise", {}, &house.deputy));
    TestHouse::must(house.step(notice, "issue", house.handed_over()));
    CHECK(in(figures(house).years.front().notices, "asb") == 1);
    auto other = house.as(house.stranger);
    CHECK_FALSE(read_case_figures(other, "tctf"));
}

TEST_CASE("published counts of earlier years stand beside the system's own and are loaded again without counting twice") {
    EnforcementHouse house;
    const auto load = [&](const std::vector<PublishedCount>& counts) {
        domain::Outcome<int> loaded;
        house.database->write([&](Transaction& tx) { loaded = load_published_counts(tx, {*house.ledger, {}, house.now}, "tctf", "warning", counts); });
        return loaded;
    };
    REQUIRE(load({{"asb", 2022, 62}, {"noise", 2022, 28}}));
    REQUIRE(load({{"asb", 2022, 62}}));
    const auto counted = figures(house);
    const auto year = std::ranges::find(counted.years, 2022, &CaseYear::year);
    REQUIRE(year != counted.years.end());
    CHECK(in(year->warnings, "asb") == 62);
    CHECK(year->history == 90);
    CHECK_FALSE(load({{"shouting", 2022, 1}}));
    CHECK_FALSE(load({{"asb", 2009, 1}}));
}
