// The ledger's writing: one tree per stream, durable before it is answered, and nothing in it that was rolled back.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "auth/merkle.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/ledger_verify.hpp"
#include "tests/persistence/ledger_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;
using namespace std::chrono_literals;

namespace {

std::vector<StoredEntry> entries_of(LedgerHouse& house, const std::string& stream) {
    std::vector<StoredEntry> entries;
    house.database->read([&](Transaction& tx) { each_entry(tx, stream, 0, [&](const StoredEntry& e) { entries.push_back(e); }); });
    return entries;
}

// Head and entries agree: what a verifier sees at any moment.
void require_whole(LedgerHouse& house) {
    std::vector<StoredHead> heads;
    house.database->read([&](Transaction& tx) { heads = all_heads(tx); });
    REQUIRE(heads.size() >= 2);
    for (const StoredHead& head : heads) {
        auth::MerkleFrontier frontier;
        for (const StoredEntry& e : entries_of(house, head.stream)) {
            REQUIRE(e.seq == static_cast<std::int64_t>(frontier.size()));
            frontier.append(auth::merkle_leaf(e.body));
        }
        REQUIRE(head.size == static_cast<std::int64_t>(frontier.size()));
        REQUIRE(head.root == frontier.root());
    }
}

}  // namespace

TEST_CASE("an entry is durable when its receipt is given") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const Receipt receipt = house.read_of("NOM-2026-0041");
    CHECK(receipt.stream.ends_with("/2026-11"));
    CHECK(receipt.seq == 1);  // 0 opens the month
    const auto entries = entries_of(house, receipt.stream);
    REQUIRE(entries.size() == 2);
    const auto entry = domain::decode_ledger_entry(entries[1].body);
    CHECK(entry.objects == std::vector<std::string>{"NOM-2026-0041"});
    CHECK(entry.node == node_of(receipt.stream));
    CHECK(entry.version == "0.1.0");
    CHECK(receipt.text() == receipt.stream + ".1." + receipt.leaf_hex.substr(0, 16));
    require_whole(house);
}

TEST_CASE("readings that wait together share a commit and keep their order") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    std::vector<std::future<Receipt>> waiting;
    for (int i = 0; i < 200; ++i) waiting.push_back(house.ledger->record(LedgerHouse::entry("NOM-" + std::to_string(i))));
    for (int i = 0; i < 200; ++i) CHECK(waiting[static_cast<std::size_t>(i)].get().seq == i + 1);
    require_whole(house);
}

TEST_CASE("a change that fails takes its entry with it, and its neighbours keep theirs") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("before");
    std::vector<std::future<void>> waiting;
    for (int i = 0; i < 20; ++i) {
        waiting.push_back(house.database->write_later([&house, i](Transaction& tx) {
            house.ledger->append(tx, LedgerHouse::entry("NOM-" + std::to_string(i)));
            house.ledger->append(tx, LedgerHouse::entry("NOM-" + std::to_string(i)));
            if (i % 3 == 0) throw std::runtime_error("refused after all");
        }));
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        if (i % 3 == 0) CHECK_THROWS_WITH(waiting[i].get(), "refused after all");
        else CHECK_NOTHROW(waiting[i].get());
    }
    require_whole(house);
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id = 'NOM-3'") == 0);
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id = 'NOM-4'") == 2);
}

TEST_CASE("a first entry that fails leaves no month behind") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK_THROWS(house.database->write([&](Transaction& tx) {
        house.ledger->append(tx, LedgerHouse::entry("NOM-1"));
        throw std::runtime_error("refused after all");
    }));
    CHECK(house.count("SELECT count(*) FROM audit_head") == 1);
    CHECK(house.read_of("NOM-2").seq == 1);
    require_whole(house);
}

TEST_CASE("a batch that cannot commit leaves nothing, and the ledger goes on afterwards") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    house.database->write([](Transaction& tx) { tx.script("ALTER TABLE audit_head RENAME TO audit_head_away"); });
    CHECK_THROWS(house.read_of("NOM-2"));
    CHECK_FALSE(house.ledger->healthy());
    house.database->write([](Transaction& tx) { tx.script("ALTER TABLE audit_head_away RENAME TO audit_head"); });
    CHECK(house.read_of("NOM-3").seq == 2);
    CHECK(house.ledger->healthy());
    require_whole(house);
}

TEST_CASE("a restart goes on where the ledger stood") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto stream = house.read_of("NOM-1").stream;
    for (int i = 0; i < 3; ++i) {
        house.restart();
        const Receipt receipt = house.read_of("NOM-2");
        CHECK(receipt.seq == 2 + i);
        CHECK(receipt.stream == stream);
        if (i == 1) house.ledger->checkpoint();
    }
    require_whole(house);
}

