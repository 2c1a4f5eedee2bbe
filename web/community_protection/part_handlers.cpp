// Answering for what is written on a case while it is prepared: its parts, requirements, events, who was told.
#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "web/asked_fields.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/community_protection/informed_form.hpp"
#include "web/community_protection/requirement_rows.hpp"
#include "web/form_fields.hpp"
#include "web/json_answers.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/record_pages.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::CaseRecord;

domain::Outcome<CaseRecord> opened(Context& context, std::string_view form) { return persistence::open_case(context.gate(), context.parameter("id"), form); }

// May be written on at all: said before a form is filled in.
Refusals not_in_preparation(const CaseRecord& record) { return rules::change_refused(record.kind, record.state); }

Html buttons(const CaseRecord& record, std::string words = "Save") {
    Html out;
    return out << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = std::move(words), .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div>"_html;
}

Response part_page(Context& context, const CaseRecord& record, const rules::Part& part, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    Html body;
    if (!part.hint.empty()) body << app::paragraph(part.hint);
    if (part.name == "duplicates") {
        if (record.duplicates.empty()) body << app::paragraph("No other open matter about this person that you may see. Records that you may not see are not hinted at: ask in the group where you have reason to.");
        for (const auto& other : record.duplicates) body << app::paragraph(fmt::format("{}: {}, {}, {} since {}.", other.urn, other.agency, domain::lower_first(domain::words_for(rules::conduct_categories(), other.category)), other.state, domain::long_date(other.since)));
    }
    body << open_form(context, address_of(record, "parts/" + std::string(part.name)), opened_version(context, shown, record.version));
    for (const auto& field : part.fields) body << asked(context, shown, field, record.value(field.name));
    body << buttons(record) << "</form>"_html;
    if (part.name == "told") body << "<p class=\"govuk-body\">"_html << app::link("Record who you told", address_of(record, "informed/add")) << "</p>"_html;
    return context.page(question_page(context, record, std::string(part.title), shown, body), refusals.empty() ? 200 : status_of(refusals));
}

// Two people saved the same questions: the words of a field and of a stored value, as the form has them.
std::string label_of(std::string_view name) {
    const auto* field = rules::find_part_field(name);
    return std::string(field ? field->words : name);
}
std::string said(std::string_view name, const std::string& value) {
    const auto* field = rules::find_part_field(name);
    return field ? domain::said_value(*field, value) : value;
}
const ClashWords clash_words{label_of, said};

Response clash_page(Context& context, const CaseRecord& record, const rules::Part& part, const domain::Clash& clash) {
    if (context.wants_json()) return conflict(context.request(), nominals::clash_json(clash));
    const auto refusals = clash_unanswered(context.form, clash, clash_words);
    const Shown shown(context.form, refusals);
    const auto action = address_of(record, "parts/" + std::string(part.name));
    return context.page(clash_page_of(question_page(context, record, std::string(clash_title), shown, clash_part(context, shown, clash, action, address_of(record), clash_words))), 409);
}

// The part of the address, or nothing.
const rules::Part* part_of(const Context& context, const CaseRecord& record) { return rules::find_part(context.parameter("part"), record.kind); }

}  // namespace

Response part_form(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto* part = part_of(context, *record);
    if (!part) return not_found_page(context);
    if (const auto stopped = not_in_preparation(*record); !stopped.empty()) return refusal_page(context, stopped);
    return part_page(context, *record, *part, {});
}

Response save_part(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    const auto* part = part_of(context, *record);
    if (!part) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto values = read_asked(context.form, part->fields, refusals, context.wants_json());
    if (!refusals.empty() || context.resent) return part_page(context, *record, *part, refusals);
    const int version = domain::parse_figures(context.form.value("version")).value_or(record->version);
    domain::Clash clash;
    const auto saved = persistence::save_part(context.gate(), record->id, part->name, version, values, nominals::read_choices(context), clash);
    if (!saved && !clash.fields.empty()) return clash_page(context, *record, *part, clash);
    if (!saved) return part_page(context, *record, *part, saved.error());
    return done(address_of(*record), saved->version > version + 1 ? "saved-joined" : "saved");
}

