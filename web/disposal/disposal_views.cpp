// Writing requests, certificates and holds; nothing here says what the record says.
#include "web/disposal/disposal_views.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/clock.hpp"
#include "web/record_pages.hpp"

namespace casework::web::disposal {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::disposal;
using html::Html;
using html::operator""_html;
using persistence::Disposal;
using persistence::Hold;

std::string state_words(std::string_view state) {
    const auto parsed = rules::parse_state(state);
    return domain::upper_first(parsed ? rules::words(*parsed) : state);
}
govuk::Tag state_tag(const Disposal& d) { return {.text = state_words(d.state), .classes = d.state == "erased" ? "govuk-tag--red" : d.state == "open" ? "govuk-tag--blue" : "govuk-tag--grey"}; }

std::string sensitivity_words(int sensitivity) { return sensitivity == 3 ? "Restricted" : sensitivity == 2 ? "Sensitive" : "Standard"; }

std::string size_words(const persistence::RecordSize& size) {
    return fmt::format("{}, {}, {}, {}", domain::counted(size.rows, "row"), domain::counted(size.documents, "document"), domain::counted(size.files, "file"), domain::counted(size.people, "person", "people"));
}

using Rows = std::vector<govuk::SummaryListRow>;
void add(Rows& rows, std::string key, std::string value) { rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}}); }

void add_answer(Rows& rows, const Disposal& d, std::string key) {
    if (!d.answered_at) return;
    add(rows, std::move(key), fmt::format("{}, on {}", d.answered_by_name, persistence::london_date_time(*d.answered_at)));
    if (!d.answer_words.empty()) add(rows, "Reason given", d.answer_words);
}

JsonObject hold_json(const Hold& h) {
    return JsonObject().add("n", h.n).add("kind", h.kind).add("reason", h.reason).add("from", h.from).add("placed_by", h.placed_by_name).add("lifted_on", h.lifted_on).add("lifted_by", h.lifted_by_name).add("lift_reason", h.lift_reason);
}
JsonObject refusal_json(const domain::Refusal& r) { return JsonObject().add("message", r.message).add("authority", r.authority); }

std::optional<persistence::Disposals> of_records_officer(Context& context) {
    if (context.actor().role != domain::BaseRole::records_officer) return std::nullopt;
    auto all = persistence::list_disposals(context.gate());
    return all ? std::optional(*std::move(all)) : std::nullopt;
}

}  // namespace

std::string kind_words(std::string_view kind) {
    const auto* found = rules::find_kind(kind);
    return domain::upper_first(found != nullptr ? found->words : kind);
}

Html request_facts(const Disposal& d) {
    Rows rows;
    add(rows, "Record", d.record + ", " + domain::lower_first(kind_words(d.kind)));
    add(rows, "Group", d.panel_name);
    if (d.state == "open") {
        add(rows, "Marking", sensitivity_words(d.sensitivity));
        add(rows, "Opened", domain::long_date(d.opened_on));
    }
    add(rows, "Ended", domain::long_date(d.ended_on));
    add(rows, "Retention allows it from", domain::long_date(d.allowed_from));
    if (d.state == "open") add(rows, "Size", size_words(d.size));
    add(rows, "Why", domain::words_for(rules::reasons(), d.reason));
    if (!d.words.empty()) add(rows, "In words", d.words);
    add(rows, "Asked by", fmt::format("{}, on {}", d.asked_by_name, persistence::london_date_time(d.asked_at)));
    add_answer(rows, d, d.state == "withdrawn" ? "Withdrawn by" : "Decided by");
    return govuk::summary_list({.rows = std::move(rows)});
}

Html certificate(const Disposal& d, Html letterhead) {
    Rows rows;
    add(rows, "Record", d.record + ", " + domain::lower_first(kind_words(d.kind)));
    add(rows, "Group", d.panel_name);
    add(rows, "Ended", domain::long_date(d.ended_on));
    add(rows, "Retention allowed it from", domain::long_date(d.allowed_from));
    add(rows, "Why it was erased", domain::words_for(rules::reasons(), d.reason));
    add(rows, "Asked by", fmt::format("{}, on {}", d.asked_by_name, persistence::london_date_time(d.asked_at)));
    add_answer(rows, d, "Approved by");
    add(rows, "Rows erased", domain::with_commas(d.size.rows));
    add(rows, "Documents and files erased", domain::counted(d.size.documents, "document") + ", " + domain::counted(d.size.files, "file"));
    add(rows, "People on it", domain::with_commas(d.size.people));
    add(rows, "Digest of what was erased", d.digest);
    return letterhead << govuk::summary_list({.rows = std::move(rows)})
                      << app::paragraph("Backups made before lose the record as they reach the end of their own period. The ledger keeps that it was worked on, by its reference, and nothing of what it said.");
}

