// Answering for one report: what is known, who made it (by a reveal), its timeline, who looked, and its steps.
#include "web/reports/record_handlers.hpp"

#include <fmt/format.h>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/record_pages.hpp"
#include "web/reports/report_forms.hpp"
#include "web/reports/report_views.hpp"

namespace casework::web::reports {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::ReportRecord;
using rules::Event;

JsonObject source_json(const persistence::ReportSource& source) {
    const auto& r = source.reporter;
    auto json = head_json(source.head);
    json.add("reporter_kind", r.kind).add("name", r.name).add("address", r.address).add("telephone", r.telephone).add("email", r.email).add("own_words", r.own_words);
    return json.add("safe_contact", r.safe_contact).add("wants_update", r.wants_update);
}

struct ReportPages {
    static constexpr std::string_view stem = "/reports/", note_hint = "It cannot be changed afterwards. Never who reported it.";
    static auto open(persistence::Gate& gate, std::string_view id, int before) { return persistence::open_report_timeline(gate, id, before); }
    static auto add_note(persistence::Gate& gate, std::string_view id, const std::string& note) { return persistence::add_report_note(gate, id, note); }
    static html::Page page(Context& context, const persistence::ReportHead& head, std::string title) { return report_page(context, head, std::move(title)); }
    static Html tabs(const persistence::ReportHead& head, std::string_view current) { return report_tabs(head, current); }
    static JsonObject json(const persistence::ReportTimeline& t) { return head_json(t.head).list("events", t.events, nominals::event_json).add("next", t.next); }
};

// --- steps ------------------------------------------------------------------------------------------------------------------------

Html told_question(const Shown& shown) { return radios_of(shown, "told", "Does the reporter know?", rules::contact_answers()); }
Html officer_question(const Shown& shown, const ReportRecord& record, const persistence::ReportForm& form) {
    return select_of(shown, "officer", "Which officer deals with it?", codes_of(form.officers), record.officer, "Choose an officer", "govuk-label--s");
}
Html risk_questions(const Shown& shown, const ReportRecord& record) {
    Html out = radios_of(shown, "risk", "What is the risk to who suffers it?", rules::risks(), record.risk);
    return out << boxes_of(shown, "police_told", "If somebody is in danger now", std::array{domain::Code{"yes", "The police have been told", ""}});
}

Html questions(const Shown& shown, const ReportRecord& record, const persistence::ReportForm& form, Event event) {
    Html out;
    const bool again = event == Event::assign && record.state == "assigned";
    switch (event) {
        case Event::ask: return long_text(shown, "text", "What do you need to know?");
        case Event::hear: return long_text(shown, "text", "What did the reporter say?", "Nothing that shows who they are");
        case Event::join: return small_input(shown, "other", "Which report's incident is it?", "Its reference, like REP-2026-0004", {}, "govuk-input--width-10") << long_text(shown, "text", "Why? (only where the categories differ)", "", {}, 2);
        case Event::part: return long_text(shown, "text", "Why is it an incident of its own?", "", {}, 2);
        case Event::assign:
            if (!again) out << risk_questions(shown, record) << ward_question(shown, form, "Ward", record.report.ward, "Choose a ward");
            out << officer_question(shown, record, form);
            return again ? out << long_text(shown, "text", "Why?", "", {}, 2) : out;
        case Event::link_matter:
            for (const auto& matter : record.matters) out << app::paragraph(matter.id + ": " + matter.title + ", " + matter.state_words);
            return out << small_input(shown, "matter", "Reference of the matter", "A warning or a notice, like CPW-2026-0041", record.matters.size() == 1 ? record.matters.front().id : std::string(), "govuk-input--width-10");
        case Event::resolve:
            if (record.state == "received") out << risk_questions(shown, record);
            return out << radios_of(shown, "outcome", "What came of it?", rules::outcomes()) << long_text(shown, "text", "What was done?") << told_question(shown);
        case Event::pass_on:
            return small_input(shown, "receiver", "Which agency or team takes over?") << radios_of(shown, "gateway", "Why may it be handed over?", rules::gateways()) << told_question(shown);
        case Event::reopen: return officer_question(shown, record, form) << long_text(shown, "text", "Why is it opened again?", "", {}, 2);
        default: return out;
    }
}

persistence::ReportAnswers read_answers(Context& context, const ReportRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    persistence::ReportAnswers a;
    a.version = domain::parse_figures(form.value("version")).value_or(record.version);
    a.text = optional_text(form, "text", "answer", refusals);
    a.receiver = optional_text(form, "receiver", "agency or team", refusals, 200, domain::Lines::one);
    a.other = form.value("other"), a.risk = form.value("risk"), a.ward = form.value("ward"), a.officer = form.value("officer"), a.matter = form.value("matter"), a.outcome = form.value("outcome");
    a.told = form.value("told"), a.gateway = form.value("gateway"), a.police_told = form.value("police_told") == "yes";
    return a;
}

struct ReportSteps : StepPages {
    static constexpr std::string_view taken = "report-step";
    static auto open_record(persistence::Gate& gate, std::string_view id) { return persistence::open_report(gate, id, "open_step_form"); }
    static auto parse_event(std::string_view name) { return rules::parse_event(name); }
    static bool has_own_page(const auto&, Event event) { return event == Event::open_matter; }
    static auto answers(Context& context, const ReportRecord& record, Event, Refusals& refusals) { return read_answers(context, record, refusals); }
    static auto take(persistence::Gate& gate, std::string_view id, std::string_view event, const auto& answers) { return persistence::take_report_step(gate, id, event, answers); }
    static auto address(const ReportRecord& record) { return address_of(record); }
    static Response step_page(Context& context, const ReportRecord& record, Event event, const Refusals& refusals);
};

Response ReportSteps::step_page(Context& context, const ReportRecord& record, Event event, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, report_json(record));
    const auto form = persistence::open_report_form(context.gate(), record.panel);
    if (!form) return refusal_page(context, form.error());
    const Shown shown(context.form, refusals);
    const auto words = domain::upper_first(rules::words(event));
    Html body = app::paragraph(record.report.what);
    body << open_form(context, address_of(record, "steps/" + std::string(rules::name(event))), opened_version(context, shown, record.version)) << questions(shown, record, *form, event) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = words, .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, words, shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response overview(Context& context) {
    const auto record = persistence::open_report(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(report_json(*record));
    auto page = report_page(context, *record, "Report");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response reveal(Context& context) {
    const auto source = persistence::reveal_source(context.gate(), context.parameter("id"));
    if (!source) return refusal_page(context, source.error());
    if (context.wants_json()) return context.json(source_json(*source));
    auto page = report_page(context, source->head, "Who reported it");
    const auto& r = source->reporter;
    govuk::SummaryList list;
    const auto add = [&](std::string key, const std::string& value) {
        if (!value.empty()) list.rows.push_back({.key = {.text = std::move(key)}, .value = {.text = value}});
    };
    add("Who", domain::words_for(rules::reporter_kinds(), r.kind)), add("Name", r.name), add("Telephone", r.telephone), add("E-mail", r.email), add("Address", r.address), add("Safe contact", r.safe_contact);
    add("In their own words", r.own_words), add("Updates", r.wants_update ? "Wants to hear what is done" : "Does not want to hear what is done");
    page.main << app::heading(1, "Who reported it", "l") << govuk::warning_text({.text = "Never tell anybody, and put it into nothing that is given to anybody. It is shown once; going on hides it again."}) << govuk::summary_list(list)
              << "<p class=\"govuk-body\">"_html << app::link("Hide it and go back", address_of(source->head)) << "</p>"_html;
    return context.page(std::move(page));
}

Response timeline(Context& context) { return timeline_of<ReportPages>(context); }

Response add_note(Context& context) { return note_of<ReportPages>(context); }

Response access(Context& context) { return access_of<ReportPages>(context); }

Response step_form(Context& context) { return step_form_of<ReportSteps>(context); }

Response take_step(Context& context) { return take_step_of<ReportSteps>(context); }

}  // namespace casework::web::reports
