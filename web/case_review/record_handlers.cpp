// Answering for one ASB case review: its pages, what the agencies hold, answers to recommendations, and its steps.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/reports/reports.hpp"
#include "web/case_review/review_forms.hpp"
#include "web/case_review/review_handlers.hpp"
#include "web/case_review/review_views.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/record_pages.hpp"

namespace casework::web::case_review {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::ReviewAnswers;
using persistence::ReviewRecord;
using rules::Event;

constexpr int recommendations_most = 20;

Html day_box(const Shown& shown, std::string name, std::string label, std::string_view stands = {}) { return small_input(shown, std::move(name), std::move(label), std::string(near_date_hint), stands, "govuk-input--width-10"); }
Html tick(const Shown& shown, const std::string& name, std::string legend, std::string words) { return boxes_of(shown, name, std::move(legend), std::array{domain::Code{"yes", words, ""}}); }
std::string recommendation_name(int i, std::string_view part) { return fmt::format("recommendation-{}-{}", i, part); }

Response finished(Context& context, const ReviewRecord& record, const std::string& title, const std::string& action, const Shown& shown, Html questions, std::string button, const Refusals& refusals) {
    Html body = open_form(context, address_of(record, action), opened_version(context, shown, record.version));
    body << questions << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = std::move(button), .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, title, shown, body), refusals.empty() ? 200 : status_of(refusals));
}

struct ReviewPages {
    static constexpr std::string_view stem = "/case-reviews/", note_hint = "It cannot be changed afterwards. Never who the victim is.";
    static auto open(persistence::Gate& gate, std::string_view id, int before) { return persistence::open_review_timeline(gate, id, before); }
    static auto add_note(persistence::Gate& gate, std::string_view id, const std::string& note) { return persistence::add_review_note(gate, id, note); }
    static html::Page page(Context& context, const persistence::ReviewHead& head, std::string title) { return review_page(context, head, std::move(title)); }
    static Html tabs(const persistence::ReviewHead& head, std::string_view current) { return review_tabs(head, current); }
    static JsonObject json(const persistence::ReviewTimeline& t) { return head_json(t.head).list("events", t.events, nominals::event_json).add("next", t.next); }
};

// --- what the agencies hold, and what they answer ---------------------------------------------------------------------------------

Response complaint_page(Context& context, const ReviewRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, review_json(record));
    const auto form = persistence::open_report_form(context.gate(), record.panel);
    if (!form) return refusal_page(context, form.error());
    const Shown shown(context.form, refusals);
    Html questions = day_box(shown, "behaviour_on", "When did it happen?");
    questions << day_box(shown, "reported_on", "When was it reported?") << select_of(shown, "agency", "To which agency?", codes_of(form->agencies), "", "Choose an agency", "govuk-label--s")
              << select_of(shown, "category", "What was it? (optional)", domain::reports::categories(), "", "Choose a category", "govuk-label--s") << small_input(shown, "external_ref", "Reference of the agency (optional)", "", {}, "govuk-input--width-20")
              << tick(shown, "hate", "Hate incident", "It was because of who somebody is");
    return finished(context, record, "Add a complaint that an agency holds", "complaints/add", shown, std::move(questions), "Add complaint", refusals);
}

Response answer_page(Context& context, const ReviewRecord& record, int n, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, review_json(record));
    const Shown shown(context.form, refusals);
    const auto& each = record.days.recommendations[static_cast<std::size_t>(n - 1)];
    Html questions = govuk::inset_text({.text = each.to + ": " + each.text});
    questions << radios_of(shown, "answer", "What does the body answer?", rules::recommendation_answers(), each.answer) << long_text(shown, "response", "Its reason (unless it accepts)", "", each.response, 3) << day_box(shown, "answered_on", "When did it answer?");
    return finished(context, record, "Record the answer to a recommendation", fmt::format("recommendations/{}", n), shown, std::move(questions), "Save the answer", refusals);
}

// The recommendation of the address, or 0.
int number_of(const Context& context, const ReviewRecord& record) {
    const int n = domain::parse_figures(context.parameter("n")).value_or(0);
    return n >= 1 && n <= std::ssize(record.days.recommendations) ? n : 0;
}

// --- steps ------------------------------------------------------------------------------------------------------------------------

