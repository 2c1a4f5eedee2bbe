// What the gate asks about the agreement of a second person; private to persistence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "persistence/gate.hpp"

namespace casework::persistence {

// An act that takes two persons, as it is about to be carried out.
struct TwoPersonAct {
    const domain::Actor& actor;
    const Act& act;
    const auth::Record& record;
    std::string purpose;
    domain::Instant now;
};
// Empty when somebody else, who may do it and approve it still, has agreed to exactly this; of an approval, when the request that it answers is
// somebody else's. Of kind second_person when nobody was asked yet.
domain::Refusals second_person_missing(Transaction& tx, const TwoPersonAct& asked);
// An agreement is good for one use.
domain::Refusals use_agreement(Transaction& tx, std::string_view agreement, domain::Instant now);
std::string agreed_by(Transaction& tx, std::string_view agreement);  // account

// The act of that name, when it is one that a second person may be asked about.
std::optional<auth::Action> two_person_action(std::string_view name);
// Somebody's standing as it is now, for a decision about them while they are not here.
domain::Actor standing_of_account(Transaction& tx, std::string_view account);
// Whether they could answer such a request: they hold the permission themselves and may approve.
bool may_agree(Transaction& tx, const domain::Actor& actor, std::string_view action, std::string_view record, domain::Instant now);

}  // namespace casework::persistence
