// What is shown of the nominal list: the cap, the timeline, what the ledger holds of it, protected facts.
#include <catch2/catch.hpp>

#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;

TEST_CASE("the list warns above its cap, which is a setting by date") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    house.listed("Dean Harwell");
    house.listed("Leah Costin");
    auto gate = house.as(house.chair);
    CHECK_FALSE(TestHouse::refused(change_setting(gate, "tctf", {"list_cap", "0", house.today(), "Shorter meetings"})).empty());
    TestHouse::must(change_setting(gate, "tctf", {"list_cap", "1", domain::add_days(house.today(), 1), "Shorter meetings"}));
    CHECK_FALSE(house.board().figures.over_cap);
    house.pass_days(1);
    const auto board = house.board();
    CHECK(board.figures.cap == 1);
    CHECK(board.figures.over_cap);
    CHECK(board.entries.size() == 2);
}

TEST_CASE("the timeline shows fifty entries a page, newest first, and a page is one entry in the ledger") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.proposed("Dean Harwell");  // the first of the timeline's entries
    for (int i = 1; i <= 60; ++i) {
        auto gate = house.as(house.contributor);
        TestHouse::must(add_note(gate, id, "Note " + std::to_string(i)));
    }
    const auto recorded = house.count("SELECT count(*) FROM audit_entry");
    auto gate = house.as(house.viewer);
    const auto first = TestHouse::must(open_timeline(gate, id));
    gate.settle();
    CHECK(house.count("SELECT count(*) FROM audit_entry") == recorded + 1);
    REQUIRE(first.events.size() == 50);
    CHECK(first.events.front().note == "Note 60");
    CHECK(first.head.person.name == "Dean Harwell");
    CHECK_FALSE(first.head.may_note);
    const auto rest = TestHouse::must(open_timeline(gate, id, first.next));
    gate.settle();
    REQUIRE(rest.events.size() == 11);
    CHECK(rest.events.front().note == "Note 10");
    CHECK(rest.next == 0);
    auto other = house.as(house.stranger);
    CHECK_FALSE(open_timeline(other, id).has_value());
    other.settle();
}

TEST_CASE("every record shown on the board stands in the ledger") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin");
    const auto subject = [&](const std::string& id) { return house.count("SELECT count(*) FROM audit_subject WHERE object_id = '" + id + "'"); };
    const auto before_a = subject(a), before_b = subject(b);
    auto gate = house.as(house.viewer);
    const auto board = TestHouse::must(read_board(gate, "tctf"));
    REQUIRE(gate.settle());
    CHECK(subject(a) == before_a + 1);
    CHECK(subject(b) == before_b + 1);
    CHECK(subject(board.entries[0].person.id) > 0);
}

TEST_CASE("who put someone forward shows only to those who may see protected facts") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto plain = house.as(house.viewer), coordinator = house.as(house.chair);
    CHECK(TestHouse::must(open_nominal(plain, id)).proposed_by_name.empty());
    CHECK(TestHouse::must(open_nominal(coordinator, id)).shown.f2 == !TestHouse::must(open_nominal(coordinator, id)).proposed_by_name.empty());
}

TEST_CASE("of an address that names nothing the ledger keeps a reference or a group, and no word that somebody typed") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    {
        auto gate = house.as(house.stranger);
        for (const auto* typed : {"NOM-2026-9999", "0123456789abcdef0123456789abcdef", "Harwell", "dean-harwell", "HARWELL", "NOM-Harwell", "HARWELL-1989"}) CHECK_FALSE(open_nominal(gate, typed));
        for (const auto* group : {"tctf", "harwell"}) CHECK_FALSE(read_board(gate, group));
        gate.settle();
    }
    std::vector<std::string> kept;
    for (const auto& entry : house.entries())
        if (entry.outcome == "refused" && entry.account == house.stranger.account) kept.insert(kept.end(), entry.objects.begin(), entry.objects.end());
    CHECK(kept == std::vector<std::string>{"NOM-2026-9999", "0123456789abcdef0123456789abcdef", "unknown", "unknown", "unknown", "unknown", "unknown", "tctf", "unknown"});
}
