// One breach with everything its page shows, and its papers.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/community_protection/breach_rows.hpp"

namespace casework::persistence {
namespace {

class BreachReading {
  public:
    BreachReading(Reading& reading, const domain::Actor& actor, const BreachRow& row) : tx_(reading.tx), reading_(reading), actor_(actor), row_(row) {}

    BreachRecord read() {
        say_head();
        const FactsAsked asked{tx_, row_, asker_of(actor_, row_.notice.head.panel, reading_.today), reading_.today};
        protection::BreachFacts facts;
        gather(facts, asked, {});
        r_.effect = protection::breach_effect(facts);
        r_.limit = *protection::breach_limit(facts);
        for (const auto& each : row_.measures) r_.measures.push_back(measure(asked, each));
        for (const auto kind : {protection::Measure::breach, protection::Measure::penalty, protection::Measure::works, protection::Measure::prosecution, protection::Measure::seizure}) offer_beginnings(asked, kind);
        r_.clocks = breach_clocks(row_, reading_.today);
        r_.papers = breach_papers(tx_, row_);
        r_.rules = local_rules(tx_, row_.notice.head.panel, reading_.today);
        r_.councils = payee_councils(tx_, row_.notice);
        r_.payee_name = last_penalty_answer(tx_, row_.notice.head.panel, "payee_name");
        r_.payee_address = last_penalty_answer(tx_, row_.notice.head.panel, "payee_address");
        return std::move(r_);
    }

  private:
    Transaction& tx_;
    const Reading& reading_;
    const domain::Actor& actor_;
    const BreachRow& row_;
    BreachRecord r_;

    void say_head() {
        r_.head = row_.notice.head;
        r_.n = row_.n;
        r_.version = row_.version;
        r_.state = name(row_.state);
        r_.state_words = words(row_.state);
        r_.state_since = row_.state_since;
        r_.on = row_.on;
        r_.minute = row_.minute;
        r_.requirement = row_.requirement;
        for (const auto& each : requirements_of(tx_, row_.notice.head.id, row_.judged_version))
            if (each.number == row_.requirement) r_.requirement_words = each.text;
        r_.place = row_.place;
        r_.words = row_.words;
        r_.evidence_kind = row_.evidence_kind;
        r_.evidence = row_.evidence;
        r_.defence = row_.defence;
        r_.reason = row_.reason;
        r_.by_name = row_.by_name;
    }

    // What the group's last penalty said: the payee seldom changes.
    template <class Step>
    StepOffer offer_of(const Step& step, domain::Refusals stopped_by) const {
        const bool allowed = step.permission == domain::Permission::chair ? r_.head.may_decide : r_.head.may_edit;
        return {std::string(name(step.event)), std::string(words(step.event)), allowed, std::move(stopped_by)};
    }

    MeasureRecord measure(const FactsAsked& asked, const MeasureRow& each) {
        MeasureRecord m{each.kind, each.n, each.state, std::string(protection::state_words(each.kind, each.state)), each.state_since, each.over(), each.answers, {}};
        protection::on_machine(each.kind, [&](const auto& machine) { add_offers(machine, asked, each, m.offers); });
        return m;
    }
    template <class State, class Event, class Facts>
    void add_offers(const domain::Workflow<State, Event, Facts>& machine, const FactsAsked& asked, const MeasureRow& each, std::vector<StepOffer>& offers) {
        Facts facts;
        gather(facts, asked, each.answers);
        for (auto& offer : domain::offered(machine, *protection::state_named(machine, each.state), facts)) offers.push_back(offer_of(*offer.step, std::move(offer.stopped_by)));
    }

