// Counts that may be shown to people who may not open what is counted: small ones hidden, others rounded, and no total gives a hidden one away.
#pragma once

#include <vector>

namespace casework::domain::statistics {

// Promise R64, after the disclosure rules of the NHS for published counts.
constexpr int smallest_shown = 5, rounded_to = 5;

struct ShownCount {
    bool hidden = false;
    int count = 0;  // rounded to five; 0 when hidden. A 0 that is shown is nobody.
    bool operator==(const ShownCount&) const = default;
};
struct SuppressedTable {
    std::vector<std::vector<ShownCount>> rows;
    std::vector<ShownCount> row_totals, column_totals;
    ShownCount total;
};

// `counts`: rows of equal length. Counts of 1 to 4 are hidden, totals too; every other is rounded by itself. More are hidden, the smallest first,
// until each hidden one could be at least two different numbers for somebody who knows everything that is shown and how it was made.
SuppressedTable suppressed(const std::vector<std::vector<int>>& counts);

}  // namespace casework::domain::statistics
