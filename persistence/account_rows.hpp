// Between the accounts' columns and the domain: roles and levels as words, instants as microseconds (private to persistence).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/actor.hpp"
#include "persistence/database.hpp"
#include "persistence/role_words.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {

domain::Date date(std::string_view iso);

// Memberships and agreements of the actor's account and agency, replacing what the actor holds.
void read_rights(Transaction& tx, domain::Actor& actor);

}  // namespace casework::persistence
