// The database: transactions, kept statements, the writer's savepoints, binary values and time limits, on both servers.
#include "persistence/database.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <thread>

#include "persistence/attended.hpp"
#include "tests/support/databases.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::FreshDatabase;

namespace {
void make_table(Database& db) {
    db.write([](Transaction& tx) { tx.script("CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT, note TEXT)"); });
}
std::int64_t count(Database& db) {
    std::int64_t n = -1;
    db.read([&](Transaction& tx) { tx.one("SELECT count(*) FROM thing", {}, {&n}); });
    return n;
}
}  // namespace

TEST_CASE("what is written is read again, with nothing and with text of any script") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    db->write([](Transaction& tx) {
        tx.run("INSERT INTO thing (id, n, note) VALUES (:id, :n, :note)", {with("id", "a"), with("n", std::int64_t{1} << 53), with("note", nullptr)});
        tx.run("INSERT INTO thing (id, n, note) VALUES (:id, :n, :note)", {with("id", "b"), with("n", 2), with("note", "Zoë O’Brien 😀")});
    });
    std::vector<std::string> seen;
    std::optional<std::string> note;
    std::string id;
    std::int64_t n = 0;
    db->read([&](Transaction& tx) {
        tx.each("SELECT id, n, note FROM thing ORDER BY id", {}, {&id, &n, &note}, [&] { seen.push_back(id + ":" + std::to_string(n) + ":" + note.value_or("nothing")); });
    });
    CHECK(seen == std::vector<std::string>{"a:9007199254740992:nothing", "b:2:Zoë O’Brien 😀"});
}

TEST_CASE("a kept statement is used again with other values and sees new rows") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    for (int i = 0; i < 5; ++i) {
        db->write([&](Transaction& tx) { tx.run("INSERT INTO thing (id, n) VALUES (:id, :n)", {with("id", std::to_string(i)), with("n", i)}); });
        std::int64_t n = -1;
        bool found = false;
        db->read([&](Transaction& tx) { found = tx.one("SELECT n FROM thing WHERE id = :id", {with("id", std::to_string(i))}, {&n}); });
        CHECK(found);
        CHECK(n == i);
    }
}

