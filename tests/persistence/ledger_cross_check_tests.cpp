// Rows changed behind the server's back: whatever somebody with the database file or its password does, the ledger tells.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "persistence/demo/demo.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_rows.hpp"
#include "persistence/ledger_verify.hpp"
#include "persistence/row_watch.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;

namespace {

std::string found(testing::LedgerHouse& house) {
    const auto report = verify_ledger(*house.database, {.keys = {}, .anchor_files = {}, .receipts = {}, .digest_key = stored_digest_key(house.options().key_directory)});
    std::string text;
    for (const auto& finding : report.findings) text += finding.what + "\n";
    return text;
}

// As somebody does who has the file or the password, beside the running server.
void behind_its_back(testing::LedgerHouse& house, const std::string& sql) {
    Database other({.url = house.database.url(), .readers = 1});
    other.write([&](Transaction& tx) { tx.script(sql); });
}

void in_the_server(testing::LedgerHouse& house, const std::string& sql) {
    house.database->write([&](Transaction& tx) { tx.script(sql); });
}

struct Worked : TestHouse {
    explicit Worked(const std::string& kind) : TestHouse(kind), dean(listed("Dean Harwell")), kai(listed("Kai Brandon", 1991)) {}
    std::string dean, kai;
};

std::string many_people(int from, int to) {
    std::string sql;
    for (int i = from; i < to; ++i) sql += "INSERT INTO person (id, opened_at) VALUES ('PER-" + std::to_string(i) + "', 1);";
    return sql;
}

}  // namespace

TEST_CASE("a house after ordinary work has no row that the ledger does not vouch for") {
    Worked house(GENERATE(from_range(testing::database_kinds())));
    CHECK(found(house) == "");
    house.end_session();
    house.restart();
    house.listed("Carl Denny", 1985);
    CHECK(found(house) == "");
    const auto report = verify_ledger(*house.database, {.keys = {}, .anchor_files = {}, .receipts = {}, .digest_key = stored_digest_key(house.options().key_directory)});
    CHECK(report.rows > 80);
}

TEST_CASE("the demo has no row that the ledger does not vouch for") {
    testing::LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    demo::load(*house.database, *house.ledger, house.now, "$argon2id$not-a-hash");
    CHECK(found(house) == "");
    behind_its_back(house, "UPDATE nominal SET summary = 'Seen by nobody.' WHERE id = 'NOM-2026-0001'");
    CHECK_THAT(found(house), Catch::Contains("table nominal, record NOM-2026-0001"));
}

TEST_CASE("rows changed, added, removed or exchanged behind the server's back are found with table and record") {
    const auto kind = GENERATE(from_range(testing::database_kinds()));
    const Worked first(kind);  // every house gives the same numbers
    const std::string dean = "'" + first.dean + "'", kai = "'" + first.kai + "'";
    struct Way {
        const char* name;
        std::string sql, table, record;
        const char* difference;
    };
    const std::string event = " WHERE record_id = " + dean + " AND n = 1";
    const std::vector<Way> ways = {
        {"a word changed", "UPDATE nominal SET evidence = evidence || '.' WHERE id = " + dean, "nominal", first.dean, "not what they were"},
        {"a number changed", "UPDATE nominal SET version = version + 1 WHERE id = " + dean, "nominal", first.dean, "not what they were"},
        {"nothing instead of an empty text", "UPDATE nominal SET last_seen_on = '' WHERE id = " + dean, "nominal", first.dean, "not what they were"},
        {"a right given", "UPDATE membership SET level = 'coordinator' WHERE account = 'USR-0005'", "membership", "MBR-USR-0005", "not what they were"},
        {"a password exchanged", "UPDATE account SET password = 'x' WHERE id = 'USR-0001'", "account", "USR-0001", "not what they were"},
        {"a person let in", "INSERT INTO account (id, username, agency, name, role, password, created_at) SELECT 'USR-9', 'nine', agency, name, role, password, 0 FROM account WHERE id = 'USR-0001'",
         "account", "USR-9", "1 more"},
        {"an event invented", "INSERT INTO record_event (record_id, n, at, kind, words, account, agency) SELECT record_id, 900, at, kind, words, account, agency FROM record_event" + event,
         "record_event", first.dean, "1 more"},
        {"an event removed", "DELETE FROM record_event" + event, "record_event", first.dean, "1 fewer"},
        {"all events of a record removed", "DELETE FROM record_event WHERE record_id = " + dean, "record_event", first.dean, "fewer"},
        {"a street renamed that stood before the ledger", "UPDATE place SET name = 'Nowhere' WHERE id = 'PLC-0001'", "place", "PLC-0001", "not what they were"},
        {"a table emptied", "DELETE FROM membership", "membership", "MBR-USR-0001", "1 fewer"},
        {"one removed and another added", "DELETE FROM agreement WHERE agency = 'bid'; INSERT INTO agreement (agency, panel, signed_on, until) VALUES ('bid', 'daf', '2026-01-01', '2028-01-01')",
         "agreement", "bid", "not what they were"},
        {"the words of two events exchanged", "UPDATE record_event SET n = 901" + event + "; UPDATE record_event SET n = 1 WHERE record_id = " + dean + " AND n = 2; UPDATE record_event SET n = 2 WHERE record_id = " +
                                                   dean + " AND n = 901", "record_event", first.dean, "not what they were"},
        {"an event moved to another record", "UPDATE record_event SET record_id = " + kai + ", n = 902" + event, "record_event", first.kai, "1 more"},
    };
    for (const Way& way : ways) {
        INFO(way.name);
        Worked house(kind);
        behind_its_back(house, way.sql);
        CHECK_THAT(found(house), Catch::Contains("table " + way.table + ", record " + way.record + ": its rows are ") && Catch::Contains(way.difference));
    }
}

