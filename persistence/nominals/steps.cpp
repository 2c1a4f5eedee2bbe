// The workflow's steps of one entry: each moves state, order, review clock, timeline and ledger together.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/nominals/nominal_fields.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using nominals::Event;
using nominals::State;
using domain::RefusalKind;

auth::Action action_for(domain::Permission permission) {
    switch (permission) {
        case domain::Permission::create: return auth::Action::create;
        case domain::Permission::edit: return auth::Action::edit;
        case domain::Permission::note: return auth::Action::note;
        case domain::Permission::close: return auth::Action::close;
        case domain::Permission::chair: return auth::Action::chair;
        case domain::Permission::export_rows: return auth::Action::export_rows;
        case domain::Permission::request_erase: return auth::Action::request_erase;
        case domain::Permission::approve: return auth::Action::approve;
    }
    return auth::Action::chair;
}

domain::Permission permission_for(Event event) {
    for (const auto& step : nominals::workflow().steps)
        if (step.event == event) return step.permission;
    return domain::Permission::chair;
}

nominals::Facts answered(const Standing& standing, const StepAnswers& a, std::string meeting, Event event) {
    auto facts = standing.facts;
    facts.necessity = a.necessity;
    facts.proportionality = a.proportionality;
    facts.lawful_basis = a.lawful_basis;
    facts.confirmed_not_better_elsewhere = a.not_better_elsewhere;
    facts.meeting = std::move(meeting);
    facts.reason = a.reason;
    facts.note = a.note;
    facts.signpost = a.signpost;
    facts.evidence_on = a.evidence_on;
    facts.release_on = a.release_on;
    facts.transferred_to = a.transferred_to;
    facts.next_review = a.next_review;
    if (!facts.next_review && event == Event::review) facts.next_review = domain::add_days(facts.today, facts.review_days);
    return facts;
}

// What ends an entry or brings it back keeps its coded reason, the words, and where, until when or to whom.
std::string detail_of(Event event, const StepAnswers& a) {
    if (event == Event::decline) return a.signpost;
    if (event != Event::archive) return {};
    if (a.reason == "custody" && a.release_on) return domain::iso_date(*a.release_on);
    return a.reason == "transferred" ? a.transferred_to : std::string();
}

void put_in_order(Writing& writing, const Standing& standing, State to, std::string_view why) {
    auto order = current_order(writing.tx, standing.panel);
    const auto place = std::ranges::find(order.ids, standing.id);
    const bool listed = place != order.ids.end();
    if (listed == (to == State::active)) return;
    if (listed) order.ids.erase(place);
    else order.ids.push_back(standing.id);
    write_order(writing.tx, standing.panel, order.version, order.ids, writing.actor, why, writing.now);
}

struct Change {
    Event event;
    State to;
    const StepAnswers& answers;
    const nominals::Facts& facts;
};

bool store(Writing& writing, const Standing& s, const Change& c) {
    const bool moves = s.state != c.to, listed = moves && c.to == State::active, ends = c.to == State::archived || c.to == State::declined;
    const bool reviewed = c.event == Event::review || listed || c.event == Event::step_down;
    const auto& a = c.answers;
    const auto next = ends ? std::nullopt : reviewed ? std::optional(a.next_review.value_or(domain::add_days(writing.today, c.facts.review_days))) : s.next_review;
    const auto since = moves ? writing.today : s.state_since;
    if (writing.tx.run("UPDATE nominal SET state = :state, state_since = :since, version = version + 1, last_review = :last, next_review = :next, "
                       "listed_on = CASE WHEN :listed = 1 THEN :today ELSE listed_on END, times_listed = times_listed + :listed, "
                       "end_reason = :reason, end_note = :note, end_detail = :detail WHERE id = :id AND version = :version",
                       {with("state", name(c.to)), with_day("since", since), with_day("last", reviewed ? std::optional(writing.today) : s.last_review), with_day("next", next),
                        with("listed", listed && c.event != Event::escalate ? 1 : 0), with_day("today", writing.today), with("reason", ends ? a.reason : std::string()),
                        with("note", ends ? domain::tidy_lines(a.note) : std::string()), with("detail", ends ? detail_of(c.event, a) : std::string()), with("id", s.id),
                        with("version", s.version)}) == 0)
        return false;
    if (c.event == Event::accept)
        writing.tx.run("UPDATE nominal SET necessity = :necessity, proportionality = :proportionality, lawful_basis = :basis WHERE id = :id",
                       {with("necessity", domain::tidy_lines(a.necessity)), with("proportionality", domain::tidy_lines(a.proportionality)), with("basis", a.lawful_basis), with("id", s.id)});
    return true;
}

// The reason is a code for what ends an entry, words for the other steps.
std::string code_of(Event event, const StepAnswers& a) { return event == Event::archive || event == Event::decline ? a.reason : std::string(); }

std::string note_of(Event event, const StepAnswers& a) {
    std::string note = event == Event::accept ? a.necessity : code_of(event, a).empty() ? a.reason : std::string();
    for (const auto& more : {a.note, detail_of(event, a)})
        if (!more.empty()) note += (note.empty() ? "" : "\n") + more;
    return domain::tidy_lines(note);
}

bool too_long(const StepAnswers& a, domain::Refusals& refusals) {
    const auto before = refusals.size();
    const std::pair<std::string_view, const std::string*> texts[] = {{"necessity", &a.necessity}, {"proportionality", &a.proportionality}, {"reason", &a.reason},
                                                                     {"note", &a.note}, {"signpost", &a.signpost}, {"transferred_to", &a.transferred_to}};
    for (const auto& [field, text] : texts)
        if (domain::code_points(*text) > 2000) refusals.push_back({RefusalKind::invalid, std::string(field), "Answer must be 2,000 characters or less", {}});
    return refusals.size() > before;
}

}  // namespace

domain::Outcome<Saved> take_step(Gate& gate, std::string_view id, std::string_view event_name, const StepAnswers& answers) {
    const auto event = nominals::parse_event(event_name);
    if (!event || *event == Event::propose) return domain::not_found();
    const auto operation = domain::LoggedOperation::alteration;
    return gate.perform(id, {action_for(permission_for(*event)), name(*event), "nominal", operation}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto standing = standing_of(writing.tx, id, writing.today);
        if (!standing) return domain::not_found();
        const auto meeting = meeting_in_session(writing.tx, standing->panel);
        if (!answers.meeting.empty() && answers.meeting != meeting) return domain::refuse(RefusalKind::rule, "meeting", "This meeting is not in session");
        domain::Refusals refusals;
        too_long(answers, refusals);
        const auto facts = answered(*standing, answers, meeting, *event);
        const auto step = domain::decide(nominals::workflow(), standing->state, *event, facts);
        // Somebody was faster: say so before saying that the step is no longer possible.
        if (answers.version != standing->version) return std::unexpected(domain::Refusals{stale()});
        if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto values = stored_values(writing.tx, id);
        if (!store(writing, *standing, {*event, step->to, answers, facts})) return std::unexpected(domain::Refusals{stale()});
        put_in_order(writing, *standing, step->to, step->recorded_as);
        add_event(writing, id, event_name, step->recorded_as, note_of(*event, answers), meeting, code_of(*event, answers));
        writing.entry.rule = std::string(writing.permit.decision().rule) + "/" + std::string(event_name);
        writing.entry.fields.push_back("state");
        writing.entry.before = digest_of(gate, canonical(name(standing->state), values));
        writing.entry.after = digest_of(gate, canonical(name(step->to), values));
        return Saved{std::string(id), standing->version + 1};
    });
}

}  // namespace casework::persistence
