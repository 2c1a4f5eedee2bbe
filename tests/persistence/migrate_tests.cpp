// Bringing a schema forward: after a backup, tried without harm, and what a newer program has done to it.
#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include "persistence/migrate.hpp"
#include "persistence/migration_copy.hpp"
#include "tests/support/databases.hpp"

using namespace casework;
using namespace casework::persistence;
namespace fs = std::filesystem;

namespace {

constexpr int last_step = 120;

// As a program before that step left it.
void step_back(Database& database) {
    database.write([](Transaction& tx) {
        tx.script("ALTER TABLE schema_migration DROP COLUMN served_from");
        tx.run("DELETE FROM schema_migration WHERE number = 120");
    });
}

void work(Database& database) {
    database.write([](Transaction& tx) { tx.script("INSERT INTO audit_entry (stream, seq, body, leaf) VALUES ('worked', 0, hex_in('00'), hex_in('" + std::string(64, '0') + "'))"); });
}

bool stands(Database& database) {
    int number = 0;
    bool found = false;
    database.read([&](Transaction& tx) { found = tx.one("SELECT number FROM schema_migration WHERE number = 120", {}, {&number}); });
    return found;
}

std::set<std::string> beside(const testing::FreshDatabase& database) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(database.directory()))
        if (const auto name = entry.path().filename().string(); name.find(".before") != name.npos || name.find(".dry-run") != name.npos || name.find(".draft") != name.npos) names.insert(name);
    return names;
}

}  // namespace

TEST_CASE("a schema in use is brought forward after a backup only, and a rehearsal changes nothing") {
    const auto kind = GENERATE(from_range(testing::database_kinds()));
    testing::FreshDatabase database(kind);
    CHECK(beside(database).empty());  // nobody has worked with it yet
    step_back(*database);
    work(*database);
    const auto rehearsed = rehearse_migration(*database, system_now());
    REQUIRE(rehearsed.size() == 1);
    CHECK(rehearsed.front().number == last_step);
    CHECK_FALSE(stands(*database));
    CHECK(beside(database).empty());
    if (kind == "postgresql") {
        CHECK_THROWS_WITH(migrate(*database, system_now()), Catch::Contains("casework migrate --backup-taken"));
        CHECK_FALSE(stands(*database));
        CHECK(migrate(*database, system_now(), {}, Backup::taken).size() == 1);
        CHECK(stands(*database));
        return;
    }
    CHECK(migrate(*database, system_now()).size() == 1);
    CHECK(stands(*database));
    const auto copy = sqlite_file(*database) + ".before-0120";
    REQUIRE(fs::exists(copy));
    CHECK((fs::status(copy).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    {
        Database before({.url = "sqlite:" + copy, .readers = 1});
        CHECK_FALSE(stands(before));
        int one = 0;
        before.read([&](Transaction& tx) { CHECK(tx.one("SELECT 1 FROM audit_entry WHERE stream = 'worked'", {}, {&one})); });
    }
    const auto made = fs::last_write_time(copy);
    CHECK(migrate(*database, system_now()).empty());
    step_back(*database);  // as if it had been killed between copy and change
    CHECK(migrate(*database, system_now()).size() == 1);
    CHECK(fs::last_write_time(copy) == made);
    CHECK(beside(database).size() == 1);
    CHECK_THROWS_AS(copy_database(*database, database.directory() + "/nowhere/copy"), DatabaseUnavailable);
}

TEST_CASE("a newer schema is refused unless it says that this program can serve it") {
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    const auto newer = [&](const char* from) {
        database->write([&](Transaction& tx) {
            tx.run("DELETE FROM schema_migration WHERE number = 9999");
            tx.script(std::string("INSERT INTO schema_migration (number, name, checksum, applied_at, served_from) VALUES (9999, '9999_later', 'x', 0, ") + from + ")");
        });
    };
    newer("NULL");
    CHECK_THROWS_AS(migrate(*database, system_now()), SchemaRefused);
    newer("9998");
    CHECK_THROWS_WITH(migrate(*database, system_now()), Catch::Contains("the database has schema 9999"));
    newer("120");
    CHECK(migrate(*database, system_now()).empty());
    CHECK(served_from("-- Served from 0091 on.\nCREATE TABLE x (id TEXT);") == 91);
    CHECK_FALSE(served_from("-- A table.\nCREATE TABLE x (id TEXT);"));
}
