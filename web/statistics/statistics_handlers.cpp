// Answering for suppressed statistics: the same tables for everybody who may see them, as page, JSON and CSV.
#include "web/statistics/statistics_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/statistics.hpp"
#include "web/csv.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"
#include "web/pages.hpp"

namespace casework::web::statistics {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::statistics::ShownCount;
using html::Html;
using html::operator""_html;
using persistence::PartnershipStatistics;
using persistence::StatisticsTable;

constexpr std::string_view all_years = "All five";

struct TableWords {
    std::string_view name, caption, first;
};
constexpr TableWords words[] = {
    {"reports", "Reports of anti-social behaviour, by category", "Category"},
    {"warnings", "Community protection warnings given, by kind of conduct", "Conduct"},
    {"notices", "Community protection notices given, by kind of conduct", "Conduct"},
    {"tools", "Tools and powers made or issued, by kind", "Tool or power"},
    {"case_reviews", "Applications for an ASB case review, by decision", "Decision"},
    {"nominals", "People put forward to the Town Centre Task Force, by agency", "Agency"},
    {"vulnerability", "People referred to the vulnerability group, by agency", "Agency"},
};
const TableWords& words_of(const StatisticsTable& table) {
    for (const auto& each : words)
        if (each.name == table.name) return each;
    throw std::logic_error("a table of statistics without words");
}

std::string shown(const ShownCount& count) { return count.hidden ? "[c]" : domain::with_commas(count.count); }

std::vector<std::string> columns_of(const PartnershipStatistics& all) {
    std::vector<std::string> columns;
    for (const int year : all.years) columns.push_back(year == all.years.front() && all.until.month() != std::chrono::December ? fmt::format("{} to {}", year, domain::short_date(all.until, all.until)) : std::to_string(year));
    return columns;
}

Html drawn(const StatisticsTable& table, const PartnershipStatistics& all) {
    const auto& said = words_of(table);
    govuk::Table out{.caption = std::string(said.caption), .caption_classes = "govuk-table__caption--m"};
    out.first_cell_is_header = true;
    out.head.push_back({.text = std::string(said.first)});
    for (auto& column : columns_of(all)) out.head.push_back({.text = std::move(column), .format = "numeric"});
    out.head.push_back({.text = std::string(all_years), .format = "numeric"});
    const auto add = [&](const StatisticsTable::Row& row, const std::string& classes) {
        govuk::TableRow cells{{.text = row.words, .classes = classes}};
        for (const auto& count : row.counts) cells.push_back({.text = shown(count), .format = "numeric", .classes = classes});
        cells.push_back({.text = shown(row.total), .format = "numeric", .classes = classes});
        out.rows.push_back(std::move(cells));
    };
    for (const auto& row : table.rows)
        if (row.total != ShownCount{}) add(row, "");  // the CSV has those too in which nobody was counted
    add(table.total, "app-table-total");
    return app::table_in_scroll_region("statistics-" + table.name, std::move(out));
}

// A count that is hidden is left out of its object, which says so.
JsonObject count_json(const ShownCount& count) { return count.hidden ? JsonObject().add("hidden", true) : JsonObject().add("hidden", false).add("count", count.count); }

JsonObject row_json(const StatisticsTable::Row& row) { return JsonObject().add("code", row.code).add("words", row.words).list("counts", row.counts, count_json).add("total", count_json(row.total)); }
JsonObject table_json(const StatisticsTable& table) {
    return JsonObject().add("name", table.name).add("caption", words_of(table).caption).list("rows", table.rows, row_json).add("total", row_json(table.total));
}

JsonObject all_json(const PartnershipStatistics& all) {
    return JsonObject().add("until", all.until).list("years", all.years, [](int year) { return Json::number(year); }).list("tables", all.tables, table_json);
}

}  // namespace

Response tables(Context& context) {
    const auto all = persistence::read_statistics(context.gate());
    if (!all) return refusal_page(context, all.error());
    if (context.wants_json()) return context.json(all_json(*all));
    html::Page page{.title = "Statistics", .section = "statistics", .breadcrumbs = {{"My work", "/"}}};
    page.main << app::heading(1, "Statistics", "l") << "<p class=\"govuk-body-l\">"_html << "The whole partnership, to "_html << domain::long_date(all->until) << ".</p>\n"_html
              << app::paragraph("[c] is a count that is kept back, because it or one beside it is smaller than 5. Every other is rounded to the nearest 5, totals by themselves, so that rows need not add up. 0 is nobody.");
    for (const auto& table : all->tables) page.main << drawn(table, *all);
    page.main << govuk::details({.summary_text = "How these statistics are counted",
                                 .html = app::paragraph("A report counts in the calendar year in which it was reported, a warning, notice, tool or power on the day it was given or made, an application or referral on the day it came. Nothing is counted before its "
                                                        "month has ended. Records that you may not open are counted: that is why small counts are kept back. The figures of a group, in full, are on its own pages for its members.")})
              << "<div class=\"govuk-button-group app-noprint\">"_html << app::print_button() << app::link("Download these statistics (CSV)", "/statistics.csv") << "</div>\n"_html;
    return context.page(std::move(page));
}

Response download(Context& context) {
    const auto all = persistence::read_statistics(context.gate());
    if (!all) return refusal_page(context, all.error());
    if (context.wants_json()) return context.json(all_json(*all));
    Csv csv({"Table", "What", "Year", "Count"});
    const auto columns = columns_of(*all);
    for (const auto& table : all->tables) {
        const auto add = [&](const StatisticsTable::Row& row) {
            const std::string caption(words_of(table).caption);
            for (std::size_t i = 0; i < row.counts.size(); ++i) csv.row({caption, row.words, columns[i], shown(row.counts[i])});
            csv.row({caption, row.words, std::string(all_years), shown(row.total)});
        };
        std::ranges::for_each(table.rows, add);
        add(table.total);
    }
    return csv_download(fmt::format("statistics-{}.csv", domain::iso_date(all->until)), std::move(csv).take());
}

}  // namespace casework::web::statistics