Html threshold_questions(const Shown& shown, const ReviewRecord& record, bool met) {
    Html out = complaints_table(record);
    out << tick(shown, "all_classified", "Before the decision", "Each complaint above was looked at, and the reason why it counts or not is right") << long_text(shown, "victim_risk", "What is the risk to the victim?", "", record.facts.victim_risk, 3);
    if (!met) out << long_text(shown, "persistence", "What did the bodies make of how persistent it is?", "", {}, 3) << long_text(shown, "harm", "What did they make of the harm, or the potential harm?", "", {}, 3)
                  << long_text(shown, "adequacy", "What did they make of the response so far?", "", {}, 3);
    return out << small_input(shown, "decided_by", "Which bodies decided?") << long_text(shown, "reason", met ? "Why? (only where fewer complaints qualify)" : "Why is the threshold not met?", "", {}, 3);
}

Html hold_questions(const Shown& shown, const Form& form, const ReviewRecord& record) {
    Html out = day_box(shown, "panel_on", "When did the panel meet?", record.days.panel_on ? domain::long_date(*record.days.panel_on) : std::string());
    out << boxes_of(shown, "attending_bodies", "Which agencies took part?", rules::relevant_bodies(), record.facts.relevant_bodies) << long_text(shown, "victim_contribution", "What did the victim contribute, or why nothing?", "", {}, 3)
        << long_text(shown, "plan", "Action plan", "One action a line", {}, 4) << small_input(shown, "no_plan_reason", "If there is no plan: why not?");
    int rows = 2;
    while (rows < recommendations_most && !form.value(recommendation_name(rows, "text")).empty()) ++rows;
    for (int i = 1; i <= rows; ++i)
        out << small_input(shown, recommendation_name(i, "to"), fmt::format("Recommendation {}: to which body? (optional)", i)) << long_text(shown, recommendation_name(i, "text"), fmt::format("Recommendation {}: what should it do?", i), "", {}, 2);
    return out;
}

// The letter that the step is about: made right here, before it is recorded as sent.
Html letter_offer(const ReviewRecord& record, Event event) {
    const std::string_view paper = event == Event::acknowledge ? "review_acknowledgement" : event == Event::request_information ? "review_request" : event == Event::notify_refusal || event == Event::convene ? "review_threshold" : event == Event::notify_outcome ? "review_outcome" : "";
    if (paper.empty()) return {};
    Html out("<p class=\"govuk-body\">"_html);
    return out << app::link("Make the letter", address_of(record, "papers/" + std::string(paper) + "/make"), ": " + documents::kind_words(paper)) << ", or see "_html << app::link("the letters that were made", address_of(record, "papers")) << ".</p>"_html;
}

Html questions(const Shown& shown, const Form& form, const ReviewRecord& record, Event event) {
    Html out;
    switch (event) {
        case Event::acknowledge: return day_box(shown, "letter_on", "When was the letter sent?");
        case Event::request_information:
            return out << boxes_of(shown, "relevant_bodies", "Which bodies are relevant?", rules::relevant_bodies(), {"district", "police", "icb"}) << boxes_of(shown, "notified_bodies", "To which was the application passed?", rules::relevant_bodies());
        case Event::meet_threshold: return threshold_questions(shown, record, true);
        case Event::refuse_threshold: return threshold_questions(shown, record, false);
        case Event::notify_refusal: return out << day_box(shown, "letter_on", "When was the letter sent?") << long_text(shown, "advice", "What can the applicant do instead?", "", record.facts.advice, 3) << long_text(shown, "appeal_route", "How can the applicant appeal or complain?", "", record.facts.appeal_route, 3);
        case Event::appeal: return long_text(shown, "reason", "Why is the applicant dissatisfied?");
        case Event::uphold_appeal:
        case Event::dismiss_appeal:
            out << small_input(shown, "decided_by", "Who decided the appeal?") << long_text(shown, "reason", "Why?", "", {}, 3) << day_box(shown, "letter_on", "When was the letter sent?");
            return event == Event::uphold_appeal && record.state == "review_appeal" ? out << day_box(shown, "panel_on", "When does the panel meet again?") : out;
        case Event::convene:
            return out << small_input(shown, "chair", "Who chairs the panel?", "", record.facts.chair) << tick(shown, "chair_apart", "The chair", "The chair has not handled the case") << day_box(shown, "panel_on", "When does the panel meet?")
                       << tick(shown, "victim_invited", "The victim", "The victim was invited to contribute");
        case Event::hold: return hold_questions(shown, form, record);
        case Event::notify_outcome:
            return out << day_box(shown, "letter_on", "When was the letter sent?") << tick(shown, "letter_shareable", "The letter", "It says nothing about anybody else") << long_text(shown, "appeal_route", "How can the applicant appeal?", "", record.facts.appeal_route, 3);
        case Event::withdraw:
        case Event::decline_offer: return long_text(shown, "reason", "What did the applicant or victim say?");
        default: return out;
    }
}

