// Published counts of years before the system: every row that breaks a rule is named, with the rule.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <sstream>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/history.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;

namespace {

constexpr Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{28}};

std::string refused(const std::vector<HistoryRow>& rows, int first_own = 0) {
    const auto read = read_history(rows, today, first_own);
    std::string words;
    if (!read)
        for (const auto& refusal : read.error()) words += refusal.message + " [" + refusal.authority + "]\n";
    return words;
}

}  // namespace

TEST_CASE("rows of a published table are read by the names that it prints, its totals held against their sum") {
    const auto counts = read_history({{2, "ASB", "2022", "62"}, {3, "Noise (Inc with ASB)", "2022", "0"}, {4, "Total", "2022", "62"}}, today);
    REQUIRE(counts);
    CHECK(*counts == std::vector<HistoryCount>{{"asb", 2022, 62}, {"noise", 2022, 0}});
}

TEST_CASE("every row that breaks a rule is refused at once, with its line and the rule") {
    const auto words = refused({{2, "Shouting", "2022", "1"}, {3, "ASB", "soon", "-4"}, {4, "ASB", "2009", "1"}, {5, "ASB", "2030", "1"}, {6, "Nuisance", "2021", "3"}, {7, "Nuisance", "2021", "4"}, {8, "Total", "2021", "9"}});
    for (const auto* each : {"Line 2: there is no kind of conduct called Shouting [Local rule on figures]", "Line 3: the year must be figures", "Line 3: the count must be figures, 0 or more",
                             "Line 4: the year must be 2014 or later [2014 Act Part 4 Chapter 1, in force since 20 October 2014]", "Line 5: the year must not be in the future", "Line 7: Nuisance of 2021 stands in line 6 already",
                             "Line 8: the total of 2021 must be the sum of its kinds, 3, and is 9"})
        CHECK_THAT(words, Catch::Contains(each));
    CHECK_THAT(refused({}), Catch::Contains("The file holds no count"));
}

TEST_CASE("a year that the system counts itself is not loaded beside it") {
    CHECK(refused({{2, "ASB", "2023", "1"}}, 2024).empty());
    CHECK_THAT(refused({{2, "ASB", "2024", "1"}}, 2024), Catch::Contains("Line 2: the year must be before 2024"));
}

TEST_CASE("the published table of warnings is read whole, and gives its control totals") {
    std::ifstream file(std::string(CASEWORK_SOURCE_DIR) + "/../shared/data/published/para83_cpw_by_type_year.csv");
    if (!file) {
        WARN("skipped: the published table of warnings is not beside this checkout");
        return;
    }
    std::vector<HistoryRow> rows;
    std::string line;
    std::getline(file, line);
    for (int n = 2; std::getline(file, line); ++n) {
        std::istringstream cells(line);
        HistoryRow row{n, {}, {}, {}};
        std::getline(cells, row.type, ','), std::getline(cells, row.year, ','), std::getline(cells, row.count, ',');
        rows.push_back(row);
    }
    const auto counts = read_history(rows, today);
    REQUIRE(counts);
    std::map<int, int> sums;
    for (const auto& each : *counts) sums[each.year] += each.count;
    CHECK(sums == std::map<int, int>{{2019, 28}, {2020, 70}, {2021, 85}, {2022, 108}});
}
