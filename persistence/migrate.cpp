// Applying the embedded migrations that a database lacks.
#include "persistence/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/ledger_rows.hpp"
#include "persistence/migration_copy.hpp"
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

// Somebody has worked with it: everything that is done stands in the ledger.
bool holds_work(Database& database, const std::map<int, std::string>& present) {
    bool any = false;
    int one = 0;
    if (present.contains(1)) database.read([&](Transaction& tx) { any = tx.one("SELECT 1 FROM audit_entry LIMIT 1", {}, {&one}); });
    return any;
}

constexpr int said_since = 120;  // the migration that made the column served_from

void refuse_newer(Database& database, const std::map<int, std::string>& present, int own) {
    if (present.empty() || present.rbegin()->first <= own) return;
    int needed = present.rbegin()->first;
    if (present.contains(said_since)) database.read([&](Transaction& tx) { tx.one("SELECT max(COALESCE(served_from, number)) FROM schema_migration WHERE number > :own", {with("own", own)}, {&needed}); });
    if (needed > own) throw SchemaRefused(fmt::format("the database has schema {} and this program knows up to {}: start a newer program", present.rbegin()->first, own));
}

std::vector<MigrationText> missing(Database& database, const std::map<int, std::string>& present) {
    const auto wanted = for_dialect(database.is_postgresql());
    refuse_newer(database, present, wanted.empty() ? 0 : wanted.back().number);
    std::vector<MigrationText> left;
    for (const auto& text : wanted) {
        const auto found = present.find(text.number);
        if (found == present.end()) left.push_back(text);
        else if (found->second != checksum(text)) throw SchemaRefused(fmt::format("migration {} differs from the one this database was made with", text.name));
    }
    return left;
}

void see_to_backup(Database& database, const std::map<int, std::string>& present, int newest) {
    if (!holds_work(database, present)) return;
    if (database.is_postgresql())
        throw SchemaRefused(fmt::format("the schema of this PostgreSQL database goes from {} to {}: stop every server, take a backup, run casework migrate --backup-taken, and start again", present.rbegin()->first, newest));
    copy_database(database, fmt::format("{}.before-{:04}", sqlite_file(database), newest));
}

void apply(Transaction& tx, const MigrationText& text, domain::Instant now, std::optional<MovedRows>& moved) {
    if (moved) moved->before(tx);
    tx.script(in_dialect(std::string(text.sql), tx.is_postgresql()));
    tx.run("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :at)",
           {with("number", text.number), with("name", text.name), with("checksum", checksum(text)), with("at", std::int64_t{now.time_since_epoch().count()})});
    if (const auto from = served_from(text.sql)) tx.run("UPDATE schema_migration SET served_from = :from WHERE number = :number", {with("from", *from), with("number", text.number)});
    if (moved) moved->after(tx, text.number);
}

std::vector<MigrationStep> steps_of(const std::vector<MigrationText>& texts) {
    std::vector<MigrationStep> steps;
    for (const auto& text : texts) steps.push_back({text.number, text.name});
    return steps;
}

}  // namespace

std::optional<int> served_from(std::string_view sql) {
    constexpr std::string_view mark = "-- Served from ";
    if (!sql.starts_with(mark)) return std::nullopt;
    return domain::parse_figures(sql.substr(mark.size(), 4));
}

std::vector<MigrationStep> migrate(Database& database, domain::Instant now, const std::string& digest_key, Backup backup) {
    const auto present = applied(database);
    const auto left = missing(database, present);
    if (!left.empty() && backup == Backup::make) see_to_backup(database, present, left.back().number);
    std::optional<MovedRows> moved;
    for (const auto& text : left) {
        if (!moved && present.contains(watched_since)) moved = rows_to_move(database, digest_key);
        database.write([&](Transaction& tx) { apply(tx, text, now, moved); });
    }
    database.write(place_row_triggers);
    return steps_of(left);
}

std::vector<MigrationStep> rehearse_migration(Database& database, domain::Instant now, const std::string& digest_key) {
    if (!database.is_postgresql()) {
        const ScratchCopy copy(database);
        Database other({.url = copy.url(), .readers = 1, .statement_seconds = database.options().statement_seconds});
        return migrate(other, now, digest_key, Backup::taken);
    }
    struct Undone {};
    const auto present = applied(database);
    const auto left = missing(database, present);
    auto moved = present.contains(watched_since) ? rows_to_move(database, digest_key) : std::nullopt;
    try {
        database.write([&](Transaction& tx) {
            for (const auto& text : left) apply(tx, text, now, moved);
            throw Undone{};
        });
    } catch (const Undone&) {
        // as it was meant
    }
    return steps_of(left);
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
