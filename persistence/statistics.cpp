// Counting everything, without the scope of whoever asks: what leaves here is suppressed first.
#include "persistence/statistics.hpp"

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/reports/codes.hpp"
#include "domain/tools_and_powers/tool_kinds.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

constexpr int years_counted = 5;

using Rows = std::vector<StatisticsTable::Row>;

Rows rows_of(domain::CodeList list) {
    Rows rows;
    for (const auto& code : list) rows.push_back({std::string(code.code), std::string(code.words)});
    return rows;
}
Rows report_categories(Transaction&) { return rows_of(domain::reports::categories()); }
Rows conduct_categories(Transaction&) { return rows_of(domain::community_protection::conduct_categories()); }
Rows tool_kinds(Transaction&) {
    Rows rows;
    for (const auto* kind : domain::tools_and_powers::tool_kinds()) rows.push_back({std::string(kind->code), std::string(kind->words)});
    return rows;
}
Rows thresholds(Transaction&) { return {{"met", "Threshold met"}, {"not_met", "Threshold not met"}, {"", "Not decided yet"}}; }
Rows agencies(Transaction& tx) {
    Rows rows;
    StatisticsTable::Row row;
    tx.each("SELECT id, name FROM agency ORDER BY name, id", {}, {&row.code, &row.words}, [&] { rows.push_back(row); });
    return rows;
}

// Each answers code, year and count of the rows from :first to :last.
struct Source {
    const char* name;
    Rows (*rows)(Transaction&);
    const char* sql;
};
constexpr Source sources[] = {
    {"reports", report_categories, "SELECT category, substr(reported_on, 1, 4), count(*) FROM report WHERE reported_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"warnings", conduct_categories, "SELECT category, substr(given_on, 1, 4), count(*) FROM protection_case WHERE kind = 'warning' AND given_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"notices", conduct_categories, "SELECT category, substr(given_on, 1, 4), count(*) FROM protection_case WHERE kind = 'notice' AND given_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"tools", tool_kinds, "SELECT kind, substr(made_on, 1, 4), count(*) FROM tool WHERE made_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"case_reviews", thresholds, "SELECT threshold, substr(received_on, 1, 4), count(*) FROM case_review WHERE received_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"nominals", agencies, "SELECT proposed_agency, substr(proposed_on, 1, 4), count(*) FROM nominal WHERE proposed_on BETWEEN :first AND :last GROUP BY 1, 2"},
    {"vulnerability", agencies, "SELECT referring_agency, substr(referred_on, 1, 4), count(*) FROM vulnerability_case WHERE referred_on BETWEEN :first AND :last GROUP BY 1, 2"},
};

StatisticsTable counted(Transaction& tx, const Source& source, const PartnershipStatistics& asked) {
    StatisticsTable table{source.name, source.rows(tx), {"total", "Total"}};
    std::vector<std::vector<int>> counts(table.rows.size(), std::vector<int>(asked.years.size(), 0));
    const domain::Date first{std::chrono::year{asked.years.back()} / 1 / 1};
    std::string code, year;
    int count = 0;
    tx.each(source.sql, {with_day("first", first), with_day("last", asked.until)}, {&code, &year, &count}, [&] {
        const auto row = std::ranges::find(table.rows, code, &StatisticsTable::Row::code);
        const auto r = static_cast<std::size_t>(row - table.rows.begin());
        if (row == table.rows.end()) table.rows.push_back({code, code}), counts.emplace_back(asked.years.size(), 0);  // a kind that this version no longer knows
        counts[r][static_cast<std::size_t>(asked.years.front() - std::stoi(year))] += count;
    });
    auto shown = domain::statistics::suppressed(counts);
    for (std::size_t r = 0; r < table.rows.size(); ++r) table.rows[r].counts = std::move(shown.rows[r]), table.rows[r].total = shown.row_totals[r];
    table.total.counts = std::move(shown.column_totals), table.total.total = shown.total;
    return table;
}

}  // namespace

domain::Outcome<PartnershipStatistics> read_statistics(Gate& gate) {
    return gate.open_panel("", {auth::Action::statistics, "suppressed_statistics", "statistics"}, [&](Reading& reading) {
        PartnershipStatistics statistics;
        statistics.until = domain::add_days(domain::Date{reading.today.year() / reading.today.month() / 1}, -1);
        for (int i = 0; i < years_counted; ++i) statistics.years.push_back(static_cast<int>(statistics.until.year()) - i);
        for (const auto& source : sources) statistics.tables.push_back(counted(reading.tx, source, statistics));
        return statistics;
    });
}

}  // namespace casework::persistence
