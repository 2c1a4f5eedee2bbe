// The page of one breach, for an officer with a phone: where it is, what presses, what can be done, then what was recorded.
#include "web/community_protection/breach_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/clock.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/html/app.hpp"
#include "web/record_pages.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using html::Html;
using persistence::BreachRecord;
using persistence::MeasureRecord;

std::string when_words(domain::Date on, const std::optional<int>& minute) { return domain::long_date(on) + (minute ? ", " + domain::time_words(*minute) : std::string()); }

govuk::Tag breach_tag(std::string_view state, std::string_view state_words) {
    std::string_view colour = "govuk-tag--blue";
    if (state == "in_review") colour = "govuk-tag--orange";
    if (state == "penalty_paid" || state == "convicted") colour = "govuk-tag--green";
    if (state == "excused" || state == "closed" || state == "acquitted" || state == "discontinued") colour = "govuk-tag--grey";
    return {.text = domain::upper_first(state_words), .classes = std::string(colour)};
}

Html counted_details(std::string_view called, const rules::Deadline& deadline) {
    return Html("<details class=\"govuk-details app-small govuk-!-margin-bottom-2\"><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">How it was counted<span class=\"govuk-visually-hidden\">: "_html)
           << called << "</span></span></summary><div class=\"govuk-details__text\">"_html << domain::upper_first(rules::how_counted(deadline)) << "</div></details>"_html;
}

Html clocks_panel(Context& context, const BreachRecord& record) {
    Html body;
    body << "<dl class=\"app-facts app-facts--1\">"_html;
    const bool limit_runs = std::ranges::any_of(record.clocks, [](const auto& clock) { return clock.kind == "prosecution"; });
    for (const auto& clock : record.clocks)
        body << "<div><dt>"_html << clock.words << "</dt><dd>"_html << app::due(clock.deadline.last, context.today()) << counted_details(clock.words, clock.deadline) << "</dd></div>"_html;
    if (!limit_runs) body << "<div><dt>Last day to start a prosecution</dt><dd>"_html << domain::long_date(record.limit.last) << counted_details("Last day to start a prosecution", record.limit) << "</dd></div>"_html;
    return app::panel({.heading = "Key dates", .heading_id = "dates-h", .body = body << "</dl>"_html});
}

std::vector<NextStep> steps_of(const BreachRecord& record) {
    std::vector<NextStep> steps;
    const auto add = [&](rules::Measure kind, const persistence::StepOffer& offer) {
        if (rules::find_step_form(kind, offer.event)) steps.push_back({offer, step_address(record, kind, offer.event)});
    };
    for (const auto& measure : record.measures)
        for (const auto& offer : measure.offers) add(measure.kind, offer);
    for (const auto& begin : record.begins) add(begin.kind, begin.offer);
    return steps;
}

Html happened_card(const BreachRecord& record) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "What happened"}};
    list.rows.push_back({.key = {.text = "When"}, .value = {.text = when_words(record.on, record.minute)}});
    if (!record.place.empty()) list.rows.push_back({.key = {.text = "Where"}, .value = {.text = record.place}});
    list.rows.push_back({.key = {.text = "What"}, .value = {.text = record.words}});
    list.rows.push_back({.key = {.text = "Evidence"}, .value = {.text = domain::words_for(rules::evidence_kinds(), record.evidence_kind) + ", " + record.evidence}});
    list.rows.push_back({.key = {.text = fmt::format("Requirement {}", record.requirement)}, .value = {.text = record.requirement_words}});
    list.rows.push_back({.key = {.text = "Did it hold on that day?"}, .value = {.text = record.effect.words + (record.effect.authority.empty() ? "" : " (" + record.effect.authority + ")")}});
    if (!record.defence.empty()) list.rows.push_back({.key = {.text = "Excuse"}, .value = {.text = domain::words_for(rules::breach_defences(), record.defence)}});
    if (!record.reason.empty()) list.rows.push_back({.key = {.text = "Reason of the decision"}, .value = {.text = record.reason}});
    return govuk::summary_list(list);
}

Html measure_card(const BreachRecord& record, const MeasureRecord& measure) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = std::string(words(measure.kind)) + ": " + measure.state_words}};
    for (const auto& date : rules::measure_dates(measure.kind, measure.answers))
        list.rows.push_back({.key = {.text = std::string(date.words)}, .value = {.text = domain::long_date(date.deadline.last) + ". " + domain::upper_first(rules::how_counted(date.deadline))}});
    for (const auto& answer : measure.answers.values) {
        const auto called = rules::answer_words(measure.kind, answer.field);
        if (answer.value.empty() || called.empty()) continue;
        auto shown = answer_shown(record, measure.kind, answer);
        if (answer.field == "effective_on") shown += ". " + domain::upper_first(measure.answers.text("effective_counted"));
        list.rows.push_back({.key = {.text = std::string(called)}, .value = {.text = shown}});
    }
    return govuk::summary_list(list);
}