TEST_CASE("the time of an entry never goes backwards, not even past the end of a month or a restart") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.now = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1};
    const auto stream = house.read_of("NOM-1").stream;
    house.now -= std::chrono::hours(2);
    CHECK(house.read_of("NOM-2").stream == stream);
    house.restart();
    CHECK(house.read_of("NOM-3").stream == stream);
    std::int64_t last = 0;
    for (const auto& stored : entries_of(house, stream)) {
        const auto at = domain::decode_ledger_entry(stored.body).at_ms;
        CHECK(at >= last);
        last = at;
    }
}

TEST_CASE("a clock that was set is recorded with the size of its step, and drifts are not") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    std::chrono::milliseconds boot{5000};
    house.ledger.reset();
    auto watching = house.options();
    watching.boot_clock = [&] { return boot; };
    house.ledger.emplace(*house.database, watching, [&] { return house.now; });
    const auto pass = [&](std::chrono::milliseconds wall, std::chrono::milliseconds real) {
        house.now += wall, boot += real;
        return house.read_of("NOM-1");
    };
    const auto steps = [&] { return house.count("SELECT count(*) FROM audit_entry WHERE hex_out(body) LIKE '%" + auth::to_hex("clock.step") + "%'"); };
    house.read_of("NOM-1");
    pass(60s, 60s), pass(61s, 60s), pass(60s, 62s);
    CHECK(steps() == 0);
    const auto before = pass(60s, 60s), after = pass(3600s, 1s);
    CHECK(steps() == 1);
    CHECK(after.seq == before.seq + 2);  // the step stands between them
    const auto back = pass(-7200s, 1s), on = pass(1s, 1s);
    CHECK(steps() == 2);
    CHECK(on.seq == back.seq + 1);
    CHECK(verify_ledger(*house.database, {}).holds());
}

TEST_CASE("a new month opens a stream that commits to the root of the closed one") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 5; ++i) house.read_of("NOM-1");
    house.now += std::chrono::days(10);
    const Receipt receipt = house.read_of("NOM-1");
    CHECK(receipt.stream.ends_with("/2026-12"));
    const auto november = node_of(receipt.stream) + "/2026-11";
    const auto opening = domain::decode_ledger_entry(entries_of(house, receipt.stream).at(0).body);
    CHECK(opening.action == "stream.open");
    CHECK(opening.count == 6);
    CHECK(opening.before == auth::merkle_root(6, [&](std::uint64_t i) { return entries_of(house, november).at(i).leaf; }));
    std::vector<std::string> actions;
    for (const auto& stored : entries_of(house, roll_up_stream(node_of(receipt.stream)))) actions.push_back(domain::decode_ledger_entry(stored.body).action);
    CHECK(actions == std::vector<std::string>{"key.introduce", "rows.take", "stream.open", "stream.close", "stream.open"});
    CHECK(house.count("SELECT size FROM audit_segment") == 6);
    require_whole(house);
    house.restart();
    CHECK(house.read_of("NOM-1").stream == receipt.stream);
}

TEST_CASE("a month may end in the middle of a batch, and the closing may be rolled back") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    CHECK_THROWS(house.database->write([&](Transaction& tx) {
        house.ledger->append(tx, LedgerHouse::entry("NOM-2"));
        house.now += std::chrono::days(10);
        house.ledger->append(tx, LedgerHouse::entry("NOM-2"));
        throw std::runtime_error("refused after all");
    }));
    CHECK(house.count("SELECT count(*) FROM audit_segment") == 0);
    CHECK(house.read_of("NOM-3").stream.ends_with("/2026-12"));
    require_whole(house);
}

TEST_CASE("a second writer with the same keys is refused") {
    LedgerHouse house("sqlite");
    CHECK_THROWS_WITH(Ledger(*house.database, house.options(), system_now), Catch::Contains("another process"));
    auto beside = house.options();
    beside.writer = "command";
    Ledger command(*house.database, beside, system_now);
    CHECK(command.record(LedgerHouse::entry("NOM-1")).get().stream != house.read_of("NOM-1").stream);
}

TEST_CASE("a process whose stream was taken over writes nothing more") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    auto copied = house.options();
    copied.key_directory = house.keys.path() + "/copy";
    std::filesystem::copy(house.options().key_directory, copied.key_directory);
    {
        Database other({.url = house.database.url(), .readers = 1});
        Ledger thief(other, copied, [&] { return house.now; });
        CHECK(thief.record(LedgerHouse::entry("NOM-2")).get().seq == 2);
        CHECK_THROWS_AS(house.read_of("NOM-3"), DatabaseUnavailable);
        CHECK_THROWS_AS(house.read_of("NOM-3"), DatabaseUnavailable);
        CHECK_FALSE(house.ledger->healthy());
        CHECK(thief.record(LedgerHouse::entry("NOM-4")).get().seq == 3);
    }
    require_whole(house);
}