    // The decisions on the breach, and the first steps of measures that are not under way.
    void offer_beginnings(const FactsAsked& asked, protection::Measure kind) {
        const auto* latest = row_.latest(kind);
        if (latest && !latest->over()) return;
        protection::on_machine(kind, [&](const auto& machine) { add_beginnings(machine, asked, kind); });
    }
    template <class State, class Event, class Facts>
    void add_beginnings(const domain::Workflow<State, Event, Facts>& machine, const FactsAsked& asked, protection::Measure kind) {
        Facts facts;
        gather(facts, asked, {});
        const auto state = kind == protection::Measure::breach ? *protection::state_named(machine, r_.state) : machine.start;
        for (auto& offer : domain::offered(machine, state, facts)) {
            if (!protection::find_step_form(kind, name(offer.step->event))) continue;
            auto stopped = protection::beginning_refused(kind, row_.state);
            stopped.insert(stopped.end(), offer.stopped_by.begin(), offer.stopped_by.end());
            r_.begins.push_back({kind, offer_of(*offer.step, std::move(stopped))});
        }
    }
};

std::optional<BreachRow> row_of(Reading& reading, int n) {
    auto row = breach_row(reading.tx, reading.permit.record(), n, reading.today);
    if (row && !row->notice.head.person.id.empty()) reading.shown.push_back(row->notice.head.person.id);
    return row;
}

}  // namespace

domain::Outcome<BreachRecord> open_breach(Gate& gate, std::string_view id, int n, std::string_view name) {
    auto opened = gate.open(id, {auth::Action::read, name, "breach"}, [&](Reading& reading) -> std::optional<BreachRecord> {
        auto row = row_of(reading, n);
        if (!row) return std::nullopt;
        read_rights(reading, gate.actor(), row->notice.head);
        return BreachReading(reading, gate.actor(), *row).read();
    });
    return found(std::move(opened));
}

domain::Outcome<domain::Refusals> check_breach_day(Gate& gate, std::string_view id, const NewBreach& breach) {
    return gate.open(id, {auth::Action::read, "open_step_form", "breach"}, [&](Reading& reading) -> domain::Refusals {
        const auto notice = case_row(reading.tx, id, reading.today);
        if (!notice) return {};
        auto facts = breach_facts(reading.tx, *notice, reading.today);
        facts.on = breach.on;
        facts.requirement = breach.requirement;
        const auto step = domain::decide(protection::breach_workflow(), protection::BreachState::unrecorded, protection::BreachEvent::allege, facts);
        domain::Refusals refusals = step ? domain::Refusals{} : step.error();
        std::erase_if(refusals, [](const auto& each) { return each.field != "on" && each.field != "requirement"; });
        return refusals;
    });
}

std::string last_penalty_answer(Transaction& tx, std::string_view panel, std::string_view field) {
    std::string value;
    tx.one("SELECT a.value FROM protection_measure_answer a JOIN protection_case c ON c.id = a.case_id JOIN protection_measure m ON m.case_id = a.case_id AND m.breach = a.breach AND m.kind = a.kind AND m.n = a.n "
           "WHERE a.kind = 'penalty' AND a.field = :field AND c.panel = :panel ORDER BY m.begun_on DESC, a.case_id DESC, a.breach DESC LIMIT 1",
           {with("field", field), with("panel", panel)}, {&value});
    return value;
}

domain::Outcome<CasePaper> open_breach_paper(Gate& gate, std::string_view id, int n, int paper) {
    std::optional<SafeContact> guard;
    auto opened = gate.open(id, {auth::Action::issue_document, "read_paper", "breach"}, [&](Reading& reading) -> std::optional<CasePaper> {
        auto row = row_of(reading, n);
        if (!row) return std::nullopt;
        read_rights(reading, gate.actor(), row->notice.head);
        CasePaper found;
        head_of(found, row->notice.head);
        found.destination = row->notice.value("address");
        std::int64_t at = 0;
        found.given = reading.tx.one("SELECT name, words, digest, wording, at FROM protection_breach_paper WHERE case_id = :id AND breach = :breach AND n = :n", {with("id", id), with("breach", n), with("n", paper)},
                                     {&found.name, &found.words, &found.digest, &found.wording, &at});
        if (!found.given) return std::nullopt;
        found.given_on = london_date(instant_of(at));
        guard.emplace(gate, id, found.name);
        found.cleared = guard->clear(reading.tx, found.words, found.destination);
        return found;
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    if (auto stopped = guard->finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return std::move(**opened);
}

}  // namespace casework::persistence
