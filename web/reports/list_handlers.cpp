// Answering for the list of reports with its filters, as a page and as a file, and for the figures by category and year.
#include <fmt/format.h>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "web/figures_grid.hpp"
#include "web/form_fields.hpp"
#include "web/pages.hpp"
#include "web/reports/record_handlers.hpp"
#include "web/reports/report_forms.hpp"
#include "web/reports/report_views.hpp"

namespace casework::web::reports {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using persistence::ReportList;
using persistence::ReportsAsked;
using persistence::ReportYear;

constexpr domain::Code state_rows[] = {
    {"open", "All open", ""}, {"received", "Received", ""}, {"waiting", "Waiting for the reporter", ""}, {"assigned", "With an officer", ""}, {"in_matter", "Part of a matter", ""},
    {"joined", "Part of another incident", ""}, {"resolved", "Resolved", ""}, {"passed_on", "Passed on", ""},
};

ReportsAsked asked_of(Context& context) {
    const auto query = [&](std::string_view name) { return context.request().query_value(name).value_or(""); };
    ReportsAsked asked;
    if (domain::has_code(rules::categories(), query("category"))) asked.category = query("category");
    if (domain::has_code(state_rows, query("state"))) asked.state = query("state");
    asked.ward = query("ward").substr(0, 100);
    asked.mine = query("mine") == "yes";
    asked.page = page_asked(context, "reports");
    return asked;
}

std::string address_with(const ReportList& list, const ReportsAsked& asked, std::string_view ending = {}) {
    std::string query;
    const auto put = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + percent_encoded(value);
    };
    put("state", asked.state), put("category", asked.category), put("ward", asked.ward), put("mine", asked.mine ? "yes" : "");
    return "/groups/" + list.panel + "/reports" + std::string(ending) + query;
}

govuk::Select filter_select(std::string name, std::string label, std::string any, const std::vector<std::pair<std::string, std::string>>& options, std::string_view chosen) {
    govuk::Select select{.id = name, .name = name, .label = {.text = std::move(label)}};
    select.items.push_back({.value = "", .text = std::move(any), .selected = chosen.empty()});
    for (const auto& [value, words] : options) select.items.push_back({.value = value, .text = words, .selected = value == chosen});
    return select;
}

std::vector<std::pair<std::string, std::string>> options_of(domain::CodeList list) {
    std::vector<std::pair<std::string, std::string>> options;
    for (const auto& code : list) options.emplace_back(code.code, code.words);
    return options;
}

Html filters(const ReportList& list, const ReportsAsked& asked) {
    std::vector<std::pair<std::string, std::string>> wards;
    for (const auto& ward : list.wards) wards.emplace_back(ward, ward);
    Html form;
    form << "<form method=\"get\" class=\"app-noprint\""_html << html::attribute("action", "/groups/" + list.panel + "/reports") << ">"_html << govuk::select(filter_select("state", "State", "Any", options_of(state_rows), asked.state))
         << govuk::select(filter_select("category", "Category", "Any", options_of(rules::categories()), asked.category)) << govuk::select(filter_select("ward", "Ward", "Any", wards, asked.ward))
         << govuk::checkboxes({.id_prefix = "mine", .name = "mine", .items = {{.text = "Only mine", .value = "yes", .checked = asked.mine}}, .classes = "govuk-checkboxes--small"})
         << govuk::button({.text = "Show", .classes = "govuk-button--secondary"}) << "</form>\n"_html;
    const bool any = !asked.state.empty() || !asked.category.empty() || !asked.ward.empty() || asked.mine;
    return govuk::details({.summary_text = "Filter", .html = form, .open = any});
}

// --- figures ----------------------------------------------------------------------------------------------------------------------

template <class Pick>
Grid grid_of(const persistence::ReportFigures& figures, std::string caption, Pick pick) {
    Grid grid{std::move(caption), "Category", {}, {}};
    for (const auto& year : figures.years) grid.columns.push_back(year.year == static_cast<int>(figures.on.year()) ? fmt::format("{} to {}", year.year, domain::short_date(figures.on, figures.on)) : std::to_string(year.year));
    GridLine total{"Total", std::vector<int>(figures.years.size(), 0), true};
    for (const auto& category : rules::categories()) {
        GridLine line{std::string(category.words), {}};
        for (const auto& year : figures.years) {
            line.figures.push_back(pick(year.counts.at(std::string(category.code))));
            total.figures[line.figures.size() - 1] += line.figures.back();
        }
        grid.lines.push_back(std::move(line));
    }
    grid.lines.push_back(std::move(total));
    return grid;
}

