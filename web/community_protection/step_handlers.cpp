// Answering for the steps of a case: only what the step's guards look at is asked.
#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/community_protection/requirement_rows.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::CaseAnswers;
using persistence::CaseRecord;

Html day_box(const Shown& shown, std::string name, std::string label, std::string hint = std::string(near_date_hint), std::string_view stands = {}) {
    return small_input(shown, std::move(name), std::move(label), std::move(hint), stands, "govuk-input--width-10");
}

// --- how it was given (ss.45, 55) -------------------------------------------------------------------------------------------------

Html service_questions(Context& context, const Shown& shown, const CaseRecord& record) {
    const bool body = record.recipient_kind == "body", occupier = record.recipient_kind == "occupier";
    Html out = radios_of(shown, "method", "How was it given?", rules::service_methods(), {}, "E-mail and text are not ways of giving it");
    out << day_box(shown, "served_on", "When?", std::string(past_date_hint), domain::long_date(context.today())) << small_input(shown, "served_at", "At what time?", "For example, 2:15pm", persistence::london_time(context.now()), "govuk-input--width-5")
        << radios_of(shown, "address_kind", "What kind of address is it? (only when left or posted)", rules::address_kinds(), record.value("address_kind"))
        << long_text(shown, "address", "Where?", "The address, or where it was handed over", record.value("address"), 3, 400);
    if (body) out << small_input(shown, "received_by", "Who received it?", "The secretary or clerk of a company, a partner or manager of another body", "");
    if (occupier)
        out << boxes_of(shown, "from_premises", "Premises", std::array{domain::Code{"yes", "The effect comes from the condition of the premises or the use they are put to", ""}})
            << day_box(shown, "enquired_on", "When did you try to find out who occupies or owns them?") << small_input(shown, "enquiries", "What did you do to find out?", "Land Registry, neighbours, council tax", "");
    return out << small_input(shown, "witness", "Witness (optional)", "", "") << small_input(shown, "proof", "Proof (optional)", "Body-worn video, photograph of the envelope, refused to sign", "")
               << day_box(shown, "arrived_on", "If posted: when is it shown to have arrived? (optional)", "Otherwise the ordinary course of post counts (Interpretation Act 1978 section 7)");
}

rules::ServiceRecord read_service(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    rules::ServiceRecord s;
    s.method = form.value("method");
    s.address_kind = s.method == "left" || s.method == "post" ? form.value("address_kind") : std::string();
    s.address = optional_text(form, "address", "address", refusals, 400);
    s.on = near_date(context, "served_on", "date it was given", refusals);
    if (!form.value("served_at").empty()) {
        s.at = domain::parse_time(form.value("served_at"));
        if (!s.at) refusals.push_back({RefusalKind::invalid, "served_at", "Enter a time, like 2:15pm", {}});
    }
    s.by = context.actor().account;
    s.received_by = optional_text(form, "received_by", "who received it", refusals, 200, domain::Lines::one);
    s.witness = optional_text(form, "witness", "witness", refusals, 200, domain::Lines::one);
    s.proof = optional_text(form, "proof", "proof", refusals, 500, domain::Lines::one);
    s.arrived_on = near_date(context, "arrived_on", "date it arrived", refusals);
    s.from_premises = form.value("from_premises") == "yes";
    if (const auto what = optional_text(form, "enquiries", "what you did to find out", refusals, 500, domain::Lines::one); !what.empty())
        s.enquiries.push_back({near_date(context, "enquired_on", "date of the enquiry", refusals).value_or(context.today()), what});
    return s;
}

// --- the questions of each step ---------------------------------------------------------------------------------------------------

Html reason_box(const Shown& shown, std::string label) { return long_text(shown, "reason", std::move(label), "", {}, 3); }
Html told_box(const Shown& shown) { return day_box(shown, "told", "When was the person told in writing?"); }

