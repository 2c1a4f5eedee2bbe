// Migrations: numbered, checksummed, forward only, each in one transaction; a database newer than the program is refused.
#pragma once

#include <stdexcept>
#include <string_view>
#include <vector>

#include "persistence/clock.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// One embedded file; folder is "common", "sqlite" or "postgres".
struct MigrationText {
    int number;
    std::string_view name;
    std::string_view folder;
    std::string_view sql;
};
const std::vector<MigrationText>& migration_texts();

// The schema does not fit this program: newer than it, or a migration that was applied has changed since.
struct SchemaRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct MigrationStep {
    int number;
    std::string_view name;
};

// Brings the schema forward; returns what was applied. Safe to be killed at any moment: each step is old or new. `digest_key`: the
// ledger's (stored_digest_key), needed where it vouches for rows already, so that it knows what the steps did to them.
std::vector<MigrationStep> migrate(Database& database, domain::Instant now, const std::string& digest_key = {});

// Whether a change can be committed now: writes nothing new.
bool can_write(Database& database);

}  // namespace casework::persistence