std::vector<Grid> grids(const persistence::ReportFigures& figures) {
    return {grid_of(figures, "Service requests and reports, by category", [](const domain::reports::Count& c) { return c.reports; }),
            grid_of(figures, "Incidents that they were about", [](const domain::reports::Count& c) { return c.incidents; })};
}

JsonObject year_json(const ReportYear& year) {
    JsonObject reports, incidents;
    for (const auto& [category, count] : year.counts) reports.add(category, count.reports), incidents.add(category, count.incidents);
    return JsonObject().add("year", year.year).add("reports", reports).add("incidents", incidents).add("published_before", year.history);
}
JsonObject figures_json(const persistence::ReportFigures& figures) {
    return JsonObject().add("panel", figures.panel).add("panel_name", figures.panel_name).add("on", figures.on).add("open", figures.open).list("years", figures.years, year_json);
}

}  // namespace

Response list(Context& context) {
    const auto asked = asked_of(context);
    const auto list = persistence::list_reports(context.gate(), context.parameter("panel"), asked);
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        auto json = JsonObject().add("panel", list->panel).add("panel_name", list->panel_name).list("reports", list->lines, line_json);
        page_json(json, "reports", list->page);
        return context.json(json);
    }
    html::Page page{.title = "Reports", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + list->panel + "/cases"}}, .marking = html::Marking{.text = "Reports. Never tell anybody who made them. Your access is recorded."}};
    page.main << app::heading(1, "Service requests and reports", "l") << app::paragraph(list->panel_name);
    if (list->may_create) page.main << govuk::button({.text = "Add a report", .href = "/groups/" + list->panel + "/reports/add"});
    page.main << filters(*list, asked);
    if (list->lines.empty()) page.main << app::paragraph("There are no reports of this kind.");
    else page.main << lines_table(list->lines);
    page.main << page_links(address_with(*list, asked), "reports", list->page, "Reports", "main-content") << "<ul class=\"app-inline-list govuk-body app-noprint\"><li>"_html
              << app::link("Figures", "/groups/" + list->panel + "/reports/figures") << "</li>"_html;
    if (list->may_export) page.main << "<li>"_html << app::link("Download this list (CSV)", address_with(*list, asked, ".csv")) << "</li>"_html;
    page.main << "</ul>\n"_html;
    return context.page(std::move(page));
}

Response download(Context& context) {
    const auto list = persistence::export_reports(context.gate(), context.parameter("panel"), asked_of(context));
    if (!list) return refusal_page(context, list.error());
    Csv csv({"Report", "Category", "What kind", "What happened", "Where", "Ward", "Reported", "First day", "State", "Incident of", "Matter", "Officer", "Risk"});
    for (const auto& l : list->lines)
        csv.row({l.id, domain::words_for(rules::categories(), l.category), domain::words_for(rules::kinds_of(l.category), l.kind), l.what, l.place, l.ward, domain::iso_date(l.reported_on),
                 l.occurred_from ? domain::iso_date(*l.occurred_from) : std::string(), l.state_words, l.incident, l.matter, l.officer_name, domain::words_for(rules::risks(), l.risk)});
    return csv_download(fmt::format("reports-{}.csv", domain::iso_date(context.today())), std::move(csv).take());
}

Response figures(Context& context) {
    const auto figures = persistence::read_report_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    html::Page page{.title = "Figures of service requests and reports", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Reports", "/groups/" + figures->panel + "/reports"}}};
    page.main << app::heading(1, "Figures of service requests and reports", "l") << "<p class=\"govuk-body-l\">"_html << figures->panel_name << " on "_html << domain::long_date(figures->on) << ".</p>\n<div class=\"app-printed\">"_html
              << app::figures({{.value = std::to_string(figures->open), .label = "open reports"}}) << "</div>\n"_html;
    int n = 0;
    for (const auto& grid : grids(*figures)) page.main << grid_table(grid, fmt::format("figures-{}", ++n));
    page.main << govuk::details({.summary_text = "How these figures are counted",
                                 .html = app::paragraph("A report counts in the calendar year in which it was made. Several reports can be about one dog or one incident, so both are counted. Published counts of years before the system "
                                                        "have no incidents. Reports you may not open are not counted.")})
              << figures_buttons("/groups/" + figures->panel + "/reports/figures.csv");
    return context.page(std::move(page));
}

Response download_figures(Context& context) {
    const auto figures = persistence::read_report_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    Csv csv({"Table", "What", "When", "Count"});
    for (const auto& grid : grids(*figures)) add_grid(csv, grid);
    return csv_download(fmt::format("reports-figures-{}.csv", domain::iso_date(figures->on)), std::move(csv).take());
}

}  // namespace casework::web::reports
