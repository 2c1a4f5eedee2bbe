// Answering for the register of tools and powers: its list with filters, proposing one, and its pages.
#include "web/tools/tool_handlers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/places.hpp"
#include "web/csv.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"
#include "web/tools/tool_forms.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::ToolList;
using persistence::ToolsAsked;

constexpr domain::Code subject_rows[] = {{"person", "A person", ""}, {"body", "A business or other body", ""}, {"premises", "Premises", ""}, {"area", "An area", ""}};
constexpr domain::Code standing_rows[] = {{"live", "In force", ""}, {"before", "Proposed or applied for", ""}, {"over", "Over", ""}};

ToolsAsked asked_of(Context& context) {
    const auto query = [&](std::string_view name) { return context.request().query_value(name).value_or(""); };
    ToolsAsked asked;
    if (rules::find_kind(query("kind"))) asked.kind = query("kind");
    if (domain::has_code(standing_rows, query("state"))) asked.standing = query("state");
    asked.review_due = query("review") == "due";
    asked.page = page_asked(context, "tools");
    return asked;
}

std::string address_with(const ToolList& list, const ToolsAsked& asked, std::string_view ending = {}) {
    std::string query;
    const auto put = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + percent_encoded(value);
    };
    put("state", asked.standing), put("kind", asked.kind), put("review", asked.review_due ? "due" : "");
    return "/groups/" + list.panel + "/tools" + std::string(ending) + query;
}

govuk::Select filter_select(std::string name, std::string label, domain::CodeList codes, std::string_view chosen) {
    govuk::Select select{.id = name, .name = name, .label = {.text = std::move(label)}};
    select.items.push_back({.value = "", .text = "Any", .selected = chosen.empty()});
    for (const auto& code : codes) select.items.push_back({.value = std::string(code.code), .text = std::string(code.words), .selected = code.code == chosen});
    return select;
}

Html filters(const ToolList& list, const ToolsAsked& asked) {
    Html form;
    form << "<form method=\"get\" class=\"app-noprint\""_html << html::attribute("action", "/groups/" + list.panel + "/tools") << ">"_html << govuk::select(filter_select("state", "State", standing_rows, asked.standing))
         << govuk::select(filter_select("kind", "Tool or power", kind_codes(), asked.kind))
         << govuk::checkboxes({.id_prefix = "review", .name = "review", .items = {{.text = "Review due within 28 days", .value = "due", .checked = asked.review_due}}, .classes = "govuk-checkboxes--small"})
         << govuk::button({.text = "Show", .classes = "govuk-button--secondary"}) << "</form>\n"_html;
    return govuk::details({.summary_text = "Filter", .html = form, .open = !asked.standing.empty() || !asked.kind.empty() || asked.review_due});
}

// --- proposing --------------------------------------------------------------------------------------------------------------------

