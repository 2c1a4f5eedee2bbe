// Answering for the figures of tools and powers.
#include <fmt/format.h>

#include <set>

#include "domain/text.hpp"
#include "persistence/tools/tool_figures.hpp"
#include "web/figures_grid.hpp"
#include "web/nominals/board_views.hpp"
#include "web/tools/tool_forms.hpp"
#include "web/tools/tool_handlers.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using persistence::ToolFigures;
using persistence::ToolYear;

constexpr std::pair<std::string_view, std::string_view> age_groups[] = {
    {"under_18", "Under 18"}, {"18_to_24", "18 to 24"}, {"25_and_over", "25 and over"}, {"not_known", "Age not known"}, {"not_a_person", "Not a person"}};

std::set<std::string> kinds_live(const ToolFigures& figures) {
    std::set<std::string> kinds;
    for (const auto& [key, n] : figures.live) kinds.insert(key.kind);
    return kinds;
}

// In the order of the register; of each only what `has` keeps.
template <class Has>
std::vector<const rules::ToolKind*> kinds_with(const Has& has) {
    std::vector<const rules::ToolKind*> kinds;
    for (const auto* kind : rules::tool_kinds())
        if (has(std::string(kind->code))) kinds.push_back(kind);
    return kinds;
}

Grid live_by_age(const ToolFigures& figures) {
    Grid grid{"In force today, by kind and age of the person", "Tool or power", {}, {}};
    for (const auto& [code, words] : age_groups) grid.columns.emplace_back(words);
    const auto live = kinds_live(figures);
    std::vector<int> totals(std::size(age_groups), 0);
    for (const auto* kind : kinds_with([&](const std::string& code) { return live.contains(code); })) {
        GridLine line{std::string(kind->words), std::vector<int>(std::size(age_groups), 0)};
        for (const auto& [key, n] : figures.live)
            for (std::size_t i = 0; i < std::size(age_groups); ++i)
                if (key.kind == kind->code && key.age_group == age_groups[i].first) line.figures[i] += n, totals[i] += n;
        grid.lines.push_back(std::move(line));
    }
    grid.lines.push_back({"Total", std::move(totals), true});
    return grid;
}

Grid live_by_ward(const ToolFigures& figures) {
    Grid grid{"In force today, by ward of the named place", "Ward", {"In force"}, {}};
    std::map<std::string, int> wards;
    for (const auto& [key, n] : figures.live) wards[key.ward.empty() ? "No named place" : key.ward] += n;
    int total = 0;
    for (const auto& [ward, n] : wards) grid.lines.push_back({ward, {n}}), total += n;
    grid.lines.push_back({"Total", {total}, true});
    return grid;
}

std::vector<std::string> year_columns(const ToolFigures& figures) {
    std::vector<std::string> columns;
    for (const auto& year : figures.years) columns.push_back(year.year == static_cast<int>(figures.on.year()) ? fmt::format("{} to {}", year.year, domain::short_date(figures.on, figures.on)) : std::to_string(year.year));
    return columns;
}
template <class Count>
std::vector<int> each_year(const ToolFigures& figures, Count count) {
    std::vector<int> row;
    for (const auto& year : figures.years) row.push_back(count(year));
    return row;
}
int at(const std::map<std::string, int>& counts, const std::string& code) {
    const auto found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}

// Those that the practice notes name stand even with 0; of the others only what was made.
Grid made(const ToolFigures& figures) {
    static const std::set<std::string> named{"cbo", "closure_notice", "closure_order", "dispersal_authorisation", "pspo"};
    Grid grid{"Made or issued, by kind", "Tool or power", year_columns(figures), {}};
    const auto any = [&](const std::string& code) { return named.contains(code) || std::ranges::any_of(figures.years, [&](const ToolYear& y) { return at(y.made, code) > 0; }); };
    for (const auto* kind : kinds_with(any)) grid.lines.push_back({std::string(kind->words), each_year(figures, [&](const ToolYear& y) { return at(y.made, std::string(kind->code)); })});
    return grid;
}

Grid breaches(const ToolFigures& figures) {
    Grid grid{"Breaches of orders in force", "What", year_columns(figures), {}};
    const auto any = [&](const std::string& code) { return std::ranges::any_of(figures.years, [&](const ToolYear& y) { return y.breaches.contains(code); }); };
    const auto of = [](const ToolYear& y, std::string_view code) {
        const auto found = y.breaches.find(std::string(code));
        return found == y.breaches.end() ? rules::BreachFigure{} : found->second;
    };
    for (const auto* kind : kinds_with(any)) {
        grid.lines.push_back({std::string(kind->words) + ", in force in the year", each_year(figures, [&](const ToolYear& y) { return of(y, kind->code).orders; })});
        grid.lines.push_back({std::string(kind->words) + ", breaches", each_year(figures, [&](const ToolYear& y) { return of(y, kind->code).breaches; })});
    }
    return grid;
}

