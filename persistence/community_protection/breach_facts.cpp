// What the guards of breaches and measures look at, gathered from the rows.
#include <algorithm>

#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/breach_rows.hpp"

namespace casework::persistence {
namespace {

bool is_council(std::string_view agency_kind) { return agency_kind == "district" || agency_kind == "unitary"; }

bool binding(const FactsAsked& asked) {
    auto facts = breach_facts(asked.tx, asked.row.notice, asked.today);
    facts.on = asked.row.on;
    facts.requirement = asked.row.requirement;
    return protection::breach_effect(facts).binding;
}

// The council that gave the notice, or empty where another agency did.
std::string notice_council(Transaction& tx, const CaseRow& notice) {
    std::string agency, kind;
    tx.one("SELECT g.id, g.kind FROM record r JOIN agency g ON g.id = r.owner_agency WHERE r.id = :id", {with("id", notice.head.id)}, {&agency, &kind});
    return is_council(kind) ? agency : std::string();
}

// A penalty of this breach that still stands: there is one for each offence (s.52(3)).
std::string standing_penalty(const BreachRow& row) {
    for (const auto& each : row.measures)
        if (each.kind == protection::Measure::penalty && each.state != "cancelled") return reference_of(row.notice.head.id, row.n) + ", " + std::string(protection::state_words(each.kind, each.state));
    return {};
}

bool convicted(const BreachRow& row) {
    const auto* prosecution = row.latest(protection::Measure::prosecution);
    return prosecution && (prosecution->state == "convicted" || prosecution->state == "closed");
}

}  // namespace

protection::BreachFacts breach_facts(Transaction& tx, const CaseRow& notice, domain::Date today) {
    protection::BreachFacts f;
    f.today = today;
    f.life = notice_life(notice);
    f.versions = versions_of(tx, notice.head.id);
    f.appeals = appeal_intervals(appeals_of(tx, notice.head.id));
    return f;
}

void gather(protection::BreachFacts& f, const FactsAsked& asked, const protection::MeasureAnswers& answers) {
    const auto& row = asked.row;
    f = breach_facts(asked.tx, row.notice, asked.today);
    f.on = row.on;
    f.requirement = row.requirement;
    f.description = row.words;
    f.evidence = {row.evidence};
    if (const auto* penalty = row.latest(protection::Measure::penalty)) f.penalty = protection::parse_penalty_state(penalty->state);
    if (const auto* prosecution = row.latest(protection::Measure::prosecution)) f.prosecution = protection::parse_prosecution_state(prosecution->state);
    if (const auto* works = row.latest(protection::Measure::works)) f.works = protection::parse_works_state(works->state);
    answer(f, answers);
}

void gather(protection::PenaltyFacts& f, const FactsAsked& asked, const protection::MeasureAnswers& answers) {
    f.today = asked.today;
    answer(f, answers);
    f.rules = local_rules(asked.tx, asked.row.notice.head.panel, asked.today);
    f.holidays = bank_holidays(asked.tx);
    f.decides = asked.asker.decides;
    f.breach_binding = binding(asked);
    f.other_penalty = standing_penalty(asked.row);
    f.notice_council = notice_council(asked.tx, asked.row.notice);
    for (const auto& council : payee_councils(asked.tx, asked.row.notice)) f.able_councils.push_back(council.id);
    const auto dated = f.penalty.dated.value_or(asked.today);
    f.area = own_area(asked.tx, asked.row.notice.head.panel, dated);
    const auto all = authorities_of(asked.tx, asked.asker.account);
    const auto* live = protection::authority_for(all, asked.asker.account, protection::Power::penalty, f.area, dated);
    if (live) f.authority = *live;
    else if (!all.empty()) f.authority = all.front();  // so that the refusal says why it does not hold
}

void gather(protection::WorksFacts& f, const FactsAsked& asked, const protection::MeasureAnswers& answers) {
    f.today = asked.today;
    answer(f, answers);
    f.decides = asked.asker.decides;
    f.council_kind = agency_kind_of(asked.tx, asked.asker.account);
    f.breach_binding = binding(asked);
}

void gather(protection::ProsecutionFacts& f, const FactsAsked& asked, const protection::MeasureAnswers& answers) {
    f.today = asked.today;
    answer(f, answers);
    f.decides = asked.asker.decides;
    f.defendant = recipient_of(asked.row.notice);
    f.offence_on = asked.row.on;
    f.breach_binding = binding(asked);
    const auto* penalty = asked.row.latest(protection::Measure::penalty);
    if (!penalty || penalty->state == "cancelled") return;
    protection::PenaltyFacts paid;
    answer(paid, penalty->answers);
    if (const auto last = protection::penalty_last_day(paid.penalty, *f.law)) f.penalty_blocks_until = last->last;
    f.penalty_paid_in_time = penalty->state == "paid" || penalty->state == "paid_early";
}

void gather(protection::SeizureFacts& f, const FactsAsked& asked, const protection::MeasureAnswers& answers) {
    f.today = asked.today;
    answer(f, answers);
    f.convicted = convicted(asked.row);
}

std::vector<AgencyLine> payee_councils(Transaction& tx, const CaseRow& notice) {
    const auto own = notice_council(tx, notice);
    std::vector<AgencyLine> all;
    AgencyLine each;
    std::string kind;
    tx.each("SELECT id, name, kind FROM agency WHERE kind IN ('district', 'unitary') ORDER BY name", {}, {&each.id, &each.name, &kind}, [&] {
        if (own.empty() || each.id == own) all.push_back(each);
    });
    return all;
}

}  // namespace casework::persistence
