// Words beside entries: sealed, bound to their place, readable with their key only, and destroyed without a trace in what verifies.
#include <catch2/catch.hpp>

#include <filesystem>

#include "auth/crypto.hpp"
#include "persistence/ledger_details.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/search.hpp"
#include "persistence/sharing.hpp"
#include "tests/support/house.hpp"
#include "tests/support/ledger_claims.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;
using casework::testing::TestHouse;

namespace {

constexpr std::string_view words = "Rowan Pryor, seen beside the old brewery";

Receipt said(LedgerHouse& house, const std::string& text, const std::string& object = "NOM-2026-0041") {
    auto entry = LedgerHouse::entry(object);
    entry.detail = text;
    return house.ledger->record(entry).get();
}

Detail detail(LedgerHouse& house, const Receipt& receipt) {
    const DetailKeys keys(house.options().key_directory);
    Detail found;
    house.database->read([&](Transaction& tx) { found = detail_of(tx, keys, receipt.stream, receipt.seq); });
    return found;
}

StoredEntry stored(LedgerHouse& house, const Receipt& receipt) {
    StoredEntry entry;
    house.database->read([&](Transaction& tx) { entry = entry_at(tx, receipt.stream, receipt.seq); });
    return entry;
}

domain::Instant day(int year, unsigned month, unsigned d) { return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(d)}; }

std::int64_t shred(LedgerHouse& house, Shredding which) { return shred_details(*house.database, *house.ledger, which, house.now); }

// The entry that says which details were destroyed last.
domain::LedgerEntry shredding(LedgerHouse& house) { return house.entries("detail.shred").back(); }

}  // namespace

TEST_CASE("the words beside an entry are sealed, and the entry commits to what is sealed") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto receipt = said(house, std::string(words));
    const auto entry = stored(house, receipt);
    CHECK(entry.body.find("Rowan") == std::string::npos);
    CHECK(entry.detail.find("Rowan") == std::string::npos);
    CHECK(domain::decode_ledger_entry(entry.body).detail_digest == auth::sha256(entry.detail));
    CHECK(detail(house, receipt).state == DetailState::kept);
    CHECK(detail(house, receipt).words == words);
    CHECK(detail(house, house.read_of("NOM-2026-0041")).state == DetailState::none);
    house.restart();
    CHECK(detail(house, said(house, "after a restart")).words == "after a restart");
    CHECK(house.count("SELECT count(*) FROM audit_detail_key") == 1);
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("a month whose key was destroyed says nothing any more and verifies as before") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto november = said(house, std::string(words));
    house.now = day(2026, 12, 3);
    const auto december = said(house, "kept");
    CHECK(shred(house, {.before = day(2026, 12, 1), .about = {}, .approvals = {"USR-1", "USR-2"}}) == 1);
    CHECK(detail(house, november).state == DetailState::destroyed);
    CHECK(detail(house, november).words == "");
    CHECK(detail(house, december).words == "kept");
    const auto entry = shredding(house);
    CHECK(entry.objects == std::vector{november.stream});
    CHECK(entry.operation == domain::LoggedOperation::erasure);
    CHECK(entry.approvals == std::vector<std::string>{"USR-1", "USR-2"});
    CHECK(entry.count == 1);
    const auto entries = house.count("SELECT count(*) FROM audit_entry");
    CHECK(shred(house, {.before = day(2026, 12, 1), .about = {}, .approvals = {}}) == 0);
    CHECK(house.count("SELECT count(*) FROM audit_entry") == entries);
    house.restart();
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("the current month keeps its key, whatever day is asked for") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto receipt = said(house, std::string(words));
    CHECK(shred(house, {.before = day(2027, 5, 1), .about = {}, .approvals = {}}) == 0);
    CHECK(detail(house, receipt).words == words);
    CHECK(detail(house, said(house, "and goes on")).words == "and goes on");
}

