// Recording a breach and the steps of what is done about it: measure, breach, papers, clocks, timeline and ledger move together.
#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/breach_rows.hpp"
#include "persistence/tools/tools.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using protection::Measure;
using protection::MeasureAnswers;

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}

Refusals check(const NewBreach& b) {
    Refusals refusals;
    need(domain::code_points(b.words) <= 2000, "words", "What happened must be 2,000 characters or less", refusals);
    need(domain::code_points(b.place) <= 200, "place", "Place must be 200 characters or less", refusals);
    need(domain::code_points(b.evidence) <= 500, "evidence", "Evidence must be 500 characters or less", refusals);
    need(domain::has_code(protection::evidence_kinds(), b.evidence_kind), "evidence_kind", "Select the kind of evidence", refusals);
    return refusals;
}

int insert_breach(Writing& w, std::string_view id, const NewBreach& b, int judged_version) {
    int n = 0;
    w.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_breach WHERE case_id = :id", {with("id", id)}, {&n});
    w.tx.run("INSERT INTO protection_breach (case_id, n, state, state_since, version, on_day, minute, requirement, judged_version, place, words, evidence_kind, evidence, account, at) "
             "VALUES (:id, :n, 'in_review', :today, 1, :on, :minute, :requirement, :judged, :place, :words, :kind, :evidence, :account, :at)",
             {with("id", id), with("n", n), with_day("today", w.today), with_day("on", *b.on), with_figure("minute", b.minute), with("requirement", b.requirement), with("judged", judged_version),
              with("place", domain::tidy_line(b.place)), with("words", domain::tidy_lines(b.words)), with("kind", b.evidence_kind), with("evidence", domain::tidy_line(b.evidence)), with("account", w.actor.account),
              with_at("at", w.now)});
    return n;
}

// One step on its way.
struct Taking {
    Gate& gate;
    Writing& writing;
    const BreachRow& row;
    const MeasureStep& step;
    SafeContact& guard;
    bool& stopped;  // a paper of the step may not leave
    std::string_view id() const { return row.notice.head.id; }
};

// What the group's rules and the calendar add to what was typed.
void complete(const Taking& t, MeasureAnswers& answers) {
    if (t.step.measure != Measure::penalty) return;
    if (t.step.event == "issue") {
        const auto rules = local_rules(t.writing.tx, t.row.notice.head.panel, answers.day("dated").value_or(t.writing.today));
        answers.set("pence", std::to_string(rules.penalty_pence));
        answers.set("early_pence", std::to_string(rules.penalty_early_pence));
        answers.set("early_days", std::to_string(rules.penalty_early_days));
    }
    protection::PenaltyFacts facts;
    answer(facts, answers);
    const auto rules = local_rules(t.writing.tx, t.row.notice.head.panel, t.writing.today);
    if (const auto day = protection::payment_effective(facts.payment, rules, bank_holidays(t.writing.tx))) {
        answers.set("effective_on", domain::iso_date(day->last));
        answers.set("effective_counted", protection::how_counted(*day, "it counts as paid on"));
    }
}

bool raise_version(const Taking& t) {
    return t.writing.tx.run("UPDATE protection_breach SET version = version + 1 WHERE case_id = :id AND n = :n AND version = :version", {with("id", t.id()), with("n", t.row.n), with("version", t.row.version)}) == 1;
}

void move_breach(const Taking& t, std::string_view state, const MeasureAnswers& answers) {
    t.writing.tx.run("UPDATE protection_breach SET state = :state, state_since = :today, defence = :defence, reason = :reason WHERE case_id = :id AND n = :n",
                     {with("state", state), with_day("today", t.writing.today), with("defence", answers.text("defence")), with("reason", answers.text("reason")), with("id", t.id()), with("n", t.row.n)});
}

void move_measure(const Taking& t, int n, bool begins, std::string_view state, const MeasureAnswers& answers) {
    auto& tx = t.writing.tx;
    const auto kind = name(t.step.measure);
    if (begins)
        tx.run("INSERT INTO protection_measure (case_id, breach, kind, n, state, state_since, begun_on, account) VALUES (:id, :breach, :kind, :n, :state, :today, :begun, :account)",
               {with("id", t.id()), with("breach", t.row.n), with("kind", kind), with("n", n), with("state", state), with_day("today", t.writing.today), with_day("begun", t.writing.today), with("account", t.writing.actor.account)});
    else
        tx.run("UPDATE protection_measure SET state = :state, state_since = :today WHERE case_id = :id AND breach = :breach AND kind = :kind AND n = :n",
               {with("state", state), with_day("today", t.writing.today), with("id", t.id()), with("breach", t.row.n), with("kind", kind), with("n", n)});
    for (const auto& each : answers.values)
        tx.run("INSERT INTO protection_measure_answer (case_id, breach, kind, n, field, value) VALUES (:id, :breach, :kind, :n, :field, :value) "
               "ON CONFLICT (case_id, breach, kind, n, field) DO UPDATE SET value = excluded.value",
               {with("id", t.id()), with("breach", t.row.n), with("kind", kind), with("n", n), with("field", each.field), with("value", each.value)});
}

