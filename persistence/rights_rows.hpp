// Rows of rights_change, and who may answer one (private to persistence).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/rights.hpp"

namespace casework::persistence {

struct WaitingRights {
    RightsChange change;
    std::string asked_by;
    bool waits = false;
};
std::optional<WaitingRights> read_waiting_rights(Transaction& tx, std::string_view id);
// Lines of one subject or panel, or one line, newest first.
std::vector<RightsLine> rights_lines(Transaction& tx, std::string_view column, std::string_view value, int most);

bool is_restricted(Transaction& tx, std::string_view panel);
bool takes_second_person(Transaction& tx, const RightsChange& change);
// A coordinator with a live membership: of the restricted group, or for a role of any group that the person works in, or of any at all
// when they work in none. Neither the asker nor the person concerned.
bool may_answer_rights(Transaction& tx, const domain::Actor& actor, const RightsChange& change, std::string_view asked_by, domain::Instant now);
std::vector<std::string> who_could_answer_rights(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now);

}  // namespace casework::persistence
