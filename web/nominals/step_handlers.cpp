// Answering for the decisions about one nominal: the steps of the workflow.
#include "web/nominals/step_handlers.hpp"

#include <fmt/format.h>

#include "domain/nominals/codes.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;
using html::Html;
using persistence::NominalRecord;

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
Html step_questions(Context& context, codes::Event event, const Shown& shown, int review_days) {
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
            out << date_boxes(context, shown, "next_review", "Next review", fmt::format("Within {} of today", domain::counted(review_days, "day")), domain::add_days(context.today(), review_days))
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
    if (context.wants_json()) return context.json_form(refusals, record_json(record));
    const Shown shown(context.form, refusals);
    const auto title = step_title(event, naming(context)(record.person));
    Html body = open_form(context, "/nominals/" + record.id + "/steps/" + std::string(codes::name(event)), opened_version(context, shown, record.version));
    if (event == codes::Event::accept) body << govuk::inset_text({.text = record.evidence});
    body << step_questions(context, event, shown, record.review_days) << "<div class=\"govuk-button-group\">"_html
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
    const auto record = open_record(context, "open_step_form");
    if (!record) return refusal_page(context, record.error());
    return step_page(context, *record, *event, {});
}

Response take_step(Context& context) {
    const auto event = codes::parse_event(context.parameter("event"));
    if (!event || *event == codes::Event::propose) return not_found_page(context);
    const auto record = open_record(context, "open_step_form");
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    const auto answers = read_answers(context, *record, refusals);
    if (!refusals.empty() || context.resent) return step_page(context, *record, *event, refusals);
    const auto saved = persistence::take_step(context.gate(), record->id, codes::name(*event), answers);
    if (!saved) return step_page(context, *record, *event, saved.error());
    return done("/nominals/" + record->id, done_code(*event));
}

}  // namespace casework::web::nominals