std::string council_name(Transaction& tx, const std::string& agency) {
    std::string found;
    tx.one("SELECT name FROM agency WHERE id = :id", {with("id", agency)}, {&found});
    return found;
}

protection::BreachPaperFacts paper_facts(const Taking& t, const MeasureAnswers& answers, std::string_view state) {
    protection::BreachPaperFacts f;
    f.head = paper_head(t.writing.tx, t.row.notice, t.writing.actor.account);
    f.reference = reference_of(t.id(), t.row.n);
    f.on = t.row.on;
    f.place = t.row.place;
    for (const auto& each : requirements_of(t.writing.tx, t.id(), t.row.judged_version))
        if (each.number == t.row.requirement) f.requirement = fmt::format("{}. {}", each.number, each.text);
    f.payee_council = council_name(t.writing.tx, answers.text("payee_council"));
    if (t.step.measure != Measure::penalty) return f;
    protection::PenaltyFacts facts;
    gather(facts, {t.writing.tx, t.row, asker_of(t.writing.actor, t.row.notice.head.panel, t.writing.today), t.writing.today}, answers);
    if (facts.authority) f.head.officer_authority = protection::authority_words(*facts.authority);
    if (const auto now = protection::parse_penalty_state(state)) f.certificate = protection::certificate_statement(facts, *now);
    return f;
}

// The words as they were given, for ever; their digest stands in the ledger.
void keep_paper(const Taking& t, const MeasureAnswers& answers, std::string_view state) {
    const auto paper = protection::paper_of(t.step.measure, t.step.event);
    if (paper.empty()) return;
    auto facts = paper_facts(t, answers, state);
    const auto wording = wording_in_force(t.writing.tx, t.row.notice.head.panel, paper, t.writing.today);
    facts.head.wording = wording.body;
    const auto text = protection::breach_paper_text(paper, facts, answers);
    const auto words = stored(text);
    t.stopped = !t.guard.clear(t.writing.tx, words, t.row.notice.value("address"));
    const auto digest = auth::sha256(words);
    int n = 0;
    t.writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_breach_paper WHERE case_id = :id AND breach = :breach", {with("id", t.id()), with("breach", t.row.n)}, {&n});
    t.writing.tx.run("INSERT INTO protection_breach_paper (case_id, breach, n, name, words, digest, wording, account, at) VALUES (:id, :breach, :n, :name, :words, :digest, :wording, :account, :at)",
                     {with("id", t.id()), with("breach", t.row.n), with("n", n), with("name", paper), with("words", words), with("digest", auth::to_hex(digest)), with("wording", wording.called()), with("account", t.writing.actor.account), with_at("at", t.writing.now)});
    t.writing.entry.fields.push_back("paper");
    t.writing.entry.after = digest;
}

void say(const Taking& t, std::string_view event, std::string_view recorded_as, std::string_view note) {
    add_event(t.writing, t.id(), event, fmt::format("breach {}: {}", t.row.n, recorded_as), note);
}

// What the step of a measure makes of the breach: penalty issued, works proposed, file opened, result given.
Refusals follow(const Taking& t) {
    const auto then = protection::breach_follows(t.step.measure, t.step.event);
    if (!then) return {};
    const auto row = breach_row(t.writing.tx, t.id(), t.row.n, t.writing.today);
    protection::BreachFacts facts;
    gather(facts, {t.writing.tx, *row, {}, t.writing.today}, {});
    const auto step = domain::decide(protection::breach_workflow(), row->state, *then, facts);
    if (!step) return step.error();
    MeasureAnswers standing;
    standing.set("defence", row->defence);
    standing.set("reason", row->reason);
    move_breach(t, name(step->to), standing);
    say(t, name(*then), step->recorded_as, "");
    return {};
}

