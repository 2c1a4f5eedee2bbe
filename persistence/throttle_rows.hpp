// Failed tries as the database keeps them between requests, by the digest of what was tried (private to persistence).
#pragma once

#include <string>
#include <string_view>

#include "auth/throttle.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// Digests stand for the typed name: the table holds no names of people who do not exist here, and no password typed in its place.
// They are the same on every server of the database.
struct ThrottleKeys {
    std::string name, pair;  // the name alone, and the name with the address it was tried from
};
ThrottleKeys throttle_keys(std::string_view kind, std::string_view name, std::string_view source_address);

// From when the next try is looked at.
domain::Instant tries_open_from(Transaction& tx, const ThrottleKeys& keys, const auth::ThrottleRules& rules);
void count_failure(Transaction& tx, const ThrottleKeys& keys, domain::Instant now);
void forget_failures(Transaction& tx, const ThrottleKeys& keys);

}  // namespace casework::persistence
