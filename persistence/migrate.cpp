// Applying the embedded migrations that a database lacks.
#include "persistence/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "auth/crypto.hpp"
#include "persistence/ledger_rows.hpp"
#include "persistence/row_watch.hpp"

namespace casework::persistence {
namespace {

std::vector<MigrationText> for_dialect(bool postgresql) {
    std::vector<MigrationText> wanted;
    for (const auto& text : migration_texts())
        if (text.folder == "common" || text.folder == (postgresql ? "postgres" : "sqlite")) wanted.push_back(text);
    std::ranges::sort(wanted, {}, [](const MigrationText& m) { return m.number; });
    return wanted;
}

std::string checksum(const MigrationText& text) { return auth::to_hex(auth::sha256(text.sql)); }

// What the two databases say differently: a table that ends in `) /*clustered*/;` is laid out by its key where the database can,
// and a text column marked bytewise is compared by its bytes, so that a range of it is a prefix.
std::string in_dialect(std::string sql, bool postgresql) {
    const auto say = [&](std::string_view mark, std::string_view words) {
        for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at)) sql.replace(at, mark.size(), words);
    };
    say("/*clustered*/", postgresql ? "" : "WITHOUT ROWID");
    say("/*bytewise*/", postgresql ? "COLLATE \"C\"" : "");
    return sql;
}

std::map<int, std::string> applied(Database& database) {
    std::map<int, std::string> rows;
    database.write([&](Transaction& tx) {
        tx.script("CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
                  "applied_at BIGINT NOT NULL)");
        int number = 0;
        std::string sum;
        tx.each("SELECT number, checksum FROM schema_migration", {}, {&number, &sum}, [&] { rows[number] = sum; });
    });
    return rows;
}

constexpr int watched_since = 34;  // the migration that made audit_table

std::optional<MovedRows> rows_to_move(Database& database, const std::string& digest_key) {
    bool taken = false;
    database.read([&](Transaction& tx) { taken = has_taken_tables(tx); });
    if (!taken) return std::nullopt;
    if (digest_key.empty()) throw SchemaRefused("the ledger vouches for the rows of this database: its keys must be at hand when the schema is brought forward (data.directory)");
    return MovedRows(digest_key);
}

}  // namespace

std::vector<MigrationStep> migrate(Database& database, domain::Instant now, const std::string& digest_key) {
    const bool postgresql = database.is_postgresql();
    const auto wanted = for_dialect(postgresql);
    const auto present = applied(database);
    if (!present.empty() && (wanted.empty() || present.rbegin()->first > wanted.back().number))
        throw SchemaRefused(fmt::format("the database has schema {} and this program knows up to {}: start a newer program", present.rbegin()->first,
                                        wanted.empty() ? 0 : wanted.back().number));
    std::vector<MigrationStep> done;
    std::optional<MovedRows> moved;
    for (const auto& text : wanted) {
        const auto found = present.find(text.number);
        if (found != present.end()) {
            if (found->second != checksum(text)) throw SchemaRefused(fmt::format("migration {} differs from the one this database was made with", text.name));
            continue;
        }
        if (!moved && present.contains(watched_since)) moved = rows_to_move(database, digest_key);
        database.write([&](Transaction& tx) {
            if (moved) moved->before(tx);
            tx.script(in_dialect(std::string(text.sql), postgresql));
            tx.run("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :at)",
                   {with("number", text.number), with("name", text.name), with("checksum", checksum(text)), with("at", std::int64_t{now.time_since_epoch().count()})});
            if (moved) moved->after(tx, text.number);
        });
        done.push_back({text.number, text.name});
    }
    database.write(place_row_triggers);
    return done;
}

bool can_write(Database& database) {
    try {
        database.write([](Transaction& tx) { tx.run("UPDATE schema_migration SET applied_at = applied_at WHERE number = 0"); });
        return true;
    } catch (const DatabaseUnavailable&) {
        return false;
    }
}

}  // namespace casework::persistence
