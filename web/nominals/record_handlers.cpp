// Answering for one nominal: what is known and planned, its notes and who looked.
#include "web/nominals/record_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/record_access.hpp"
#include "web/form_fields.hpp"
#include "web/ledger_words.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"

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
    const auto record = persistence::open_nominal(context.gate(), context.parameter("id"), "read_plan", page_asked(context, "actions"));
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(record_json(*record));
    auto page = record_page(context, *record, "Plan and actions");
    page.main = plan_main(context, *record);
    return context.page(std::move(page));
}

namespace {

struct NominalPages {
    static constexpr std::string_view stem = "/nominals/", note_hint = "What happened, when and who saw it. It cannot be changed afterwards.";
    static auto open(persistence::Gate& gate, std::string_view id, int before) { return persistence::open_timeline(gate, id, before); }
    static auto add_note(persistence::Gate& gate, std::string_view id, const std::string& note) { return persistence::add_note(gate, id, note); }
    static html::Page page(Context& context, const persistence::NominalHead& head, std::string title) { return record_page(context, head, std::move(title)); }
    static html::Html tabs(const persistence::NominalHead& head, std::string_view current) { return record_tabs(head, current); }
    static JsonObject json(const persistence::NominalTimeline& timeline) { return timeline_json(timeline); }
};

}  // namespace

Response timeline(Context& context) { return timeline_of<NominalPages>(context); }

Response add_note(Context& context) { return note_of<NominalPages>(context); }

html::Html access_table(const persistence::RecordAccess& log) {
    govuk::Table table{.caption = "Who looked and who changed it, newest first"};
    table.head = {{.text = "When"}, {.text = "Who"}, {.text = "What"}, {.text = "Rule"}};
    const auto rule = [](const std::string& id) { const auto words = rule_words(id); return words.empty() ? id : id + ": " + words; };
    const auto named = [](const auto& names, const std::string& id) { const auto found = names.find(id); return found == names.end() ? id : found->second; };
    for (const auto& row : log.page.rows) {
        auto who = row.account.empty() ? std::string(row.agency.empty() ? "Not signed in" : "Somebody") : named(log.names, row.account);
        if (!row.agency.empty()) who += ", " + named(log.agencies, row.agency);
        table.rows.push_back({{.text = domain::long_date(persistence::london_date(row.at)) + ", " + persistence::london_time_seconds(row.at), .classes = "app-nowrap"}, {.text = who},
                              {.text = act_words(row.object_type, row.action) + (row.outcome == "refused" ? " (refused)" : "")}, {.text = rule(row.rule)}});
    }
    return app::stacked_table(std::move(table));
}

Response access(Context& context) {
    const auto record = open_record(context, "open_access_log");
    if (!record) return refusal_page(context, record.error());
    const auto log = persistence::read_access(context.gate(), record->id, context.request().query_value("after").value_or(""));
    if (!log) return refusal_page(context, log.error());
    if (context.wants_json()) return context.json(access_json(*log).add("id", record->id).add("person", subject_json(record->person)));
    auto page = record_page(context, *record, "Access log");
    page.main << "<h1 class=\"govuk-heading-l\">Access log</h1>\n"_html << record_tabs(*record, "access")
              << app::paragraph("Everybody who may open this record sees who opened it. The log is used only to check lawfulness (DPA 2018 s.62).");
    page.main << access_offers(context, record->id) << access_part(*log, "/nominals/" + record->id);
    return context.page(std::move(page));
}

}  // namespace casework::web::nominals
