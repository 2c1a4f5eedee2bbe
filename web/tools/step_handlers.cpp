// Answering for the steps of a tool: only what the step and the law of its kind look at is asked.
#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"
#include "web/record_pages.hpp"
#include "web/tools/tool_forms.hpp"
#include "web/tools/tool_answers.hpp"
#include "web/tools/tool_handlers.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::ToolAnswers;
using persistence::ToolRecord;
using rules::Event;

constexpr int terms_most = 20;

Html moment_boxes(const Shown& shown, const std::string& name, const std::string& label) {
    return day_box(shown, name + "_on", label + ": day") << small_input(shown, name + "_at", label + ": time", "For example, 2:15pm", {}, "govuk-input--width-5");
}
std::string term_name(int i, std::string_view part) { return fmt::format("term-{}-{}", i, part); }

// --- the questions of the law of a kind -------------------------------------------------------------------------------------------

Html conditions_question(const Shown& shown, const ToolRecord& record, Event event) {
    const auto* kind = rules::find_kind(record.kind);
    if (!kind) return {};
    auto conditions = rules::conditions_of(*kind);
    const bool afresh = event == Event::vary || event == Event::extend;
    if (!afresh) std::erase_if(conditions, [&](const auto& each) { return std::ranges::find(record.tool.particulars.conditions, each.code) != record.tool.particulars.conditions.end(); });
    Html out = conditions.empty() ? Html() : boxes_of(shown, "conditions", "What the law asks for", conditions);
    if (record.age && *record.age < 18) out << boxes_of(shown, "restrictions_checked", "Under 18", std::array{domain::Code{"yes", "The reporting restrictions were checked", "Children and Young Persons Act 1933 s.39"}});
    return out;
}

Html term_row(const Shown& shown, int i, const rules::Term* stands, const ToolRecord& record, bool varying) {
    const auto name = [&](std::string_view part) { return term_name(i, part); };
    const auto tick = [&](std::string_view part, std::string words, bool on) {
        const auto field = name(part);
        return boxes_of(shown, field, "", std::array{domain::Code{"yes", words, ""}}, on ? std::vector<std::string>{"yes"} : std::vector<std::string>{});
    };
    const int number = stands ? stands->number : i;
    Html body = hidden(name("number"), std::to_string(number));
    body << radios_of(shown, name("kind"), "Prohibition or requirement?", rules::term_kinds(), stands ? stands->kind : "") << long_text(shown, name("text"), "What does it say?", "", stands ? stands->text : "", 3, 1000)
         << small_input(shown, name("area_name"), "Area it is about (optional)", "For example, Maidstone town centre", stands ? stands->area_name : "")
         << long_text(shown, name("area"), "Corners of the area (optional)", "One a line: latitude, longitude, for example 51.2745, 0.5222", {}, 2, 2000);
    if (record.subject_kind == "person")
        body << small_input(shown, name("supervisor"), "Who supervises it? (only of a requirement)", "", stands ? stands->supervisor : "") << tick("arrest", "It carries a power of arrest", stands && stands->power_of_arrest)
             << tick("home", "It keeps the person out of their home", stands && stands->from_home);
    else body << tick("alcohol", "It is about drinking alcohol in the area", stands && stands->alcohol);
    body << small_input(shown, name("hours_from"), "From which time of the day? (optional)", "", stands && stands->hours ? domain::time_words(stands->hours->from) : "", "govuk-input--width-5")
         << small_input(shown, name("hours_until"), "Until which time? (optional)", "", stands && stands->hours ? domain::time_words(stands->hours->until) : "", "govuk-input--width-5");
    if (varying && stands) body << tick("removed", "This term ends", false);
    return govuk::fieldset({.legend = {.text = fmt::format("Term {}", number), .classes = "govuk-fieldset__legend--m"}, .html = body});
}

Html terms_question(Context& context, const Shown& shown, const ToolRecord& record, bool varying) {
    std::vector<const rules::Term*> stand = rules::terms_on(record.tool, context.today());
    if (stand.empty() && !varying)
        for (const auto& term : record.tool.terms) stand.push_back(&term);
    int rows = std::max<int>(1, static_cast<int>(stand.size()) + (varying ? 1 : 0));
    while (rows < terms_most && context.form.has(term_name(rows + 1, "text"))) ++rows;
    if (context.form.value("do") == "add" && rows < terms_most) ++rows;
    Html out;
    for (int i = 1; i <= rows; ++i) out << term_row(shown, i, i <= std::ssize(stand) ? stand[static_cast<std::size_t>(i - 1)] : nullptr, record, varying);
    return out;
}