TEST_CASE("a ledger that does not verify at its head is not written on") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 10; ++i) house.read_of("NOM-1");
    house.ledger->checkpoint();
    for (int i = 0; i < 10; ++i) house.read_of("NOM-2");
    const auto stream = house.read_of("NOM-3").stream;
    house.ledger->checkpoint();
    house.ledger.reset();
    const bool sqlite = !house.database->is_postgresql();
    const auto tamper = [&](const std::string& sql) {
        house.database->write([&](Transaction& tx) {
            if (sqlite) tx.script("DROP TRIGGER IF EXISTS audit_entry_stays; DROP TRIGGER IF EXISTS audit_entry_unchanged");
            else tx.script("ALTER TABLE audit_entry DISABLE TRIGGER USER");
            tx.script(sql);
        });
    };
    const std::string tail = "DELETE FROM audit_checkpoint WHERE size > 12; ";
    SECTION("an entry after the last checkpoint was altered") { tamper(tail + "UPDATE audit_entry SET body = hex_in('01') WHERE seq = 15"); }
    SECTION("an entry was removed") { tamper(tail + "DELETE FROM audit_entry WHERE seq = 15"); }
    SECTION("the last entry was removed") { tamper(tail + "DELETE FROM audit_entry WHERE seq = 21"); }
    SECTION("the head was set back") { tamper(tail + "DELETE FROM audit_entry WHERE seq = 21; UPDATE audit_head SET size = 21 WHERE size = 22"); }
    SECTION("the signature was altered") { tamper("UPDATE audit_head SET sig = hex_in('" + std::string(128, 'a') + "')"); }
    SECTION("the last checkpoint was altered") { tamper("UPDATE audit_checkpoint SET root = frontier"); }
    SECTION("everything was removed") { tamper("DELETE FROM audit_entry; DELETE FROM audit_head; DELETE FROM audit_checkpoint"); }
    CHECK_THROWS_AS(house.open(), LedgerBroken);
    CHECK_THROWS_AS(house.open(), LedgerBroken);  // and not because of a lock left behind
}

TEST_CASE("an older copy of the database is refused, because the anchor is ahead of it") {
    LedgerHouse house("sqlite");
    house.read_of("NOM-1");
    house.ledger->checkpoint();
    house.ledger.reset();
    house.database->write([](Transaction& tx) { tx.script("CREATE TABLE kept AS SELECT * FROM audit_head"); });
    house.open();
    house.read_of("NOM-2");
    house.ledger->checkpoint();
    house.ledger.reset();
    house.database->write([](Transaction& tx) {
        tx.script("DROP TRIGGER audit_entry_stays; DELETE FROM audit_entry WHERE seq = 2 AND stream LIKE '%2026-11'; DELETE FROM audit_head;"
                  "INSERT INTO audit_head SELECT * FROM kept; DELETE FROM audit_checkpoint WHERE size = 3 AND stream LIKE '%2026-11'");
    });
    CHECK_THROWS_WITH(house.open(), Catch::Contains("older copy"));
}

TEST_CASE("a checkpoint stands in the anchor file and in the database, and only when the ledger grew") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    house.ledger->checkpoint();
    house.ledger->checkpoint();
    CHECK(house.count("SELECT count(*) FROM audit_checkpoint") == 2);
    std::ifstream file(house.options().anchor_file);
    const std::string anchors{std::istreambuf_iterator<char>(file), {}};
    CHECK(anchors.starts_with("casework/"));
    CHECK(std::count(anchors.begin(), anchors.end(), '\n') == 12);
}

TEST_CASE("the triggers refuse to change or delete an entry") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    for (const char* sql : {"DELETE FROM audit_entry", "UPDATE audit_entry SET seq = seq + 10", "UPDATE audit_entry SET body = leaf", "UPDATE audit_entry SET detail = leaf"})
        CHECK_THROWS(house.database->write([&](Transaction& tx) { tx.run(sql); }));
    CHECK_NOTHROW(house.database->write([&](Transaction& tx) { tx.run("UPDATE audit_entry SET detail = NULL"); }));
    require_whole(house);
}

TEST_CASE("digests cannot be made without the ledger's own key") {
    LedgerHouse house("sqlite"), other("sqlite");
    CHECK(house.ledger->digest("smith").size() == 32);
    CHECK(house.ledger->digest("smith") == house.ledger->digest("smith"));
    CHECK(house.ledger->digest("smith") != house.ledger->digest("smyth"));
    CHECK(house.ledger->digest("smith") != other.ledger->digest("smith"));
}
