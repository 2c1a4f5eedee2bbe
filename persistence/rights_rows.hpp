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

bool is_reset(RightsKind kind);      // of a password or second factor
bool of_one_group(RightsKind kind);  // what a coordinator does for their own group
// Marked as restricted. What a group owns does not make it so: that would tell that it owns a restricted record.
bool is_restricted(Transaction& tx, std::string_view panel);
// Who asks for a change: an account, or the operator at the command line, who counts as a system administrator without a name.
struct RightsAsker {
    std::string_view account{};
    domain::BaseRole role = domain::BaseRole::sysadmin;
};
// A role, a membership of a restricted group, and un-restricting always; a membership that a system administrator asks for, and a new password or second factor
// of somebody who coordinates or holds a role with powers, as soon as there is somebody who could agree: a first coordinator has to begin.
bool takes_second_person(Transaction& tx, const RightsChange& change, const RightsAsker& asker, domain::Instant now);
// A coordinator with a live membership: of the group, or for a role of any group that the person works in, or of any at all when they work
// in none (a reset: also when nobody else leads theirs). Neither the asker nor the person concerned.
bool may_answer_rights(Transaction& tx, const domain::Actor& actor, const RightsChange& change, std::string_view asked_by, domain::Instant now);
std::vector<std::string> rights_approvers(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now);         // accounts
std::vector<std::string> who_could_answer_rights(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now);  // names, at most 10
// Whether the person who asked may still ask for it: judged when it is answered.
bool asker_still_may(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now);

}  // namespace casework::persistence
