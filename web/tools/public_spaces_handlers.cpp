// Answering for breaches of public spaces protection orders: recording one where it was met, and what became of its penalty.
#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/rules.hpp"
#include "domain/text.hpp"
#include "persistence/tools/public_spaces.hpp"
#include "web/form_fields.hpp"
#include "web/tools/tool_answers.hpp"
#include "web/tools/tool_forms.hpp"
#include "web/tools/tool_handlers.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::PublicSpacesBreach;
using persistence::ToolRecord;

Html section(std::string legend, const Html& body) { return govuk::fieldset({.legend = {.text = std::move(legend), .classes = "govuk-fieldset__legend--m"}, .html = body}); }

Html articles_question(const Shown& shown, const ToolRecord& record, domain::Date today) {
    std::vector<std::string> words;
    std::vector<domain::Code> codes;
    auto articles = rules::terms_on(record.tool, today);
    if (articles.empty())
        for (const auto& term : record.tool.terms) articles.push_back(&term);  // of an order that is over: its last days can still be recorded
    words.reserve(articles.size() * 2);
    for (const auto* term : articles) {
        if (std::ranges::any_of(codes, [&](const auto& code) { return code.code == std::to_string(term->number); })) continue;
        words.push_back(std::to_string(term->number));
        const auto& number = words.back();
        words.push_back(fmt::format("{}. {}{}", term->number, term->text, term->hours ? fmt::format(" (from {} to {})", domain::time_words(term->hours->from), domain::time_words(term->hours->until)) : std::string()));
        codes.push_back({number, words.back(), ""});
    }
    return radios_of(shown, "article", "Which article of the order?", codes);
}

Html tick(const Shown& shown, const std::string& name, std::string words) { return boxes_of(shown, name, "", std::array{domain::Code{"yes", words, ""}}); }

Html requirement_questions(const Shown& shown) {
    Html out;
    out << tick(shown, "requirement_given", "They were told to stop drinking or to hand over alcohol") << tick(shown, "requirement_refused", "They did not do it")
        << tick(shown, "authority_asked", "They asked for the officer’s authority") << tick(shown, "authority_shown", "It was shown")
        << long_text(shown, "items", "What was handed over, and what became of it? (optional)", "One a line, like Can of beer: poured away", {}, 2, 1000);
    return out;
}

Response breach_page(Context& context, const ToolRecord& record, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, tool_json(record));
    const Shown shown(context.form, refusals);
    Html where = small_input(shown, "place_words", "Where was it? (optional)", "For example, by the bandstand");
    where << small_input(shown, "place", "Point on the map", "Latitude, longitude, as the map of a phone gives it, for example 51.2745, 0.5222", {}, "govuk-input--width-20");
    Html who = small_input(shown, "person", "Reference of the person (where known)", "Like PER-2026-0012", {}, "govuk-input--width-10");
    who << small_input(shown, "description", "Description (where nobody is known)", "For example, a man in a red coat") << small_input(shown, "age", "Age", "As it appears where nothing else is known. Needed for a penalty.", {}, "govuk-input--width-3", "numeric");
    Html excuse = radios_of(shown, "excuse", "Was there an excuse?", rules::pspo_excuses(), {}, "Somebody with a reasonable excuse commits no offence (2014 Act section 67)");
    excuse << long_text(shown, "excuse_note", "What did they say? (where there was one)", "", {}, 2);
    Html done = radios_of(shown, "result", "What was done?", rules::pspo_results());
    done << day_box(shown, "notice_on", "Date of the penalty (only for a fixed penalty)") << radios_of(shown, "by", "Who met them?", rules::pspo_officers()) << small_input(shown, "officer", "Name of the officer or authorised person", "")
         << small_input(shown, "video", "Reference of the body-worn video (optional)", "");
    Html body = open_form(context, address_of(record, "breaches/add"), opened_version(context, shown, record.version));
    body << articles_question(shown, record, context.today()) << day_box(shown, "on", "When?", {}, std::string(past_date_hint)) << small_input(shown, "at", "At what time?", "For example, 9:30pm", {}, "govuk-input--width-5") << section("Where", where)
         << section("Who", who) << section("Drinking alcohol (only of such an article)", requirement_questions(shown)) << section("Excuse", excuse) << section("What was done", done)
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Record breach", .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, "Record a breach of the order", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

