// What a typed name that has no account is judged against, so that time does not tell it from one that has.
#pragma once

#include <string>
#include <string_view>

#include "persistence/ledger.hpp"

namespace casework::persistence {

// The stored hash of an account that a keyed digest of the name picks: its cost is one that accounts have, also while some still stand at a cost
// that has been raised since. The same name gets the same one. Empty when nobody has a password. What comes of comparing is thrown away.
std::string stand_in_hash(Transaction& tx, const Ledger& ledger, std::string_view username);

}  // namespace casework::persistence
