// Proposing a tool and its steps: the law of its kind judges the tool as it would stand afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "domain/text.hpp"
#include "persistence/people/people.hpp"
#include "persistence/places.hpp"
#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using powers::Event;
using powers::State;

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}

// The council's own kind must be able to use the power: a county is no local authority here where there is a district (2014 Act s.74).
void check_issuer(Transaction& tx, const powers::Tool& tool, Refusals& refusals) {
    std::string kind;
    tx.one("SELECT kind FROM agency WHERE id = :id", {with("id", tool.agency)}, {&kind});
    if (tool.by == "district" && kind == "county") refusals.push_back({RefusalKind::rule, "by", "A county council is no local authority for this power where there is a district council", "2014 Act ss.74, 92"});
}

// A tool as the answers of one step would make it.
struct Moving {
    Gate& gate;
    Writing& writing;
    const ToolRow& row;
    const ToolAnswers& answers;
    Event event{};
    powers::Facts facts{};
};

void take_days(const powers::Tool& wanted, powers::Tool& t) {
    t.made_on = wanted.made_on, t.from = wanted.from, t.until = wanted.until, t.until_further_order = wanted.until_further_order;
    t.begins_at = wanted.begins_at, t.ends_at = wanted.ends_at, t.review_on = wanted.review_on, t.publicity = wanted.publicity;
}

void take_terms(const Moving& m, powers::Tool& t) {
    t.terms.clear();
    for (const auto& change : m.answers.terms) {
        auto term = change.term;
        if (!term.from.ok()) term.from = t.from.value_or(m.writing.today);
        t.terms.push_back(std::move(term));
    }
}

// What was said at the application stands until the court is told otherwise.
void take_particulars(const powers::Tool& wanted, powers::Tool& t) {
    auto before = std::exchange(t.particulars, wanted.particulars);
    auto& p = t.particulars;
    p.conditions = std::move(before.conditions);
    if (!p.served_at) p.served_at = before.served_at;
    if (p.trigger.empty()) p.trigger = before.trigger;
    if (!p.trigger_on) p.trigger_on = before.trigger_on;
    if (!p.notice_on) p.notice_on = before.notice_on;
    if (p.closure_hours == 0) p.closure_hours = before.closure_hours;
}

void confirm(powers::Facts& f) {
    for (const auto& code : f.asked.conditions)
        if (!f.confirmed(code) || std::ranges::find(f.tool.particulars.conditions, code) == f.tool.particulars.conditions.end()) f.tool.particulars.conditions.push_back(code);
}

void apply_answers(Moving& m) {
    auto& t = m.facts.tool;
    auto& f = m.facts;
    const auto& w = m.answers.wanted;
    f.asked = m.answers.asked;
    switch (m.event) {
        case Event::apply: t.by = w.by, t.applied_on = w.applied_on, take_particulars(w, t); break;
        case Event::issue: t.by = w.by, t.parties = w.parties, take_days(w, t), take_terms(m, t), take_particulars(w, t); break;
        case Event::grant_interim:
        case Event::grant: t.court = w.court, t.court_case = w.court_case, take_days(w, t), take_terms(m, t), take_particulars(w, t); break;
        case Event::refuse: t.court_case = w.court_case; break;
        case Event::vary: t = powers::varied(std::move(t), {f.asked.on.value_or(m.writing.today), f.asked.varied_by, domain::tidy_lines(f.asked.reason)}, m.answers.terms); break;
        case Event::extend:
            f.asked.old_until = t.until, f.asked.old_ends_at = t.ends_at;
            t.until = w.until, t.ends_at = w.ends_at, t.particulars.senior_agreed = w.particulars.senior_agreed;
            break;
        case Event::review: break;
        case Event::record_breach: break;
        case Event::discharge: t.ended_on = w.ended_on; break;
        case Event::quash: t.ended_on = w.ended_on, t.court_case = w.court_case.empty() ? t.court_case : w.court_case; break;
        default: break;
    }
}

