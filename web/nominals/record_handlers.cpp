// Answering for one nominal: what is known and planned, its notes and who looked.
#include "web/nominals/record_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/record_access.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using persistence::NominalRecord;

}  // namespace
Response overview(Context& context) {
    const auto record = open_record(context);
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(record_json(*record));
    auto page = record_page(context, *record, "Overview");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response plan(Context& context) {
    const auto record = open_record(context, "read_plan");
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(record_json(*record));
    auto page = record_page(context, *record, "Plan and actions");
    page.main = plan_main(context, *record);
    return context.page(std::move(page));
}

namespace {

Response timeline_page(Context& context, const NominalRecord& record, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    auto page = record_page(context, record, "Timeline");
    page.error = shown.refused();
    const int before = domain::parse_figures(context.request().query_value("before").value_or("")).value_or(0);
    auto events = record.history;
    int next = 0;
    if (const auto history = persistence::read_history(context.gate(), record.id, before)) events = history->events, next = history->next;
    if (context.wants_json()) return context.json_form(refusals, timeline_json(record, events, next));
    page.main << shown.summary() << "<h1 class=\"govuk-heading-l\">Timeline</h1>\n"_html << record_tabs(record, "timeline");
    if (record.may_note)
        page.main << open_form(context, "/nominals/" + record.id + "/notes", {}) << long_text(shown, "note", "Add a note", "What happened, when and who saw it. It cannot be changed afterwards.", {}, 3)
                  << govuk::button({.text = "Add note", .prevent_double_click = true}) << "</form>\n"_html;
    page.main << event_timeline(events);
    if (next > 0) page.main << govuk::pagination({.next = {.href = fmt::format("/nominals/{}/timeline?before={}", record.id, next)}});
    return context.page(std::move(page), shown.refused() ? 422 : 200);
}

}  // namespace

Response timeline(Context& context) {
    const auto record = open_record(context, "read_timeline");
    if (!record) return refusal_page(context, record.error());
    return timeline_page(context, *record, {});
}

Response add_note(Context& context) {
    const auto record = open_record(context, "read_timeline");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    std::string note;
    domain::take(note, domain::read_text(context.form.value("note"), {"note", "note"}, long_text_max, domain::Lines::many), refusals);
    if (!refusals.empty() || context.resent) return timeline_page(context, *record, refusals);
    if (const auto saved = persistence::add_note(context.gate(), record->id, note); !saved) return timeline_page(context, *record, saved.error());
    return done("/nominals/" + record->id + "/timeline", "saved");
}

namespace {

// What the ledger calls an act, as people say it; an act without words here is shown as it stands.
std::string act_words(std::string_view action) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words{{{"read", "Opened the record"}, {"list", "Saw it on the list"}, {"print", "Printed the list"}, {"export", "Downloaded the list"},
                                                                                         {"my_work", "Saw it in My work"}, {"access_log", "Looked at this log"}, {"read_plan", "Opened the plan"}, {"read_timeline", "Opened the timeline"},
                                                                                         {"open_update_form", "Opened the update form"}, {"open_edit_form", "Opened the edit form"}, {"open_order_form", "Opened the order form"}, {"search", "Saw it in search results"}}};
    for (const auto& [code, said] : words)
        if (code == action) return std::string(said);
    std::string plain(action);
    std::ranges::replace(plain, '_', ' ');
    return domain::upper_first(plain);
}

}  // namespace

Response access(Context& context) {
    const auto record = open_record(context, "open_access_log");
    if (!record) return refusal_page(context, record.error());
    const auto log = persistence::read_access(context.gate(), record->id, context.request().query_value("after").value_or(""));
    if (!log) return refusal_page(context, log.error());
    if (context.wants_json()) return context.json(access_json(*log).add("id", record->id).add("person", subject_json(record->person)));
    auto page = record_page(context, *record, "Access log");
    page.main << "<h1 class=\"govuk-heading-l\">Access log</h1>\n"_html << record_tabs(*record, "access")
              << app::paragraph("Everybody who may open this record sees who opened it. The log is used only to check lawfulness (DPA 2018 s.62).");
    govuk::Table table{.caption = "Who looked and who changed it, newest first"};
    table.head = {{.text = "When"}, {.text = "Who"}, {.text = "What"}, {.text = "Rule"}};
    const auto named = [](const auto& names, const std::string& id) { const auto found = names.find(id); return found == names.end() ? id : found->second; };
    for (const auto& row : log->page.rows) {
        auto who = row.account.empty() ? std::string("Not signed in") : named(log->names, row.account);
        if (!row.agency.empty()) who += ", " + named(log->agencies, row.agency);
        table.rows.push_back({{.text = domain::long_date(persistence::london_date(row.at)) + ", " + persistence::london_time_seconds(row.at), .classes = "app-nowrap"}, {.text = who},
                              {.text = act_words(row.action) + (row.outcome == "refused" ? " (refused)" : "")}, {.text = row.rule}});
    }
    page.main << app::stacked_table(std::move(table));
    if (log->page.next) page.main << govuk::pagination({.next = {.href = "/nominals/" + record->id + "/access?after=" + percent_encoded(log->page.next->text())}});
    return context.page(std::move(page));
}

}  // namespace casework::web::nominals