Html papers_part(const BreachRecord& record) {
    if (record.papers.empty()) return {};
    Html out = app::heading(2, "Papers", "m", "papers");
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& paper : record.papers)
        out << "<li>"_html << app::link(fmt::format("{} of {}", rules::paper_title(paper.name), domain::long_date(persistence::london_date(paper.at))), breach_address(record, fmt::format("papers/{}", paper.n))) << "<br><span class=\"app-small app-muted\">Kept by "_html
            << paper.by_name << ", document check "_html << paper.digest.substr(0, 12) << "</span></li>"_html;
    return out << "</ul>"_html;
}

}  // namespace

std::string breach_address(const BreachRecord& record, std::string_view more) { return fmt::format("/cases/{}/breaches/{}{}{}", record.head.id, record.n, more.empty() ? "" : "/", more); }
std::string step_address(const BreachRecord& record, rules::Measure measure, std::string_view event) { return breach_address(record, fmt::format("steps/{}/{}", name(measure), event)); }

std::string answer_shown(const BreachRecord& record, rules::Measure measure, const domain::FieldValue& answer) {
    if (answer.field == "pence" || answer.field == "early_pence") return rules::pounds(domain::parse_figures(answer.value).value_or(0));
    if (answer.field == "effective_on") return domain::long_date(domain::parse_iso_date(answer.value).value_or(domain::Date{}));
    const auto* question = rules::find_question(measure, answer.field);
    if (!question) return answer.value;
    switch (question->kind) {
        case rules::Ask::day: return domain::long_date(domain::parse_iso_date(answer.value).value_or(domain::Date{}));
        case rules::Ask::amount: return rules::pounds(domain::parse_figures(answer.value).value_or(0));
        case rules::Ask::tick: return "Yes";
        case rules::Ask::code:
            // One field may take codes in one step and words in another.
            return domain::words_for(question->list(), answer.value);
        case rules::Ask::codes: {
            std::vector<std::string> all;
            for (const auto code : domain::words_of(answer.value)) all.push_back(domain::lower_first(domain::words_for(question->list(), code)));
            return domain::upper_first(domain::listed(all));
        }
        case rules::Ask::council: {
            const auto found = std::ranges::find(record.councils, answer.value, &persistence::AgencyLine::id);
            return found == record.councils.end() ? answer.value : found->name;
        }
        default: return answer.value;
    }
}

Html breach_main(Context& context, const BreachRecord& record) {
    Html main = app::heading(1, fmt::format("Breach {}: {}", record.n, domain::long_date(record.on)), "l");
    main << app::status_line(breach_tag(record.state, record.state_words), fmt::format("Of the notice {}, which goes on. Recorded by {}.", record.head.id, record.by_name));
    if (!record.effect.binding) main << govuk::inset_text({.text = "No offence: " + record.effect.words + (record.effect.authority.empty() ? "" : " (" + record.effect.authority + ")")});
    Html aside = steps_panel(steps_of(record));
    aside << clocks_panel(context, record);
    Html content = happened_card(record);
    for (const auto& measure : record.measures) content << measure_card(record, measure);
    content << papers_part(record);
    return main << app::columns_with_aside(content, aside, true);
}

Html breaches_card(const persistence::CaseRecord& notice) {
    if (notice.kind == "warning" || !notice.given_on) return {};
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "Breaches of the notice"}};
    if (notice.may_edit) list.card->actions.items = {{.href = address_of(notice, "breaches/add"), .text = "Record a breach"}};
    for (const auto& each : notice.notice_breaches) {
        Html value = govuk::tag(breach_tag(each.state, each.state_words));
        value << "<br>"_html << each.words << "<br><span class=\"app-small\">"_html << fmt::format("Requirement {}", each.requirement) << (each.place.empty() ? "" : ", " + each.place) << "</span>"_html;
        Html key = app::link(fmt::format("Breach {}", each.n), address_of(notice, fmt::format("breaches/{}", each.n)));
        list.rows.push_back({.key = {.html = key << "<br>"_html << when_words(each.on, each.minute)}, .value = {.html = value}});
    }
    if (list.rows.empty()) list.rows.push_back({.key = {.text = "None recorded"}, .value = {.text = "A breach is reviewed before a penalty, works or a prosecution follows. The notice goes on."}});
    return govuk::summary_list(list);
}

}  // namespace casework::web::cases
