// Answering for one nominal.
#include "web/nominals/record_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "web/html/moj.hpp"
#include "persistence/accounts.hpp"
#include "persistence/people/people.hpp"
#include "persistence/record_access.hpp"
#include "web/nominals/record_views.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;
using html::Html;
using persistence::NominalRecord;

constexpr int text_max = 2000;

domain::Outcome<NominalRecord> record_of(Context& context, std::string_view name = "read") {
    return persistence::open_nominal(context.gate(), context.parameter("id"), name);
}

// One column of reading width with the heading, the error summary and a form.
html::Page question_page(Context& context, const NominalRecord& record, const std::string& title, const Shown& shown, const Html& body) {
    auto page = record_page(context, record, title);
    page.breadcrumbs.clear();
    page.back_href = "/nominals/" + record.id;
    page.back_text = "Back to the record";
    page.error = shown.refused();
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>\n"_html << body
              << "</div></div>\n"_html;
    return page;
}

Html resent_note(const Context& context) {
    if (!context.resent) return {};
    return html::moj::alert({.variant = html::moj::AlertVariant::information, .title = "Check your answers and send them again", .text = "Nothing has been saved yet."});
}

Html long_text(const Shown& shown, std::string name, std::string label, std::string hint, std::string_view stands = {}, int rows = 4) {
    return govuk::character_count({.id = name, .name = name, .rows = rows, .value = shown.value(name, stands), .maxlength = text_max, .label = {.text = std::move(label), .classes = "govuk-label--s"},
                                   .hint = {.text = std::move(hint)}, .error_message = shown.error(name)});
}

govuk::Fieldset legend_of(std::string words) { return {.legend = {.text = std::move(words), .classes = "govuk-fieldset__legend--s"}}; }

Html date_boxes(const Context& context, const Shown& shown, const std::string& name, std::string legend, std::string hint, std::optional<domain::Date> stands = {}) {
    domain::TypedDate typed = context.form.typed_date(name);
    if (context.form.all().empty() && stands)
        typed = {std::to_string(static_cast<unsigned>(stands->day())), std::to_string(static_cast<unsigned>(stands->month())), std::to_string(static_cast<int>(stands->year()))};
    const auto item = [&](std::string part, const std::string& value, std::string width) {
        return govuk::DateInputItem{.name = part, .value = value, .classes = width + (shown.wrong(name + "-" + part) ? " govuk-input--error" : "")};
    };
    return govuk::date_input({.id = name, .name_prefix = name, .items = {item("day", typed.day, "govuk-input--width-2"), item("month", typed.month, "govuk-input--width-2"), item("year", typed.year, "govuk-input--width-4")},
                              .hint = {.text = std::move(hint)}, .error_message = shown.error(name), .fieldset = legend_of(std::move(legend))});
}

Html radios_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, std::string_view stands = {}, std::string hint = {}) {
    govuk::Radios radios{.name = name};
    radios.id_prefix = name;
    radios.fieldset = legend_of(std::move(legend));
    radios.hint.text = std::move(hint);
    radios.error_message = shown.error(name);
    for (const auto& code : list) {
        govuk::RadioItem item{.text = std::string(code.words), .value = std::string(code.code), .hint = {.text = std::string(code.note)}};
        item.checked = shown.chosen(name, code.code, stands == code.code);
        radios.items.push_back(std::move(item));
    }
    return govuk::radios(radios);
}

Html boxes_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, const std::vector<std::string>& stand = {}) {
    govuk::Checkboxes boxes{.name = name};
    boxes.id_prefix = name;
    boxes.fieldset = legend_of(std::move(legend));
    boxes.hint.text = "Select all that apply";
    boxes.error_message = shown.error(name);
    for (const auto& code : list) {
        govuk::CheckboxItem item{.text = std::string(code.words), .value = std::string(code.code), .hint = {.text = std::string(code.note)}};
        item.checked = shown.chosen(name, code.code, std::ranges::find(stand, code.code) != stand.end());
        boxes.items.push_back(std::move(item));
    }
    return govuk::checkboxes(boxes);
}