TEST_CASE("details are destroyed by themselves when their months are over") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto receipt = said(house, std::string(words));
    house.now = day(2028, 11, 30);
    CHECK(shred_old_details(*house.database, *house.ledger, 24, house.now) == 0);
    house.now = day(2028, 12, 1);
    CHECK(shred_old_details(*house.database, *house.ledger, 24, house.now) == 1);
    CHECK(detail(house, receipt).state == DetailState::destroyed);
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("an erased record takes the words about it along, and no others") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto erased = said(house, std::string(words)), other = said(house, "about another", "NOM-2026-0042");
    CHECK(shred(house, {.before = {}, .about = "NOM-2026-0041", .approvals = {"USR-1", "USR-2"}, .rule = "erasure"}) == 1);
    CHECK(detail(house, erased).state == DetailState::destroyed);
    CHECK(stored(house, erased).detail == "");
    CHECK(detail(house, other).words == "about another");
    CHECK(shredding(house).objects == std::vector<std::string>{"NOM-2026-0041"});
    CHECK(shredding(house).rule == "erasure");
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("a detail that was altered or moved to another entry is found, and not shown") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto first = said(house, std::string(words)), second = said(house, "of the second");
    const auto foreign = auth::to_hex(stored(house, second).detail);
    house.database->write([&](Transaction& tx) {
        tx.script(tx.is_postgresql() ? "DROP TRIGGER audit_entry_stays ON audit_entry" : "DROP TRIGGER audit_entry_unchanged");
        tx.run("UPDATE audit_entry SET detail = hex_in(:detail) WHERE stream = :stream AND seq = :seq", {with("detail", foreign), with("stream", first.stream), with("seq", first.seq)});
    });
    CHECK_THROWS_WITH(detail(house, first), Catch::Contains("was altered"));
    CHECK_THAT(testing::ledger_findings(house), Catch::Contains("its detail is not the one it was written with"));
}

TEST_CASE("words and keys that are gone without an entry about it are found") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    said(house, std::string(words));
    SECTION("a detail") {
        house.database->write([](Transaction& tx) { tx.run("UPDATE audit_entry SET detail = NULL WHERE detail IS NOT NULL"); });
        CHECK_THAT(testing::ledger_findings(house), Catch::Contains("its detail is gone, and no entry says who destroyed it"));
    }
    SECTION("a key") {
        house.database->write([](Transaction& tx) { tx.run("UPDATE audit_detail_key SET wrapped = '', destroyed_ts = 1"); });
        CHECK_THAT(testing::ledger_findings(house), Catch::Contains("the key of its details is gone, and no entry says who destroyed it"));
    }
    SECTION("every key") {
        house.database->write([](Transaction& tx) { tx.run("DELETE FROM audit_detail_key"); });
        CHECK_THAT(testing::ledger_findings(house), Catch::Contains("the key of its details is gone"));
    }
}

TEST_CASE("a change that fails takes its detail along, and the month keeps one key") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK_THROWS(house.database->write([&](Transaction& tx) {
        auto entry = LedgerHouse::entry("NOM-1");
        entry.detail = words;
        house.ledger->append(tx, entry);
        throw std::runtime_error("refused after all");
    }));
    CHECK(house.count("SELECT count(*) FROM audit_detail_key") == 0);
    CHECK(detail(house, said(house, "the next")).words == "the next");
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("a ledger whose details are sealed under another key file does not start, and says which file is missing") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    said(house, std::string(words));
    house.ledger.reset();
    house.database.reopen();
    std::filesystem::remove(house.options().key_directory + "/ledger-detail.key");
    CHECK_THROWS_WITH(house.open(), Catch::Contains("restore that file"));
}

TEST_CASE("what was searched for and why a record was shared stand sealed beside their entries") {
    TestHouse house(GENERATE(from_range(testing::database_kinds())));
    auto searching = house.as(house.chair);
    search(searching, "Quillon Thackeray", 1);
    const auto searched = searching.settle();
    REQUIRE(searched);
    CHECK(detail(house, *searched).words == "Quillon Thackeray");
    const auto record = house.listed("Dean Harwell");
    auto sharing = house.as(house.chair);
    REQUIRE(share(sharing, record, {"daf", "safeguarding", "He waits outside her work.", {}}));
    CHECK(detail(house, *sharing.settle()).words == "He waits outside her work.");
    CHECK(testing::words_in_ledger(house) == "");
}
