// Pages of premises: matters, reports, tools and orders about them, side by side.
#include "web/premises/premises_handlers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/premises.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/html/app.hpp"
#include "web/reports/report_views.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::premises {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;
using persistence::PremisesLine;
using persistence::PremisesRecord;

std::string address_of(const std::string& record) { return "/records/" + record + "/premises"; }

html::Page page_of(const std::string& panel, std::string title) {
    return {.title = std::move(title), .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + panel + "/cases"}}, .marking = html::Marking{.text = "Premises. Never tell anybody who reported them. Your access is recorded."}};
}

template <class Line, class Table>
Html part(std::string heading, const std::vector<Line>& lines, std::string_view none, const Table& table) {
    Html out = app::heading(2, std::move(heading));
    if (lines.empty()) return out << app::paragraph(none);
    out << table(lines);
    return lines.size() == persistence::premises_rows ? out << app::paragraph(fmt::format("The newest {} are shown.", persistence::premises_rows)) : out;
}

// What holds today stands before what is over.
std::vector<persistence::RegisterLine> with_standing(const PremisesRecord& p, bool live) {
    std::vector<persistence::RegisterLine> lines;
    for (const auto& line : p.tools)
        if ((line.standing == domain::tools_and_powers::Standing::live) == live) lines.push_back(line);
    return lines;
}

JsonObject premises_json(const PremisesRecord& p) {
    auto json = JsonObject().add("record", p.record).add("panel", p.panel).add("name", p.name).add("place_kind", p.place_kind).add("ward", p.ward);
    return json.list("matters", p.matters, cases::line_json).list("reports", p.reports, reports::line_json).list("tools", p.tools, tools::line_json);
}

}  // namespace

Response one(Context& context) {
    const auto premises = persistence::open_premises(context.gate(), context.parameter("id"));
    if (!premises) return refusal_page(context, premises.error());
    const auto& p = *premises;
    if (context.wants_json()) return context.json(premises_json(p));
    auto page = page_of(p.panel, "Premises");
    page.breadcrumbs.push_back({"Premises", "/groups/" + p.panel + "/premises"});
    std::vector<app::Fact> facts;
    if (!p.ward.empty()) facts.push_back({.label = "Ward", .text = p.ward});
    page.identity = app::identity({.label = "Premises", .name = p.name, .facts = facts});
    const auto tools_table = [&](const auto& lines) { return tools::lines_table(context, lines); };
    page.main << app::heading(1, "What is known of these premises", "l") << app::paragraph("As far as you may see: records of your groups that name them in the same words.")
              << part("Tools and orders in force", with_standing(p, true), "No closure, notice or other tool is in force here.", tools_table)
              << part("Matters", p.matters, "No warning or notice is about these premises.", [&](const auto& lines) { return cases::lines_table(context, lines, true); })
              << part("Reports", p.reports, "Nothing is reported about these premises.", [&](const auto& lines) { return reports::lines_table(lines); })
              << part("Other tools and orders", with_standing(p, false), "No tool is proposed, and none has ended.", tools_table);
    return context.page(std::move(page));
}

Response list(Context& context) {
    const auto list = persistence::list_premises(context.gate(), context.parameter("panel"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json())
        return context.json(JsonObject().add("panel", list->panel).add("panel_name", list->panel_name).list("premises", list->lines, [](const PremisesLine& l) {
            return JsonObject().add("name", l.name).add("record", l.record).add("matters", l.matters).add("reports", l.reports).add("tools", l.tools);
        }));
    auto page = page_of(list->panel, "Premises");
    page.main << app::heading(1, "Premises", "l") << app::paragraph(list->panel_name);
    if (list->lines.empty()) page.main << app::paragraph("No record names premises yet. They come here with a report that comes from premises, a matter that is about them, or a tool on them.");
    else {
        govuk::Table table{.caption = "By name", .caption_classes = "govuk-visually-hidden"};
        table.head = {{.text = "Premises"}, {.text = "Matters", .format = "numeric"}, {.text = "Reports", .format = "numeric"}, {.text = "Tools and orders", .format = "numeric"}};
        table.first_cell_is_header = true;
        for (const auto& line : list->lines)
            table.rows.push_back({{.html = app::link(line.name, address_of(line.record))}, {.text = std::to_string(line.matters), .format = "numeric"}, {.text = std::to_string(line.reports), .format = "numeric"},
                                  {.text = std::to_string(line.tools), .format = "numeric"}});
        page.main << app::stacked_table(std::move(table));
    }
    if (list->more) page.main << app::paragraph("The first 500 are shown.");
    return context.page(std::move(page));
}

}  // namespace casework::web::premises
