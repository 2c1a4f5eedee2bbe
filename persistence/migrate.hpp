// Migrations: numbered, checksummed, forward only, each in one transaction, after a backup. A database newer than the program is refused,
// unless its migrations say that older programs can serve it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
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

// The schema does not fit this program: newer than it, or a migration that was applied has changed since; or there is no backup yet.
struct SchemaRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct MigrationStep {
    int number;
    std::string_view name;
};

// Of a database that somebody has worked with. `make`: a SQLite database is copied to `FILE.before-NUMBER` beside it first, a
// PostgreSQL database is refused. `taken`: whoever asks has one, or needs none.
enum class Backup { make, taken };

// Brings the schema forward; returns what was applied. Safe to be killed at any moment: each step is old or new. `digest_key`: the
// ledger's (stored_digest_key), needed where it vouches for rows already, so that it knows what the steps did to them.
std::vector<MigrationStep> migrate(Database& database, domain::Instant now, const std::string& digest_key = {}, Backup backup = Backup::make);

// The same on a copy that is thrown away (SQLite), or in one transaction that is rolled back (PostgreSQL): what would be applied. Throws
// what would go wrong.
std::vector<MigrationStep> rehearse_migration(Database& database, domain::Instant now, const std::string& digest_key = {});

// "-- Served from 0091 on." at the head of a migration: programs whose newest migration is that one or a later one work on a database with
// it. Nothing: only programs that know it.
std::optional<int> served_from(std::string_view sql);

// Whether a change can be committed now: writes nothing new.
bool can_write(Database& database);

}  // namespace casework::persistence