TEST_CASE("a row that was changed behind its back stays found, whatever the server does to it afterwards") {
    Worked house(GENERATE(from_range(testing::database_kinds())));
    behind_its_back(house, "UPDATE account SET title = 'Chief' WHERE id = 'USR-0002'");
    house.restart();
    CHECK_THAT(found(house), Catch::Contains("table account, record USR-0002"));
    in_the_server(house, "UPDATE account SET title = 'Sgt' WHERE id = 'USR-0002'");
    CHECK_THAT(found(house), Catch::Contains("table account, record USR-0002"));
    in_the_server(house, "DELETE FROM membership WHERE account = 'USR-0002'; DELETE FROM account WHERE id = 'USR-0002'");
    CHECK_THAT(found(house), Catch::Contains("table account, record USR-0002"));
}

TEST_CASE("what a piece did before it failed is not recorded, nor what a statement did before it failed") {
    Worked house(GENERATE(from_range(testing::database_kinds())));
    CHECK_THROWS(house.database->write([](Transaction& tx) {
        tx.run("UPDATE account SET title = 'x'");
        throw std::runtime_error("refused after all");
    }));
    CHECK_THROWS_AS(house.database->write([](Transaction& tx) {
        tx.run("INSERT INTO agency (id, name) SELECT 'copy-' || id, CASE WHEN id = 'kent-police' THEN 'Safe Harbour' ELSE 'Copy of ' || name END FROM agency ORDER BY id");
    }), ConstraintViolation);
    if (!house.database->is_postgresql())
        house.database->write([](Transaction& tx) {  // a piece may go on after a refusal: only the statement is undone
            CHECK_THROWS_AS(tx.run("INSERT INTO agency (id, name) SELECT 'copy-' || id, CASE WHEN id = 'kent-police' THEN 'Safe Harbour' ELSE 'Copy of ' || name END FROM agency ORDER BY id"),
                            ConstraintViolation);
            tx.run("INSERT OR REPLACE INTO agency (id, name) VALUES ('late', 'Latecomers')");
            tx.run("INSERT OR REPLACE INTO agency (id, name) VALUES ('late', 'Latecomers again')");
        });
    std::vector<std::future<void>> waiting;
    for (int i = 0; i < 30; ++i)
        waiting.push_back(house.database->write_later([i](Transaction& tx) {
            tx.run("INSERT INTO agency (id, name) VALUES (:id, :name)", {with("id", "agency-" + std::to_string(i)), with("name", "Agency " + std::to_string(i))});
            if (i % 3 == 0) throw std::runtime_error("refused after all");
        }));
    for (auto& one : waiting) one.wait();
    CHECK(found(house) == "");
}

