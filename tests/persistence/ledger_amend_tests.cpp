// What happens in a ledger's life: keys exchanged, and going on after damage by accepting it by name.
#include <catch2/catch.hpp>

#include <filesystem>

#include "persistence/ledger_discontinuity.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_rotation.hpp"
#include "persistence/ledger_stream.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;

namespace {

VerifyOptions everything(const LedgerHouse& house) {
    return {.keys = public_keys(house.options().key_directory), .anchor_files = {house.options().anchor_file}, .receipts = {}, .digest_key = stored_digest_key(house.options().key_directory)};
}

std::string lines(const std::vector<LedgerFinding>& findings) {
    std::string text;
    for (const auto& finding : findings) text += finding.stream + " " + std::to_string(finding.seq) + ": " + finding.what + "\n";
    return text;
}

std::string found(LedgerHouse& house) { return lines(verify_ledger(*house.database, everything(house)).findings); }

void script(LedgerHouse& house, const std::string& sql) {
    Database other({.url = house.database.url(), .readers = 1});
    other.write([&](Transaction& tx) {
        if (tx.is_postgresql()) tx.script("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays");
        else tx.script("DROP TRIGGER IF EXISTS audit_entry_stays; DROP TRIGGER IF EXISTS audit_entry_unchanged");
        tx.script(sql);
        if (tx.is_postgresql()) tx.script("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays");
        else tx.script("CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END; "
                       "CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END;");
    });
}

// As the operator's command does it: with a writer of its own, the server stopped.
struct Command {
    explicit Command(LedgerHouse& house) : house(house), database({.url = house.database.url(), .readers = 1}), ledger(database, options(house), [&house] { return house.now; }) {}
    static LedgerOptions options(const LedgerHouse& house) {
        auto options = house.options();
        options.writer = "command";
        return options;
    }
    LedgerHouse& house;
    Database database;
    Ledger ledger;
};

ExchangedKeys exchange(LedgerHouse& house) {
    const std::string directory = house.options().key_directory;
    house.ledger.reset();
    house.now += std::chrono::seconds(1);
    {
        Command command(house);
        begin_exchange(command.database, command.ledger, directory, {"USR-0001", "USR-0002"});
    }
    const auto keys = finish_exchange(*house.database, directory);
    REQUIRE(keys);
    return *keys;
}

void accept(LedgerHouse& house) {
    const std::string directory = house.options().key_directory;
    const auto report = verify_ledger(*house.database, everything(house));
    for (const auto& writer : broken_writers(report, directory)) retire_writer(directory, writer);
    Command command(house);
    accept_discontinuity(command.database, command.ledger, report, stored_digest_key(directory), {"USR-0001", "USR-0002", "restored-backup"});
}

}  // namespace

TEST_CASE("an exchanged key is introduced by the one before it, and each is judged by its own time") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 5; ++i) house.read_of("NOM-1");
    const auto keys = exchange(house);
    house.restart();
    for (int i = 0; i < 5; ++i) house.read_of("NOM-2");
    house.ledger->checkpoint();
    house.now += std::chrono::days(10);
    house.read_of("NOM-3");
    exchange(house);
    house.restart();
    house.read_of("NOM-4");
    house.ledger->checkpoint();
    CHECK(found(house) == "");
    CHECK(house.count("SELECT count(*) FROM audit_key WHERE to_ts IS NOT NULL") == 2);
    CHECK_FALSE(std::filesystem::exists(house.options().key_directory + "/ledger-signing.next.pem"));
    SECTION("who trusts only the first key trusts those that follow it, too") {
        auto trusting = everything(house);
        trusting.keys = {{keys.old_id, trusting.keys.at(keys.old_id)}};
        CHECK(lines(verify_ledger(*house.database, trusting).findings) == "");
    }
    SECTION("who trusts only a later key does not trust those before it") {
        auto trusting = everything(house);
        trusting.keys.erase(keys.old_id);
        CHECK_THAT(lines(verify_ledger(*house.database, trusting).findings), Catch::Contains("not trusted") || Catch::Contains("not among the keys that are trusted"));
    }
    SECTION("a whole export says the same") {
        LedgerBundle bundle;
        house.database->read([&](Transaction& tx) { bundle = export_ledger(tx, {}); });
        CHECK(lines(verify_bundle(bundle, {.keys = public_keys(house.options().key_directory), .anchor_files = {}, .receipts = {}}).findings) == "");
    }
    SECTION("an end that was moved") {
        script(house, "UPDATE audit_key SET to_ts = to_ts + 1000 WHERE to_ts IS NOT NULL");
        CHECK_THAT(found(house), Catch::Contains("does not end when the ledger says"));
    }
    SECTION("an end that was taken away") {
        script(house, "UPDATE audit_key SET to_ts = NULL");
        CHECK_THAT(found(house), Catch::Contains("does not end when the ledger says"));
    }
}