Html days_questions(const Shown& shown, const ToolRecord& record, const rules::ToolKind& kind) {
    Html out;
    if (kind.in_hours) out << moment_boxes(shown, "begins", "When does it begin?") << moment_boxes(shown, "ends", "When does it end?");
    if (kind.at_once) return out;
    out << day_box(shown, "from", "First day", record.tool.from) << day_box(shown, "until", "Last day", record.tool.until, "Leave empty where it holds until further order")
        << boxes_of(shown, "until_further_order", "", std::array{domain::Code{"yes", "Until further order", ""}}, record.tool.until_further_order ? std::vector<std::string>{"yes"} : std::vector<std::string>{});
    if (!kind.in_hours && kind.family != rules::Family::external) out << day_box(shown, "review_on", "When is it reviewed?", record.tool.review_on);
    return out;
}

// What the law of a kind asks before a court is asked.
Html particulars_of_application(const Shown& shown, const std::string& kind) {
    Html out;
    if (kind == "possession_ground")
        out << radios_of(shown, "trigger", "Which condition is met?", rules::possession_triggers()) << day_box(shown, "trigger_on", "On which day?") << day_box(shown, "notice_on", "When did the landlord give notice?")
            << small_input(shown, "closure_hours", "Hours for which access was prohibited without a break (only after a closure)", "", {}, "govuk-input--width-5", "numeric");
    if (kind == "closure_notice" || kind == "closure_order") out << moment_boxes(shown, "served", "When was the closure notice served?");
    return out;
}

Html particulars_questions(const Shown& shown, const std::string& kind) {
    Html out = particulars_of_application(shown, kind);
    if (kind == "vehicle_seizure") out << day_box(shown, "prior_warning_on", "When was the warning before it? (only for a seizure before 29 June 2026)");
    if (kind == "dispersal_direction") out << moment_boxes(shown, "authorised_from", "When did the authorisation begin?") << moment_boxes(shown, "authorised_until", "When did it end?");
    if (kind == "closure_order") out << moment_boxes(shown, "heard", "When was the application heard?");
    if (kind == "closure_notice") out << boxes_of(shown, "senior_agreed", "", std::array{domain::Code{"yes", "A superintendent, the chief executive or their designee issued it", ""}});
    return out;
}

std::vector<domain::Code> issuers_of(const rules::ToolKind& kind) {
    std::vector<domain::Code> list;
    for (const auto& code : rules::issuers())
        if (std::ranges::find(kind.issuers, code.code) != kind.issuers.end()) list.push_back(code);
    return list;
}
std::vector<domain::Code> courts_of(const rules::ToolKind& kind) {
    std::vector<domain::Code> list;
    for (const auto& code : rules::courts())
        if (std::ranges::find(kind.courts, code.code) != kind.courts.end()) list.push_back(code);
    return list;
}

Html making_questions(Context& context, const Shown& shown, const ToolRecord& record, const rules::ToolKind& kind, Event event) {
    Html out;
    if (event == Event::issue) out << radios_of(shown, "by", "Who issues it?", issuers_of(kind), record.tool.by);
    else out << radios_of(shown, "court", "Which court?", courts_of(kind), record.tool.court) << small_input(shown, "court_case", "The court’s case number", "", record.tool.court_case, "govuk-input--width-20");
    out << day_box(shown, "made_on", "When was it made?") << days_questions(shown, record, kind) << particulars_questions(shown, record.kind);
    if (kind.family == rules::Family::agreement) out << long_text(shown, "parties", "Who else agreed to it?", "One a line", {}, 2, 500);
    if (!kind.at_once) {
        out << terms_question(context, shown, record, false);
        out << govuk::button({.text = "Add another term", .name = "do", .value = "add", .classes = "govuk-button--secondary"});
    }
    return out << conditions_question(shown, record, event) << radios_of(shown, "publicity", "Is it published?", rules::publicity_decisions(), record.tool.publicity);
}

std::vector<domain::Code> terms_of(const ToolRecord& record, std::vector<std::string>& words) {
    std::vector<domain::Code> codes;
    words.reserve(record.tool.terms.size() * 2);
    for (const auto& term : record.tool.terms) {
        if (std::ranges::any_of(codes, [&](const auto& code) { return code.code == std::to_string(term.number); })) continue;
        words.push_back(std::to_string(term.number));
        const auto& number = words.back();
        words.push_back(fmt::format("{}. {}", term.number, term.text));
        codes.push_back({number, words.back(), ""});
    }
    return codes;
}