namespace {

Response requirements_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    std::vector<rules::Requirement> stand;
    for (const auto& line : record.requirements) stand.push_back(line.asked);
    Html body = app::paragraph("Keep only what is reasonable to stop the harm happening again (section 43(4)).");
    body << open_form(context, address_of(record, "requirements"), opened_version(context, shown, record.version)) << requirement_rows(shown, context.form, stand, record.kind == "notice") << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save", .name = "do", .value = "save", .prevent_double_click = true}) << govuk::button({.text = "Add another requirement", .name = "do", .value = "add", .classes = "govuk-button--secondary"})
         << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, fmt::format("What must {} do or stop doing?", recipient_name(context, record)), shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response requirements_form(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    if (const auto stopped = not_in_preparation(*record); !stopped.empty()) return refusal_page(context, stopped);
    return requirements_page(context, *record, {});
}

Response save_requirements(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    if (context.form.value("do") == "add" && refusals.empty()) return requirements_page(context, *record, {});
    const auto requirements = read_requirements(context.form, context.today(), refusals);
    if (!refusals.empty() || context.resent) return requirements_page(context, *record, refusals);
    const auto saved = persistence::save_requirements(context.gate(), record->id, domain::parse_figures(context.form.value("version")).value_or(record->version), requirements);
    if (!saved) return requirements_page(context, *record, saved.error());
    return done(address_of(*record), "saved");
}

namespace {

bool breaches(const CaseRecord& record) { return record.given_on.has_value() || record.kind == "notice"; }

Response event_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, head_json(record));
    const Shown shown(context.form, refusals);
    const bool breach = breaches(record);
    Html body = open_form(context, address_of(record, "events/add"), {});
    body << hidden("kind", breach ? "breach" : "report") << small_input(shown, "on", breach ? "When did it happen?" : "When was it reported?", std::string(past_date_hint), "", "govuk-input--width-10")
         << small_input(shown, "at", "Time (optional)", "For example, 4:10pm", "", "govuk-input--width-5") << small_input(shown, "place", "Where? (optional)", "", "")
         << long_text(shown, "words", "What happened?", breach ? "The person reads these words in a notice: never say who reported it" : "Never say who complained", {}, 4)
         << radios_of(shown, "evidence_kind", "What proves it? (optional)", rules::evidence_kinds()) << small_input(shown, "evidence", "Reference of the evidence (optional)", "Without evidence it does not count towards a notice", "");
    if (breach && !record.requirements.empty()) body << small_input(shown, "requirement", "Which requirement? (optional)", "Its number", "", "govuk-input--width-2", "numeric");
    body << buttons(record, breach ? "Record breach" : "Add report") << "</form>"_html;
    return context.page(question_page(context, record, breach ? "Record a breach" : "Add a report", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

persistence::CaseEvent read_event(Context& context, const CaseRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    persistence::CaseEvent event;
    event.kind = breaches(record) ? "breach" : "report";
    if (form.value("on").empty()) refusals.push_back({RefusalKind::invalid, "on", "Enter the date", {}});
    if (const auto on = near_date(context, "on", "date", refusals)) event.on = *on;
    if (!form.value("at").empty()) {
        event.minute = domain::parse_time(form.value("at"));
        if (!event.minute) refusals.push_back({RefusalKind::invalid, "at", "Enter a time, like 4:10pm", {}});
    }
    event.place = optional_text(form, "place", "place", refusals, 200, domain::Lines::one);
    event.words = optional_text(form, "words", "what happened", refusals);
    event.evidence_kind = form.value("evidence_kind");
    event.evidence = optional_text(form, "evidence", "reference of the evidence", refusals, 500, domain::Lines::one);
    if (!form.value("requirement").empty()) domain::take(event.requirement, domain::read_number(form.value("requirement"), {"requirement", "number of the requirement"}, 1, 20), refusals);
    return event;
}

Response informed_page(Context& context, const CaseRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    Html body = open_form(context, address_of(record, "informed/add"), {});
    body << informed_questions(shown, "", "Who was told?") << buttons(record) << "</form>"_html;
    return context.page(question_page(context, record, "Who was told before the notice?", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response event_form(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    return event_page(context, *record, {});
}

Response add_event(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    const auto event = read_event(context, *record, refusals);
    if (!refusals.empty() || context.resent) return event_page(context, *record, refusals);
    if (const auto saved = persistence::add_case_event(context.gate(), record->id, event); !saved) return event_page(context, *record, saved.error());
    return done(address_of(*record), "saved");
}

Response informed_form(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    if (record->kind != "notice") return not_found_page(context);
    return informed_page(context, *record, {});
}

Response add_informed(Context& context) {
    const auto record = opened(context, "open_edit_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    const auto line = read_informed(context, "", refusals);
    if (!refusals.empty() || context.resent) return informed_page(context, *record, refusals);
    if (const auto saved = persistence::add_informed(context.gate(), record->id, line); !saved) return informed_page(context, *record, saved.error());
    return done(address_of(*record), "saved");
}

}  // namespace casework::web::cases