void keep_variation(const Moving& m) {
    const auto& variation = m.facts.tool.variations.back();
    m.writing.tx.run("INSERT INTO tool_variation (tool_id, n, on_day, asked_by, reason) VALUES (:id, :n, :on, :by, :reason)",
                     {with("id", m.row.head.id), with("n", static_cast<int>(m.facts.tool.variations.size())), with_day("on", variation.on), with("by", variation.by), with("reason", variation.reason)});
}

void write_step(Moving& m, State to) {
    auto& tx = m.writing.tx;
    auto& t = m.facts.tool;
    const auto& id = m.row.head.id;
    confirm(m.facts);
    if (m.event == Event::review && m.answers.asked.outcome != "discharge") t.review_on = m.answers.asked.next_review;
    const bool ends = m.event == Event::discharge || m.event == Event::quash || m.event == Event::refuse || m.event == Event::drop;
    if (m.event == Event::grant || m.event == Event::grant_interim || m.event == Event::issue) tx.run("DELETE FROM tool_term WHERE tool_id = :id", {with("id", id)});
    write_tool(tx, id, t, ends ? domain::tidy_lines(m.answers.asked.reason) : std::string());
    write_terms(tx, id, t.terms);
    if (m.event == Event::vary) keep_variation(m);
    if (m.event == Event::record_breach) keep_breach(m.writing, m.row, m.answers.asked.breach);
    tx.run("UPDATE tool SET state = :state, state_since = CASE WHEN state = :same THEN state_since ELSE :today END, version = version + 1 WHERE id = :id",
           {with("state", name(to)), with("same", name(to)), with_day("today", m.writing.today), with("id", id)});
}

std::string note_of(const Moving& m) {
    const auto& a = m.answers.asked;
    if (m.event == Event::record_breach) return fmt::format("Term {} on {}", a.breach.term, domain::long_date(a.breach.on));
    return domain::tidy_lines(a.reason);
}

Refusals lengths_refused(const ToolAnswers& a) {
    Refusals refusals;
    need(domain::code_points(a.asked.reason) <= 2000, "reason", "Reason must be 2,000 characters or less", refusals);
    need(a.terms.size() <= 20, "terms", "An order can have at most 20 terms here", refusals);
    for (const auto& change : a.terms) {
        need(domain::code_points(change.term.text) <= 1000 && domain::code_points(change.term.supervisor) <= 200 && domain::code_points(change.term.area_name) <= 200, "terms", fmt::format("Term {} is too long", change.term.number), refusals);
        if (!change.term.area.empty())
            for (auto& refusal : domain::places::area_refused(change.term.area, "terms")) refusals.push_back(std::move(refusal));
    }
    return refusals;
}

// A person whom the actor may read is put on the record; a named place is taken by its reference.
domain::Outcome<bool> put_subject(Writing& writing, std::string_view id, NewTool& n) {
    if (n.subject_kind == "person") {
        auto linked = link_person(writing, id, "subject", n.subject);
        if (!linked) return domain::refuse(RefusalKind::invalid, "subject", "Enter the reference of a person you can see, like PER-2026-0012");
        return true;
    }
    for (const auto& place : named_places(writing.tx))
        if (place.id == n.subject) n.subject_name = place.name;
    if (n.subject.empty()) n.subject = n.subject_name;
    return true;
}

}  // namespace