TEST_CASE("a piece of work that fails leaves nothing and disturbs no other piece") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    auto good = db->write_later([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('good')"); });
    auto bad = db->write_later([](Transaction& tx) {
        tx.run("INSERT INTO thing (id) VALUES ('half')");
        throw std::logic_error("no");
    });
    auto twice = db->write_later([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('good')"); });
    good.get();
    CHECK_THROWS_AS(bad.get(), std::logic_error);
    CHECK_THROWS_AS(twice.get(), ConstraintViolation);
    CHECK(count(*db) == 1);
}

TEST_CASE("work that is told by the writer is told once it is durable, and what fails in it takes its batch along") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    std::promise<std::exception_ptr> first, second;
    db->write_later([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('told')"); }, [&](std::exception_ptr failed) { first.set_value(std::move(failed)); });
    CHECK_FALSE(first.get_future().get());
    CHECK(count(*db) == 1);
    db->write_later([](Transaction& tx) {
        tx.run("INSERT INTO thing (id) VALUES ('half')");
        tx.run("INSERT INTO thing (id) VALUES ('told')");
    }, [&](std::exception_ptr failed) { second.set_value(std::move(failed)); });
    CHECK_THROWS_AS(std::rethrow_exception(second.get_future().get()), ConstraintViolation);
    CHECK(count(*db) == 1);
    db->write([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('after')"); });
    CHECK(count(*db) == 2);
}

TEST_CASE("the hooks around pieces tell which piece was undone") {
    FreshDatabase db("sqlite", false);
    make_table(*db);
    int begun = 0, undone = 0, commits = 0;
    db.reopen();
    db->around_pieces([&] { ++begun; }, [&] { ++undone; });
    db->before_commit([&](Transaction&) { ++commits; });
    db->write([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('x')"); });
    CHECK_THROWS(db->write([](Transaction&) { throw std::runtime_error("no"); }));
    CHECK(begun == 2);
    CHECK(undone == 1);
    CHECK(commits == 1);
}

TEST_CASE("binary values keep every byte") {
    FreshDatabase db(GENERATE(from_range(database_kinds())));
    db->write([&](Transaction& tx) {
        tx.script((*db).is_postgresql() ? "CREATE TABLE bytes (b BYTEA)" : "CREATE TABLE bytes (b BLOB)");
        tx.run("INSERT INTO bytes (b) VALUES (hex_in(:b))", {with("b", "00ff4100")});
    });
    std::string hex;
    db->read([&](Transaction& tx) { tx.one("SELECT hex_out(b) FROM bytes", {}, {&hex}); });
    CHECK(hex == "00ff4100");
}

TEST_CASE("text with a NUL byte is never stored") {
    CHECK_THROWS_AS(with("x", std::string_view("a\0b", 3)), std::invalid_argument);
}

TEST_CASE("a statement that takes too long is stopped and the connection stays usable") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    const bool pg = db->is_postgresql();
    CHECK_THROWS_AS(db->read([&](Transaction& tx) {
        std::int64_t n = 0;
        tx.one(pg ? "SELECT count(*) FROM (SELECT pg_sleep(6)) s"
                  : "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x < 2000000000) SELECT count(*) FROM c",
               {}, {&n});
    }),
                    DatabaseUnavailable);
    CHECK(count(*db) == 0);
}

TEST_CASE("a database whose file has vanished or is locked is unavailable, and comes back") {
    FreshDatabase db("sqlite", false);
    make_table(*db);
    {
        Database other({.url = db.url(), .readers = 1});
        other.read([](Transaction& tx) {
            tx.run("COMMIT");
            tx.run("BEGIN IMMEDIATE");
        });
    }
    Database locker({.url = db.url(), .readers = 1});
    locker.read([&](Transaction& tx) {
        tx.run("COMMIT");
        tx.run("BEGIN IMMEDIATE");
        CHECK_THROWS_AS(db->write([](Transaction& t) { t.run("INSERT INTO thing (id) VALUES ('x')"); }), DatabaseUnavailable);
        CHECK(count(*db) == 0);
    });
    db->write([](Transaction& t) { t.run("INSERT INTO thing (id) VALUES ('x')"); });
    CHECK(count(*db) == 1);
}

namespace {
using std::chrono::steady_clock;

struct Seen {
    std::uint64_t snapshot = 0;
    std::int64_t rows = -1;
};
Seen look(Database& db) {
    Seen seen;
    db.read([&](Transaction& tx) {
        tx.one("SELECT count(*) FROM thing", {}, {&seen.rows});
        seen.snapshot = tx.snapshot();
    });
    return seen;
}
// As another request would: on a thread of its own.
void add_elsewhere(Database& db, const std::string& id) {
    std::async(std::launch::async, [&] { db.write([&](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES (:id)", {with("id", id)}); }); }).get();
}
}  // namespace

TEST_CASE("what a thread reads under one snapshot is one state of the data, and the next snapshot shows what came meanwhile") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    {
        const Snapshot snapshot(*db, steady_clock::now());
        const auto first = look(*db);
        add_elsewhere(*db, "a");
        const auto second = look(*db);
        CHECK(second.rows == 0);
        CHECK(second.snapshot == first.snapshot);
        CHECK(first.snapshot != 0);
    }
    const Snapshot snapshot(*db, steady_clock::now());
    CHECK(look(*db).rows == 1);
}

TEST_CASE("a change ends the snapshot of its thread, so that it sees what it wrote") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    const Snapshot snapshot(*db, steady_clock::now());
    CHECK(look(*db).rows == 0);
    std::uint64_t writing = 1;
    db->write([&](Transaction& tx) {
        tx.run("INSERT INTO thing (id) VALUES ('a')");
        writing = tx.snapshot();
    });
    CHECK(look(*db).rows == 1);
    CHECK(writing == 0);
}

TEST_CASE("who waits for a reader goes on with the snapshot that began after they asked; who asks later sees what was written before") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    Database narrow({.url = db.url(), .readers = 1});
    const auto asked = steady_clock::now();
    std::optional<Snapshot> first(std::in_place, narrow, asked);
    const auto seen = look(narrow);
    auto waiting = std::async(std::launch::async, [&] {
        const Snapshot snapshot(narrow, asked);
        return look(narrow);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // it waits: the only reader is lent
    add_elsewhere(*db, "a");
    first.reset();
    const auto same = waiting.get();
    CHECK(same.snapshot == seen.snapshot);
    CHECK(same.rows == 0);
    const Snapshot later(narrow, steady_clock::now());
    CHECK(look(narrow).rows == 1);
}

TEST_CASE("a statement that fails ends the snapshot and the next reading begins anew") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    const Snapshot snapshot(*db, steady_clock::now());
    const auto before = look(*db);
    CHECK_THROWS(db->read([](Transaction& tx) { tx.run("SELECT nothing FROM nowhere"); }));
    const auto after = look(*db);
    CHECK(after.rows == 0);
    CHECK(after.snapshot != before.snapshot);
}

TEST_CASE("several readings of one request wait for a connection no longer in all than the request may") {
    FreshDatabase db(GENERATE(from_range(database_kinds())), false);
    make_table(*db);
    Database narrow({.url = db.url(), .readers = 1});
    std::atomic<bool> over = false, held = false;
    // Somebody else has the only connection, and lends it for a moment every 700 ms.
    auto holder = std::async(std::launch::async, [&] {
        while (!over) {
            narrow.read([&](Transaction&) {
                held = true;
                std::this_thread::sleep_for(std::chrono::milliseconds(700));
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    });
    while (!held) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto began = steady_clock::now();
    {
        const Attended attended(began + std::chrono::milliseconds(1200));
        CHECK(look(narrow).rows == 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        CHECK_THROWS_AS(look(narrow), DatabaseUnavailable);
        CHECK(steady_clock::now() - began < std::chrono::milliseconds(1450));
    }
    CHECK(look(narrow).rows == 0);  // without a request behind it a reading waits by itself
    over = true;
}

TEST_CASE("when the connection breaks in a commit nobody says that nothing was saved") {
    for (const auto& kind : database_kinds()) {
        if (kind != "postgresql") continue;
        FreshDatabase db(kind, false);
        make_table(*db);
        db->write([](Transaction& tx) {
            tx.script("CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$");
            tx.script("CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()");
        });
        CHECK_THROWS_AS(db->write([](Transaction& tx) { tx.run("INSERT INTO thing (id) VALUES ('a')"); }), OutcomeUnknown);
        CHECK(count(*db) == 0);
    }
}

TEST_CASE("no value that a failing statement was given stands in what is thrown") {
    for (const auto& kind : database_kinds()) {
        FreshDatabase db(kind, false);
        make_table(*db);
        Database other({.url = db.url(), .readers = 1, .statement_seconds = 1});
        const std::string planted = "Thistlewick";
        const auto change = [&](std::string_view sql) {
            return [&, sql](Transaction& tx) { tx.run(sql, {with("full_name", planted)}); };
        };
        db->write(change("INSERT INTO thing (id, note) VALUES (:full_name, 'first')"));
        std::vector<std::string> said;
        const auto fails = [&](Database& database, std::string_view sql) {
            INFO(kind << ": " << sql);
            try {
                database.write(change(sql));
                FAIL_CHECK("it was carried out");
            } catch (const std::exception& fault) {
                INFO(fault.what());
                CHECK(std::string(fault.what()).find(planted) == std::string::npos);
                CHECK(std::string(fault.what()).find("full_name") == std::string::npos);
                said.emplace_back(fault.what());
            }
        };
        fails(*db, "INSERT INTO thing (id) VALUES (:full_name)");
        fails(*db, "UPDATE nowhere SET note = :full_name");
        const std::string_view update = "UPDATE thing SET note = :full_name WHERE id = 'Thistlewick'";
        if (!db->is_postgresql()) {
            db->write([](Transaction& tx) { tx.script("CREATE VIRTUAL TABLE words USING fts5 (word)"); });
            fails(*db, "DELETE FROM words WHERE words MATCH '\"' || :full_name");
            continue;
        }
        fails(*db, "INSERT INTO thing (id, n) VALUES ('b', CAST(:full_name AS BIGINT))");
        db->write([&](Transaction& tx) {  // somebody else holds the row for longer than a statement may take
            change(update)(tx);
            fails(other, update);
        });
        db->write([](Transaction& tx) {
            tx.script("CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NEW; END $$");
            tx.script("CREATE TRIGGER cut BEFORE UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION cut()");
        });
        fails(other, update);
        REQUIRE(said.size() == 5);
        for (const auto& words : said) CHECK(words.starts_with("PostgreSQL: "));
        said.resize(3);
        CHECK(said == std::vector<std::string>{"PostgreSQL: a rule of the table says no (SQLSTATE 23505)", "PostgreSQL: the statement does not fit the schema (SQLSTATE 42P01)",
                                               "PostgreSQL: a statement was refused (SQLSTATE 22P02)"});
    }
    CHECK_THROWS_WITH(Database({.url = "postgresql://casework:Thistlewick@[nowhere"}), "data.database_url_file: this is not an address of a PostgreSQL database");
}