Html warning_questions(Context& context, const Shown& shown, const CaseRecord& record, rules::WarningEvent event) {
    using E = rules::WarningEvent;
    Html out;
    switch (event) {
        case E::decide_no_action: return radios_of(shown, "reason", "Why is no action taken?", rules::no_action_reasons()) << long_text(shown, "note", "Note (optional)", "");
        case E::revise: return reason_box(shown, "Why is it taken back?");
        case E::issue:
            out = service_questions(context, shown, record);
            return out << day_box(shown, "compliance_on", "By which day must the conduct change?", "On or after the day it counts as given", record.value("compliance_on").empty() ? std::string() : domain::long_date(*domain::parse_iso_date(record.value("compliance_on"))));
        case E::record_compliance: return long_text(shown, "note", "Why are you satisfied? (only while the warning is still being watched)", "");
        case E::withdraw: return reason_box(shown, "Why is the warning withdrawn?") << told_box(shown);
        case E::decide_notice: return long_text(shown, "override_reason", "Why does an old warning still count? (only where it is older than the group’s limit)", "A supervisor’s reason");
        case E::decide_otherwise:
            return radios_of(shown, "reason", "What is done instead?", rules::escalation_outcomes()) << small_input(shown, "tool", "Reference of the tool (only where another tool is used)", "") << long_text(shown, "note", "Why?", "");
        case E::resume_review: return reason_box(shown, "Why is the decision taken up again?");
        default: return out;
    }
}

Html appeal_result(const Shown& shown) {
    Html out = radios_of(shown, "outcome", "What was the outcome?", rules::appeal_outcomes());
    return out << day_box(shown, "decided_on", "On which day?") << day_box(shown, "stop_suspended_from", "Did the court order that stopping is not required either? From when? (optional)");
}

Html new_requirements(Context& context, const Shown& shown, const CaseRecord& record) {
    std::vector<rules::Requirement> stand;
    for (const auto& line : record.requirements) stand.push_back(line.asked);
    Html out = requirement_rows(shown, context.form, stand, true);
    return out << day_box(shown, "version_from", "From which day do these hold?");
}

Html notice_questions(Context& context, const Shown& shown, const CaseRecord& record, rules::NoticeEvent event) {
    using E = rules::NoticeEvent;
    Html out;
    switch (event) {
        case E::send_back:
        case E::revise:
        case E::abandon: return reason_box(shown, "Why?");
        case E::issue:
            out << boxes_of(shown, "unchanged", "Before you hand it over", std::array{domain::Code{"yes", "Nothing has changed since the notice was authorised: the conduct is unreasonable, is continuing and is harming the quality of life of people nearby", ""}});
            return out << service_questions(context, shown, record);
        case E::lodge_appeal:
            out = day_box(shown, "lodged", "When was the appeal lodged?");
            return out << small_input(shown, "court", "At which court?", "", "") << boxes_of(shown, "grounds", "On which grounds?", rules::appeal_grounds()) << day_box(shown, "hearing", "Date of the hearing (optional)");
        case E::quash:
        case E::dismiss_appeal:
        case E::withdraw_appeal: return appeal_result(shown);
        case E::modify: out = appeal_result(shown); return out << new_requirements(context, shown, record);
        case E::vary: out = reason_box(shown, "Why is the notice varied?"); return out << new_requirements(context, shown, record) << service_questions(context, shown, record);
        case E::discharge: return radios_of(shown, "reason", "Why is the notice withdrawn?", rules::discharge_reasons()) << long_text(shown, "note", "Explain", "") << told_box(shown);
        case E::review: return radios_of(shown, "reason", "What is the outcome?", rules::review_outcomes()) << long_text(shown, "note", "Why?", "") << day_box(shown, "review_on", "Next review");
        default: return out;
    }
}

std::string step_words(const CaseRecord& record, std::string_view event) {
    for (const auto& offer : record.offers)
        if (offer.event == event) return domain::upper_first(offer.words);
    if (record.kind == "warning") return domain::upper_first(words(*rules::parse_warning_event(event)));
    return domain::upper_first(words(*rules::parse_notice_event(event)));
}

// The event of the address belongs to this machine and begins nothing.
bool known_step(const CaseRecord& record, std::string_view event) {
    if (record.kind == "warning") {
        const auto known = rules::parse_warning_event(event);
        return known && *known != rules::WarningEvent::open_matter && *known != rules::WarningEvent::record_given;
    }
    const auto known = rules::parse_notice_event(event);
    return known && *known != rules::NoticeEvent::draft;
}

