// The rules of published counts.
#include "domain/community_protection/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr int part_4_began = 2014;
constexpr std::string_view total = "Total";
constexpr std::string_view law = "2014 Act Part 4 Chapter 1, in force since 20 October 2014", practice = "Local rule on figures";

class Reader {
  public:
    Reader(Date today, int first_own) : this_year_(static_cast<int>(today.year())), first_own_(first_own) {}

    void take(const HistoryRow& row) {
        const bool sum = row.type == total;
        const auto category = sum ? std::string(total) : std::string(category_of_published(row.type));
        const auto year = parse_figures(trimmed(row.year)), count = parse_figures(trimmed(row.count));
        need(row, sum || !category.empty(), fmt::format("there is no kind of conduct called {}", row.type), practice);
        need(row, year.has_value(), "the year must be figures", practice);
        need(row, count.has_value(), "the count must be figures, 0 or more", practice);
        if (year) check_year(row, *year);
        if (category.empty() || !year || !count) return;
        const auto [first, added] = lines_.try_emplace({category, *year}, row.line);
        need(row, added, fmt::format("{} of {} stands in line {} already", row.type, *year, first->second), practice);
        if (!added) return;
        if (sum) totals_[*year] = {row.line, *count};
        else counts_.push_back({category, *year, *count});
    }

    Outcome<std::vector<HistoryCount>> finish() {
        if (counts_.empty() && refusals_.empty()) refusals_.push_back({RefusalKind::invalid, "file", "The file holds no count", std::string(practice)});
        for (const auto& [year, printed] : totals_) {
            int sum = 0;
            for (const auto& each : counts_) sum += each.year == year ? each.count : 0;
            need({printed.line, {}, {}, {}}, sum == printed.count, fmt::format("the total of {} must be the sum of its kinds, {}, and is {}", year, sum, printed.count), practice);
        }
        if (!refusals_.empty()) return std::unexpected(std::move(refusals_));
        return std::move(counts_);
    }

  private:
    struct Total {
        int line = 0, count = 0;
    };
    int this_year_, first_own_;
    std::vector<HistoryCount> counts_;
    std::map<std::pair<std::string, int>, int> lines_;
    std::map<int, Total> totals_;
    Refusals refusals_;

    void need(const HistoryRow& row, bool holds, const std::string& words, std::string_view rule) {
        if (!holds) refusals_.push_back({RefusalKind::invalid, fmt::format("line {}", row.line), fmt::format("Line {}: {}", row.line, words), std::string(rule)});
    }
    void check_year(const HistoryRow& row, int year) {
        need(row, year >= part_4_began, fmt::format("the year must be {} or later", part_4_began), law);
        need(row, year <= this_year_, "the year must not be in the future", practice);
        // Beside the system's own counts a published one would count the same papers twice.
        need(row, first_own_ == 0 || year < first_own_ || year > this_year_, fmt::format("the year must be before {}, from which on the system counts itself", first_own_), practice);
    }
};

}  // namespace

Outcome<std::vector<HistoryCount>> read_history(const std::vector<HistoryRow>& rows, Date today, int first_own) {
    Reader reader(today, first_own);
    for (const auto& row : rows) reader.take(row);
    return reader.finish();
}

}  // namespace casework::domain::community_protection
