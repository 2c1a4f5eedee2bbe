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
    const auto load = [&](const std::vector<domain::community_protection::HistoryRow>& rows, const std::string& source = "Strategic Assessment 2023/24, paragraph 83", const std::string& kind = "warning") {
        domain::Outcome<int> loaded;
        house.database->write([&](Transaction& tx) { loaded = load_published_counts(tx, {*house.ledger, {}, house.now}, {"tctf", kind, source, rows}); });
        return loaded;
    };
    const auto year_of = [&](int number) {
        const auto counted = figures(house);
        const auto year = std::ranges::find(counted.years, number, &CaseYear::year);
        REQUIRE(year != counted.years.end());
        return *year;
    };
    REQUIRE(load({{2, "ASB", "2022", "62"}, {3, "Noise (Inc with ASB)", "2022", "28"}, {4, "ASB", "2021", "26"}, {5, "Total", "2022", "90"}}) == 3);
    CHECK(in(year_of(2022).warnings, "asb") == 62);
    CHECK(year_of(2022).history == 90);
    REQUIRE(load({{2, "ASB", "2022", "61"}}, "Corrected table"));  // the year as the file has it, and no other
    CHECK(year_of(2022).history == 61);
    CHECK(year_of(2021).history == 26);
    REQUIRE(load({{2, "ASB", "2022", "20"}}, "Strategic Assessment 2023/24, paragraph 83", "notice"));
    CHECK(in(year_of(2022).notices, "asb") == 20);
    const auto loaded = figures(house).loaded;
    REQUIRE(loaded.size() == 3);
    CHECK(loaded[0].source == "Corrected table");
    CHECK(loaded[0].loaded_on == house.today());
    CHECK_FALSE(load({{2, "Shouting", "2022", "1"}}));
    CHECK_FALSE(load({{2, "ASB", "2022", "1"}}, ""));
    CHECK_FALSE(load({{2, "ASB", "2022", "1"}}, "Corrected table", "letter"));
    house.given();  // from this year on the system counts itself
    const auto own = TestHouse::refused(load({{2, "ASB", std::to_string(int(house.today().year())), "1"}}));
    CHECK_THAT(own, Catch::Contains("from which on the system counts itself"));
}
