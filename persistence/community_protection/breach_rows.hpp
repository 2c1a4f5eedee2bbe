// The rows of breaches and measures, and the facts that their guards look at. Private to persistence.
#pragma once

#include "domain/community_protection/running_clocks.hpp"
#include "persistence/community_protection/breaches.hpp"
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {

struct MeasureRow {
    protection::Measure kind{};
    int n = 0;
    std::string state;
    domain::Date state_since{};
    protection::MeasureAnswers answers = {};
    bool over() const { return protection::is_over(kind, state); }
};
struct BreachRow {
    CaseRow notice;
    int n = 0, version = 0;
    protection::BreachState state{};
    domain::Date state_since{}, on{};
    std::optional<int> minute;
    int requirement = 0, judged_version = 0;
    std::string place, words, evidence_kind, evidence, defence, reason, by_name;
    std::vector<MeasureRow> measures;  // by kind, oldest first
    const MeasureRow* latest(protection::Measure kind) const;
};
std::optional<BreachRow> breach_row(Transaction& tx, std::string_view id, int n, domain::Date today);
std::vector<BreachLine> breach_lines(Transaction& tx, std::string_view id);
std::vector<BreachPaperLine> breach_papers(Transaction& tx, const BreachRow& row);

// Who acts, and with which answers: the stored ones with what was typed.
struct FactsAsked {
    Transaction& tx;
    const BreachRow& row;
    Asker asker;
    domain::Date today;
};
void gather(protection::BreachFacts& facts, const FactsAsked& asked, const protection::MeasureAnswers& answers);
void gather(protection::PenaltyFacts& facts, const FactsAsked& asked, const protection::MeasureAnswers& answers);
void gather(protection::WorksFacts& facts, const FactsAsked& asked, const protection::MeasureAnswers& answers);
void gather(protection::ProsecutionFacts& facts, const FactsAsked& asked, const protection::MeasureAnswers& answers);
void gather(protection::SeizureFacts& facts, const FactsAsked& asked, const protection::MeasureAnswers& answers);

protection::BreachFacts breach_facts(Transaction& tx, const CaseRow& notice, domain::Date today);
std::vector<AgencyLine> payee_councils(Transaction& tx, const CaseRow& notice);
std::vector<protection::RunningClock> breach_clocks(const BreachRow& row, domain::Date today);
void keep_clocks(Transaction& tx, const BreachRow& row, domain::Date today);
std::string reference_of(std::string_view id, int n);  // "CPN-2026-0003, breach 1"

// The measure that a step of that kind goes on with: the latest, unless the step begins one and the latest is over.
template <class Machine>
const MeasureRow* goes_on(const BreachRow& row, protection::Measure kind, const Machine& machine, std::string_view event) {
    const auto* latest = row.latest(kind);
    if (!latest || !latest->over()) return latest;
    for (const auto& step : machine.steps)
        if (step.from == machine.start && name(step.event) == event) return nullptr;
    return latest;
}

}  // namespace casework::persistence
