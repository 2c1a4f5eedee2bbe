// Answering for the steps of what is done about a breach: one question a page, the answers of earlier pages carried along.
#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "web/community_protection/breach_handlers.hpp"
#include "web/community_protection/breach_json.hpp"
#include "web/community_protection/breach_views.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/form_fields.hpp"
#include "web/record_pages.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using persistence::BreachRecord;
using rules::Ask;
using rules::StepForm;
using rules::StepQuestion;

struct Asked {
    const BreachRecord& record;
    const StepForm& form;
};

std::vector<domain::Code> council_codes(const BreachRecord& record) { return codes_of(record.councils); }

// What the measure holds already, or what usually stands there.
std::string standing(const Context& context, const Asked& asked, const StepQuestion& question) {
    for (const auto& measure : asked.record.measures)
        if (measure.kind == asked.form.measure && !measure.over)
            if (const auto value = measure.answers.text(question.name); !value.empty())
                return question.kind == Ask::day || question.kind == Ask::amount ? answer_shown(asked.record, measure.kind, {std::string(question.name), value}) : value;
    if (question.name == "payee_name") return asked.record.payee_name;
    if (question.name == "payee_address") return asked.record.payee_address;
    if (question.kind == Ask::council && asked.record.councils.size() == 1) return asked.record.councils.front().id;
    if (question.kind == Ask::day && question.stands == "today") return domain::long_date(context.today());
    return question.kind == Ask::codes ? std::string(question.stands) : std::string();
}

Html ask(const Context& context, const Shown& shown, const Asked& asked, const StepQuestion& question) {
    const std::string name(question.name), words(question.words), hint(question.hint);
    const auto stands = standing(context, asked, question);
    switch (question.kind) {
        case Ask::line: return small_input(shown, name, words, hint, stands);
        case Ask::lines: return long_text(shown, name, words, hint, stands);
        case Ask::day: return small_input(shown, name, words, hint, stands, "govuk-input--width-10");
        case Ask::amount: return small_input(shown, name, words, hint, stands, "govuk-input--width-10", "decimal");
        case Ask::code: return radios_of(shown, name, words, question.list(), stands);
        case Ask::council: return radios_of(shown, name, words, council_codes(asked.record), stands, hint);
        case Ask::codes: {
            std::vector<std::string> stand;
            for (const auto code : domain::words_of(stands)) stand.emplace_back(code);
            return boxes_of(shown, name, words, question.list(), stand);
        }
        case Ask::tick: return boxes_of(shown, name, words, std::array{domain::Code{"yes", question.stands, ""}}, stands == "yes" ? std::vector<std::string>{"yes"} : std::vector<std::string>{});
    }
    return {};
}

// Answers of the other pages of the same step.
Html carry_others(const Form& form, const StepForm& step, int page) {
    Html out;
    for (const auto& question : step.questions) {
        if (question.page == page) continue;
        for (const auto& value : form.values(question.name)) out << hidden(question.name, value);
    }
    return out;
}

// What the law and the group's rules make of the step, before it is taken.
Html consequence(const Asked& asked) {
    const auto& [record, form] = asked;
    if (form.measure == rules::Measure::penalty && form.event == "issue")
        return app::paragraph(fmt::format("The group’s penalty is {}, or {} when it is paid within {}. The person has 14 days (section 52).", rules::pounds(record.rules.penalty_pence), rules::pounds(record.rules.penalty_early_pence),
                                          domain::counted(record.rules.penalty_early_days, "day")));
    if (form.measure == rules::Measure::prosecution && form.event == "open_file")
        return app::paragraph(fmt::format("The last day to start proceedings is {}. {}", domain::long_date(record.limit.last), domain::upper_first(rules::how_counted(record.limit))));
    return {};
}

// `fresh`: the page comes after the one that was sent, so that its questions show what usually stands there.
Response step_page(Context& context, const Asked& asked, int page, const Refusals& refusals, bool fresh = false) {
    const auto& [record, form] = asked;
    if (context.wants_json()) return context.json_form(refusals, breach_json(record));
    Refusals here;  // of this page, and of the record
    for (const auto& refusal : refusals) {
        const auto* question = rules::find_question(form.measure, refusal.field);
        if (!question || std::ranges::any_of(form.questions, [&](const auto& each) { return each.name == refusal.field && each.page == page; })) here.push_back(refusal);
    }
    const Form unsent;
    const bool sent_before = std::ranges::any_of(form.questions, [&, &typed = context.form](const auto& each) { return each.page == page && typed.has(each.name); });
    const Shown sent(context.form, here), shown(fresh && !sent_before ? unsent : context.form, here);
    const auto title = domain::upper_first(rules::event_words(form.measure, form.event));
    Html body = page == 1 ? consequence(asked) : Html();
    body << open_form(context, step_address(record, form.measure, form.event), opened_version(context, sent, record.version)) << hidden("page", std::to_string(page)) << carry_others(context.form, form, page);
    for (const auto& question : form.questions)
        if (question.page == page) body << ask(context, shown, asked, question);
    const bool last = page == form.pages();
    body << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = last ? title : "Continue", .prevent_double_click = last}) << app::link("Cancel", breach_address(record)) << "</div></form>"_html;
    auto shown_page = question_page(context, record.head, title, shown, body);
    shown_page.back_href = breach_address(record);
    shown_page.back_text = "Back to the breach";
    return context.page(std::move(shown_page), here.empty() ? 200 : status_of(here));
}

