// Answering for the steps of a case: only what the step's guards look at is asked.
#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/door.hpp"
#include "domain/text.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/community_protection/requirement_rows.hpp"
#include "web/community_protection/service_form.hpp"
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
    // Who may give a notice alone goes straight on to what it still needs.
    if (saved->id != record->id) return made("/cases/" + saved->id, "/cases/" + saved->id + (record->alone ? "/door/" + std::string(rules::door_pages().front().name) : std::string()), done_code(event));
    return done(event == "issue" ? "/cases/" + saved->id + "/paper" : "/cases/" + saved->id, done_code(event));
}

}  // namespace casework::web::cases
