// The machine of one breach of a notice (practice notes 1.4, 1.6): alleged, reviewed, and one of the ways that follow; the notice stays as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/penalty_workflow.hpp"
#include "domain/community_protection/prosecution_workflow.hpp"
#include "domain/community_protection/requirements.hpp"
#include "domain/community_protection/works_workflow.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class BreachState { unrecorded, in_review, excused, penalty_offered, penalty_paid, prosecuting, remedying, convicted, acquitted, discontinued, closed };
enum class BreachEvent { allege, excuse, offer_penalty, record_paid, record_unpaid, record_cancelled, prosecute, convict, acquit, discontinue, remedy, finish_remedy, close };

std::string_view name(BreachState state);
std::string_view words(BreachState state);
std::optional<BreachState> parse_breach_state(std::string_view name);
std::string_view name(BreachEvent event);
std::string_view words(BreachEvent event);
std::optional<BreachEvent> parse_breach_event(std::string_view name);

struct BreachFacts {
    Date today{};
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    // the allegation
    std::optional<Date> on;
    int requirement = 0;
    std::string description;
    std::vector<std::string> evidence;
    // the notice
    NoticeLife life;
    std::vector<RequirementVersion> versions;
    std::vector<AppealInterval> appeals;
    // what has been done about it
    std::optional<PenaltyState> penalty;
    std::optional<ProsecutionState> prosecution;
    std::optional<WorksState> works;
    // answers
    std::string defence;  // breach_defences
    std::string reason;
};

const Workflow<BreachState, BreachEvent, BreachFacts>& breach_workflow();

// Whether the requirement had to be followed on the day of the breach, with the version by which it is judged.
Effect breach_effect(const BreachFacts& facts);
// The clock that starts at the breach (Magistrates' Courts Act 1980 s.127).
std::optional<Deadline> breach_limit(const BreachFacts& facts);
// A breach about which nobody has decided yet.
inline bool is_undecided(BreachState state) { return state == BreachState::in_review; }

}  // namespace casework::domain::community_protection
