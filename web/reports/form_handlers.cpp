// Answering for adding a report, three short pages, and for what becomes known of it later.
#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/record_pages.hpp"
#include "web/reports/record_handlers.hpp"
#include "web/reports/report_forms.hpp"
#include "web/reports/report_views.hpp"

namespace casework::web::reports {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::ReportForm;

constexpr domain::Code about_rows[] = {{"person", "A person", ""}, {"body", "A business or other body", ""}, {"premises", "Premises, whoever lives or works there", ""}, {"location", "A place where it happens", "A park, a square, a street"}};

Html day_box(const Shown& shown, std::string name, std::string label, std::string_view stands = {}) { return small_input(shown, std::move(name), std::move(label), std::string(near_date_hint), stands, "govuk-input--width-10"); }

std::vector<domain::Code> place_codes(const ReportForm& form) {
    std::vector<domain::Code> codes;
    for (const auto& place : form.places) codes.push_back({place.id, place.name, ""});
    return codes;
}

Html place_questions(const Shown& shown, const ReportForm& form, const domain::FieldValues& stand) {
    const auto stands = [&](std::string_view field) { const auto* value = domain::find_value(stand, field); return value ? *value : std::string(); };
    Html out = select_of(shown, "place", "Where?", place_codes(form), stands("place"), "Not in the list", "govuk-label--s");
    return out << small_input(shown, "place_text", "Describe the place (only if it is not in the list)", "An address, or what is near", stands("place_text"))
               << small_input(shown, "place_text_reason", "Why is no better place known?", "For example, the caller did not know the number", stands("place_text_reason"))
               << ward_question(shown, form, "Ward (optional)", stands("ward"), "Not known, or as the place says");
}

Html about_questions(const Shown& shown, const domain::FieldValues& stand) {
    const auto stands = [&](std::string_view field) { const auto* value = domain::find_value(stand, field); return value ? *value : std::string(); };
    Html out = radios_of(shown, "about_kind", "What does it come from, if known?", about_rows, stands("about_kind"));
    return out << small_input(shown, "about_name", "Name (optional)", "As it was told. A name here opens nothing about anybody.", stands("about_name"))
               << small_input(shown, "about", "Reference of the person, if you know it", "Like PER-2026-0012", stands("about"), "govuk-input--width-10");
}

html::Page add_page(Context& context, const Shown& shown, const std::string& heading) {
    html::Page page{.title = heading, .error = shown.refused(), .section = "cases", .back_href = "/groups/" + context.parameter("panel") + "/reports", .back_text = "Back to the reports",
                    .marking = html::Marking{.text = "Reports. Never tell anybody who made them. Your access is recorded."}};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << app::heading(1, heading, "l")
              << open_form(context, "/groups/" + context.parameter("panel") + "/reports/add", {});
    return page;
}
Response finished(Context& context, html::Page page, std::string button, const Refusals& refusals) {
    page.main << govuk::button({.text = std::move(button), .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Response category_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "category"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "What is the report about?");
    page.main << hidden("step", "category") << radios_of(shown, "category", "Category", rules::categories()) << radios_of(shown, "channel", "How did it come in?", rules::channels(), "phone");
    return finished(context, std::move(page), "Continue", refusals);
}

Response what_page(Context& context, const ReportForm& form, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "what"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "What happened, when and where?");
    const auto kinds = rules::kinds_of(context.form.value("category"));
    page.main << hidden("step", "what") << carried(context.form, {"category", "channel"}) << radios_of(shown, "kind", "What was it?", kinds, kinds.size() == 1 ? kinds.front().code : std::string_view())
              << long_text(shown, "what", "What happened?", "In your words. Never who complained: their own words come on the next page.") << day_box(shown, "occurred_from", "When did it happen?")
              << day_box(shown, "occurred_until", "Until when? (only if it went on for days)") << day_box(shown, "reported_on", "When was it reported?", domain::long_date(context.today())) << place_questions(shown, form, {})
              << about_questions(shown, {}) << boxes_of(shown, "hate", "Hate incident", std::array{domain::Code{"yes", "It was because of who somebody is", ""}});
    return finished(context, std::move(page), "Continue", refusals);
}

Response reporter_page(Context& context, const ReportForm& form, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "reporter"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Who reports it?");
    page.main << app::paragraph("This is kept apart: it is shown only when somebody asks to see it, and stands in nothing that is given to anybody.") << hidden("step", "reporter")
              << carried(context.form, {"category", "channel", "kind", "what", "occurred_from", "occurred_until", "reported_on", "place", "place_text", "place_text_reason", "ward", "about_kind", "about_name", "about", "hate"})
              << radios_of(shown, "reporter_kind", "Who is it?", rules::reporter_kinds()) << small_input(shown, "reporter_name", "Name (optional)") << small_input(shown, "reporter_telephone", "Telephone (optional)", "", {}, "govuk-input--width-20")
              << small_input(shown, "reporter_email", "E-mail address (optional)") << long_text(shown, "reporter_address", "Address (optional)", "", {}, 3, 400)
              << long_text(shown, "safe_contact", "How and when can they be reached safely? (optional)", "", {}, 2, 500) << long_text(shown, "own_words", "In their own words (optional)", "", {}, 3)
              << boxes_of(shown, "no_update", "Updates", std::array{domain::Code{"yes", "They do not want to hear what is done", ""}})
              << select_of(shown, "agency", "Which agency received it?", codes_of(form.agencies), context.actor().agency, "Choose an agency", "govuk-label--s") << small_input(shown, "external_ref", "Reference of that agency (optional)", "", {}, "govuk-input--width-20");
    return finished(context, std::move(page), "Record the report", refusals);
}

persistence::NewReport read_what(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    persistence::NewReport n;
    auto& r = n.report;
    r.category = form.value("category");
    r.channel = form.value("channel");
    r.kind = form.value("kind");
    r.what = optional_text(form, "what", "what happened", refusals);
    r.occurred_from = near_date(context, "occurred_from", "first day", refusals);
    r.occurred_until = near_date(context, "occurred_until", "last day", refusals);
    r.reported_on = near_date(context, "reported_on", "date of the report", refusals);
    r.place = form.value("place");
    r.place_text = optional_text(form, "place_text", "place", refusals, 200, domain::Lines::one);
    r.place_text_reason = optional_text(form, "place_text_reason", "reason", refusals, 200, domain::Lines::one);
    r.ward = form.value("ward");
    r.hate = form.value("hate") == "yes";
    r.about = form.value("about");
    n.about_kind = form.value("about_kind");
    n.about_name = optional_text(form, "about_name", "name", refusals, 200, domain::Lines::one);
    return n;
}

void read_reporter(Context& context, persistence::NewReport& n, Refusals& refusals) {
    const auto& form = context.form;
    auto& r = n.reporter;
    r.kind = form.value("reporter_kind");
    r.name = optional_text(form, "reporter_name", "name", refusals, 200, domain::Lines::one);
    r.address = optional_text(form, "reporter_address", "address", refusals, 400);
    r.telephone = optional_text(form, "reporter_telephone", "telephone", refusals, 60, domain::Lines::one);
    r.email = optional_text(form, "reporter_email", "e-mail address", refusals, 200, domain::Lines::one);
    r.own_words = optional_text(form, "own_words", "their own words", refusals);
    r.safe_contact = optional_text(form, "safe_contact", "safe contact", refusals, 500);
    r.wants_update = form.value("no_update") != "yes";
    n.report.agency = form.value("agency");
    n.report.external_ref = optional_text(form, "external_ref", "reference", refusals, 60, domain::Lines::one);
}

// What the workflow will ask, page by page: only the fields of the page that was sent.
Refusals refused_on(Context& context, const persistence::NewReport& n, std::initializer_list<std::string_view> fields) {
    domain::reports::Facts facts;
    facts.today = context.today();
    facts.report = n.report;
    facts.reporter_kind = n.reporter.kind;
    const auto step = domain::decide(rules::workflow(), rules::State::unknown, rules::Event::receive, facts);
    Refusals refusals;
    if (!step)
        for (const auto& refusal : step.error())
            if (std::ranges::find(fields, refusal.field) != fields.end()) refusals.push_back(refusal);
    return refusals;
}

void add_all(Refusals more, Refusals& refusals) {
    for (auto& each : more)
        if (std::ranges::find(refusals, each.field, &domain::Refusal::field) == refusals.end()) refusals.push_back(std::move(each));
}

// --- what becomes known later -----------------------------------------------------------------------------------------------------

std::string label_of(std::string_view field) {
    constexpr std::pair<std::string_view, std::string_view> labels[] = {{"kind", "What it was"}, {"occurred_from", "First day"}, {"occurred_until", "Last day"}, {"place", "Where"}, {"place_text", "Description of the place"},
                                                                       {"place_text_reason", "Why no better place is known"}, {"ward", "Ward"}, {"about_kind", "What it comes from"}, {"about", "Reference of the person"},
                                                                       {"about_name", "Name"}, {"victim", "Who suffers it"}, {"hate", "Hate incident"}};
    for (const auto& [name, words] : labels)
        if (name == field) return std::string(words);
    return std::string(field);
}
std::string said(std::string_view field, const std::string& value) {
    if (value.empty()) return "nothing";
    if (const auto day = domain::parse_iso_date(value)) return domain::long_date(*day);
    return field == "about_kind" ? domain::words_for(about_rows, value) : value;
}
const ClashWords clash_words{label_of, said};

Response edit_page(Context& context, const persistence::ReportRecord& record, const ReportForm& form, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, report_json(record));
    const Shown shown(context.form, refusals);
    const auto& r = record.report;
    const auto day = [](const std::optional<domain::Date>& on) { return on ? domain::long_date(*on) : std::string(); };
    Html body = open_form(context, address_of(record, "edit"), opened_version(context, shown, record.version));
    body << radios_of(shown, "kind", "What was it?", rules::kinds_of(record.category), record.kind) << day_box(shown, "occurred_from", "When did it happen?", day(r.occurred_from))
         << day_box(shown, "occurred_until", "Until when? (only if it went on for days)", day(r.occurred_until)) << place_questions(shown, form, persistence::values_of(record)) << about_questions(shown, persistence::values_of(record))
         << small_input(shown, "victim", "Who suffers it", "The reference of another report of the same person or household, like REP-2026-0004. They are counted together for an ASB case review.", r.victim, "govuk-input--width-10")
         << boxes_of(shown, "hate", "Hate incident", std::array{domain::Code{"yes", "It was because of who somebody is", ""}}, r.hate ? std::vector<std::string>{"yes"} : std::vector<std::string>{})
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Save", .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, "What is known of it?", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

// What a program leaves out stays as it stands; a form sends every box but those that are not ticked.
domain::FieldValues read_edit(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    domain::FieldValues values;
    for (const auto& name : persistence::report_edit_fields()) {
        const bool day = name.starts_with("occurred_"), text = name == "place_text" || name == "place_text_reason" || name == "about_name";
        if (!form.has(name) && !(name == "hate" && !context.wants_json())) continue;
        if (day) {
            const auto on = near_date(context, name, domain::lower_first(label_of(name)), refusals);
            values.push_back({name, on ? domain::iso_date(*on) : std::string()});
        } else if (text) values.push_back({name, optional_text(form, name, domain::lower_first(label_of(name)), refusals, 200, domain::Lines::one), 200});
        else values.push_back({name, form.value(name)});
    }
    return values;
}

Response clash_page(Context& context, const persistence::ReportRecord& record, const domain::Clash& clash) {
    if (context.wants_json()) return conflict(context.request(), nominals::clash_json(clash));
    const auto refusals = clash_unanswered(context.form, clash, clash_words);
    const Shown shown(context.form, refusals);
    return context.page(clash_page_of(question_page(context, record, std::string(clash_title), shown, clash_part(context, shown, clash, address_of(record, "edit"), address_of(record), clash_words))), 409);
}

}  // namespace