Response propose_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    const auto panel = context.parameter("panel");
    std::vector<domain::Code> places;
    const auto named = persistence::named_places(context.house().database);
    for (const auto& place : named) places.push_back({place.id, place.name, ""});
    html::Page page{.title = "Propose a tool or power", .error = shown.refused(), .section = "cases", .back_href = "/groups/" + panel + "/tools", .back_text = "Back to the register"};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << app::heading(1, "Propose a tool or power", "l")
              << app::paragraph("A record of one order, notice or agreement. An order that others obtained is recorded here too.") << open_form(context, "/groups/" + panel + "/tools/add", {})
              << select_of(shown, "kind", "Tool or power", kind_codes(), context.request().query_value("kind").value_or(""), "Choose one", "govuk-label--s") << radios_of(shown, "subject_kind", "What is it about?", subject_rows, context.request().query_value("person") ? "person" : "")
              << small_input(shown, "person", "Reference of the person", "Like PER-2026-0012. Only for a person.", context.request().query_value("person").value_or(""), "govuk-input--width-10")
              << select_of(shown, "place", "Named place (only for premises or an area)", places, "", "Not in the list", "govuk-label--s") << small_input(shown, "subject_name", "Name", "Of a body, or of premises or an area that are not in the list")
              << long_text(shown, "reason", "Why this tool?", "Why it is needed and proportionate, and what else was tried") << long_text(shown, "evidence", "Evidence", "One reference a line, for example a statement or a case", {}, 3, 500)
              << govuk::button({.text = "Propose", .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

persistence::NewTool read_new(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    persistence::NewTool n;
    n.kind = form.value("kind");
    n.subject_kind = form.value("subject_kind");
    n.subject = n.subject_kind == "person" ? form.value("person") : n.subject_kind == "body" ? std::string() : form.value("place");
    n.subject_name = optional_text(form, "subject_name", "name", refusals, 200, domain::Lines::one);
    n.why = optional_text(form, "reason", "reason", refusals);
    const auto evidence = optional_text(form, "evidence", "evidence", refusals, 500);
    for (const auto line : domain::words_of(evidence, '\n')) n.evidence.emplace_back(line);
    return n;
}

struct ToolPages {
    static constexpr std::string_view stem = "/tools/", note_hint = "It cannot be changed afterwards.";
    static auto open(persistence::Gate& gate, std::string_view id, int before) { return persistence::open_tool_timeline(gate, id, before); }
    static auto add_note(persistence::Gate& gate, std::string_view id, const std::string& note) { return persistence::add_tool_note(gate, id, note); }
    static html::Page page(Context& context, const persistence::ToolHead& head, std::string title) { return tool_page(context, head, std::move(title)); }
    static Html tabs(const persistence::ToolHead& head, std::string_view current) { return tool_tabs(head, current); }
    static JsonObject json(const persistence::ToolTimeline& t) { return head_json(t.head).list("events", t.events, nominals::event_json).add("next", t.next); }
};

}  // namespace

domain::CodeList subject_codes() { return subject_rows; }
domain::CodeList kind_codes() {
    static const auto codes = [] {
        std::vector<domain::Code> list;
        for (const auto* kind : rules::tool_kinds()) list.push_back({kind->code, kind->words, kind->provision});
        return list;
    }();
    return codes;
}

Response list(Context& context) {
    const auto asked = asked_of(context);
    const auto list = persistence::list_tools(context.gate(), context.parameter("panel"), asked);
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        auto json = JsonObject().add("panel", list->panel).add("panel_name", list->panel_name).list("tools", list->lines, line_json);
        page_json(json, "tools", list->page);
        return context.json(json);
    }
    html::Page page{.title = "Tools and powers", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + list->panel + "/cases"}}, .marking = html::Marking{.text = "Tools and powers. Your access is recorded."}};
    page.main << app::heading(1, "Tools and powers", "l") << app::paragraph(list->panel_name);
    if (list->may_create) page.main << govuk::button({.text = "Propose a tool or power", .href = "/groups/" + list->panel + "/tools/add"});
    page.main << filters(*list, asked);
    if (list->lines.empty()) page.main << app::paragraph("There are no tools or powers of this kind.");
    else page.main << lines_table(context, list->lines);
    page.main << page_links(address_with(*list, asked), "tools", list->page, "Tools", "main-content");
    page.main << "<ul class=\"app-inline-list govuk-body app-noprint\"><li>"_html << app::link("Figures", "/groups/" + list->panel + "/tools/figures") << "</li>"_html;
    if (list->may_export) page.main << "<li>"_html << app::link("Download this register (CSV)", address_with(*list, asked, ".csv")) << "</li>"_html;
    page.main << "</ul>\n"_html;
    return context.page(std::move(page));
}

Response download(Context& context) {
    const auto list = persistence::export_tools(context.gate(), context.parameter("panel"), asked_of(context));
    if (!list) return refusal_page(context, list.error());
    const auto day = [](const std::optional<domain::Date>& on) { return on ? domain::iso_date(*on) : std::string(); };
    Csv csv({"Reference", "Tool or power", "About", "Name", "State", "In force", "From", "Until", "Review", "Breaches"});
    for (const auto& l : list->lines)
        csv.row({l.id, rules::kind_words(l.kind), l.subject_kind, l.subject_name, l.state_words, std::string(rules::words(l.standing)), day(l.from), l.until_further_order ? "until further order" : day(l.until), day(l.review_on), std::to_string(l.breaches)});
    return csv_download(fmt::format("tools-and-powers-{}.csv", domain::iso_date(context.today())), std::move(csv).take());
}

Response propose_form(Context& context) { return propose_page(context, {}); }

Response propose(Context& context) {
    auto refusals = context.unknown_fields();
    const auto n = read_new(context, refusals);
    if (!refusals.empty() || context.resent) return propose_page(context, refusals);
    auto saved = persistence::propose_tool(context.gate(), context.parameter("panel"), n);
    if (saved) return made("/tools/" + saved->id, "/tools/" + saved->id, "tool-proposed");
    // The record's subject stands in one of three boxes.
    for (auto& refusal : saved.error())
        if (refusal.field == "subject") refusal.field = n.subject_kind == "person" ? "person" : "subject_name";
    return propose_page(context, saved.error());
}

Response overview(Context& context) {
    const auto record = persistence::open_tool(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(tool_json(*record));
    auto page = tool_page(context, *record, "Tool or power");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response timeline(Context& context) { return timeline_of<ToolPages>(context); }

Response add_note(Context& context) { return note_of<ToolPages>(context); }

Response access(Context& context) { return access_of<ToolPages>(context); }

}  // namespace casework::web::tools
