// Answering for documents that the guard has stopped, to coordinators of the group whose facts they are.
#include "web/documents/stopped_handlers.hpp"

#include "domain/text.hpp"
#include "persistence/meetings/meetings.hpp"
#include "web/documents/stopped_forms.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"
#include "web/pages.hpp"

namespace casework::web::documents {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::StoppedDocument;
using persistence::StoppedFact;

std::string what_words(const StoppedFact& fact) {
    const bool goes = fact.place == "destination";
    if (fact.what == "identity") return "It names a person who complained, was harmed or saw it";
    if (fact.what == "former_address") return goes ? "It would go to a home that was shared before" : "It names a home that was shared before";
    return goes ? "It would go to a protected address" : "It names a protected address";
}

std::string answered_words(const StoppedFact& fact) {
    if (fact.answer.empty()) return "Not yet";
    return (fact.answer == "released" ? "Released by " : "Not released, by ") + fact.answered_by_name + (fact.answered_at ? " on " + persistence::london_date_time(*fact.answered_at) : "") + ": " + fact.reason;
}

Html particulars(const StoppedDocument& stop) {
    return govuk::summary_list({.rows = {{.key = {.text = "Document"}, .value = {.text = kind_words(stop.kind)}},
                                         {.key = {.text = "Made by"}, .value = {.text = stop.asked_by_name + ", " + stop.asked_by_agency}},
                                         {.key = {.text = "Group"}, .value = {.text = stop.asking_panel}},
                                         {.key = {.text = "Stopped"}, .value = {.text = persistence::london_date_time(stop.asked_at)}},
                                         {.key = {.text = "State"}, .value = {.html = govuk::tag(stopped_tag(stop.answer))}}}});
}

// Records of the other groups have no page of their own in this version.
bool has_page(std::string_view record) { return record.starts_with("CPW-") || record.starts_with("CPN-") || record.starts_with("NOM-") || record.starts_with("REP-") || record.starts_with("ACR-") || record.starts_with("TOL-"); }

Html facts(const StoppedDocument& stop) {
    govuk::Table table{.caption = "What it would tell"};
    table.head = {{.text = "What"}, {.text = "About"}, {.text = "Record"}, {.text = "Answer"}};
    for (const auto& fact : stop.shown)
        table.rows.push_back({{.text = what_words(fact)}, {.html = fact.person.empty() ? html::text("Whoever reported it") : app::link(fact.person_name.empty() ? fact.person : fact.person_name, "/people/" + fact.person)},
                              {.html = has_page(fact.record) ? app::link(fact.record, address_of_record(fact.record)) : html::text(fact.record)}, {.text = answered_words(fact)}});
    return app::stacked_table(std::move(table));
}

Html answer_form(Context& context, const StoppedDocument& stop, const Shown& shown) {
    if (stop.own) return govuk::inset_text({.text = "You made this document. Another coordinator of the group answers."});
    Html out = app::heading(2, stop.answer == "waiting" ? "Your answer" : "Change the answer", "m", "answer-form");
    return out << open_form(context, stopped_address(stop), {}) << radios_of(shown, "answer", "May it be given?", stopped_answers())
               << long_text(shown, "reason", "Why?", "Kept with the answer. Whoever made the document does not see it.", {}, 3, 500) << govuk::button({.text = "Send answer", .prevent_double_click = true}) << "</form>\n"_html;
}

JsonObject fact_json(const StoppedFact& fact) {
    JsonObject json;
    return json.add("what", fact.what).add("place", fact.place).add("record", fact.record).add("person", fact.person).add("person_name", fact.person_name).add("answer", fact.answer).add("answered_by", fact.answered_by_name).add("answered_at", fact.answered_at).add("reason", fact.reason);
}

Response stop_page(Context& context, const StoppedDocument& stop, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, stopped_line_json(stop).add("own", stop.own).list("facts", stop.shown, fact_json));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "A document that waits for an answer – " + stop.id, .error = shown.refused(), .back_href = "/groups/" + stop.panel + "/stopped-documents", .back_text = "Back to stopped documents"};
    page.main << shown.summary() << app::heading(1, "A document that waits for an answer", "l") << particulars(stop)
              << app::paragraph("It was stopped because it would tell what stands below. Whoever made it knows only that it waits: not who, which group or why.") << facts(stop) << answer_form(context, stop, shown);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response stopped_list(Context& context) {
    const auto list = persistence::list_stopped(context.gate(), context.parameter("panel"), page_asked(context, "stopped"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        JsonObject json;
        json.add("group", list->panel).add("name", list->panel_name).list("stopped", list->lines, stopped_line_json);
        page_json(json, "stopped", list->page);
        return context.json(json);
    }
    html::Page page{.title = "Stopped documents", .breadcrumbs = {{"My work", "/"}}};
    page.main << app::heading(1, "Stopped documents", "l") << app::paragraph(list->panel_name + ". A document stops when it would tell or go to where somebody on a record of this group must not be found.");
    if (list->lines.empty()) page.main << app::paragraph("No document has been stopped.");
    else {
        govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
        table.head = {{.text = "Document"}, {.text = "Made by"}, {.text = "Stopped"}, {.text = "State"}};
        for (const auto& line : list->lines)
            table.rows.push_back({{.html = app::link(kind_words(line.kind), stopped_address(line), ", " + line.id)}, {.text = line.asked_by_name + ", " + line.asking_panel}, {.text = persistence::london_date_time(line.asked_at)},
                                  {.html = govuk::tag(stopped_tag(line.answer))}});
        page.main << app::stacked_table(std::move(table));
    }
    page.main << page_links("/groups/" + list->panel + "/stopped-documents", "stopped", list->page, "Stopped documents", "main-content");
    return context.page(std::move(page));
}

Response stopped(Context& context) {
    const auto stop = persistence::open_stopped(context.gate(), context.parameter("panel"), context.parameter("stop"));
    return stop ? stop_page(context, *stop, {}) : refusal_page(context, stop.error());
}

Response answer_stopped(Context& context) {
    const auto stop = persistence::open_stopped(context.gate(), context.parameter("panel"), context.parameter("stop"));
    if (!stop) return refusal_page(context, stop.error());
    auto refusals = context.unknown_fields();
    const auto given = context.form.value("answer");
    if (!domain::has_code(stopped_answers(), given)) refusals.push_back({domain::RefusalKind::invalid, "answer", "Select whether it may be given", {}});
    const auto reason = optional_text(context.form, "reason", "why", refusals, 500);
    if (given != "" && reason.empty()) refusals.push_back({domain::RefusalKind::invalid, "reason", "Enter why", {}});
    if (!refusals.empty() || context.resent) return stop_page(context, *stop, refusals);
    const auto answered = persistence::answer_stopped(context.gate(), stop->panel, stop->id, given == "release", reason);
    if (answered) return done(stopped_address(*stop), "saved");
    return stop_page(context, *stop, answered.error());
}

}  // namespace casework::web::documents
