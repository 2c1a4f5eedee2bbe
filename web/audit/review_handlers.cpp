// Access reviews: starting, asking, answering, closing.
#include <fmt/format.h>

#include "domain/text.hpp"
#include "web/access/access_parts.hpp"
#include "web/account/account_parts.hpp"
#include "web/audit/audit_forms.hpp"
#include "web/audit/audit_handlers.hpp"
#include "web/audit/audit_parts.hpp"
#include "web/pages.hpp"

namespace casework::web::audit {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::AccessReview;
using rules::ReviewState;

govuk::Tag state_tag(const AccessReview& r, domain::Date today) {
    switch (r.state) {
        case ReviewState::closed: return {.text = "Closed", .classes = "govuk-tag--grey"};
        case ReviewState::answered: return {.text = "Answered", .classes = "govuk-tag--blue"};
        case ReviewState::asked: return r.due < today ? govuk::Tag{.text = "Overdue", .classes = "govuk-tag--red"} : govuk::Tag{.text = "Asked", .classes = "govuk-tag--yellow"};
        default: return r.due < today ? govuk::Tag{.text = "Overdue", .classes = "govuk-tag--red"} : govuk::Tag{.text = "Open", .classes = "govuk-tag--green"};
    }
}

JsonObject review_json(const AccessReview& r) {
    JsonObject json;
    json.add("id", r.id).add("account", r.account).add("name", r.account_name).add("agency", r.agency).add("record", r.record).add("purpose", r.purpose).add("reason", r.reason).add("started_by", r.started_by_name);
    json.add("started_at", r.started_at).add("due", r.due).add("state", rules::name(r.state)).add("finding", r.finding).add("closed_by", r.closed_by_name).add("closed_at", r.closed_at).add("closing_words", r.closing_words);
    return json.list("questions", r.questions, [](const persistence::ReviewQuestion& q) { return JsonObject().add("question", q.question).add("asked_by", q.asked_by_name).add("asked_at", q.asked_at).add("answer", q.answer).add("answered_at", q.answered_at); });
}

bool about_access(const Refusals& refusals) {
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::forbidden || kind == RefusalKind::not_found || kind == RefusalKind::password_again;
}

// --- starting ---

Response start_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const auto form = context.request().method == Method::post ? context.form : typed(context);
    const Shown shown(form, refusals);
    auto page = audit_page("Start an access review", shown, "reviews");
    page.back_href = "/access-reviews";
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("You look into what somebody opened, ask them about it, and close it with what you found. They see your questions, never why you started.") << open_form(context, "/access-reviews/add", {}) << purpose_choice(shown)
         << small_input(shown, "account", "Whose reading", "User name or id", {}, "govuk-input--width-20") << small_input(shown, "record", "About which record (optional)", "Its exact reference", {}, "govuk-input--width-20")
         << long_text(shown, "reason", "Why do you look into it?", {}, {}, 3, rules::words_most) << govuk::button({.text = "Start", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- one review ---

Html facts(const AccessReview& r) {
    persistence::LedgerQuestion question;
    question.purpose = r.purpose, question.account = r.account, question.about = r.record;
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "Whose reading"}, .value = {.text = r.account_name + ", " + r.agency}},
                                            {.key = {.text = "About"}, .value = {.text = r.record.empty() ? "All they opened" : r.record}},
                                            {.key = {.text = "Entries"}, .value = {.html = app::link("Show them", address_with("/ledger", question))}},
                                            {.key = {.text = "Purpose"}, .value = {.text = purpose_words(r.purpose)}},
                                            {.key = {.text = "Why"}, .value = {.text = r.reason}},
                                            {.key = {.text = "Started"}, .value = {.text = r.started_by_name + " on " + persistence::london_date_time(r.started_at)}},
                                            {.key = {.text = "Close by"}, .value = {.text = domain::long_date(r.due)}}};
    if (r.closed_at) {
        rows.push_back({.key = {.text = "Found"}, .value = {.text = domain::words_for(rules::findings(), r.finding)}});
        rows.push_back({.key = {.text = "Closed"}, .value = {.text = r.closed_by_name + " on " + persistence::london_date_time(*r.closed_at) + ". " + r.closing_words}});
    }
    return govuk::summary_list({.rows = std::move(rows)});
}