ReviewAnswers read_answers(Context& context, const ReviewRecord& record, Refusals& refusals) {
    const auto& form = context.form;
    const auto text = [&](const std::string& name, std::string label) { return optional_text(form, name, std::move(label), refusals); };
    ReviewAnswers a;
    a.version = domain::parse_figures(form.value("version")).value_or(record.version);
    auto& f = a.asked;
    f.letter_on = near_date(context, "letter_on", "date of the letter", refusals), f.panel_on = near_date(context, "panel_on", "date of the panel", refusals);
    f.relevant_bodies = form.values("relevant_bodies"), f.notified_bodies = form.values("notified_bodies"), f.attending_bodies = form.values("attending_bodies");
    f.all_classified = form.value("all_classified") == "yes", f.victim_invited = form.value("victim_invited") == "yes", f.letter_shareable = form.value("letter_shareable") == "yes", f.chair_handled_case = form.value("chair_apart") != "yes";
    f.victim_risk = text("victim_risk", "risk to the victim"), f.persistence = text("persistence", "persistence"), f.harm = text("harm", "harm"), f.adequacy = text("adequacy", "response so far"), f.reason = text("reason", "reason");
    f.advice = text("advice", "advice"), f.appeal_route = text("appeal_route", "how to appeal"), f.victim_contribution = text("victim_contribution", "what the victim contributed");
    f.decided_by = optional_text(form, "decided_by", "who decided", refusals, 200, domain::Lines::one), f.chair = optional_text(form, "chair", "chair", refusals, 200, domain::Lines::one);
    f.no_plan_reason = optional_text(form, "no_plan_reason", "why there is no plan", refusals, 500, domain::Lines::one);
    a.plan = text("plan", "action plan");
    for (int i = 1; i <= recommendations_most && form.has(recommendation_name(i, "text")); ++i) {
        rules::Recommendation each;
        each.to = optional_text(form, recommendation_name(i, "to"), "body", refusals, 200, domain::Lines::one);
        each.text = optional_text(form, recommendation_name(i, "text"), "recommendation", refusals, 1000);
        if (!each.to.empty() || !each.text.empty()) f.recommendations.push_back(std::move(each));
    }
    return a;
}

struct ReviewSteps : StepPages {
    static constexpr std::string_view taken = "review-step";
    static auto open_record(persistence::Gate& gate, std::string_view id) { return persistence::open_review(gate, id, "open_step_form"); }
    static auto parse_event(std::string_view name) { return rules::parse_event(name); }
    static bool has_own_page(const auto&, Event event) { return event == Event::apply; }
    static auto answers(Context& context, const ReviewRecord& record, Event, Refusals& refusals) { return read_answers(context, record, refusals); }
    static auto take(persistence::Gate& gate, std::string_view id, std::string_view event, const auto& answers) { return persistence::take_review_step(gate, id, event, answers); }
    static auto address(const ReviewRecord& record) { return address_of(record); }
    static Response step_page(Context& context, const ReviewRecord& record, Event event, Refusals refusals);
};

Response ReviewSteps::step_page(Context& context, const ReviewRecord& record, Event event, Refusals refusals) {
    if (context.wants_json()) return context.json_form(refusals, review_json(record));
    for (auto& refusal : refusals)
        if (refusal.field == "recommendations") refusal.field = "recommendation-1-to";
    const Shown shown(context.form, refusals);
    const auto words = domain::upper_first(rules::words(event));
    return finished(context, record, words, "steps/" + std::string(rules::name(event)), shown, letter_offer(record, event) << questions(shown, context.form, record, event), words, refusals);
}

}  // namespace