domain::CodeList about_kinds() { return about_rows; }

Response add_form(Context& context) { return category_page(context, {}); }

Response add(Context& context) {
    const auto step = context.form.value("step");
    const auto form = persistence::open_report_form(context.gate(), context.parameter("panel"));
    if (!form) return refusal_page(context, form.error());
    auto refusals = context.unknown_fields();
    auto n = read_what(context, refusals);
    if (step != "what" && step != "reporter") refusals = context.unknown_fields();  // nothing else was asked yet
    add_all(refused_on(context, n, {"category", "channel"}), refusals);
    if (!refusals.empty() && step != "what" && step != "reporter") return category_page(context, refusals);
    if (context.resent && step == "category") return category_page(context, {});
    if (step != "what" && step != "reporter") return what_page(context, *form, {});
    add_all(refused_on(context, n, {"kind", "what", "occurred_from", "reported_on", "place"}), refusals);
    if (!refusals.empty() || (context.resent && step == "what")) return what_page(context, *form, refusals);
    if (step != "reporter") return reporter_page(context, *form, {});
    read_reporter(context, n, refusals);
    if (!refusals.empty() || context.resent) return reporter_page(context, *form, refusals);
    const auto saved = persistence::receive_report(context.gate(), context.parameter("panel"), n);
    if (!saved) return std::ranges::any_of(saved.error(), [](const auto& each) { return each.field.starts_with("about") || each.field == "ward" || each.field.starts_with("place"); }) ? what_page(context, *form, saved.error())
                                                                                                                                                                          : reporter_page(context, *form, saved.error());
    return made("/reports/" + saved->id, "/reports/" + saved->id, "report-added");
}

Response edit_form(Context& context) {
    const auto record = persistence::open_report(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto form = persistence::open_report_form(context.gate(), record->panel);
    return form ? edit_page(context, *record, *form, {}) : refusal_page(context, form.error());
}

Response edit(Context& context) {
    const auto record = persistence::open_report(context.gate(), context.parameter("id"), "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto form = persistence::open_report_form(context.gate(), record->panel);
    if (!form) return refusal_page(context, form.error());
    auto refusals = context.unknown_fields();
    persistence::ReportEdit edit{domain::parse_figures(context.form.value("version")).value_or(record->version), read_edit(context, refusals), nominals::read_choices(context)};
    if (!refusals.empty() || context.resent) return edit_page(context, *record, *form, refusals);
    domain::Clash clash;
    const auto saved = persistence::edit_report(context.gate(), record->id, edit, clash);
    if (!saved && !clash.fields.empty()) return clash_page(context, *record, clash);
    if (!saved) return edit_page(context, *record, *form, saved.error());
    return done(address_of(*record), saved->version > edit.version + 1 ? "saved-joined" : "saved");
}

}  // namespace casework::web::reports
