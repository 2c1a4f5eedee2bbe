// Who looked at a record: newest first, whole, in pages, over all writers.
#include <catch2/catch.hpp>

#include "persistence/access_log.hpp"
#include "persistence/ledger_stream.hpp"
#include "tests/persistence/ledger_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;

namespace {

AccessLogPage page_about(LedgerHouse& house, const std::string& subject, const std::optional<AccessLogPlace>& after = {}, int rows = 10) {
    AccessLogPage page;
    house.database->read([&](Transaction& tx) { page = ledger_about(tx, subject, after, rows); });
    return page;
}

}  // namespace

TEST_CASE("the access log of a record names who looked, newest first, and nobody else's records") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1", "USR-1");
    house.now += std::chrono::seconds(1);
    house.read_of("NOM-2", "USR-2");
    auto both = LedgerHouse::entry("NOM-1", "USR-3");
    both.objects.push_back("NOM-2");
    house.now += std::chrono::seconds(1);
    house.ledger->record(both).get();
    const auto page = page_about(house, "NOM-1");
    REQUIRE(page.rows.size() == 2);
    CHECK(page.rows[0].account == "USR-3");
    CHECK(page.rows[0].at == house.now);
    CHECK(page.rows[0].rule == "D5");
    CHECK(page.rows[1].account == "USR-1");
    CHECK_FALSE(page.next);
    CHECK(page_about(house, "NOM-3").rows.empty());
}

TEST_CASE("what an account saw is found under the account") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.read_of("NOM-1", "USR-1");
    house.read_of("NOM-2", "USR-1");
    house.read_of("NOM-2", "USR-2");
    CHECK(page_about(house, "USR-1").rows.size() == 2);
}

TEST_CASE("pages of an access log join without gap or repetition over months and writers") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    auto beside = house.options();
    beside.writer = "command";
    Ledger command(*house.database, beside, [&] { return house.now; });
    for (int i = 0; i < 37; ++i) {
        house.read_of("NOM-1");
        command.record(LedgerHouse::entry("NOM-1")).get();
        if (i % 5 == 0) house.now += std::chrono::days(3);
    }
    std::vector<AccessLogPlace> seen;
    std::optional<AccessLogPlace> after;
    do {
        const auto page = page_about(house, "NOM-1", after, 7);
        for (const auto& row : page.rows) {
            if (!seen.empty()) CHECK(seen.back().at_ms >= row.place.at_ms);
            CHECK(std::ranges::find(seen, row.place) == seen.end());
            seen.push_back(row.place);
        }
        after = page.next ? AccessLogPlace::parse(page.next->text()) : std::nullopt;
    } while (after);
    CHECK(seen.size() == 74);
}

TEST_CASE("a place that was not given out is no place") {
    for (const char* wrong : {"", ".", "..", "1.s", "x.s.1", "1.s.x", "-1.s.1", "1..1", "1.s.1 "}) CHECK_FALSE(AccessLogPlace::parse(wrong));
    const AccessLogPlace place{17, "0123456789abcdef/2026-11", 4};
    CHECK(AccessLogPlace::parse(place.text()) == place);
}

TEST_CASE("who saw a record is one walk along the keys, without a sort, however long the ledger is") {
    LedgerHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 20; ++i) house.read_of("NOM-" + std::to_string(i % 5));
    std::string plan;
    house.database->read([&](Transaction& tx) {
        const bool postgresql = tx.is_postgresql();
        if (postgresql) tx.script("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");  // so small a table would be read whole
        const std::string explained = (postgresql ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + std::string(about_subject_sql);
        const std::vector<Bind> binds = {with("subject", "NOM-1"), with("at", INT64_MAX), with("stream", ""), with("seq", std::int64_t{0}), with("rows", 10)};
        std::string line;
        std::int64_t id = 0, parent = 0, unused = 0;
        const std::vector<Into> into = postgresql ? std::vector<Into>{&line} : std::vector<Into>{&id, &parent, &unused, &line};
        tx.each(explained, binds, into, [&] { plan += line + "\n"; });
    });
    INFO(plan);
    CHECK(plan.find(house.database->is_postgresql() ? "Scan Backward using audit_subject_pkey" : "SEARCH s USING PRIMARY KEY (object_id=? AND (at_ms,stream,seq)<(?,?,?))") != std::string::npos);
    CHECK(plan.find(house.database->is_postgresql() ? "using audit_entry_pkey" : "SEARCH e USING PRIMARY KEY (stream=? AND seq=?)") != std::string::npos);
    for (const char* slow : {"SCAN", "TEMP B-TREE", "Seq Scan", "Sort"}) CHECK(plan.find(slow) == std::string::npos);
}
