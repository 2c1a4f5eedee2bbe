// Answering for the figures of a nominal list.
#include "web/nominals/figures_handlers.hpp"

#include <fmt/format.h>

#include <array>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/figures.hpp"
#include "web/figures_grid.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using html::Html;
using persistence::NominalFigures;
using persistence::YearFigures;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> step_words{{{"propose", "Put forward"}, {"accept", "Added to the list"}, {"decline", "Not added"},
                                                                                  {"step_down", "Stepped down to monitored"}, {"escalate", "Put back on the ranked list"},
                                                                                  {"archive", "Archived"}, {"reopen", "Put back on the list after archiving"}}};

std::string year_words(const YearFigures& year, domain::Date today) {
    return year.year == static_cast<int>(today.year()) ? fmt::format("{} to {}", year.year, domain::short_date(today, today)) : std::to_string(year.year);
}
std::vector<std::string> year_columns(const NominalFigures& figures) {
    std::vector<std::string> columns;
    for (const auto& year : figures.years) columns.push_back(year_words(year, figures.on));
    return columns;
}
template <class Count>
std::vector<int> each_year(const NominalFigures& figures, Count count) {
    std::vector<int> row;
    for (const auto& year : figures.years) row.push_back(count(year));
    return row;
}

Grid steps_grid(const NominalFigures& figures) {
    Grid grid{"What happened, by year", "Step", year_columns(figures), {}};
    for (const auto& [step, words] : step_words)
        grid.lines.push_back({std::string(words), each_year(figures, [&](const YearFigures& y) { return in(y.steps, step); })});
    return grid;
}

Grid archived_grid(const NominalFigures& figures) {
    Grid grid{"Archived, by reason", "Reason", year_columns(figures), {}};
    for (const auto& reason : codes::archive_reasons())
        grid.lines.push_back({std::string(reason.words), each_year(figures, [&](const YearFigures& y) { return in(y.archived, reason.code); })});
    grid.lines.push_back({"Total", each_year(figures, [](const YearFigures& y) { return sum(y.archived); }), true});
    return grid;
}

Grid tools_grid(const NominalFigures& figures) {
    Grid grid{"Orders and notices used", "Order or notice", {"In force today"}, {}};
    for (const auto& column : year_columns(figures)) grid.columns.push_back("Began in " + column);
    const auto row = [&](int now, auto count) {
        auto figures_of = each_year(figures, count);
        figures_of.insert(figures_of.begin(), now);
        return figures_of;
    };
    for (const auto& kind : codes::tool_kinds())
        grid.lines.push_back({std::string(kind.words), row(in(figures.tools_in_force, kind.code), [&](const YearFigures& y) { return in(y.tools, kind.code); })});
    grid.lines.push_back({"Total", row(sum(figures.tools_in_force), [](const YearFigures& y) { return sum(y.tools); }), true});
    return grid;
}

std::string figures_csv(const NominalFigures& figures) {
    Csv csv({"Table", "What", "When", "Count"});
    for (const auto& [state, words] : {std::pair{"active", "On the list"}, {"monitored", "Monitored"}, {"proposed", "To consider"}, {"archived", "Archived"}, {"declined", "Not added"}})
        csv.row({"People", words, domain::iso_date(figures.on), std::to_string(in(figures.people, state))});
    for (const auto& grid : {steps_grid(figures), archived_grid(figures), tools_grid(figures)}) add_grid(csv, grid);
    return std::move(csv).take();
}

JsonObject figures_json(const NominalFigures& figures) {
    JsonObject json;
    json.add("panel", figures.panel).add("panel_name", figures.panel_name).add("on", figures.on).add("people", counts_json(figures.people)).add("tools_in_force", counts_json(figures.tools_in_force));
    return json.list("years", figures.years, [](const YearFigures& y) {
        return JsonObject().add("year", y.year).add("steps", counts_json(y.steps)).add("archived", counts_json(y.archived)).add("tools", counts_json(y.tools));
    });
}

Html how_counted() {
    return govuk::details({.summary_text = "How these figures are counted",
                           .html = app::paragraph("People are counted where they stand today. Steps are counted from the timeline of each entry in the calendar year in which they were taken, so a person "
                                                  "who left and came back counts in both.") +
                                   app::paragraph("An order or notice counts in the year it began; one without a start date counts only while it is in force. In force means begun and not ended, of "
                                                  "people on the list or monitored. Records you may not open are not counted.")});
}

}  // namespace

Response figures(Context& context) {
    const auto figures = persistence::read_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    const auto people = [&](std::string_view state) { return std::to_string(in(figures->people, state)); };
    html::Page page{.title = "Figures – " + figures->panel_name, .section = "nominals", .breadcrumbs = panel_crumbs(figures->panel, figures->panel_name)};
    page.marking = panel_marking(figures->panel_name);
    page.main << app::heading(1, "Figures", "l") << "<p class=\"govuk-body-l\">"_html << "The nominal list on " << domain::long_date(figures->on) << ".</p>\n"_html
              << panel_tabs({.panel = figures->panel, .panel_name = figures->panel_name, .current = "figures"})
              << "<div class=\"app-printed\">"_html << app::figures({{.value = people("active"), .label = "on the list"}, {.value = people("monitored"), .label = "monitored"}, {.value = people("archived"), .label = "archived"},
                               {.value = std::to_string(sum(figures->tools_in_force)), .label = "orders and notices in force"}}) << "</div>\n"_html
              << grid_table(steps_grid(*figures), "steps") << grid_table(archived_grid(*figures), "archived") << grid_table(tools_grid(*figures), "tools") << how_counted()
              << figures_buttons("/groups/" + figures->panel + "/figures.csv");
    return context.page(std::move(page));
}

Response download_figures(Context& context) {
    const auto figures = persistence::read_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    return csv_download(fmt::format("nominal-figures-{}.csv", domain::iso_date(figures->on)), figures_csv(*figures));
}

}  // namespace casework::web::nominals