template <class State, class Event, class Facts>
domain::Outcome<Saved> take(const Taking& t, const domain::Workflow<State, Event, Facts>& machine) {
    const auto event = protection::event_named(machine, t.step.event);
    if (!event) return domain::not_found();
    const bool of_breach = t.step.measure == Measure::breach;
    const auto* current = of_breach ? nullptr : goes_on(t.row, t.step.measure, machine, t.step.event);
    const auto state = of_breach ? *protection::state_named(machine, name(t.row.state)) : current ? *protection::state_named(machine, current->state) : machine.start;
    MeasureAnswers answers = current ? current->answers : MeasureAnswers{};
    answers.join(t.step.answers);
    complete(t, answers);
    Facts facts;
    gather(facts, {t.writing.tx, t.row, asker_of(t.writing.actor, t.row.notice.head.panel, t.writing.today), t.writing.today}, answers);
    Refusals refusals;
    if (!of_breach && !current) refusals = protection::beginning_refused(t.step.measure, t.row.state);
    const auto step = domain::decide(machine, state, *event, facts);
    if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    if (!raise_version(t)) return std::unexpected(Refusals{stale()});
    if (of_breach) move_breach(t, name(step->to), answers);
    else {
        const auto* latest = t.row.latest(t.step.measure);
        move_measure(t, current ? current->n : latest ? latest->n + 1 : 1, !current, name(step->to), answers);
    }
    keep_paper(t, answers, name(step->to));
    say(t, t.step.event, step->recorded_as, domain::tidy_lines(answers.text("reason")));
    if (auto stopped = follow(t); !stopped.empty()) return std::unexpected(std::move(stopped));
    for (const auto& each : t.step.answers) t.writing.entry.fields.push_back(each.field);
    if (t.writing.entry.after.empty()) t.writing.entry.after = digest_of(t.gate, canonical(name(step->to), answers.values));
    return Saved{std::string(t.id()), t.row.version + 1};
}

}  // namespace

domain::Outcome<Saved> allege_breach(Gate& gate, std::string_view id, const NewBreach& breach) {
    return gate.perform(id, {auth::Action::edit, "breach_allege", "breach", domain::LoggedOperation::collection}, [&](Writing& w) -> domain::Outcome<Saved> {
        const auto notice = case_row(w.tx, id, w.today);
        if (!notice || notice->warning()) return domain::not_found();
        auto facts = breach_facts(w.tx, *notice, w.today);
        facts.on = breach.on;
        facts.requirement = breach.requirement;
        facts.description = breach.words;
        if (!domain::trimmed(breach.evidence).empty()) facts.evidence = {breach.evidence};
        auto refusals = check(breach);
        const auto step = domain::decide(protection::breach_workflow(), protection::BreachState::unrecorded, protection::BreachEvent::allege, facts);
        if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const int n = insert_breach(w, id, breach, protection::breach_effect(facts).version);
        const auto row = breach_row(w.tx, id, n, w.today);
        keep_clocks(w.tx, *row, w.today);
        add_event(w, id, "allege", fmt::format("breach {}: {}", n, step->recorded_as), domain::tidy_lines(breach.words));
        w.entry.fields.insert(w.entry.fields.end(), {fmt::format("breach {}", n), "evidence"});
        w.entry.after = digest_of(gate, canonical("in_review", {{"requirement", std::to_string(breach.requirement)}, {"words", row->words}, {"evidence", row->evidence}}));
        return Saved{std::string(id), n};
    });
}

domain::Outcome<Saved> take_breach_step(Gate& gate, std::string_view id, int n, const MeasureStep& step) {
    if (!protection::find_step_form(step.measure, step.event)) return domain::not_found();
    const auto action = protection::permission_of(step.measure, step.event) == domain::Permission::chair ? auth::Action::chair : auth::Action::edit;
    const auto act = std::string(name(step.measure)) + "_" + step.event;
    const auto paper = protection::paper_of(step.measure, step.event);
    SafeContact guard(gate, id, paper);
    auto saved = gate.perform(id, {action, act, "breach", domain::LoggedOperation::alteration}, [&](Writing& w) -> domain::Outcome<Saved> {
        bool stopped = false;
        const auto row = breach_row(w.tx, id, n, w.today);
        if (!row) return domain::not_found();
        if (step.version != row->version) return std::unexpected(Refusals{stale()});
        if (step.event == "apply_for_behaviour_order")
            if (const auto* order = domain::find_value(step.answers, "behaviour_order"); order && !order->empty() && !is_known_tool(w.tx, w.scope, w.now, *order, "cbo"))
                return domain::refuse(domain::RefusalKind::invalid, "behaviour_order", "The register of tools holds no criminal behaviour order with this reference", "2014 Act s.22; Sentencing Act 2020 s.331");
        w.entry.rule = std::string(w.permit.decision().rule) + "/" + act;
        w.entry.fields.push_back(fmt::format("breach {}", n));
        const auto* before = row->latest(step.measure);
        w.entry.before = digest_of(gate, canonical(before ? std::string_view(before->state) : name(row->state), before ? before->answers.values : domain::FieldValues{}));
        const Taking taking{gate, w, *row, step, guard, stopped};
        auto saved = protection::on_machine(step.measure, [&](const auto& machine) { return take(taking, machine); });
        if (saved && stopped) return std::unexpected(SafeContact::stopped());
        if (saved) keep_clocks(w.tx, *breach_row(w.tx, id, n, w.today), w.today);
        return saved;
    });
    if (auto stopped = guard.finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return saved;
}

}  // namespace casework::persistence