rules::PspoFacts read_breach(Context& context, Refusals& refusals) {
    Reader read(context, refusals);
    rules::PspoFacts f;
    f.article = domain::parse_figures(read.code("article")).value_or(0);
    f.on = read.day("on", "date of the breach").value_or(domain::Date{});
    if (const auto at = read.time("at")) f.at = *at;
    else if (context.form.value("at").empty()) refusals.push_back({RefusalKind::invalid, "at", "Enter the time", {}});
    if (const auto points = read.area("place", "point on the map"); !points.empty()) f.place = points.front();
    f.place_words = read.line("place_words", "where it was");
    f.person = read.line("person", "reference of the person", 40), f.description = read.line("description", "description");
    if (!context.form.value("age").empty()) {
        int age = 0;
        domain::take(age, domain::read_number(context.form.value("age"), {"age", "age"}, 0, 120), refusals);
        f.age = age;
    }
    f.requirement_given = read.ticked("requirement_given"), f.requirement_refused = read.ticked("requirement_refused");
    f.authority_asked = read.ticked("authority_asked"), f.authority_shown = read.ticked("authority_shown");
    for (const auto& line : read.lines("items", "what was handed over", 1000)) {
        const auto colon = line.find(':');
        f.items.push_back({std::string(domain::trimmed(std::string_view(line).substr(0, colon))), colon == line.npos ? std::string() : std::string(domain::trimmed(std::string_view(line).substr(colon + 1)))});
    }
    f.excuse = read.code("excuse"), f.excuse_note = read.text("excuse_note", "what they said");
    f.result = read.code("result"), f.by = read.code("by"), f.officer = read.line("officer", "name of the officer"), f.video = read.line("video", "reference of the video");
    if (const auto on = read.day("notice_on", "date of the penalty")) f.penalty.notice_on = *on;
    return f;
}

// The order, where it is one that can be breached so.
domain::Outcome<ToolRecord> order_of(Context& context) {
    auto record = persistence::open_tool(context.gate(), context.parameter("id"), "open_step_form");
    if (record && !rules::is_public_spaces_order(record->kind)) return domain::not_found();
    return record;
}

const PublicSpacesBreach* penalty_of(const Context& context, const ToolRecord& record) {
    const auto n = domain::parse_figures(context.parameter("n"));
    const auto found = std::ranges::find(record.public_breaches, n.value_or(0), &PublicSpacesBreach::n);
    return found == record.public_breaches.end() || found->penalty_state != "issued" ? nullptr : &*found;
}

Response penalty_page(Context& context, const ToolRecord& record, const PublicSpacesBreach& breach, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, tool_json(record));
    const Shown shown(context.form, refusals);
    const auto& p = breach.penalty;
    Html body = app::paragraph(fmt::format("A penalty of {} was given on {} for a breach of article {}. Its last day is {}.", domain::community_protection::pounds(p.pence), domain::long_date(p.notice_on), breach.article,
                                           domain::long_date(rules::penalty_last_day(p.notice_on, rules::law()))));
    body << open_form(context, address_of(record, fmt::format("breaches/{}/penalty", breach.n)), opened_version(context, shown, record.version)) << radios_of(shown, "outcome", "What became of it?", rules::penalty_ends())
         << day_box(shown, "ended_on", "On which day?", {}, std::string(past_date_hint)) << long_text(shown, "reason", "Why is it cancelled? (only where it is)", "", {}, 3) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Save", .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, "What became of the penalty?", shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response public_spaces_breach_form(Context& context) {
    const auto record = order_of(context);
    return record ? breach_page(context, *record, {}) : refusal_page(context, record.error());
}

Response record_public_spaces_breach(Context& context) {
    const auto record = order_of(context);
    if (!record) return refusal_page(context, record.error());
    auto refusals = context.unknown_fields();
    const auto facts = read_breach(context, refusals);
    if (!refusals.empty() || context.resent) return breach_page(context, *record, refusals);
    const auto saved = persistence::record_public_spaces_breach(context.gate(), record->id, domain::parse_figures(context.form.value("version")).value_or(record->version), facts);
    return saved ? done(address_of(*record), "tool-step") : breach_page(context, *record, saved.error());
}

Response penalty_form(Context& context) {
    const auto record = order_of(context);
    if (!record) return refusal_page(context, record.error());
    const auto* breach = penalty_of(context, *record);
    return breach ? penalty_page(context, *record, *breach, {}) : not_found_page(context);
}

Response end_penalty(Context& context) {
    const auto record = order_of(context);
    if (!record) return refusal_page(context, record.error());
    const auto* breach = penalty_of(context, *record);
    if (!breach) return not_found_page(context);
    auto refusals = context.unknown_fields();
    Reader read(context, refusals);
    const persistence::PenaltyAnswers answers{domain::parse_figures(context.form.value("version")).value_or(record->version), read.code("outcome"), read.text("reason", "reason"), read.day("ended_on", "date")};
    if (!refusals.empty() || context.resent) return penalty_page(context, *record, *breach, refusals);
    const auto saved = persistence::end_public_spaces_penalty(context.gate(), record->id, breach->n, answers);
    return saved ? done(address_of(*record), "tool-step") : penalty_page(context, *record, *breach, saved.error());
}

}  // namespace casework::web::tools
