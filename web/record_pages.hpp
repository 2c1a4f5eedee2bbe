// What the pages of every kind of record share: its timeline with the note box, its access log, and choosing after two people saved.
#pragma once

#include <algorithm>

#include "domain/clash.hpp"
#include "domain/running_clock.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/nominals.hpp"
#include "persistence/record_access.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"
#include "web/nominals/nominal_json.hpp"

namespace casework::web {

// `address` is the record's own, "/reports/REP-2026-0001".
struct TimelinePart {
    std::string address;
    const std::vector<persistence::EventLine>& events;
    int next = 0;
    bool may_note = false;
    std::string note_hint{};
};
html::Html timeline_part(Context& context, const Shown& shown, const TimelinePart& part);
// The note of that form, read; what is wrong with it joins `refusals`.
std::string read_note(Context& context, domain::Refusals& refusals);

html::Html access_part(const persistence::RecordAccess& log, const std::string& address);
// Links to what this person may do about who opens the record: its marking, namings and exclusions and its disposal for coordinators of its
// owner, asking the owner for whoever reads it in an emergency; nothing for anybody else.
html::Html access_offers(Context& context, const std::string& id);
// To the owner of a record that one may not open, or in an emergency.
html::Html ask_for_access();

// Overview, evidence, timeline, sharing and access log of the record at `address`; with `papers` (what the tab is called) also its papers.
html::Html record_tabs(std::string label, const std::string& address, const std::string& id, std::string_view current, std::string papers = {});
// A form about that record: `page` as one column of reading width with the way back, the error summary and the heading.
html::Page question_of(html::Page page, std::string back_text, std::string address, const std::string& title, const Shown& shown, const html::Html& body);

// Each rule that stands in the way, with its authority.
html::Html reasons_list(const domain::Refusals& refusals);

// What can be done next as links, and what stops the others.
struct NextStep {
    persistence::StepOffer offer;
    std::string address;
};
html::Html steps_panel(const std::vector<NextStep>& steps);
template <class Address>
std::vector<NextStep> next_steps(const std::vector<persistence::StepOffer>& offers, const Address& address) {
    std::vector<NextStep> steps;
    for (const auto& offer : offers) steps.push_back({offer, address(offer.event)});
    return steps;
}
// The days that come, and how each was counted. Nothing without one.
html::Html clocks_panel(const std::vector<domain::RunningClock>& clocks, domain::Date today);
JsonObject clock_json(const domain::RunningClock& clock);

// The pages that are the same for every kind of record. `Kind` has what differs, as static members: `stem` ("/reports/") and `note_hint`;
// open(gate, id, before), which answers head, events and next; add_note(gate, id, note); page(context, head, title); tabs(head, current);
// json(timeline).
template <class Kind>
Response timeline_of(Context& context, const domain::Refusals& refusals = {}) {
    const int before = domain::parse_figures(context.request().query_value("before").value_or("")).value_or(0);
    const auto timeline = Kind::open(context.gate(), context.parameter("id"), before);
    if (!timeline) return refusal_page(context, timeline.error());
    if (context.wants_json()) return context.json_form(refusals, Kind::json(*timeline));
    const auto& head = timeline->head;
    const Shown shown(context.form, refusals);
    auto page = Kind::page(context, head, "Timeline");
    page.error = shown.refused();
    page.main << shown.summary() << html::app::heading(1, "Timeline", "l") << Kind::tabs(head, "timeline")
              << timeline_part(context, shown, {std::string(Kind::stem) + head.id, timeline->events, timeline->next, head.may_note, std::string(Kind::note_hint)});
    return context.page(std::move(page), shown.refused() ? 422 : 200);
}

// Read again behind a refused note, so that the page always shows what stands.
template <class Kind>
Response note_of(Context& context) {
    auto refusals = context.unknown_fields();
    const auto note = read_note(context, refusals);
    if (!refusals.empty() || context.resent) return timeline_of<Kind>(context, refusals);
    const auto& id = context.parameter("id");
    const auto saved = Kind::add_note(context.gate(), id, note);
    return saved ? done(std::string(Kind::stem) + id + "/timeline", "saved") : timeline_of<Kind>(context, saved.error());
}

template <class Kind>
Response access_of(Context& context) {
    const auto timeline = Kind::open(context.gate(), context.parameter("id"), 0);
    if (!timeline) return refusal_page(context, timeline.error());
    const auto& head = timeline->head;
    const auto log = persistence::read_access(context.gate(), head.id, context.request().query_value("after").value_or(""));
    if (!log) return refusal_page(context, log.error());
    if (context.wants_json()) return context.json(nominals::access_json(*log).add("id", head.id));
    auto page = Kind::page(context, head, "Access log");
    page.main << html::app::heading(1, "Access log", "l") << Kind::tabs(head, "access") << access_offers(context, head.id) << access_part(*log, std::string(Kind::stem) + head.id);
    return context.page(std::move(page));
}

// The page of a step and taking it. `Kind` has: open_record(gate, id); parse_event(name); step_page(context, record, event, refusals);
// answers(context, record, event, refusals); take(gate, id, event, answers); address(record); `taken`, the word of what was done.
struct StepPages {
    template <class Record, class Event>
    static bool has_own_page(const Record&, Event) { return false; }  // at an address of its own, not among the steps
    static bool asks_for_more(const Context&) { return false; }  // another row of the form, not the step
};
template <class Kind, class Then>
Response with_step_of(Context& context, const Then& then) {
    const auto record = Kind::open_record(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    const std::string& called = context.parameter("event");
    const auto event = Kind::parse_event(called);
    const bool offered = event && !Kind::has_own_page(*record, *event) && std::ranges::any_of(record->offers, [&](const persistence::StepOffer& offer) { return offer.event == called && offer.allowed; });
    return offered ? then(*record, *event) : not_found_page(context);
}

template <class Kind>
Response step_form_of(Context& context) {
    return with_step_of<Kind>(context, [&](const auto& record, auto event) { return Kind::step_page(context, record, event, {}); });
}

template <class Kind>
Response take_step_of(Context& context) {
    return with_step_of<Kind>(context, [&](const auto& record, auto event) {
        auto refusals = context.unknown_fields();
        const auto answers = Kind::answers(context, record, event, refusals);
        if (!refusals.empty() || context.resent || Kind::asks_for_more(context)) return Kind::step_page(context, record, event, refusals);
        const auto saved = Kind::take(context.gate(), record.id, context.parameter("event"), answers);
        return saved ? done(Kind::address(record), Kind::taken) : Kind::step_page(context, record, event, saved.error());
    });
}

// Field by field: theirs, mine or both. Nothing is chosen beforehand; what was typed travels along. `label` and `said` give the words
// of a field and of a stored value.
struct ClashWords {
    std::string (*label)(std::string_view field);
    std::function<std::string(std::string_view field, const std::string& value)> said;
};
html::Html clash_part(Context& context, const Shown& shown, const domain::Clash& clash, const std::string& action, const std::string& back, const ClashWords& words);
// The page of a question as that of a clash: one leaves it without saving.
html::Page clash_page_of(html::Page question);
// A field without an answer is refused beside it when the choices come back.
domain::Refusals clash_unanswered(const Form& form, const domain::Clash& clash, const ClashWords& words);
constexpr std::string_view clash_title = "Someone else changed this record while you were editing";

}  // namespace casework::web