Html small_input(const Shown& shown, std::string name, std::string label, std::string hint, std::string_view stands, std::string classes, std::string inputmode = {}) {
    return govuk::input({.id = name, .name = name, .inputmode = std::move(inputmode), .value = shown.value(name, stands), .label = {.text = std::move(label), .classes = "govuk-label--s"},
                         .hint = {.text = std::move(hint)}, .error_message = shown.error(name), .classes = std::move(classes), .autocomplete = "off"});
}

Html open_form(Context& context, const std::string& action, std::string_view version) {
    Html out;
    out << "<form method=\"post\" novalidate data-app-guard"_html << html::attribute("action", action) << ">"_html << context.form_fields(version) << resent_note(context);
    return out;
}

// Text that may be left out; too long is refused.
std::string optional_text(const Form& form, std::string name, std::string label, Refusals& refusals) {
    std::string text;
    domain::take(text, domain::read_optional_text(form.value(name), {name, std::move(label)}, text_max, domain::Lines::many), refusals);
    return text;
}
std::optional<domain::Date> optional_date(const Form& form, const std::string& name, std::string label, Refusals& refusals) {
    const auto typed = form.typed_date(name);
    if (domain::is_empty(typed)) return std::nullopt;
    domain::Date date{};
    if (!domain::take(date, domain::read_date(typed, {name, std::move(label)}), refusals)) return std::nullopt;
    return date;
}

}  // namespace

