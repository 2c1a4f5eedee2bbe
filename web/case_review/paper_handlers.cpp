// Answering for the letters of a case review. Letters that name the applicant are made and read by whoever may know who it is.
#include "web/case_review/paper_handlers.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/case_review/review_papers.hpp"
#include "web/case_review/review_views.hpp"
#include "web/documents/paper_pages.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"

namespace casework::web::case_review {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::case_review;
using domain::Refusals;
using html::Html;
using persistence::ReviewHead;
using persistence::ReviewPaper;
using persistence::ReviewPaperForm;
using rules::ReviewPaperAnswers;

constexpr int typed_max = 1000;
constexpr std::string_view nobody_named = "Never the name or address of anybody else.";

std::string paper_address(const ReviewHead& head, std::string_view kind) { return address_of(head, "papers/" + std::string(kind) + "/make"); }

// How the letter may leave the house: told to whoever makes it, and no part of it.
Html reach_part(const ReviewPaperForm& form) {
    govuk::SummaryList list;
    for (const auto& [key, value] : {std::pair{"How the applicant wants to hear from you", form.contact}, {"Safe contact of the victim", form.safe_contact}})
        if (!value.empty()) list.rows.push_back({.key = {.text = key}, .value = {.text = value}});
    if (list.rows.empty()) return {};
    Html out = govuk::warning_text({.text = "Send it in no other way than this. That you saw it is recorded."});
    return out << govuk::summary_list(list);
}

Html questions(const Shown& shown, const std::string& kind, const ReviewPaperForm& form) {
    const auto& stands = form.stands;
    Html out = reach_part(form);
    if (kind == "review_request") out << boxes_of(shown, "bodies", "Which bodies are asked?", rules::relevant_bodies(), stands.bodies);
    if (kind == "review_outcome") {
        if (!form.plan.empty()) out << govuk::details({.summary_text = "What the panel agreed", .html = app::paragraph(form.plan) << app::paragraph("It may name others. It is not part of the letter.")});
        out << long_text(shown, "outcome", "What was the outcome, as it may be told?", std::string(nobody_named), stands.outcome, 5);
    }
    if (kind == "review_threshold")
        out << long_text(shown, "advice", form.met ? "What else should they know? (optional)" : "What can the applicant do instead?", std::string(nobody_named), stands.advice, 3);
    if (kind == "review_threshold" || kind == "review_outcome")
        out << long_text(shown, "appeal_route", kind == "review_threshold" && form.met ? "How can the applicant complain? (optional)" : "How can the applicant complain or appeal?", "To whom, and how they are reached. The last day is counted from the date of the letter.", stands.appeal_route, 3);
    out << small_input(shown, "letter_on", "Date of the letter", std::string(near_date_hint), stands.letter_on ? domain::long_date(*stands.letter_on) : std::string(), "govuk-input--width-10")
        << long_text(shown, "typed", "What do you want to add? (optional)", "It stands in the letter. " + std::string(nobody_named), {}, 3, typed_max);
    return out;
}

Response make_page(Context& context, const std::string& kind, const ReviewPaperForm& form, const ReviewPaper* paper, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, paper ? documents::paper_json(head_json(form.head), *paper) : head_json(form.head));
    const Shown shown(context.form, refusals);
    documents::MakeForm make{.action = paper_address(form.head, kind), .cancel = address_of(form.head, "papers"), .questions = questions(shown, kind, form), .preview = true, .reads = paper};
    auto page = question_page(context, form.head, documents::kind_words(kind), shown, documents::make_form(context, make));
    page.back_href = address_of(form.head, "papers");
    page.back_text = "Back to the letters";
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

ReviewPaperAnswers read_answers(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    ReviewPaperAnswers a;
    a.letter_on = near_date(context, "letter_on", "date of the letter", refusals);
    a.advice = optional_text(form, "advice", "advice", refusals), a.appeal_route = optional_text(form, "appeal_route", "how to appeal", refusals), a.outcome = optional_text(form, "outcome", "outcome", refusals);
    a.typed = optional_text(form, "typed", "what you add", refusals, typed_max);
    a.bodies = form.values("bodies");
    return a;
}

}  // namespace

Response papers(Context& context) {
    const auto papers = persistence::open_review_papers(context.gate(), context.parameter("id"));
    if (!papers) return refusal_page(context, papers.error());
    if (context.wants_json()) return context.json(head_json(papers->head).list("offers", papers->offers, documents::offer_json).list("documents", papers->documents, documents::kept_json).list("stopped", papers->stopped, documents::stopped_own_json));
    std::vector<govuk::TableRow> rows;
    for (const auto& document : papers->documents) rows.push_back(documents::made_row(document, address_of(papers->head, "papers/kept/" + document.id)));
    auto page = review_page(context, papers->head, "Letters");
    page.main << app::heading(1, "Letters", "l") << review_tabs(papers->head, "papers") << documents::made_table(std::move(rows))
              << documents::offers_table(papers->offers, address_of(papers->head, "papers"), "Whoever may know who applied makes it") << documents::stopped_of_record(papers->stopped);
    return context.page(std::move(page));
}

Response make_paper_form(Context& context) {
    const auto& kind = context.parameter("kind");
    const auto form = persistence::open_review_paper_form(context.gate(), context.parameter("id"), kind);
    if (!form) return refusal_page(context, form.error());
    const auto paper = persistence::write_review_paper(context.gate(), context.parameter("id"), kind, form->stands);
    // What the record does not hold is asked on the page; until then there is nothing to look at.
    const bool asks = !paper && std::ranges::all_of(paper.error(), [](const auto& refusal) { return !refusal.field.empty(); });
    return paper || asks ? make_page(context, kind, *form, paper ? &*paper : nullptr, {}) : refusal_page(context, paper.error());
}

Response make_paper(Context& context) {
    const auto& kind = context.parameter("kind");
    const auto form = persistence::open_review_paper_form(context.gate(), context.parameter("id"), kind);
    if (!form) return refusal_page(context, form.error());
    auto refusals = context.unknown_fields();
    const auto answers = read_answers(context, refusals);
    if (!refusals.empty() || context.resent) return make_page(context, kind, *form, nullptr, refusals);
    const auto paper = persistence::write_review_paper(context.gate(), form->head.id, kind, answers);
    if (!paper) return documents::about_answers(paper.error()) ? make_page(context, kind, *form, nullptr, paper.error()) : refusal_page(context, paper.error());
    if (context.form.value("do") == "preview") return make_page(context, kind, *form, &*paper, {});
    const auto kept = documents::keep_paper(context, *paper, persistence::review_document(*paper, answers));
    if (!kept) return refusal_page(context, kept.error());
    const auto address = address_of(form->head, "papers/kept/" + kept->id);
    return made(address, address, "saved");
}

Response kept_paper(Context& context) {
    const auto paper = persistence::open_kept_review_paper(context.gate(), context.parameter("id"), context.parameter("document"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(documents::paper_json(head_json(paper->head), *paper));
    auto page = documents::sheet_page(review_page(context, paper->head, documents::kind_words(paper->name)), address_of(paper->head, "papers"), "Back to the letters");
    page.main << documents::kept_sheet(*paper);
    return context.page(std::move(page));
}

}  // namespace casework::web::case_review
