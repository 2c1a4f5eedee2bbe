// `casework ledger` as an operator types it: exit 0 on a whole ledger, 1 on a tampered one, and nothing made by looking.
#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>

#include "auth/password.hpp"
#include "persistence/ledger.hpp"
#include "persistence/ledger_standing.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/ledger.hpp"
#include "tests/support/child.hpp"
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

namespace {

// The program itself, as an operator runs it, with what they type on standard input.
casework::testing::Ran told(const Installation& house, std::vector<std::string> words, const std::string& typed = {}) {
    words.insert(words.begin(), {"sh", "-c", R"(printf '%s' "$TYPED" | "$0" "$@")", CASEWORK_PROGRAM});
    words.insert(words.end(), {"--data", house.data.path()});
    return casework::testing::run(words, {.variables = {"ASAN_OPTIONS=detect_leaks=0", "TYPED=" + typed}, .bare = true});
}

std::string last_line(const std::string& said) {
    const auto end = said.find_last_not_of('\n'), begin = said.rfind('\n', end);
    return said.substr(begin + 1, end - begin);
}

// One line each, as they are asked: who does it, then who agrees.
const std::string of_one = "violet kettle drum\n", of_both = of_one + "otter lantern bread\n";

void add_people(const Installation& house) {
    persistence::Database database({.url = "sqlite:" + house.file, .readers = 1});
    persistence::Ledger ledger(database, {house.data.path() + "/ledger", house.data.path() + "/anchors/checkpoints", "server", "0.1.0"}, persistence::system_now);
    const auth::PasswordHasher hasher(auth::password_cost_floor);
    database.write([&](persistence::Transaction& tx) {
        tx.script("INSERT INTO agency (id, name) VALUES ('borough', 'Borough');"
                  "INSERT INTO account (id, username, agency, name, role, password, created_at) VALUES ('USR-1', 'one', 'borough', 'One', 'sysadmin', '" + hasher.hash("violet kettle drum") +
                  "', 0), ('USR-2', 'two', 'borough', 'Two', 'auditor', '" + hasher.hash("otter lantern bread") + "', 0), ('USR-3', 'three', 'borough', 'Three', 'practitioner', '" + hasher.hash("harbour plum violin") + "', 0)");
    });
}

}  // namespace

TEST_CASE("every command of the ledger ends with a figure") {
    const Installation house;
    add_people(house);
    const std::string to = house.data.path() + "/out";
    const auto figure = Catch::Matches("(ledger verified: )?[0-9]+( entries.*| key exchanged)?");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"verify"},
                                                                                      {"verify", "--cross-check"},
                                                                                      {"count"},
                                                                                      {"find", "--object", "NOM-2026-0001", "--purpose", "lawfulness"},
                                                                                      {"find", "--user", "USR-1", "--purpose", "integrity"},
                                                                                      {"prove", "--entry", house.receipt, "--to", to + "1", "--recipient", "ICO", "--purpose", "lawfulness"},
                                                                                      {"export", "--to", to + "2", "--recipient", "ICO", "--purpose", "lawfulness"},
                                                                                      {"rotate-key", "--by", "one", "--approver", "two"}}) {
        std::vector<std::string> whole = words;
        whole.insert(whole.begin(), "ledger");
        const auto ended = told(house, whole, of_both);
        INFO(words[0] << ": " << ended.said);
        CHECK(ended.status == 0);
        CHECK_THAT(last_line(ended.said), figure);
    }
    CHECK(told(house, {"ledger", "verify", "--cross-check"}).status == 0);
}

TEST_CASE("what ledger verify found of the house's own ledger is kept for the pages, and of a copy is not") {
    const Installation house;
    const auto kept = [&] {
        persistence::Database database({.url = "sqlite:" + house.file, .readers = 1});
        std::optional<persistence::KeptVerification> found;
        database.read([&](persistence::Transaction& tx) { found = persistence::kept_verification(tx, persistence::of_whole); });
        return found;
    };
    REQUIRE(exit_code({"ledger", "verify", "--data", house.data.path(), "--db", house.file}) == 0);
    CHECK_FALSE(kept());
    REQUIRE(exit_code({"ledger", "verify", "--data", house.data.path()}) == 0);
    REQUIRE(kept());
    CHECK(kept()->holds());
    CHECK(kept()->entries > 0);
    house.script("DROP TRIGGER audit_entry_stays; DELETE FROM audit_entry WHERE seq = 1 AND stream NOT LIKE '%roll-up'");
    CHECK(exit_code({"ledger", "verify", "--data", house.data.path()}) == 1);
    CHECK_FALSE(kept()->holds());
}

TEST_CASE("rows changed behind the server's back end the cross-check with 1, and only the cross-check") {
    const Installation house;
    add_people(house);
    house.script("UPDATE account SET role = 'sysadmin' WHERE id = 'USR-2'");
    CHECK(told(house, {"ledger", "verify"}).status == 0);
    const auto ended = told(house, {"ledger", "verify", "--cross-check"});
    CHECK(ended.status == 1);
    CHECK_THAT(ended.said, Catch::Contains("table account, record USR-2: its rows are not what they were") && Catch::Contains("1 findings"));
}