Grid penalties(const ToolFigures& figures) {
    Grid grid{"Fixed penalties for breaches of public spaces protection orders", "What", year_columns(figures), {}};
    grid.lines.push_back({"Given", each_year(figures, [](const ToolYear& y) { return y.penalties.issued; })});
    grid.lines.push_back({"Of these paid", each_year(figures, [](const ToolYear& y) { return y.penalties.paid; })});
    grid.lines.push_back({"Of these cancelled", each_year(figures, [](const ToolYear& y) { return y.penalties.cancelled; })});
    return grid;
}

std::vector<Grid> grids(const ToolFigures& figures) {
    std::vector<Grid> all{live_by_age(figures), live_by_ward(figures), made(figures), breaches(figures), penalties(figures)};
    std::erase_if(all, [](const Grid& grid) { return grid.lines.empty(); });
    return all;
}

Html ending_part(Context& context, const ToolFigures& figures) {
    Html out = app::heading(2, "Ending within 90 days");
    if (figures.ending.empty()) return out << app::paragraph("No order that is in force ends within 90 days.");
    govuk::Table table{.caption = "Soonest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Tool"}, {.text = "About"}, {.text = "Last day"}};
    const auto who = nominals::naming(context);
    for (const auto& line : figures.ending)
        table.rows.push_back({{.html = app::link(rules::kind_words(line.kind) + ", " + line.id, "/tools/" + line.id)}, {.text = line.subject_kind == "person" ? who(line.person) : line.subject_name}, {.html = app::due(*line.until, context.today())}});
    return out << app::stacked_table(std::move(table));
}

JsonObject figures_json(const ToolFigures& figures) {
    auto json = JsonObject().add("panel", figures.panel).add("panel_name", figures.panel_name).add("on", figures.on);
    json.list("live", figures.live, [](const auto& each) { return JsonObject().add("kind", each.first.kind).add("age_group", each.first.age_group).add("ward", each.first.ward).add("count", each.second); });
    json.list("years", figures.years, [](const ToolYear& y) {
        JsonObject made, breaches;
        for (const auto& [kind, n] : y.made)
            if (n > 0) made.add(kind, n);
        for (const auto& [kind, figure] : y.breaches) breaches.add(kind, JsonObject().add("orders", figure.orders).add("breaches", figure.breaches));
        const auto& p = y.penalties;
        return JsonObject().add("year", y.year).add("made", made).add("breaches", breaches).add("penalties", JsonObject().add("given", p.issued).add("paid", p.paid).add("cancelled", p.cancelled));
    });
    return json.list("ending", figures.ending, line_json);
}

}  // namespace

Response figures(Context& context) {
    const auto figures = persistence::read_tool_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    const auto register_address = "/groups/" + figures->panel + "/tools";
    html::Page page{.title = "Figures of tools and powers", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Tools and powers", register_address}}};
    int live = 0;
    for (const auto& [key, n] : figures->live) live += n;
    const auto& now = figures->years.front();
    page.main << app::heading(1, "Figures of tools and powers", "l") << "<p class=\"govuk-body-l\">"_html << figures->panel_name << " on "_html << domain::long_date(figures->on) << ".</p>\n<div class=\"app-printed\">"_html
              << app::figures({{.value = std::to_string(live), .label = "in force"}, {.value = std::to_string(now.penalties.issued), .label = "penalties given this year"}, {.value = std::to_string(now.penalties.paid), .label = "of these paid"},
                               {.value = std::to_string(figures->ending.size()), .label = "end within 90 days"}})
              << "</div>\n"_html;
    int n = 0;
    for (const auto& grid : grids(*figures)) page.main << grid_table(grid, fmt::format("figures-{}", ++n));
    page.main << ending_part(context, *figures)
              << govuk::details({.summary_text = "How these figures are counted",
                                 .html = app::paragraph("A tool counts in the calendar year of the day it was made, and as in force on every day from its first to its last. A breach counts on its own day. A penalty counts in the year of its "
                                                        "notice, whenever it was paid. Ages are those of today. Tools you may not open are not counted.")})
              << figures_buttons(register_address + "/figures.csv");
    return context.page(std::move(page));
}

Response download_figures(Context& context) {
    const auto figures = persistence::read_tool_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    Csv csv({"Table", "What", "When or which", "Count"});
    for (const auto& grid : grids(*figures)) add_grid(csv, grid);
    return csv_download(fmt::format("tools-and-powers-figures-{}.csv", domain::iso_date(figures->on)), std::move(csv).take());
}

}  // namespace casework::web::tools
