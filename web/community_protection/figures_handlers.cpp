// Answering for the figures of warnings and notices.
#include "web/community_protection/figures_handlers.hpp"

#include <fmt/format.h>

#include <set>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/case_figures.hpp"
#include "web/figures_grid.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using html::Html;
using persistence::CaseFigures;
using persistence::CaseYear;

std::vector<std::string> year_columns(const CaseFigures& figures) {
    std::vector<std::string> columns;
    for (const auto& year : figures.years) columns.push_back(year.year == static_cast<int>(figures.on.year()) ? fmt::format("{} to {}", year.year, domain::short_date(figures.on, figures.on)) : std::to_string(year.year));
    return columns;
}

template <class Count>
std::vector<int> each_year(const CaseFigures& figures, Count count) {
    std::vector<int> row;
    for (const auto& year : figures.years) row.push_back(count(year));
    return row;
}

// Of each year; empty: this system's own.
std::vector<std::string> sources_of(const CaseFigures& figures, std::string_view kind) {
    std::vector<std::string> sources(figures.years.size());
    for (std::size_t i = 0; i < sources.size(); ++i)
        for (const auto& each : figures.loaded)
            if (each.year == figures.years[i].year && each.kind == kind) sources[i] += (sources[i].empty() ? "" : "; ") + (each.source.empty() ? std::string("Published before") : each.source);
    return sources;
}
std::vector<std::string> own_sources(const CaseFigures& figures) { return std::vector<std::string>(figures.years.size()); }

Grid by_category(const CaseFigures& figures, std::string caption, Counts CaseYear::*counts, std::string_view kind) {
    Grid grid{std::move(caption), "Kind of conduct", year_columns(figures), {}, sources_of(figures, kind)};
    for (const auto& category : rules::conduct_categories()) grid.lines.push_back({std::string(category.words), each_year(figures, [&](const CaseYear& y) { return in(y.*counts, category.code); })});
    grid.lines.push_back({"Total", each_year(figures, [&](const CaseYear& y) { return sum(y.*counts); }), true});
    return grid;
}

Grid by_agency(const CaseFigures& figures) {
    std::set<std::string> agencies;
    for (const auto& year : figures.years)
        for (const auto* counts : {&year.warnings_by_agency, &year.notices_by_agency})
            for (const auto& [agency, n] : *counts) agencies.insert(agency);
    Grid grid{"By agency", "Agency", year_columns(figures), {}, own_sources(figures)};
    for (const auto& agency : agencies) {
        grid.lines.push_back({"Warnings of " + agency, each_year(figures, [&](const CaseYear& y) { return in(y.warnings_by_agency, agency); })});
        grid.lines.push_back({"Notices of " + agency, each_year(figures, [&](const CaseYear& y) { return in(y.notices_by_agency, agency); })});
    }
    return grid;
}

int of_hundred(int part, int all) { return all == 0 ? no_figure : (part * 100 + all / 2) / all; }

Grid outcomes(const CaseFigures& figures) {
    Grid grid{"What came of them", "Outcome", year_columns(figures), {}, own_sources(figures)};
    grid.lines.push_back({"Warnings followed", each_year(figures, [](const CaseYear& y) { return y.followed; })});
    grid.lines.push_back({"Warnings not followed", each_year(figures, [](const CaseYear& y) { return y.not_followed; })});
    grid.lines.push_back({"Warnings followed, of 100 with an outcome", each_year(figures, [](const CaseYear& y) { return of_hundred(y.followed, y.followed + y.not_followed); })});
    grid.lines.push_back({"Notices for every 100 warnings", each_year(figures, [](const CaseYear& y) { return of_hundred(sum(y.notices), sum(y.warnings)); })});
    grid.lines.push_back({"Appeals lodged", each_year(figures, [](const CaseYear& y) { return y.appeals; })});
    for (const auto& outcome : rules::appeal_outcomes()) grid.lines.push_back({"Appeals: " + domain::lower_first(outcome.words), each_year(figures, [&](const CaseYear& y) { return in(y.appeal_outcomes, outcome.code); })});
    return grid;
}