TEST_CASE("a change that leaves every row as it was costs no entry") {
    Worked house(GENERATE(from_range(testing::database_kinds())));
    const auto entries = [&] { return house.count("SELECT count(*) FROM audit_entry"); };
    const auto before = entries();
    in_the_server(house, "UPDATE account SET title = title; UPDATE account SET title = 'x' WHERE id = 'USR-0001'; UPDATE account SET title = 'Sgt' WHERE id = 'USR-0001'");
    CHECK(entries() == before);
    in_the_server(house, "UPDATE account SET title = 'Insp' WHERE id = 'USR-0001'");
    CHECK(entries() == before + 1);
}

TEST_CASE("a table cannot be taken up anew to hide what was done to it") {
    TestHouse house(GENERATE(from_range(testing::database_kinds())));
    house.ledger.reset();
    behind_its_back(house, "DELETE FROM audit_table WHERE name = 'account'; UPDATE account SET title = 'Chief' WHERE id = 'USR-0002'");
    house.restart();
    CHECK_THAT(found(house), Catch::Contains("table account was taken up a second time"));
}

TEST_CASE("of very many rows taken up or written at once, those are named among which the changed one is") {
    testing::LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    in_the_server(house, many_people(0, 1200));
    in_the_server(house, many_people(2000, 2003));
    CHECK(found(house) == "");
    SECTION("one of the many") {
        behind_its_back(house, "UPDATE person SET opened_at = 2 WHERE id = 'PER-77'");
        CHECK_THAT(found(house), Catch::Contains("table person, record PER-77: its rows, or those of another record named here"));
        CHECK(std::ranges::count(found(house), '\n') < 10);
    }
    SECTION("one that was written by itself") {
        behind_its_back(house, "UPDATE person SET opened_at = 2 WHERE id = 'PER-2001'");
        CHECK_THAT(found(house), Catch::Contains("table person, record PER-2001"));
    }
    SECTION("one of the many that is gone") {
        behind_its_back(house, "DELETE FROM person WHERE id = 'PER-77'");
        CHECK_THAT(found(house), Catch::Contains("table person"));
    }
}

TEST_CASE("a migration moves rows without hiding what was done to them before") {
    testing::LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    in_the_server(house, many_people(0, 10) + "INSERT INTO agency (id, name) VALUES ('kent-police', 'Kent Police')");
    const bool tampered = GENERATE(false, true);
    house.ledger.reset();
    if (tampered) behind_its_back(house, "UPDATE person SET opened_at = 7 WHERE id = 'PER-3'");
    {
        Database migrating({.url = house.database.url(), .readers = 1});
        MovedRows moved(stored_digest_key(house.options().key_directory));
        for (const auto& [number, sql] : {std::pair{900, "ALTER TABLE person ADD COLUMN note TEXT NOT NULL DEFAULT 'none'; UPDATE person SET opened_at = opened_at + 5"},
                                          std::pair{901, "ALTER TABLE agency DROP COLUMN suspended; CREATE TABLE invented (id TEXT PRIMARY KEY); INSERT INTO invented VALUES ('one')"}})
            migrating.write([&](Transaction& tx) {
                moved.before(tx);
                tx.script(sql);
                moved.after(tx, number);
            });
        migrating.write(place_row_triggers);
    }
    house.restart();
    in_the_server(house, "UPDATE person SET note = 'some' WHERE id = 'PER-4'; INSERT INTO invented VALUES ('two'); UPDATE agency SET name = 'Kent'");
    house.restart();
    if (!tampered) CHECK(found(house) == "");
    else CHECK_THAT(found(house), Catch::Contains("table person, record PER-3"));
}

TEST_CASE("a command beside the server and the server vouch for the rows together") {
    TestHouse house(GENERATE(from_range(testing::database_kinds())));
    {
        Database beside({.url = house.database.url(), .readers = 1});
        auto options = house.options();
        options.writer = "command";
        Ledger command(beside, options, [&] { return house.now; });
        beside.write([](Transaction& tx) { tx.run("UPDATE account SET title = 'Insp' WHERE id = 'USR-0001'"); });
        in_the_server(house, "UPDATE account SET title = 'Supt' WHERE id = 'USR-0001'");
        beside.write([](Transaction& tx) { tx.run("DELETE FROM membership WHERE account = 'USR-0003'"); });
    }
    CHECK(found(house) == "");
}

