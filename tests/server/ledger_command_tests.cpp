// `casework ledger` as an operator types it: exit 0 on a whole ledger, 1 on a tampered one, and nothing made by looking.
#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>

#include "persistence/ledger.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/ledger.hpp"
#include "tests/support/databases.hpp"

using namespace casework;

namespace {

// What the command line ends with: 0, or the code of the error it throws.
int exit_code(std::vector<std::string> words) {
    CLI::App app;
    server::commands::add_ledger_command(app);
    std::ranges::reverse(words);  // CLI11 takes them from the back
    try {
        app.parse(words);
        return 0;
    } catch (const CLI::Error& error) {
        return error.get_exit_code();
    }
}

struct Installation {
    Installation() {
        std::filesystem::create_directories(data.path() + "/anchors");
        persistence::Database database({.url = "sqlite:" + file, .readers = 1});
        persistence::migrate(database, persistence::system_now());
        persistence::Ledger ledger(database, {data.path() + "/ledger", data.path() + "/anchors/checkpoints", "server", "0.1.0"}, persistence::system_now);
        domain::LedgerEntry entry;
        entry.account = "USR-1", entry.objects = {"NOM-2026-0001"}, entry.action = "read", entry.object_type = "nominal";
        receipt = ledger.record(entry).get().text();
        ledger.checkpoint();
    }
    void script(const std::string& sql) const {
        persistence::Database database({.url = "sqlite:" + file, .readers = 1});
        database.write([&](persistence::Transaction& tx) { tx.script(sql); });
    }
    testing::ScratchDirectory data;
    std::string file = data.path() + "/casework.db", receipt;
};

}  // namespace

TEST_CASE("ledger verify ends with 0 on a whole ledger and with 1 on a tampered one") {
    const Installation house;
    CHECK(exit_code({"ledger", "verify", "--data", house.data.path()}) == 0);
    CHECK(exit_code({"ledger", "verify", "--data", house.data.path(), "--db", house.file}) == 0);
    house.script("DROP TRIGGER audit_entry_stays; DELETE FROM audit_entry WHERE seq = 1 AND stream NOT LIKE '%roll-up'");
    CHECK(exit_code({"ledger", "verify", "--data", house.data.path()}) == 1);
}

TEST_CASE("ledger verify needs no secret: a copy, public keys and anchors are enough") {
    const Installation house;
    const testing::ScratchDirectory elsewhere;
    std::filesystem::copy_file(house.file, elsewhere.path() + "/copy.db");
    std::filesystem::create_directory(elsewhere.path() + "/keys");
    std::filesystem::copy_file(house.data.path() + "/ledger/ledger-signing.pub", elsewhere.path() + "/keys/council.pub");
    const std::vector<std::string> command = {"ledger", "verify", "--data", elsewhere.path(), "--db", elsewhere.path() + "/copy.db", "--keys", elsewhere.path() + "/keys",
                                              "--anchors", house.data.path() + "/anchors/checkpoints"};
    CHECK(exit_code(command) == 0);
    std::filesystem::remove(elsewhere.path() + "/keys/council.pub");
    const Installation other;
    std::filesystem::copy_file(other.data.path() + "/ledger/ledger-signing.pub", elsewhere.path() + "/keys/other.pub");
    CHECK(exit_code(command) == 1);
}

TEST_CASE("a database that is not there is said, not made") {
    const testing::ScratchDirectory empty;
    CHECK_THROWS_WITH(exit_code({"ledger", "verify", "--data", empty.path()}), Catch::Contains("there is no database"));
    CHECK_FALSE(std::filesystem::exists(empty.path() + "/casework.db"));
}

TEST_CASE("ledger find asks for a purpose of the Act and leaves an entry of its own") {
    const Installation house;
    CHECK(exit_code({"ledger", "find", "--data", house.data.path(), "--object", "NOM-2026-0001"}) != 0);
    CHECK(exit_code({"ledger", "find", "--data", house.data.path(), "--object", "NOM-2026-0001", "--purpose", "curiosity"}) != 0);
    CHECK(exit_code({"ledger", "find", "--data", house.data.path(), "--object", "NOM-2026-0001", "--purpose", "lawfulness"}) == 0);
    persistence::Database database({.url = "sqlite:" + house.file, .readers = 1});
    std::int64_t entries = 0;
    database.read([&](persistence::Transaction& tx) { tx.one("SELECT count(*) FROM audit_subject WHERE object_id = 'NOM-2026-0001'", {}, {&entries}); });
    CHECK(entries == 2);
}

TEST_CASE("an export and a proof are verified alone, with public keys and anchors and no database") {
    const Installation house;
    const testing::ScratchDirectory office;
    const std::string keys = office.path() + "/keys", whole = office.path() + "/whole", part = office.path() + "/part", proof = office.path() + "/proof";
    std::filesystem::create_directory(keys);
    std::filesystem::copy_file(house.data.path() + "/ledger/ledger-signing.pub", keys + "/council.pub");
    const auto hand_out = [&](std::vector<std::string> words, const std::string& to) {
        words.insert(words.end(), {"--data", house.data.path(), "--to", to, "--recipient", "ICO", "--purpose", "lawfulness"});
        return exit_code(words);
    };
    REQUIRE(hand_out({"ledger", "export"}, whole) == 0);
    REQUIRE(hand_out({"ledger", "export", "--object", "NOM-2026-0001", "--user", "USR-1"}, part) == 0);
    REQUIRE(hand_out({"ledger", "prove", "--entry", house.receipt}, proof) == 0);
    for (const std::string& file : {whole, part, proof}) {
        const std::vector<std::string> command = {"ledger", "verify", "--export", file, "--data", office.path(), "--keys", keys};
        INFO(file);
        CHECK(exit_code(command) == 0);
        auto with_anchors = command;
        with_anchors.insert(with_anchors.end(), {"--anchors", house.data.path() + "/anchors/checkpoints"});
        CHECK(exit_code(with_anchors) == 0);
        std::string text = [&] { std::ifstream in(file); return std::string{std::istreambuf_iterator<char>(in), {}}; }();
        const auto at = text.find("entry ") + 40;
        text[at] = text[at] == 'A' ? 'B' : 'A';
        std::ofstream(file) << text;
        CHECK(exit_code(command) == 1);
    }
    CHECK_THROWS_WITH(hand_out({"ledger", "export"}, whole), Catch::Contains("cannot be made"));
    CHECK_THROWS_WITH(hand_out({"ledger", "prove", "--entry", "nowhere.7"}, proof + "2"), Catch::Contains("has no entry"));
    CHECK(exit_code({"ledger", "verify", "--data", house.data.path()}) == 0);  // the disclosures stand in it
}