Html open_table(const std::vector<Disposal>& open, domain::Date today) {
    if (open.empty()) return app::paragraph("None is open.");
    govuk::Table table{.caption = "Oldest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Record"}, {.text = "Group"}, {.text = "Why"}, {.text = "Asked"}};
    for (const auto& d : open) {
        Html record = app::link(d.record, "/disposals/" + d.id);
        record << "<br><span class=\"app-small\">"_html << kind_words(d.kind) << "</span>"_html;
        table.rows.push_back({{.html = record}, {.text = d.panel_name}, {.text = domain::words_for(rules::reasons(), d.reason)}, {.text = d.asked_by_name + ", " + domain::short_date(persistence::london_date(d.asked_at), today)}});
    }
    return app::stacked_table(std::move(table));
}

Html ended_table(const std::vector<Disposal>& ended) {
    if (ended.empty()) return app::paragraph("Nothing has been decided yet.");
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Record"}, {.text = "Group"}, {.text = "Outcome"}, {.text = "When"}};
    for (const auto& d : ended) {
        Html record = app::link(d.record, "/disposals/" + d.id);
        record << "<br><span class=\"app-small\">"_html << kind_words(d.kind) << "</span>"_html;
        table.rows.push_back({{.html = record}, {.text = d.panel_name}, {.html = govuk::tag(state_tag(d))}, {.text = d.answered_at ? persistence::london_date_time(*d.answered_at) : std::string()}});
    }
    return app::stacked_table(std::move(table));
}

Html holds_table(const std::vector<Hold>& holds) {
    if (holds.empty()) return app::paragraph("No hold stands.");
    govuk::Table table{.caption = "Holds", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Held for"}, {.text = "From"}, {.text = "Why"}, {.text = "Lifted"}};
    for (const auto& h : holds)
        table.rows.push_back({{.text = domain::words_for(rules::hold_kinds(), h.kind)}, {.text = domain::long_date(h.from)}, {.text = h.reason + " (" + h.placed_by_name + ")"},
                              {.text = h.lifted_on ? domain::long_date(*h.lifted_on) + ". " + h.lift_reason + " (" + h.lifted_by_name + ")" : std::string("Stands")}});
    return app::stacked_table(std::move(table));
}

JsonObject disposal_json(const Disposal& d) {
    JsonObject json;
    json.add("id", d.id).add("record", d.record).add("kind", d.kind).add("group", d.panel).add("state", d.state).add("reason", d.reason).add("words", d.words).add("ended_on", d.ended_on);
    json.add("allowed_from", d.allowed_from).add("asked_by", d.asked_by_name).add("asked_at", d.asked_at).add("answered_by", d.answered_by_name).add("answered_at", d.answered_at).add("answer_words", d.answer_words);
    json.add("rows", d.size.rows).add("files", d.size.files).add("documents", d.size.documents).add("people", d.size.people).add("digest", d.digest);
    return json.add("may_answer", d.may_answer).add("may_withdraw", d.may_withdraw).list("holds", d.holds, hold_json).list("stopped_by", d.stopped_by, refusal_json);
}

JsonObject record_json(const persistence::RecordDisposal& page) {
    JsonObject json;
    json.add("record", page.record).add("kind", page.kind).add("group", page.panel).add("ended", page.ended).add("ended_on", page.ended_on).add("allowed_from", page.allowed_from).add("retention_years", page.years);
    return json.list("holds", page.holds, hold_json).list("requests", page.requests, disposal_json).list("stopped_by", page.stopped_by, refusal_json);
}

Html waiting_disposals(Context& context) {
    const auto all = of_records_officer(context);
    if (!all) return {};
    Html out = app::heading(2, "Disposals that wait for you");
    return out << open_table(all->open, context.today()) << "<p class=\"govuk-body\">"_html << app::link("Disposals and certificates", "/disposals") << "</p>"_html;
}

void waiting_disposals_json(Context& context, JsonObject& json) {
    if (const auto all = of_records_officer(context)) json.list("disposals", all->open, disposal_json);
}

}  // namespace casework::web::disposal