TEST_CASE("a trigger, a table or a record of taking up that somebody put there is found") {
    TestHouse house(GENERATE(from_range(testing::database_kinds())));
    const bool postgresql = house.database->is_postgresql();
    SECTION("a trigger") {
        behind_its_back(house, postgresql ? "CREATE FUNCTION sly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER sly AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION sly()"
                                          : "CREATE TRIGGER sly AFTER INSERT ON account BEGIN DELETE FROM membership; END");
        CHECK_THAT(found(house), Catch::Contains("a trigger stands in the database that the program did not put there: account sly"));
    }
    SECTION("a table without a key") {
        behind_its_back(house, "CREATE TABLE sly (word TEXT)");
        CHECK_THAT(found(house), Catch::Contains("table sly is none of the program's"));
    }
    SECTION("a table dropped") {
        behind_its_back(house, "DROP TABLE agreement");
        CHECK_THAT(found(house), Catch::Contains("table agreement is gone with the rows that the ledger knows"));
    }
    if (!postgresql) return;
    SECTION("the program's own switched off") {
        behind_its_back(house, "ALTER TABLE account DISABLE TRIGGER row_watch");
        CHECK_THAT(found(house), Catch::Contains("a trigger of the program is missing: account row_watch"));
    }
    SECTION("the program's own removed, and rows written meanwhile") {
        behind_its_back(house, "DROP TRIGGER row_watch ON account");
        in_the_server(house, "UPDATE account SET title = 'Insp' WHERE id = 'USR-0001'");
        CHECK_THAT(found(house), Catch::Contains("table account, record USR-0001"));
    }
    SECTION("its function exchanged") {
        behind_its_back(house, "CREATE OR REPLACE FUNCTION row_watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        CHECK_THAT(found(house), Catch::Contains("not the program's own"));
    }
}

TEST_CASE("values that no statement of the program writes hide nothing in a SQLite file") {
    TestHouse house("sqlite");
    const std::string sql = GENERATE("UPDATE account SET title = title || char(0) || 'x' WHERE id = 'USR-0001'", "UPDATE account SET title = CAST(title AS BLOB) WHERE id = 'USR-0001'",
                                     "INSERT INTO person (id, opened_at) VALUES (NULL, 1)", "INSERT INTO person (id, opened_at) VALUES (x'00', 1)",
                                     "INSERT INTO person (id, opened_at) VALUES ('a' || char(0), 1)", "UPDATE account SET created_at = 0.5 WHERE id = 'USR-0001'");
    behind_its_back(house, sql);
    CHECK_THAT(found(house), Catch::Contains("table account, record USR-0001") || Catch::Contains("table person, record"));
}

TEST_CASE("every table of the schema is watched, or in the short list of those that are not") {
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    std::vector<DataTable> tables;
    std::int64_t present = 0;
    database->read([&](Transaction& tx) {
        tables = data_tables(tx);
        for (const auto name : unwatched_tables)
            present += tx.one(tx.is_postgresql() ? "SELECT 1 FROM pg_class WHERE relname = :name" : "SELECT 1 FROM sqlite_master WHERE name = :name", {with("name", name)}, {&present}) ? 0 : 1000;
    });
    CHECK(present < 1000);  // the list names no table that is not there
    CHECK(tables.size() >= 40);
    for (const auto& table : tables) {
        INFO(table.name);
        CHECK_FALSE(table.key.empty());
    }
}

TEST_CASE("the words of an entry about rows tell nothing without the key, and everything with it") {
    const RowSealer sealer("key"), other("another");
    const RowSums sums = {{{"nominal", "NOM-1"}, sealer.of("nominal", "digest")}, {{"nominal", "#0a3"}, -sealer.of("nominal", "of another")}};
    const auto first = sealer.words(sums, "n/2026-11", 7), second = sealer.words(sums, "n/2026-11", 8);
    REQUIRE(first.size() == 2);
    CHECK(first[0] != second[0]);
    RowSums read;
    REQUIRE(sealer.read(first, "n/2026-11", 7, read));
    CHECK(read == sums);
    RowSums elsewhere;
    CHECK(sealer.read(first, "n/2026-11", 8, elsewhere));
    CHECK(elsewhere != sums);
    RowSums wrong_key;
    CHECK(other.read(first, "n/2026-11", 7, wrong_key));
    CHECK(wrong_key != sums);
    for (const char* odd : {"", "nominal", "nominal 00 +1 x", "nominal 0123456789abcdef0123456789abcdef", "nominal 0123456789abcdef0123456789abcdeg +1 x", "nominal 0123456789abcdef0123456789abcdef + x"})
        CHECK_FALSE(sealer.read({odd}, "n/2026-11", 7, read));
}