Html questions(Context& context, const Shown& shown, const ToolRecord& record, Event event) {
    const auto* kind = rules::find_kind(record.kind);
    if (!kind) return {};
    Html out;
    switch (event) {
        case Event::apply: return out << radios_of(shown, "by", "Who applies?", issuers_of(*kind)) << day_box(shown, "applied_on", "When?") << particulars_of_application(shown, record.kind) << conditions_question(shown, record, event);
        case Event::issue:
        case Event::grant_interim:
        case Event::grant: return making_questions(context, shown, record, *kind, event);
        case Event::refuse: return out << small_input(shown, "court_case", "The court’s case number", "", record.tool.court_case, "govuk-input--width-20") << long_text(shown, "reason", "Why did the court refuse?");
        case Event::drop: return out << long_text(shown, "reason", "Why is it given up?");
        case Event::vary:
            out << radios_of(shown, "varied_by", "Who asked for the variation?", rules::varied_by()) << day_box(shown, "varied_on", "From which day does it hold?") << long_text(shown, "reason", "Why?")
                << terms_question(context, shown, record, true) << conditions_question(shown, record, event);
            return out << boxes_of(shown, "told", "", std::array{domain::Code{"yes", "Who must follow it has been told", ""}}) << small_input(shown, "not_told_because", "If not told: why not?");
        case Event::extend:
            if (kind->in_hours) out << moment_boxes(shown, "ends", "When does it end now?");
            out << day_box(shown, "until", "New last day", record.tool.until) << day_box(shown, "varied_on", "When was it extended?") << long_text(shown, "reason", "Why?") << conditions_question(shown, record, event);
            return record.kind == "closure_notice" ? out << boxes_of(shown, "senior_agreed", "", std::array{domain::Code{"yes", "A superintendent, the chief executive or their designee extends it", ""}}) : out;
        case Event::review: return out << radios_of(shown, "outcome", "What came of the review?", rules::review_outcomes()) << long_text(shown, "reason", "Why?") << day_box(shown, "next_review", "When is the next review?");
        case Event::record_breach: {
            std::vector<std::string> words;
            const auto terms = terms_of(record, words);
            out << radios_of(shown, "breach_term", "Which term?", terms) << day_box(shown, "breach_on", "When? It is judged by the term in force on that day.") << small_input(shown, "breach_at", "At what time? (only where the law counts hours)", "", {}, "govuk-input--width-5");
            return out << long_text(shown, "breach_evidence", "Evidence", "One reference a line", {}, 3, 500) << radios_of(shown, "breach_result", "What is done about it?", rules::breach_results());
        }
        case Event::discharge:
            out << day_box(shown, "ended_on", "When does it end?") << radios_of(shown, "varied_by", "Who asked for it? (of an order of a court)", rules::varied_by()) << long_text(shown, "reason", "Why?");
            return out << conditions_question(shown, record, event) << boxes_of(shown, "told", "", std::array{domain::Code{"yes", "Who must follow it has been told", ""}}) << small_input(shown, "not_told_because", "If not told: why not?");
        case Event::quash: return out << day_box(shown, "ended_on", "When was it quashed?") << small_input(shown, "court_case", "The court’s case number", "", record.tool.court_case, "govuk-input--width-20") << long_text(shown, "reason", "Why?");
        default: return out;
    }
}

// --- reading ----------------------------------------------------------------------------------------------------------------------

std::vector<rules::TermChange> read_terms(const Context& context, Reader& read) {
    std::vector<rules::TermChange> all;
    for (int i = 1; i <= terms_most && context.form.has(term_name(i, "text")); ++i) {
        const auto name = [&](std::string_view part) { return term_name(i, part); };
        rules::TermChange change;
        auto& t = change.term;
        t.number = domain::parse_figures(read.code(name("number"))).value_or(i);
        t.kind = read.code(name("kind"));
        t.text = read.text(name("text"), "what it says", 1000);
        t.supervisor = read.line(name("supervisor"), "who supervises it");
        t.area_name = read.line(name("area_name"), "area");
        t.area = read.area(name("area"), "corners of the area");
        t.power_of_arrest = read.ticked(name("arrest")), t.from_home = read.ticked(name("home")), t.alcohol = read.ticked(name("alcohol"));
        const auto from = read.time(name("hours_from")), until = read.time(name("hours_until"));
        if (from && until) t.hours = rules::Hours{*from, *until};
        change.removed = read.ticked(name("removed"));
        if (!t.text.empty() || !t.kind.empty() || change.removed) all.push_back(std::move(change));
    }
    return all;
}

// A term that was sent back as it stands is no change; one whose corners were left empty keeps them.
void only_changes(const ToolRecord& record, domain::Date today, std::vector<rules::TermChange>& changes) {
    std::erase_if(changes, [&](rules::TermChange& change) {
        const auto* now = rules::term_on(record.tool, change.term.number, today);
        if (!now) return false;
        auto& t = change.term;
        if (t.area.empty()) t.area = now->area;
        return !change.removed && t.kind == now->kind && t.text == now->text && t.supervisor == now->supervisor && t.area_name == now->area_name && t.area == now->area && t.power_of_arrest == now->power_of_arrest &&
               t.from_home == now->from_home && t.alcohol == now->alcohol && t.hours == now->hours;
    });
}