Html questions_part(const AccessReview& r) {
    Html out = app::heading(2, "Questions");
    if (r.questions.empty()) return out << app::paragraph("Nothing has been asked.");
    govuk::Table table{.caption = "In the order they were asked", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Asked"}, {.text = "Question"}, {.text = "Answer"}};
    for (const auto& q : r.questions)
        table.rows.push_back({{.text = persistence::london_date_time(q.asked_at) + ", " + q.asked_by_name}, {.text = q.question}, {.text = q.answered_at ? q.answer + " (" + persistence::london_date_time(*q.answered_at) + ")" : std::string("Not answered yet")}});
    return out << app::stacked_table(std::move(table));
}

Response review_page(Context& context, const AccessReview& r, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, review_json(r));
    const Shown shown(context.form, refusals);
    auto page = audit_page("Access review – " + r.id, shown, "reviews");
    page.back_href = "/access-reviews";
    Html body = shown.summary();
    body << app::heading(1, "Access review", "l") << app::status_line(state_tag(r, context.today()), r.state == ReviewState::answered ? "The last question is answered." : r.state == ReviewState::asked ? "A question waits for its answer." : r.state == ReviewState::closed ? "Nothing more happens." : "Nothing is asked yet.")
         << facts(r) << questions_part(r);
    if (r.state == ReviewState::open || r.state == ReviewState::answered)
        body << app::heading(2, "Ask") << open_form(context, "/access-reviews/" + r.id + "/questions", {}) << long_text(shown, "question", "Your question to " + r.account_name, "They read exactly this", {}, 3, rules::words_most)
             << govuk::button({.text = "Ask", .classes = "govuk-button--secondary", .prevent_double_click = true}) << "</form>\n"_html;
    if (r.state != ReviewState::closed)
        body << app::heading(2, "Close") << open_form(context, "/access-reviews/" + r.id + "/close", {}) << radios_of(shown, "finding", "What did you find?", rules::findings()) << long_text(shown, "words", "What did you look at, and why do you decide so?", {}, {}, 3, rules::words_most)
             << govuk::button({.text = "Close the review", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// A step refused for what was typed is shown on the review as it stands.
Response after_step(Context& context, const domain::Outcome<bool>& taken, std::string_view code) {
    const auto& id = context.parameter("id");
    if (taken) return done("/access-reviews/" + id, code);
    if (about_access(taken.error())) return refusal_page(context, taken.error());
    const auto r = persistence::open_review(context.gate(), id);
    return r ? review_page(context, *r, taken.error()) : refusal_page(context, r.error());
}

}  // namespace

Response reviews(Context& context) {
    const auto list = persistence::list_reviews(context.gate(), page_asked(context, "reviews"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        JsonObject json;
        json.list("reviews", list->reviews, review_json);
        page_json(json, "reviews", list->ends);
        return context.json(json);
    }
    const Refusals none;
    auto page = audit_page("Access reviews", Shown(context.form, none), "reviews");
    page.main << app::heading(1, page.title, "l") << audit_tabs({}, "reviews") << govuk::button({.text = "Start an access review", .href = "/access-reviews/add"});
    if (list->reviews.empty()) page.main << app::paragraph("There is no access review.");
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Review"}, {.text = "Whose reading"}, {.text = "About"}, {.text = "Started"}, {.text = "State"}};
    table.first_cell_is_header = true;
    for (const auto& r : list->reviews)
        table.rows.push_back({{.html = app::link(r.id, "/access-reviews/" + r.id)}, {.text = r.account_name + ", " + r.agency}, {.text = r.record.empty() ? "All they opened" : r.record}, {.text = domain::long_date(persistence::london_date(r.started_at))}, {.html = govuk::tag(state_tag(r, context.today()))}});
    if (!list->reviews.empty()) page.main << app::stacked_table(std::move(table));
    page.main << page_links("/access-reviews", "reviews", list->ends, "Access reviews", "reviews");
    return context.page(std::move(page));
}

Response start_form(Context& context) { return start_page(context, {}); }

Response start(Context& context) {
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return start_page(context, refusals);
    const auto& form = context.form;
    const auto started = persistence::start_review(context.gate(), {.purpose = form.value("purpose"), .account = form.value("account"), .record = form.value("record"), .reason = form.value("reason")});
    if (started) return made("/access-reviews/" + *started, "/access-reviews/" + *started, "review-started");
    return about_access(started.error()) ? refusal_page(context, started.error()) : start_page(context, started.error());
}

Response review(Context& context) {
    const auto r = persistence::open_review(context.gate(), context.parameter("id"));
    return r ? review_page(context, *r, {}) : refusal_page(context, r.error());
}

Response ask(Context& context) {
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return after_step(context, std::unexpected(refusals.empty() ? Refusals{{RefusalKind::invalid, "question", "Send it again", {}}} : refusals), {});
    const auto& origins = context.house().own_origins;
    return after_step(context, persistence::ask_in_review(context.gate(), context.parameter("id"), context.form.value("question"), origins.empty() ? std::string() : origins.front() + "/"), "question-asked");
}

Response close(Context& context) {
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return after_step(context, std::unexpected(refusals.empty() ? Refusals{{RefusalKind::invalid, "words", "Send it again", {}}} : refusals), {});
    return after_step(context, persistence::close_review(context.gate(), context.parameter("id"), context.form.value("finding"), context.form.value("words")), "reviewed");
}

// --- the person who is asked -------------------------------------------------------------------------------------------------------

namespace {

Response question_page(Context& context, const persistence::AskedOfMe& q, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("id", q.review).add("record", q.record).add("question", q.question).add("asked_at", q.asked_at).add("answer", q.answer).add("answered_at", q.answered_at));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Information governance asks you", .error = shown.refused(), .section = "work", .back_href = "/", .back_text = "Back to My work"};
    Html body = shown.summary();
    std::vector<govuk::SummaryListRow> rows{{.key = {.text = "About"}, .value = {.text = q.record.empty() ? "What you opened" : q.record}}, {.key = {.text = "Asked"}, .value = {.text = persistence::london_date_time(q.asked_at)}}, {.key = {.text = "Question"}, .value = {.text = q.question}}};
    if (q.answered_at) rows.push_back({.key = {.text = "Your answer"}, .value = {.text = q.answer}});
    body << app::heading(1, page.title, "l") << govuk::summary_list({.rows = std::move(rows)});
    if (!q.answered_at)
        body << app::paragraph("Everybody’s reading is checked from time to time. Say what you needed it for.") << "<p class=\"govuk-body\">"_html << app::link("See what you did", "/account/history") << "</p>"_html << open_form(context, "/access-questions/" + q.review, {})
             << long_text(shown, "answer", "Your answer", "Information governance reads it", {}, 4, rules::words_most) << govuk::button({.text = "Send answer", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = account::reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response question(Context& context) {
    const auto q = persistence::question_for_me(access::access_desk(context), context.parameter("id"));
    return q ? question_page(context, *q, {}) : not_found_page(context);
}

Response answer(Context& context) {
    const auto desk = access::access_desk(context);
    const auto q = persistence::question_for_me(desk, context.parameter("id"));
    if (!q) return not_found_page(context);
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return question_page(context, *q, refusals);
    const auto answered = persistence::answer_question(desk, q->review, context.form.value("answer"));
    return answered ? done("/access-questions/" + q->review, "question-answered") : question_page(context, *q, answered.error());
}

}  // namespace casework::web::audit