Response overview(Context& context) {
    const auto record = record_of(context);
    if (!record) return refusal_page(context, record.error());
    auto page = record_page(context, *record, "Overview");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response plan(Context& context) {
    const auto record = record_of(context, "read_plan");
    if (!record) return refusal_page(context, record.error());
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
    const auto record = record_of(context, "read_timeline");
    if (!record) return refusal_page(context, record.error());
    return timeline_page(context, *record, {});
}

Response add_note(Context& context) {
    const auto record = record_of(context, "read_timeline");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.form.unknown_fields({"note"});
    std::string note;
    domain::take(note, domain::read_text(context.form.value("note"), {"note", "note"}, text_max, domain::Lines::many), refusals);
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
    const auto record = record_of(context, "open_access_log");
    if (!record) return refusal_page(context, record.error());
    const auto log = persistence::read_access(context.gate(), record->id, context.request().query_value("after").value_or(""));
    if (!log) return refusal_page(context, log.error());
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

// --- update -------------------------------------------------------------------------------------------------------------------

namespace {

Response update_page(Context& context, const NominalRecord& record, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    const auto who = naming(context);
    Html body = open_form(context, "/nominals/" + record.id + "/update", std::to_string(record.version));
    body << small_input(shown, "incidents", "Incidents since the last meeting", "A number, like 4", record.updated_on && record.incidents && record.updated_for == (record.next_meeting ? record.next_meeting->id : std::string()) ? std::to_string(*record.incidents) : "", "govuk-input--width-3", "numeric")
         << small_input(shown, "seen_on", "Last seen on (optional)", "For example, 13/4/2023, 13 April 2023, today or yesterday", record.last_seen_on ? domain::long_date(*record.last_seen_on) : "", "govuk-input--width-10")
         << small_input(shown, "seen_where", "Where (optional)", "A street or place, and what the person did", record.last_seen_where, "")
         << long_text(shown, "summary", "Summary", "What the group needs to know", record.summary)
         << small_input(shown, "arrests", "Further arrests (optional)", "Since the last update", "", "govuk-input--width-3", "numeric")
         << small_input(shown, "reports", "Further reports (optional)", "Since the last update", "", "govuk-input--width-3", "numeric");
    if (record.position > 0)
        body << small_input(shown, "position", "Position on the list", fmt::format("From 1 to {}. Other people move to make room.", record.list_size), std::to_string(record.position), "govuk-input--width-3", "numeric");
    body << "<div class=\"govuk-button-group\">"_html;
    if (!record.after_id.empty()) body << govuk::button({.text = "Save and next person", .name = "do", .value = "next", .prevent_double_click = true});
    body << govuk::button({.text = "Save", .name = "do", .value = "save", .classes = record.after_id.empty() ? "" : "govuk-button--secondary", .prevent_double_click = true})
         << app::link("Cancel", "/groups/" + record.panel + "/nominals#" + record.id) << "</div></form>"_html;
    if (!record.after_id.empty()) body << "<p class=\"govuk-body-s\">Next: "_html << (who.initials ? domain::initials(record.after_name) : record.after_name) << "</p>"_html;
    return context.page(question_page(context, record, "Update", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

persistence::MeetingUpdate read_update(Context& context, const NominalRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    persistence::MeetingUpdate update;
    update.version = domain::parse_figures(form.value("version")).value_or(record.version);
    domain::take(update.incidents, domain::read_number(form.value("incidents"), {"incidents", "number of incidents"}, 0, 500), refusals);
    if (!form.value("seen_on").empty()) {
        domain::Date date{};
        auto read = domain::read_near_date(form.value("seen_on"), {"seen_on", "date last seen"}, context.today());
        if (read) read = domain::today_or_past(*read, {"seen_on", "date last seen"}, context.today());
        if (domain::take(date, std::move(read), refusals)) update.last_seen_on = date;
    }
    domain::take(update.last_seen_where, domain::read_optional_text(form.value("seen_where"), {"seen_where", "where the person was seen"}, 200), refusals);
    domain::take(update.summary, domain::read_text(form.value("summary"), {"summary", "summary"}, text_max, domain::Lines::many), refusals);
    if (!form.value("arrests").empty()) domain::take(update.arrests, domain::read_number(form.value("arrests"), {"arrests", "number of arrests"}, 0, 500), refusals);
    if (!form.value("reports").empty()) domain::take(update.reports, domain::read_number(form.value("reports"), {"reports", "number of reports"}, 0, 500), refusals);
    if (record.position > 0 && !form.value("position").empty()) {
        int position = 0;
        if (domain::take(position, domain::read_number(form.value("position"), {"position", "position"}, 1, record.list_size), refusals) && position != record.position) update.position = position;
    }
    return update;
}

Response clash_page(Context& context, const NominalRecord& record, const domain::Clash& clash) {
    Html body;
    const auto by = clash.fields.empty() ? std::string("Somebody") : clash.fields.front().by_name;
    body << app::paragraph(fmt::format("{} saved changes while you were editing. Nothing you typed has been lost. Choose what to keep.", by));
    body << "<form method=\"post\" novalidate action=\"/nominals/"_html << record.id << "/update\">"_html << context.form_fields(std::to_string(clash.version));
    for (const auto& [name, value] : context.form.all()) {
        if (name == "csrf" || name == "version" || name == "idem" || name == "do") continue;
        body << "<input type=\"hidden\""_html << html::attribute("name", name) << html::attribute("value", value) << ">"_html;
    }
    govuk::Table table{.caption = "What clashes"};
    table.head = {{.text = "Field"}, {.text = "Before"}, {.text = "Theirs"}, {.text = "Yours"}};
    table.first_cell_is_header = true;
    for (const auto& field : clash.fields) table.rows.push_back({{.text = domain::upper_first(field.field)}, {.text = field.before}, {.text = field.theirs}, {.text = field.mine}});
    body << app::table_in_scroll_region("clash", std::move(table)) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save mine over theirs", .name = "do", .value = "save", .classes = "govuk-button--secondary"})
         << govuk::button({.text = "Keep theirs", .href = "/nominals/" + record.id, .classes = "govuk-button--secondary"}) << "</div></form>"_html;
    const Refusals none;
    return context.page(question_page(context, record, "Someone else changed this record while you were editing", Shown(context.form, none), body), 409);
}

}  // namespace

Response update_form(Context& context) {
    const auto record = record_of(context, "open_update_form");
    if (!record) return refusal_page(context, record.error());
    return update_page(context, *record, {});
}

Response save_update(Context& context) {
    const auto record = record_of(context, "open_update_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.form.unknown_fields({"incidents", "seen_on", "seen_where", "summary", "arrests", "reports", "position", "do"});
    const auto update = read_update(context, *record, refusals);
    if (!refusals.empty() || context.resent) return update_page(context, *record, refusals);
    domain::Clash clash;
    const auto saved = persistence::save_update(context.gate(), record->id, update, clash);
    if (!saved) return saved.error().front().kind == domain::RefusalKind::conflict ? clash_page(context, *record, clash) : update_page(context, *record, saved.error());
    if (context.form.value("do") == "next" && !record->after_id.empty()) return done("/nominals/" + record->after_id + "/update", "saved");
    return done("/groups/" + record->panel + "/nominals#" + record->id, "saved");
}

// --- steps --------------------------------------------------------------------------------------------------------------------

namespace {

std::string step_title(codes::Event event, const std::string& who) {
    switch (event) {
        case codes::Event::accept: return "Add " + who + " to the list";
        case codes::Event::decline: return "Do not add " + who;
        case codes::Event::review: return "Renew the review of " + who;
        case codes::Event::step_down: return "Step " + who + " down to monitoring";
        case codes::Event::escalate: return "Put " + who + " back on the ranked list";
        case codes::Event::archive: return "Archive " + who;
        case codes::Event::reopen: return "Put " + who + " back on the list";
        case codes::Event::wait: return "Wait before deciding on " + who;
        case codes::Event::propose: break;
    }
    return "Decide";
}

// The questions of each step: only what its guards look at.
Html step_questions(Context& context, codes::Event event, const Shown& shown) {
    Html out;
    switch (event) {
        case codes::Event::accept:
            out << long_text(shown, "necessity", "Why is listing necessary?", "What can the group do that one agency cannot?")
                << long_text(shown, "proportionality", "Why is it proportionate?", "Why the benefit outweighs the intrusion into this person’s life")
                << radios_of(shown, "lawful_basis", "Lawful basis", codes::lawful_bases());
            out << boxes_of(shown, "elsewhere", "Better managed elsewhere?", std::array{domain::Code{"confirmed", "The proposer’s reason stands: no other group manages this better", ""}});
            break;
        case codes::Event::decline:
            out << radios_of(shown, "reason", "Why is the person not added?", codes::decline_reasons())
                << small_input(shown, "signpost", "Where should the proposer go instead?", "A group or service, and whom to ask", {}, "") << long_text(shown, "note", "Note (optional)", "");
            break;
        case codes::Event::review:
            out << date_boxes(context, shown, "next_review", "Next review", "The latest day is set by the group’s settings", domain::add_days(context.today(), 28))
                << long_text(shown, "note", "Note (optional)", "Why the person stays on the list");
            break;
        case codes::Event::step_down: out << long_text(shown, "reason", "Why step down?", "What has changed"); break;
        case codes::Event::escalate:
        case codes::Event::reopen:
            out << date_boxes(context, shown, "evidence_on", event == codes::Event::escalate ? "When was the new incident?" : "Date of the new evidence", "For example, 27 3 2026")
                << long_text(shown, "reason", "What happened?", "The new incident or evidence. The earlier history is kept.");
            break;
        case codes::Event::archive:
            out << radios_of(shown, "reason", "Why does the person leave the list?", codes::archive_reasons())
                << date_boxes(context, shown, "release_on", "Release date (only for custody)", "For example, 27 3 2027")
                << small_input(shown, "transferred_to", "Group that takes over (only when handed over)", "", {}, "") << long_text(shown, "note", "What stands behind the reason? (only for moved, support, died and error)", "Where the person moved, which support they take, who confirmed a death, or what was wrong");
            break;
        case codes::Event::wait: out << long_text(shown, "reason", "Why wait?", "What is missing, and who finds it out"); break;
        case codes::Event::propose: break;
    }
    return out;
}

Response step_page(Context& context, const NominalRecord& record, codes::Event event, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    const auto title = step_title(event, naming(context)(record.person));
    Html body = open_form(context, "/nominals/" + record.id + "/steps/" + std::string(codes::name(event)), std::to_string(record.version));
    if (event == codes::Event::accept) body << govuk::inset_text({.text = record.evidence});
    body << step_questions(context, event, shown) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = domain::upper_first(codes::words(event)), .classes = event == codes::Event::archive || event == codes::Event::decline ? "govuk-button--warning" : "", .prevent_double_click = true})
         << app::link("Cancel", "/nominals/" + record.id) << "</div></form>"_html;
    auto page = question_page(context, record, title, shown, body);
    page.title = domain::upper_first(codes::words(event)) + " – " + record.id;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

persistence::StepAnswers read_answers(Context& context, const NominalRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    persistence::StepAnswers answers;
    answers.version = domain::parse_figures(form.value("version")).value_or(record.version);
    answers.necessity = optional_text(form, "necessity", "why listing is necessary", refusals);
    answers.proportionality = optional_text(form, "proportionality", "why it is proportionate", refusals);
    answers.lawful_basis = form.value("lawful_basis");
    answers.not_better_elsewhere = form.value("elsewhere") == "confirmed";
    answers.reason = optional_text(form, "reason", "reason", refusals);
    answers.note = optional_text(form, "note", "note", refusals);
    answers.signpost = optional_text(form, "signpost", "where to go instead", refusals);
    answers.release_on = optional_date(form, "release_on", "release date", refusals);
    answers.evidence_on = optional_date(form, "evidence_on", "date of the new incident", refusals);
    answers.next_review = optional_date(form, "next_review", "next review", refusals);
    answers.transferred_to = optional_text(form, "transferred_to", "group that takes over", refusals);
    return answers;
}

std::string_view done_code(codes::Event event) {
    switch (event) {
        case codes::Event::accept: return "accepted";
        case codes::Event::decline: return "declined";
        case codes::Event::review: return "renewed";
        case codes::Event::step_down: return "stepped-down";
        case codes::Event::escalate: return "escalated";
        case codes::Event::archive: return "archived";
        case codes::Event::reopen: return "reopened";
        case codes::Event::wait: return "waiting";
        case codes::Event::propose: break;
    }
    return "saved";
}

}  // namespace

Response step_form(Context& context) {
    const auto event = codes::parse_event(context.parameter("event"));
    if (!event || *event == codes::Event::propose) return not_found_page(context);
    const auto record = record_of(context, "open_step_form");
    if (!record) return refusal_page(context, record.error());
    return step_page(context, *record, *event, {});
}

Response take_step(Context& context) {
    const auto event = codes::parse_event(context.parameter("event"));
    if (!event || *event == codes::Event::propose) return not_found_page(context);
    const auto record = record_of(context, "open_step_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.form.unknown_fields({"necessity", "proportionality", "lawful_basis", "elsewhere", "reason", "note", "signpost", "release_on-*", "evidence_on-*", "next_review-*", "transferred_to"});
    const auto answers = read_answers(context, *record, refusals);
    if (!refusals.empty() || context.resent) return step_page(context, *record, *event, refusals);
    const auto saved = persistence::take_step(context.gate(), record->id, codes::name(*event), answers);
    if (!saved) return step_page(context, *record, *event, saved.error());
    return done("/nominals/" + record->id, done_code(*event));
}

// --- putting somebody forward -----------------------------------------------------------------------------------------------------

namespace {

struct Described {
    std::string name;
    std::optional<domain::Date> born;
    std::optional<int> age;
    std::string basis;
};

Described read_description(Context& context, Refusals& refusals) {
    Described who;
    const auto& form = context.form;
    domain::take(who.name, domain::read_text(form.value("name"), {"name", "person’s full name"}, 120), refusals);
    who.born = optional_date(form, "born", "birth date", refusals);
    if (who.born && *who.born > context.today()) refusals.push_back({domain::RefusalKind::invalid, "born-day", "Birth date must be in the past", {}});
    if (!form.value("age").empty()) {
        int age = 0;
        if (domain::take(age, domain::read_number(form.value("age"), {"age", "estimated age"}, 0, 120), refusals)) who.age = age;
        who.basis = form.value("basis");
        if (!domain::has_code(domain::people::age_bases(), who.basis)) refusals.push_back({domain::RefusalKind::invalid, "basis", "Select how the age is known", {}});
    }
    const auto years = who.born ? std::optional(domain::age_on(*who.born, context.today())) : who.age;
    if (years && *years < 18)
        refusals.push_back({domain::RefusalKind::rule, who.born ? "born-day" : "age", "This person is under 18. Refer them to the District Contextual Safeguarding Meeting instead", "Children Act 2004 s.11"});
    return who;
}

html::Page add_page(Context& context, const Shown& shown, const std::string& heading) {
    html::Page page{.title = heading, .error = shown.refused(), .section = "nominals", .back_href = "/groups/" + context.parameter("panel") + "/nominals", .back_text = "Back to nominal list",
                    .marking = panel_marking(persistence::group_name(context.house().database, context.parameter("panel")))};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << heading << "</h1>\n"_html;
    return page;
}

Html hidden(std::string_view name, std::string_view value) {
    Html out;
    return out << "<input type=\"hidden\""_html << html::attribute("name", name) << html::attribute("value", value) << ">"_html;
}

Html carried(const Form& form, std::initializer_list<std::string_view> names) {
    Html out;
    for (const auto name : names) out << hidden(name, form.value(name));
    return out;
}

// First page: who. Searching comes before a new record is made.
Response who_page(Context& context, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Who do you want to put forward?");
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "who")
              << small_input(shown, "name", "Full name", "As the person is known. Other names can be added later.", {}, "") << date_boxes(context, shown, "born", "Birth date (optional)", "For example, 27 3 1984")
              << small_input(shown, "age", "Estimated age, if the birth date is not known (optional)", "", {}, "govuk-input--width-3", "numeric") << radios_of(shown, "basis", "How is the age known? (only for an estimate)", domain::people::age_bases())
              << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

std::string match_facts(const persistence::LikelyMatch& match, domain::Date today) {
    std::string facts = match.person.id;
    if (match.person.birth && match.person.birth->born) facts += ", born " + domain::long_date(*match.person.birth->born);
    else if (match.person.birth && match.person.birth->estimated_age) facts += fmt::format(", about {} years old", *match.person.birth->estimated_age);
    if (!match.person.address.empty()) facts += ", " + match.person.address;
    (void)today;
    return facts + ". " + domain::listed(match.why);
}

// Second page: is it one of these?
Response matches_page(Context& context, const std::vector<persistence::LikelyMatch>& matches, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Is it one of these people?");
    govuk::Radios radios{.name = "person"};
    radios.id_prefix = "person";
    radios.fieldset = legend_of("People you may see whose name or birth date is alike");
    radios.error_message = shown.error("person");
    for (const auto& match : matches) {
        govuk::RadioItem item{.text = match.person.name, .value = match.person.id, .hint = {.text = match_facts(match, context.today())}};
        item.checked = shown.chosen("person", match.person.id);
        radios.items.push_back(std::move(item));
    }
    radios.items.push_back({.divider = "or"});
    govuk::RadioItem none{.text = "None of these, add a new person", .value = "new"};
    none.checked = shown.chosen("person", "new");
    radios.items.push_back(std::move(none));
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "match")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis"}) << govuk::radios(radios) << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

// Third page: why.
Response why_page(Context& context, const std::vector<persistence::AgencyLine>& agencies, const Refusals& refusals) {
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Why should the person be on the list?");
    std::vector<domain::Code> agency_codes;
    for (const auto& agency : agencies) agency_codes.push_back({agency.id, agency.name, ""});
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "why")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis", "person"}) << "<p class=\"govuk-body\"><strong>"_html
              << (naming(context).initials ? domain::initials(context.form.value("name")) : context.form.value("name")) << "</strong></p>"_html
              << boxes_of(shown, "behaviours", "What does the person do?", codes::behaviours()) << long_text(shown, "evidence", "What happened in the last 3 months?", "Dates, places and what was done. Not rumours.")
              << long_text(shown, "nexus", "How does this affect the town centre?", "Streets and businesses affected") << long_text(shown, "elsewhere", "Why does no other group manage this better?", "Your own view. Other groups’ records are not looked up.")
              << small_input(shown, "incidents", "Incidents since the last meeting (optional)", "A number, like 4", {}, "govuk-input--width-3", "numeric")
              << boxes_of(shown, "known_to", "Which agencies know the person? (optional)", agency_codes) << govuk::button({.text = "Put forward", .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response add_form(Context& context) { return who_page(context, {}); }

Response add(Context& context) {
    const auto panel = context.parameter("panel");
    auto refusals = context.form.unknown_fields({"step", "name", "born-*", "age", "basis", "person", "behaviours", "evidence", "nexus", "elsewhere", "incidents", "known_to"});
    const auto who = read_description(context, refusals);
    if (!refusals.empty() || (context.resent && context.form.value("step") == "who")) return who_page(context, refusals);
    const auto matches = persistence::likely_matches(context.gate(), who.name, who.born);
    const auto person = context.form.value("person");
    if (context.form.value("step") == "who" && !matches.empty()) return matches_page(context, matches, {});
    if (context.form.value("step") == "match" && person.empty())
        return matches_page(context, matches, {{domain::RefusalKind::invalid, "person", "Select a person, or ‘None of these’", {}}});
    const auto agencies = persistence::owner_agencies(context.gate(), panel);
    if (!agencies) return refusal_page(context, agencies.error());
    if (context.form.value("step") != "why") return why_page(context, *agencies, {});

    persistence::Proposal proposal{.person = person == "new" ? "" : person, .name = who.name, .born = who.born, .estimated_age = who.age, .age_basis = who.basis, .behaviours = context.form.values("behaviours"),
                                   .known_to = context.form.values("known_to"), .evidence = optional_text(context.form, "evidence", "what happened", refusals),
                                   .nexus = optional_text(context.form, "nexus", "how this affects the town centre", refusals),
                                   .not_better_elsewhere = optional_text(context.form, "elsewhere", "why no other group", refusals), .incidents = {}};
    if (!context.form.value("incidents").empty()) {
        int incidents = 0;
        if (domain::take(incidents, domain::read_number(context.form.value("incidents"), {"incidents", "number of incidents"}, 0, 500), refusals)) proposal.incidents = incidents;
    }
    if (!refusals.empty() || context.resent) return why_page(context, *agencies, refusals);
    const auto saved = persistence::propose(context.gate(), panel, proposal);
    if (!saved) return why_page(context, *agencies, saved.error());
    return done("/nominals/" + saved->id, "proposed");
}

Response choose_names(Context& context) {
    if (!context.form.unknown_fields({"names", "next"}).empty()) return not_found_page(context);
    if (!context.resent)
        context.house().database.write([&](persistence::Transaction& tx) { persistence::set_initials_only(tx, context.session().hash, context.form.value("names") == "initials"); });
    const auto next = context.form.value("next");
    return see_other(is_own_path(next) ? next : "/");
}

}  // namespace casework::web::nominals