// Progressive: without scripts the sentence stays hidden, because nothing is kept then.
Html no_signal_note() {
    return "<div class=\"govuk-inset-text\" data-app-keep-note hidden>No signal? Send it anyway. Your answers stay in this tab of this phone only until they are sent, then they are forgotten. Keep the tab open: they go by themselves when the signal returns, once.</div>"_html;
}

Response step_page(Context& context, const CaseRecord& record, std::string_view event, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, case_json(record));
    const Shown shown(context.form, refusals);
    const auto title = step_words(record, event);
    const bool gives = event == "issue", ends = event == "withdraw" || event == "discharge" || event == "abandon" || event == "decide_no_action";
    Html body;
    if (gives) body << govuk::warning_text({.text = "It cannot be edited after this. To correct it you must withdraw it and issue another.", .icon_fallback_text = "Warning"});
    const auto action = address_of(record, "steps/" + std::string(event)), version = opened_version(context, shown, record.version);
    body << (gives ? no_signal_note() << open_kept_form(context, action, version) : open_form(context, action, version))
         << (record.kind == "warning" ? warning_questions(context, shown, record, *rules::parse_warning_event(event)) : notice_questions(context, shown, record, *rules::parse_notice_event(event)))
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = title, .classes = ends ? "govuk-button--warning" : "", .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, title, shown, body), refusals.empty() ? 200 : status_of(refusals));
}

CaseAnswers read_answers(Context& context, const CaseRecord& record, std::string_view event, Refusals& refusals) {
    const auto& form = context.form;
    CaseAnswers a;
    a.version = domain::parse_figures(form.value("version")).value_or(record.version);
    a.reason = optional_text(form, "reason", "reason", refusals);
    a.note = optional_text(form, "note", "note", refusals);
    a.tool = optional_text(form, "tool", "reference of the tool", refusals, 100, domain::Lines::one);
    a.override_reason = optional_text(form, "override_reason", "why an old warning still counts", refusals);
    a.told_on = near_date(context, "told", "date the person was told", refusals);
    a.compliance_on = near_date(context, "compliance_on", "date by which the conduct must change", refusals);
    a.version_from = near_date(context, "version_from", "date from which these hold", refusals);
    a.review_on = near_date(context, "review_on", "date of the next review", refusals);
    a.unchanged = form.value("unchanged") == "yes";
    if (event == "issue" || event == "vary") a.service = read_service(context, refusals);
    a.appeal.lodged = near_date(context, "lodged", "date the appeal was lodged", refusals);
    a.appeal.court = optional_text(form, "court", "court", refusals, 200, domain::Lines::one);
    a.appeal.grounds = form.values("grounds");
    a.appeal.hearing = near_date(context, "hearing", "date of the hearing", refusals);
    a.appeal.outcome = form.value("outcome");
    a.appeal.decided_on = near_date(context, "decided_on", "date of the outcome", refusals);
    a.appeal.stop_suspended_from = near_date(context, "stop_suspended_from", "date of the court’s order", refusals);
    if (event == "vary" || event == "modify") a.requirements = read_requirements(form, context.today(), refusals);
    return a;
}

std::string_view done_code(std::string_view event) {
    if (event == "issue") return "given";
    if (event == "approve" || event == "authorise") return "approved";
    return event == "decide_notice" ? "notice-drafted" : "saved";
}

}  // namespace

Response step_form(Context& context) {
    const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
    if (!record) return refusal_page(context, record.error());
    if (!known_step(*record, context.parameter("event"))) return not_found_page(context);
    return step_page(context, *record, context.parameter("event"), {});
}

Response take_step(Context& context) {
    const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
    if (!record) return refusal_page(context, record.error());
    const auto& event = context.parameter("event");
    if (!known_step(*record, event)) return not_found_page(context);
    auto refusals = context.unknown_fields();
    const auto answers = read_answers(context, *record, event, refusals);
    if (!refusals.empty() || context.resent) return step_page(context, *record, event, refusals);
    const auto saved = persistence::take_case_step(context.gate(), record->id, event, answers);
    if (!saved) return step_page(context, *record, event, saved.error());
    if (saved->id != record->id) return made("/cases/" + saved->id, "/cases/" + saved->id, done_code(event));
    return done(event == "issue" ? "/cases/" + saved->id + "/paper" : "/cases/" + saved->id, done_code(event));
}

}  // namespace casework::web::cases
