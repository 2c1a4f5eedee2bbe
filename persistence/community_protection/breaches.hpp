// Breaches of a notice and what is done about each: penalty, works, prosecution, seizure. Two may be open at once; none ends the notice.
#pragma once

#include "domain/community_protection/measures.hpp"
#include "domain/community_protection/running_clocks.hpp"
#include "persistence/actions/actions.hpp"
#include "persistence/community_protection/cases.hpp"

namespace casework::persistence {

struct MeasureRecord {
    domain::community_protection::Measure kind{};
    int n = 0;
    std::string state, state_words;
    domain::Date state_since{};
    bool over = false;
    domain::community_protection::MeasureAnswers answers;
    std::vector<StepOffer> offers;
};
struct BreachDuty {  // a step that begins a measure, or decides on the breach itself
    domain::community_protection::Measure kind{};
    StepOffer offer;
};
struct BreachPaperLine {
    int n = 0;
    std::string name, digest, by_name;
    domain::Instant at{};
};
struct BreachRecord {
    CaseHead head;  // of the notice
    int n = 0, version = 0;
    std::string state, state_words;
    domain::Date state_since{}, on{};
    std::optional<int> minute;
    int requirement = 0;
    std::string requirement_words, place, words, evidence_kind, evidence, defence, reason, by_name;
    domain::community_protection::Effect effect;  // of the requirement on that day, with what courts decided since
    domain::community_protection::Deadline limit;  // last day to start a prosecution
    std::vector<MeasureRecord> measures;
    std::vector<BreachDuty> begins;
    std::vector<domain::community_protection::RunningClock> clocks;
    std::vector<BreachPaperLine> papers;
    domain::community_protection::LocalRules rules;  // of today, for the amounts that a penalty would have
    std::vector<AgencyLine> councils;                // to which a penalty can be paid
    std::string payee_name, payee_address;           // as the group's last penalty has them
    std::string reference() const;
};
domain::Outcome<BreachRecord> open_breach(Gate& gate, std::string_view id, int n, std::string_view name = "read");

struct NewBreach {
    std::optional<domain::Date> on;
    std::optional<int> minute;
    int requirement = 0;
    std::string place, words, evidence_kind, evidence;
};
// Why the day and the requirement cannot be a breach, said before the rest is typed in; nothing when they can.
domain::Outcome<domain::Refusals> check_breach_day(Gate& gate, std::string_view id, const NewBreach& breach);
// Answers the number of the breach as `version`.
domain::Outcome<Saved> allege_breach(Gate& gate, std::string_view id, const NewBreach& breach);

struct MeasureStep {
    domain::community_protection::Measure measure{};
    std::string event;
    int version = 0;
    domain::FieldValues answers;
};
domain::Outcome<Saved> take_breach_step(Gate& gate, std::string_view id, int n, const MeasureStep& step);

// What the newest penalty of the group answered there: "payee_name", "payee_address".
std::string last_penalty_answer(Transaction& tx, std::string_view panel, std::string_view field);
domain::Outcome<CasePaper> open_breach_paper(Gate& gate, std::string_view id, int n, int paper);

// For My work: breaches without a decision, and clocks that end soon.
void add_breach_duties(Listing& listing, std::vector<CaseDuty>& duties);

}  // namespace casework::persistence