TEST_CASE("a server does not start on a ledger that does not verify at its head, until two people have accepted it") {
    const Installation house;
    add_people(house);
    house.script("DROP TRIGGER audit_entry_stays; DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry WHERE stream NOT LIKE '%roll-up') AND stream NOT LIKE '%roll-up';"
                 "CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'ledger entries are not deleted'); END");
    const auto refused = told(house, {"serve", "--port", "0"});
    CHECK(refused.status == 78);
    CHECK_THAT(refused.said, Catch::Contains("the ledger does not verify"));
    CHECK(told(house, {"ledger", "accept-discontinuity", "--by", "one", "--approver", "one", "--reason", "failed-disk"}, of_one + of_one).status == 1);
    CHECK(told(house, {"ledger", "accept-discontinuity", "--by", "one", "--approver", "nobody", "--reason", "failed-disk"}, of_both).status == 1);
    CHECK(told(house, {"ledger", "accept-discontinuity", "--by", "one", "--reason", "failed-disk"}, of_one).status == 1);
    CHECK(told(house, {"ledger", "accept-discontinuity", "--by", "one", "--approver", "two", "--reason", "boredom"}, of_both).status != 0);
    const auto accepted = told(house, {"ledger", "accept-discontinuity", "--by", "one", "--approver", "two", "--reason", "failed-disk"}, of_both);
    INFO(accepted.said);
    CHECK(accepted.status == 0);
    const auto verified = told(house, {"ledger", "verify", "--cross-check"});
    INFO(verified.said);
    CHECK(verified.status == 0);
    CHECK_THAT(verified.said, Catch::Contains("a discontinuity was accepted by USR-1 with USR-2") && Catch::Contains("accepted findings"));
    persistence::Database database({.url = "sqlite:" + house.file, .readers = 1});
    CHECK_NOTHROW(persistence::Ledger(database, {house.data.path() + "/ledger", house.data.path() + "/anchors/checkpoints", "server", "0.1.0"}, persistence::system_now));
    CHECK(told(house, {"ledger", "accept-discontinuity", "--by", "one", "--approver", "two", "--reason", "failed-disk"}, of_both).status == 1);  // nothing left to accept
}

TEST_CASE("ledger find shows the words beside entries when it is asked for them, until two people have them destroyed") {
    const Installation house;
    add_people(house);
    {
        persistence::Database database({.url = "sqlite:" + house.file, .readers = 1});
        persistence::Ledger ledger(database, {house.data.path() + "/ledger", house.data.path() + "/anchors/checkpoints", "server", "0.1.0"}, persistence::system_now);
        domain::LedgerEntry entry;
        entry.account = "USR-1", entry.objects = {"NOM-2026-0001"}, entry.action = "search", entry.object_type = "search", entry.detail = "Rowan Pryor,\nbrewery";
        ledger.record(entry).get();
    }
    const std::vector<std::string> find{"ledger", "find", "--object", "NOM-2026-0001", "--purpose", "lawfulness"};
    auto with_details = find;
    with_details.push_back("--details");
    CHECK_THAT(told(house, find).said, !Catch::Contains("Rowan"));
    CHECK_THAT(told(house, with_details).said, Catch::Contains("    detail: Rowan Pryor, brewery\n"));
    const std::vector<std::string> shred{"ledger", "shred-details", "--object", "NOM-2026-0001", "--by", "one", "--approver"};
    auto alone = shred, with_another = shred, with_anybody = shred;
    alone.emplace_back("one"), with_another.emplace_back("two"), with_anybody.emplace_back("three");
    CHECK_THAT(told(house, alone, of_one + of_one).said, Catch::Contains("the same person"));
    CHECK(told(house, {"ledger", "shred-details", "--by", "one", "--approver", "two"}, of_both).status != 0);
    // Names that nobody proves are no second person, and neither is somebody who may not approve.
    CHECK_THAT(told(house, with_another).said, Catch::Contains("give the password as one line on standard input"));
    CHECK_THAT(told(house, with_another, of_one + of_one).said, Catch::Contains("two and that password do not belong"));
    CHECK_THAT(told(house, with_another, of_both.substr(of_one.size()) + of_one).said, Catch::Contains("one and that password do not belong"));
    CHECK_THAT(told(house, with_anybody, of_one + "harbour plum violin\n").said, Catch::Contains("three may not agree to this"));
    CHECK_THAT(told(house, {"ledger", "shred-details", "--object", "NOM-2026-0001", "--by", "one"}, of_one).said, Catch::Contains("this takes a second person"));
    CHECK_THAT(told(house, with_details).said, Catch::Contains("Rowan Pryor"));
    CHECK_THAT(told(house, with_another, of_both).said, Catch::Contains("1 detail destroyed"));
    CHECK_THAT(told(house, with_details).said, Catch::Contains("    detail: destroyed\n") && !Catch::Contains("Rowan"));
    CHECK_THAT(told(house, {"ledger", "shred-details", "--before", "2099-01-01", "--by", "one", "--approver", "two"}, of_both).said, Catch::Contains("0 months of details destroyed"));
    house.script("UPDATE account SET disabled_at = 1 WHERE id = 'USR-2'");  // nobody is left who could agree: one person, named in the entry
    CHECK_THAT(told(house, {"ledger", "shred-details", "--before", "2099-01-01", "--by", "one"}, of_one).said, Catch::Contains("0 months of details destroyed"));
    house.script("UPDATE account SET disabled_at = NULL WHERE id = 'USR-2'");
    CHECK(told(house, {"ledger", "verify", "--cross-check"}).status == 0);
}