TEST_CASE("a signature of a retired key on what was written after its end is found") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1");
    const std::string old_files = house.keys.path() + "/old";
    std::filesystem::copy(house.options().key_directory, old_files);  // as somebody keeps it who should not
    exchange(house);
    house.restart();
    house.now += std::chrono::seconds(1);
    const auto stream = house.read_of("NOM-2").stream;
    StoredHead head;
    house.database->read([&](Transaction& tx) {
        for (const auto& each : all_heads(tx))
            if (each.stream == stream) head = each;
    });
    const LedgerKeys old(old_files, "server");
    const std::string forged = auth::to_hex(old.signing.sign(text_of(checkpoint_of(stream, static_cast<std::uint64_t>(head.size), head.root))));
    script(house, "UPDATE audit_head SET key_id = '" + old.key_id + "', sig = hex_in('" + forged + "') WHERE stream = '" + stream + "'");
    CHECK_THAT(found(house), Catch::Contains("which was no longer valid then"));
}

TEST_CASE("an exchange of keys that was interrupted is finished, and until then nothing is written") {
    LedgerHouse house("sqlite");
    house.read_of("NOM-1");
    house.ledger.reset();
    const std::string directory = house.options().key_directory;
    CHECK_FALSE(finish_exchange(*house.database, directory));
    {
        Command command(house);
        begin_exchange(command.database, command.ledger, directory, {"USR-0001", "USR-0002"});
    }
    CHECK_THROWS_WITH(house.open(), Catch::Contains("rotate-key once more"));
    CHECK(finish_exchange(*house.database, directory));
    CHECK_FALSE(finish_exchange(*house.database, directory));
    house.open();
    house.read_of("NOM-2");
    CHECK(found(house) == "");
}

TEST_CASE("a discontinuity is accepted by name and repairs nothing: every verification says who accepted what") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 10; ++i) house.read_of("NOM-1");
    house.ledger->checkpoint();
    const auto stream = house.read_of("NOM-2").stream;
    house.ledger.reset();
    script(house, "UPDATE audit_entry SET body = hex_in('01') WHERE seq = 5 AND stream = '" + stream + "'; DELETE FROM audit_entry WHERE seq = 11 AND stream = '" + stream + "'");
    script(house, "UPDATE place SET name = 'Nowhere' WHERE id = 'PLC-0001'");
    CHECK_THROWS_AS(house.open(), LedgerBroken);
    const std::string before = found(house);
    CHECK_THAT(before, Catch::Contains("5: the entry does not give the hash") && Catch::Contains("record PLC-0001"));
    accept(house);
    house.open();
    CHECK(house.read_of("NOM-3").stream != stream);  // a writer of another name; the old stream stays as it is
    house.ledger->checkpoint();
    const auto report = verify_ledger(*house.database, everything(house));
    CHECK(lines(report.findings) == "");
    CHECK_THAT(lines(report.accepted), Catch::Contains("a discontinuity was accepted by USR-0001 with USR-0002 on 2026-11-23T") && Catch::Contains("(restored-backup)") &&
                                           Catch::Contains(stream + " 5: the entry does not give the hash stored beside it: it was altered: accepted by USR-0001"));
    SECTION("what is done to the old stream afterwards is found") {
        script(house, "DELETE FROM audit_entry WHERE seq = 10 AND stream = '" + stream + "'");
        CHECK_THAT(found(house), Catch::Contains(stream));
    }
    SECTION("what is done to its index afterwards is found") {
        script(house, "DELETE FROM audit_subject WHERE seq = 3 AND stream = '" + stream + "'");
        CHECK_THAT(found(house), Catch::Contains("3: a subject of the entry is missing"));
    }
    SECTION("what is done to the rows afterwards is found") {
        script(house, "UPDATE place SET name = 'Elsewhere' WHERE id = 'PLC-0001'");
        CHECK_THAT(found(house), Catch::Contains("record PLC-0001"));
    }
}

TEST_CASE("an older copy that was restored can be gone on with when two people accept it") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto first = house.read_of("NOM-1");
    house.ledger->checkpoint();
    house.ledger.reset();
    script(house, "DELETE FROM audit_entry; DELETE FROM audit_subject; DELETE FROM audit_head; DELETE FROM audit_checkpoint; DELETE FROM audit_key");
    CHECK_THROWS_WITH(house.open(), Catch::Contains("its anchor file does"));
    accept(house);
    house.open();
    house.read_of("NOM-2");
    const auto report = verify_ledger(*house.database, everything(house));
    CHECK(lines(report.findings) == "");
    CHECK_THAT(lines(report.accepted), Catch::Contains("its end was cut off: accepted by USR-0001 with USR-0002"));
}