ToolAnswers read_answers(Context& context, const ToolRecord& record, Event event, Refusals& refusals) {
    Reader read(context, refusals);
    ToolAnswers a;
    a.version = domain::parse_figures(context.form.value("version")).value_or(record.version);
    auto& t = a.wanted;
    auto& p = t.particulars;
    t.by = read.code("by"), t.court = read.code("court"), t.publicity = read.code("publicity");
    t.court_case = read.line("court_case", "case number", 60);
    t.applied_on = read.day("applied_on", "date of the application"), t.made_on = read.day("made_on", "date it was made"), t.from = read.day("from", "first day"), t.until = read.day("until", "last day");
    t.until_further_order = read.ticked("until_further_order");
    t.begins_at = read.moment("begins", "day it begins"), t.ends_at = read.moment("ends", "day it ends");
    t.review_on = read.day("review_on", "date of the review"), t.ended_on = read.day("ended_on", "date it ends");
    t.parties = read.lines("parties", "who else agreed");
    p.prior_warning_on = read.day("prior_warning_on", "date of the warning"), p.trigger = read.code("trigger"), p.trigger_on = read.day("trigger_on", "date"), p.notice_on = read.day("notice_on", "date of the notice");
    p.closure_hours = domain::parse_figures(read.code("closure_hours")).value_or(0);
    p.authorised_from = read.moment("authorised_from", "day it began"), p.authorised_until = read.moment("authorised_until", "day it ended"), p.served_at = read.moment("served", "day it was served"), p.heard_at = read.moment("heard", "day it was heard");
    p.senior_agreed = read.ticked("senior_agreed");
    auto& asked = a.asked;
    asked.reason = read.text("reason", "reason"), asked.varied_by = read.code("varied_by"), asked.outcome = read.code("outcome"), asked.conditions = context.form.values("conditions");
    if (read.ticked("restrictions_checked")) asked.conditions.emplace_back("restrictions_checked");
    asked.on = read.day("varied_on", "day from which it holds"), asked.told = read.ticked("told"), asked.not_told_because = read.line("not_told_because", "why not told"), asked.next_review = read.day("next_review", "date of the next review");
    asked.breach.term = domain::parse_figures(read.code("breach_term")).value_or(0);
    asked.breach.on = read.day("breach_on", "date of the breach").value_or(domain::Date{});
    asked.breach.evidence = read.lines("breach_evidence", "evidence"), asked.breach.result = read.code("breach_result");
    if (const auto at = read.time("breach_at"); at && asked.breach.on.ok()) asked.breach.at = persistence::london_instant(asked.breach.on, *at / 60, *at % 60);
    a.terms = read_terms(context, read);
    if (event == Event::vary) only_changes(record, context.today(), a.terms);
    return a;
}

struct ToolSteps : StepPages {
    static constexpr std::string_view taken = "tool-step";
    static auto open_record(persistence::Gate& gate, std::string_view id) { return persistence::open_tool(gate, id, "open_step_form"); }
    static auto parse_event(std::string_view name) { return rules::parse_event(name); }
    static bool has_own_page(const ToolRecord& record, Event event) { return event == Event::record_breach && rules::is_public_spaces_order(record.kind); }
    static bool asks_for_more(const Context& context) { return context.form.value("do") == "add"; }
    static auto answers(Context& context, const ToolRecord& record, Event event, Refusals& refusals) { return read_answers(context, record, event, refusals); }
    static auto take(persistence::Gate& gate, std::string_view id, std::string_view event, const auto& answers) { return persistence::take_tool_step(gate, id, event, answers); }
    static auto address(const ToolRecord& record) { return address_of(record); }
    static Response step_page(Context& context, const ToolRecord& record, Event event, const Refusals& refusals);
};

Response ToolSteps::step_page(Context& context, const ToolRecord& record, Event event, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, tool_json(record));
    const Shown shown(context.form, refusals);
    const auto words = domain::upper_first(rules::words(event));
    Html body = open_form(context, address_of(record, "steps/" + std::string(rules::name(event))), opened_version(context, shown, record.version));
    // Enter in a box takes the step; it does not press "Add another term".
    body << "<button type=\"submit\" class=\"govuk-visually-hidden\" tabindex=\"-1\" aria-hidden=\"true\"></button>"_html << questions(context, shown, record, event) << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = words, .prevent_double_click = true}) << app::link("Cancel", address_of(record)) << "</div></form>"_html;
    return context.page(question_page(context, record, words, shown, body), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response step_form(Context& context) { return step_form_of<ToolSteps>(context); }

Response take_step(Context& context) { return take_step_of<ToolSteps>(context); }

}  // namespace casework::web::tools