std::vector<Grid> grids(const CaseFigures& figures) {
    return {by_category(figures, "Warnings given, by kind of conduct", &CaseYear::warnings, "warning"), by_category(figures, "Notices given, by kind of conduct", &CaseYear::notices, "notice"), outcomes(figures), by_agency(figures)};
}

JsonObject figures_json(const CaseFigures& figures) {
    const auto loaded_json = [](const persistence::LoadedCounts& l) { return JsonObject().add("year", l.year).add("kind", l.kind).add("count", l.count).add("source", l.source).add("loaded_on", l.loaded_on); };
    return JsonObject().add("panel", figures.panel).add("panel_name", figures.panel_name).add("on", figures.on).add("open", counts_json(figures.open)).list("loaded", figures.loaded, loaded_json).list("years", figures.years, [](const CaseYear& y) {
        JsonObject json;
        json.add("year", y.year).add("warnings", counts_json(y.warnings)).add("notices", counts_json(y.notices)).add("warnings_by_agency", counts_json(y.warnings_by_agency));
        json.add("notices_by_agency", counts_json(y.notices_by_agency)).add("followed", y.followed).add("not_followed", y.not_followed).add("appeals", y.appeals);
        return json.add("appeal_outcomes", counts_json(y.appeal_outcomes)).add("published_before", y.history);
    });
}

Html loaded_part(const CaseFigures& figures) {
    if (figures.loaded.empty()) return {};
    Html out = app::heading(2, "Counts from before this system");
    govuk::Table table{.caption = "Each year that was loaded, with where it was published", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Year"}, {.text = "What"}, {.text = "Count", .format = "numeric"}, {.text = "Published in"}, {.text = "Loaded on"}};
    table.first_cell_is_header = true;
    for (const auto& each : figures.loaded)
        table.rows.push_back({{.text = std::to_string(each.year)}, {.text = each.kind == "warning" ? "Warnings" : "Notices"}, {.text = std::to_string(each.count), .format = "numeric"}, {.text = each.source.empty() ? "Not recorded" : each.source},
                              {.text = each.loaded_on ? domain::long_date(*each.loaded_on) : "Not recorded"}});
    return out << app::stacked_table(std::move(table));
}

Html how_counted(const CaseFigures& figures) {
    const bool history = !figures.loaded.empty();
    Html words = app::paragraph("A warning or notice counts in the calendar year of the day it counts as given. Followed and not followed say how the warnings of that year stand today. Cases you may not open are not counted.");
    if (history) words << app::paragraph("Counts of years before the system are those that were published; they have no agency and no outcome.");
    return govuk::details({.summary_text = "How these figures are counted", .html = words});
}

}  // namespace

Response figures(Context& context) {
    const auto figures = persistence::read_case_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    html::Page page{.title = "Figures of warnings and notices", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + figures->panel + "/cases"}}};
    const auto& now = figures->years.front();
    page.main << app::heading(1, "Figures of warnings and notices", "l") << "<p class=\"govuk-body-l\">"_html << figures->panel_name << " on "_html << domain::long_date(figures->on) << ".</p>\n<div class=\"app-printed\">"_html
              << app::figures({{.value = std::to_string(sum(figures->open)), .label = "open cases"}, {.value = std::to_string(sum(now.warnings)), .label = "warnings given this year"}, {.value = std::to_string(sum(now.notices)), .label = "notices given this year"},
                               {.value = std::to_string(in(figures->open, "notice in_force")), .label = "notices in force"}})
              << "</div>\n"_html;
    int n = 0;
    for (const auto& grid : grids(*figures)) page.main << grid_table(grid, fmt::format("figures-{}", ++n));
    page.main << loaded_part(*figures) << how_counted(*figures) << figures_buttons("/groups/" + figures->panel + "/cases/figures.csv");
    return context.page(std::move(page));
}

Response download_figures(Context& context) {
    const auto figures = persistence::read_case_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    Csv csv({"Table", "What", "When", "Count", "Source, where not this system"});
    for (const auto& grid : grids(*figures)) add_grid(csv, grid);
    return csv_download(fmt::format("warnings-and-notices-{}.csv", domain::iso_date(figures->on)), std::move(csv).take());
}

}  // namespace casework::web::cases
