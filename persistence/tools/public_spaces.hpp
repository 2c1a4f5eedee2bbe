// Breaches of public spaces protection orders as an officer meets them, and what became of their fixed penalties.
#pragma once

#include "domain/tools_and_powers/pspo_breach.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence {

// `facts` holds what was met, without the order and the day. Judged by the law and the partnership's amounts of the days concerned; a
// person must be one whom the actor may read. Answers the tool and its new version.
domain::Outcome<Saved> record_public_spaces_breach(Gate& gate, std::string_view tool, int version, const domain::tools_and_powers::PspoFacts& facts);

struct PenaltyAnswers {
    int version = 0;
    std::string outcome, reason;  // penalty_ends
    std::optional<domain::Date> on;
};
domain::Outcome<Saved> end_public_spaces_penalty(Gate& gate, std::string_view tool, int breach, const PenaltyAnswers& answers);

}  // namespace casework::persistence
