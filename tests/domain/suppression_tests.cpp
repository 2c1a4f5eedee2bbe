// Suppressed tables under attack: every table that agrees with what is shown is tried, and no hidden count may be the same in all of them.
#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

#include "domain/statistics/suppression.hpp"

using namespace casework::domain::statistics;

namespace {

using Table = std::vector<std::vector<int>>;

// What a reader knows of one count: it lies between these.
std::pair<int, int> known(const ShownCount& shown, int most) {
    if (shown.hidden) return {1, most};
    if (shown.count == 0) return {0, 0};
    return {std::max(5, shown.count - 2), shown.count + 2};
}
bool agrees(const ShownCount& shown, int count) {
    const auto [least, most] = known(shown, 1'000'000);
    return count >= least && count <= most;
}

// Of a table of two by two: which numbers each hidden count and total could be.
std::map<std::string, std::set<int>> possible(const SuppressedTable& t, int most) {
    std::map<std::string, std::set<int>> could;
    const auto [a0, a1] = known(t.rows[0][0], most);
    const auto [b0, b1] = known(t.rows[0][1], most);
    const auto [c0, c1] = known(t.rows[1][0], most);
    const auto [d0, d1] = known(t.rows[1][1], most);
    for (int a = a0; a <= a1; ++a)
        for (int b = b0; b <= b1; ++b) {
            if (!agrees(t.row_totals[0], a + b)) continue;
            for (int c = c0; c <= c1; ++c) {
                if (!agrees(t.column_totals[0], a + c)) continue;
                for (int d = d0; d <= d1; ++d) {
                    if (!agrees(t.row_totals[1], c + d) || !agrees(t.column_totals[1], b + d) || !agrees(t.total, a + b + c + d)) continue;
                    for (const auto& [name, shown, count] : {std::tuple{"a", t.rows[0][0], a}, {"b", t.rows[0][1], b}, {"c", t.rows[1][0], c}, {"d", t.rows[1][1], d}, {"first row", t.row_totals[0], a + b}, {"second row", t.row_totals[1], c + d},
                                                             {"first column", t.column_totals[0], a + c}, {"second column", t.column_totals[1], b + d}, {"total", t.total, a + b + c + d}})
                        if (shown.hidden) could[name].insert(count);
                }
            }
        }
    return could;
}

}  // namespace

TEST_CASE("counts of one to four are hidden, others rounded to five by themselves, and nobody is shown as 0") {
    const auto t = suppressed({{0, 12, 33}, {8, 40, 27}});
    CHECK(t.rows == std::vector<std::vector<ShownCount>>{{{false, 0}, {false, 10}, {false, 35}}, {{false, 10}, {false, 40}, {false, 25}}});
    CHECK(t.row_totals == std::vector<ShownCount>{{false, 45}, {false, 75}});
    CHECK(t.column_totals == std::vector<ShownCount>{{false, 10}, {false, 50}, {false, 60}});
    CHECK(t.total == ShownCount{false, 120});
    const auto small = suppressed({{1, 4, 5}});
    CHECK((small.rows[0][0].hidden && small.rows[0][1].hidden));
    CHECK(suppressed({}).total == ShownCount{false, 0});
}

TEST_CASE("hidden counts that a total would give away take another count with them") {
    // 5 beside a total of 5: at least 5 of at most 7, so that the two hidden would be 1 each.
    const auto t = suppressed({{1, 1, 5}, {30, 40, 50}});
    CHECK((t.rows[0][0].hidden && t.rows[0][1].hidden));
    CHECK((t.rows[0][2].hidden || t.row_totals[0].hidden));
    // Nobody beside it: its total is as small, and hidden like it.
    const auto lonely = suppressed({{3, 0, 0}, {60, 70, 80}});
    CHECK(lonely.rows[0][0].hidden);
    CHECK(lonely.row_totals[0].hidden);
}

TEST_CASE("an attacker who tries every table finds no hidden count, whatever was counted") {
    std::mt19937 dice(64);
    for (int round = 0; round < 600; ++round) {
        std::uniform_int_distribution<int> any(0, round % 3 == 0 ? 6 : round % 3 == 1 ? 9 : 14);
        const Table counts{{any(dice), any(dice)}, {any(dice), any(dice)}};
        const auto t = suppressed(counts);
        INFO(counts[0][0] << " " << counts[0][1] << " / " << counts[1][0] << " " << counts[1][1]);
        for (std::size_t r = 0; r < 2; ++r)
            for (std::size_t c = 0; c < 2; ++c) {
                CHECK((counts[r][c] < 1 || counts[r][c] > 4 || t.rows[r][c].hidden));
                if (!t.rows[r][c].hidden) CHECK(agrees(t.rows[r][c], counts[r][c]));
            }
        for (const auto& [name, numbers] : possible(t, 24)) {
            INFO(name);
            CHECK(numbers.size() >= 2);
        }
    }
}

TEST_CASE("large tables are suppressed alike every time, and stay readable") {
    std::mt19937 dice(65);
    std::uniform_int_distribution<int> any(0, 60);
    Table counts(30, std::vector<int>(5));
    for (auto& row : counts)
        for (auto& count : row) count = any(dice);
    const auto first = suppressed(counts), second = suppressed(counts);
    CHECK(first.rows == second.rows);
    int small = 0, hidden = 0;
    for (std::size_t r = 0; r < counts.size(); ++r)
        for (std::size_t c = 0; c < 5; ++c) small += counts[r][c] > 0 && counts[r][c] < 5, hidden += first.rows[r][c].hidden;
    CHECK(hidden >= small);
    CHECK(hidden <= 2 * small + 2);
}