domain::Outcome<Saved> propose_tool(Gate& gate, std::string_view panel, const NewTool& asked) {
    return gate.perform_in_panel(panel, {auth::Action::create, "propose", "tool", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto n = asked;
        const auto* kind = powers::find_kind(n.kind);
        const auto id = next_reference(writing.tx, "TOL", writing.today);
        add_record(writing.tx, writing.permit, id, "tool", panel, kind && kind->restricted ? domain::Sensitivity::s3 : domain::Sensitivity::s1, writing.actor.agency, writing.now);
        Refusals refusals;
        need(n.subject_kind != "person" || !n.subject.empty(), "subject", "Enter the reference of a person you can see, like PER-2026-0012", refusals);
        need(domain::code_points(n.subject_name) <= 200, "subject_name", "Name must be 200 characters or less", refusals);
        need(powers::parse_subject_kind(n.subject_kind).has_value(), "subject_kind", "Select what it is about", refusals);
        need(domain::code_points(n.why) <= 2000, "reason", "Reason must be 2,000 characters or less", refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        if (auto put = put_subject(writing, id, n); !put) return std::unexpected(std::move(put.error()));
        writing.tx.run("INSERT INTO tool (id, panel, state, state_since, version, kind, subject_kind, subject, subject_name, agency, why, evidence, author) VALUES (:id, :panel, 'proposed', :today, 1, :kind, :subject_kind, :subject, "
                       ":subject_name, :agency, :why, '', :author)",
                       {with("id", id), with("panel", panel), with_day("today", writing.today), with("kind", n.kind), with("subject_kind", n.subject_kind), with("subject", domain::tidy_line(n.subject)),
                        with("subject_name", n.subject_kind == "person" ? std::string() : domain::tidy_line(n.subject_name)), with("agency", writing.actor.agency), with("why", domain::tidy_lines(n.why)), with("author", writing.actor.account)});
        auto row = tool_row(writing.tx, id, writing.today);
        row->tool.evidence = n.evidence;
        auto facts = facts_of(*row, writing.today);
        facts.asked.reason = n.why;
        if (const auto step = powers::take(State::unknown, Event::propose, facts); !step) return std::unexpected(step.error());
        write_tool(writing.tx, id, row->tool, "");
        // Who proposes a restricted one may go on reading it.
        writing.tx.run("INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 0)", {with("id", id), with("account", writing.actor.account)});
        add_event(writing, id, "propose", "tool proposed", domain::tidy_lines(n.why));
        writing.entry.objects.push_back(id);
        if (n.subject_kind == "person") writing.entry.objects.push_back(n.subject);
        writing.entry.fields.insert(writing.entry.fields.end(), {"kind", "subject", "evidence"});
        return Saved{id, 1};
    });
}

domain::Outcome<Saved> take_tool_step(Gate& gate, std::string_view id, std::string_view event, const ToolAnswers& answers) {
    const auto parsed = powers::parse_event(event);
    if (!parsed || *parsed == Event::propose) return domain::not_found();
    return gate.perform(id, {auth::Action::edit, event, "tool", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = tool_row(writing.tx, id, writing.today);
        if (!row || (*parsed == Event::record_breach && powers::is_public_spaces_order(row->head.kind))) return domain::not_found();
        if (answers.version != row->head.version) return std::unexpected(Refusals{stale()});
        Moving m{gate, writing, *row, answers, *parsed, facts_of(*row, writing.today)};
        auto refusals = lengths_refused(answers);
        apply_answers(m);
        if (m.event == Event::apply || m.event == Event::issue) check_issuer(writing.tx, m.facts.tool, refusals);
        const auto step = powers::take(state_of(*row), m.event, m.facts);
        if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        write_step(m, step->to);
        add_event(writing, id, event, step->recorded_as, note_of(m));
        writing.entry.fields.push_back("state");
        return Saved{std::string(id), row->head.version + 1};
    });
}

domain::Outcome<Saved> add_tool_note(Gate& gate, std::string_view id, std::string_view note) {
    return gate.perform(id, {auth::Action::note, "add_note", "tool", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = tool_row(writing.tx, id, writing.today);
        if (!row) return domain::not_found();
        add_event(writing, id, "note", "note added", domain::tidy_lines(note));
        writing.entry.fields.push_back("note");
        return Saved{std::string(id), row->head.version};
    });
}

}  // namespace casework::persistence
