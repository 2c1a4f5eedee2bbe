// Counts of warnings or notices that were published for years before the system, read from the rows of a file.
#pragma once

#include <string>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::community_protection {

// A row as the file has it. A row of the type "Total" is held against the sum of its year and not counted.
struct HistoryRow {
    int line = 0;  // of the file
    std::string type, year, count;
};
struct HistoryCount {
    std::string category;  // conduct_categories
    int year = 0, count = 0;
    bool operator==(const HistoryCount&) const = default;
};

// Every row that breaks a rule, at once, each named by its line. `first_own`: the first year that the system itself counts; 0: none yet.
Outcome<std::vector<HistoryCount>> read_history(const std::vector<HistoryRow>& rows, Date today, int first_own = 0);

}  // namespace casework::domain::community_protection
