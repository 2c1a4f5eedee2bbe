// The database: transactions, kept statements, the writer's savepoints, binary values and time limits, on both servers.
#include "persistence/database.hpp"

#include <catch2/catch.hpp>

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
