// Statistics of the whole partnership for people who may not open what is counted: fixed tables, suppressed (R64 to R66).
#pragma once

#include <string>
#include <vector>

#include "domain/statistics/suppression.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

struct StatisticsTable {
    struct Row {
        std::string code, words;
        std::vector<domain::statistics::ShownCount> counts = {};  // one for each year
        domain::statistics::ShownCount total = {};                // of them all
    };
    std::string name;       // "reports"
    std::vector<Row> rows;  // what the table counts by: every one that it knows, in its own order
    Row total;
};
struct PartnershipStatistics {
    domain::Date until{};    // the last day of the month that ended last: nothing is counted while a month runs
    std::vector<int> years;  // newest first, the same five for everybody
    std::vector<StatisticsTable> tables;
};

// For every role that the access table lets see statistics; nobody chooses what is counted. A record stands in one table only, so that no two
// of them can be subtracted.
domain::Outcome<PartnershipStatistics> read_statistics(Gate& gate);

}  // namespace casework::persistence