Response overview(Context& context) {
    const auto record = persistence::open_review(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(review_json(*record));
    auto page = review_page(context, *record, "ASB case review");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response reveal(Context& context) {
    const auto source = persistence::reveal_applicant(context.gate(), context.parameter("id"));
    if (!source) return refusal_page(context, source.error());
    if (context.wants_json()) return context.json(head_json(source->head).add("applicant", source->applicant).add("victim_name", source->victim_name).add("contact", source->contact).add("safe_contact", source->safe_contact));
    auto page = review_page(context, source->head, "Applicant and victim");
    govuk::SummaryList list;
    for (const auto& [key, value] : {std::pair{"Who applies", source->applicant}, {"Victim", source->victim_name}, {"Contact", source->contact}, {"Safe contact of the victim", source->safe_contact}})
        if (!value.empty()) list.rows.push_back({.key = {.text = key}, .value = {.text = value}});
    if (list.rows.empty()) list.rows.push_back({.key = {.text = "Nothing yet"}, .value = {.text = "Nobody has applied"}});
    page.main << app::heading(1, "Applicant and victim", "l") << govuk::warning_text({.text = "Never pass these on without asking. They are shown once; going on hides them again."}) << govuk::summary_list(list) << "<p class=\"govuk-body\">"_html
              << app::link("Hide them and go back", address_of(source->head)) << "</p>"_html;
    return context.page(std::move(page));
}

Response timeline(Context& context) { return timeline_of<ReviewPages>(context); }

Response add_note(Context& context) { return note_of<ReviewPages>(context); }

Response access(Context& context) { return access_of<ReviewPages>(context); }

Response complaint_form(Context& context) {
    const auto record = persistence::open_review(context.gate(), context.parameter("id"), "open_form");
    return record ? complaint_page(context, *record, {}) : refusal_page(context, record.error());
}

Response add_complaint(Context& context) {
    const auto record = persistence::open_review(context.gate(), context.parameter("id"), "open_form");
    if (!record) return refusal_page(context, record.error());
    const auto& form = context.form;
    auto refusals = context.unknown_fields();
    persistence::NewComplaint c;
    c.behaviour_on = near_date(context, "behaviour_on", "date it happened", refusals), c.reported_on = near_date(context, "reported_on", "date it was reported", refusals);
    c.agency = form.value("agency"), c.category = form.value("category"), c.hate = form.value("hate") == "yes";
    c.external_ref = optional_text(form, "external_ref", "reference", refusals, 60, domain::Lines::one);
    if (!refusals.empty() || context.resent) return complaint_page(context, *record, refusals);
    const auto saved = persistence::add_complaint(context.gate(), record->id, domain::parse_figures(form.value("version")).value_or(record->version), c);
    return saved ? done(address_of(*record), "saved") : complaint_page(context, *record, saved.error());
}

Response answer_form(Context& context) {
    const auto record = persistence::open_review(context.gate(), context.parameter("id"), "open_form");
    if (!record) return refusal_page(context, record.error());
    const int n = number_of(context, *record);
    return n > 0 ? answer_page(context, *record, n, {}) : not_found_page(context);
}

Response answer(Context& context) {
    const auto record = persistence::open_review(context.gate(), context.parameter("id"), "open_form");
    if (!record) return refusal_page(context, record.error());
    const int n = number_of(context, *record);
    if (n == 0) return not_found_page(context);
    auto refusals = context.unknown_fields();
    rules::Recommendation a;
    a.answer = context.form.value("answer"), a.response = optional_text(context.form, "response", "reason", refusals), a.answered_on = near_date(context, "answered_on", "date of the answer", refusals);
    if (!refusals.empty() || context.resent) return answer_page(context, *record, n, refusals);
    const auto saved = persistence::answer_recommendation(context.gate(), record->id, domain::parse_figures(context.form.value("version")).value_or(record->version), n, a);
    return saved ? done(address_of(*record), "saved") : answer_page(context, *record, n, saved.error());
}

Response step_form(Context& context) { return step_form_of<ReviewSteps>(context); }

Response take_step(Context& context) { return take_step_of<ReviewSteps>(context); }

}  // namespace casework::web::case_review