// Not possible now: the reasons instead of a form.
Response stopped_page(Context& context, const Asked& asked, const Refusals& reasons) {
    if (context.wants_json()) return context.json(breach_json(asked.record));  // each step stands there with its reasons
    const Refusals none;
    const Shown shown(context.form, none);
    Html body = app::paragraph("This is not possible now:");
    body << reasons_list(reasons);
    auto page = question_page(context, asked.record.head, domain::upper_first(rules::event_words(asked.form.measure, asked.form.event)), shown, body);
    page.back_href = breach_address(asked.record);
    page.back_text = "Back to the breach";
    return context.page(std::move(page));
}

// Whether the step is offered, and what stands in its way.
std::optional<Refusals> reasons_of(const Asked& asked) {
    const auto& [record, form] = asked;
    for (const auto& measure : record.measures)
        if (measure.kind == form.measure && !measure.over)
            for (const auto& offer : measure.offers)
                if (offer.event == form.event) return offer.stopped_by;
    for (const auto& begin : record.begins)
        if (begin.kind == form.measure && begin.offer.event == form.event) return begin.offer.stopped_by;
    return std::nullopt;
}

std::string read_one(Context& context, const StepQuestion& question, Refusals& refusals) {
    const auto& form = context.form;
    const std::string name(question.name), called = domain::lower_first(question.words);
    switch (question.kind) {
        case Ask::line: return optional_text(form, name, called, refusals, 500, domain::Lines::one);
        case Ask::lines: return optional_text(form, name, called, refusals);
        case Ask::day: {
            const auto day = near_date(context, name, "date", refusals);
            return day ? domain::iso_date(*day) : std::string();
        }
        case Ask::amount: {
            if (form.value(name).empty()) return {};
            const auto pence = rules::parse_pounds(form.value(name));
            if (!pence) refusals.push_back({RefusalKind::invalid, name, "Enter an amount in pounds, like 85 or 85.50", {}});
            return pence ? std::to_string(*pence) : std::string();
        }
        case Ask::codes: {
            std::string all;
            for (const auto& code : form.values(name)) all += (all.empty() ? "" : " ") + code;
            return all;
        }
        default: return form.value(name);
    }
}

domain::FieldValues read_answers(Context& context, const StepForm& step, int up_to, Refusals& refusals) {
    domain::FieldValues values;
    for (const auto& question : step.questions)
        if (question.page <= up_to) values.push_back({std::string(question.name), read_one(context, question, refusals)});
    return values;
}

// The page that asks for what was refused first; the last one where it is about the record.
int page_of(const StepForm& step, const Refusals& refusals) {
    int page = step.pages();
    for (const auto& refusal : refusals)
        for (const auto& question : step.questions)
            if (question.name == refusal.field) page = std::min(page, question.page);
    return page;
}

// Opens the breach and finds the step of the address.
struct Found {
    BreachRecord record;
    const StepForm* form = nullptr;
};
domain::Outcome<Found> find(Context& context) {
    const auto n = domain::parse_figures(context.parameter("n"));
    const auto measure = rules::parse_measure(context.parameter("measure"));
    const auto* form = measure ? rules::find_step_form(*measure, context.parameter("event")) : nullptr;
    auto record = persistence::open_breach(context.gate(), context.parameter("id"), n.value_or(0), "open_step_form");
    if (!record) return std::unexpected(std::move(record.error()));
    if (!form) return domain::not_found();
    return Found{std::move(*record), form};
}

}  // namespace

Response measure_form(Context& context) {
    const auto found = find(context);
    if (!found) return refusal_page(context, found.error());
    const Asked asked{found->record, *found->form};
    const auto reasons = reasons_of(asked);
    if (!reasons) return stopped_page(context, asked, {{RefusalKind::rule, {}, "The breach is " + found->record.state_words + ", and this is no next step", "Local rule of the enforcement group"}});
    return reasons->empty() ? step_page(context, asked, 1, {}) : stopped_page(context, asked, *reasons);
}

Response take_measure_step(Context& context) {
    const auto found = find(context);
    if (!found) return refusal_page(context, found.error());
    const Asked asked{found->record, *found->form};
    const int pages = found->form->pages();
    const int page = std::clamp(domain::parse_figures(context.form.value("page")).value_or(pages), 1, pages);  // a program sends everything at once
    auto refusals = context.unknown_fields();
    auto answers = read_answers(context, *found->form, page, refusals);
    if (!refusals.empty()) return step_page(context, asked, page_of(*found->form, refusals), refusals);
    if (context.resent) return step_page(context, asked, page, {});
    if (page < pages) return step_page(context, asked, page + 1, {}, true);
    const int version = domain::parse_figures(context.form.value("version")).value_or(found->record.version);
    const auto saved = persistence::take_breach_step(context.gate(), found->record.head.id, found->record.n, {found->form->measure, std::string(found->form->event), version, std::move(answers)});
    if (!saved) return step_page(context, asked, page_of(*found->form, saved.error()), saved.error());
    return done(breach_address(found->record), "breach-step");
}

}  // namespace casework::web::cases
