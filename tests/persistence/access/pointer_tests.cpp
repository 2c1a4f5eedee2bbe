// Blind pointers: whom to ask and nothing else, only where a group has switched them on, with the purpose recorded on both sides.
#include <catch2/catch.hpp>

#include "persistence/access/pointers.hpp"
#include "persistence/access_log.hpp"
#include "persistence/sessions.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;

namespace {

struct PointerHouse : TestHouse {
    explicit PointerHouse(const std::string& kind) : TestHouse(kind), record(listed("Dean Harwell")) {}
    void switch_on() {
        database->write([&](Transaction& tx) { tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES ('tctf', 'pointer_search', '2026-01-01', '1')"); });
    }
    AccessDesk desk(const domain::Actor& who) {
        now += std::chrono::seconds(1);
        domain::LedgerEntry entry;
        entry.account = who.account, entry.agency = who.agency;
        return {*database, *ledger, who, entry, now, "https://casework.example/", nullptr};
    }
    PointerRequest ask(const domain::Actor& who, const std::string& name, int year = 1989) {
        const auto id = must(ask_for_pointer(desk(who), {name, domain::Date{std::chrono::year{year} / 4 / 2}, "safeguarding", "He waits outside our refuge at night"}));
        return must(open_pointer(desk(who), id));
    }
    std::string record;
};

}  // namespace

TEST_CASE("where a group has not switched it on, nobody learns anything") {
    PointerHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK(house.ask(house.stranger, "Dean Harwell").groups.empty());
    house.database->read([&](Transaction& tx) { CHECK_FALSE(pointers_offered(tx, house.stranger, house.today())); });
}

TEST_CASE("an exact name and birth date answer with a person to ask, and never with the record") {
    PointerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.switch_on();
    house.database->read([&](Transaction& tx) { CHECK(pointers_offered(tx, house.stranger, house.today())); });
    const auto told = house.ask(house.stranger, "dean harwell");
    REQUIRE(told.groups.size() == 1);
    CHECK(told.groups[0].group == "Town Centre Task Force");
    CHECK(told.groups[0].contact == "Sgt Priya Nair");
    CHECK(told.records.empty());
    CHECK(house.ask(house.stranger, "Dean Harwel").groups.empty());
    CHECK(house.ask(house.stranger, "Dean Harwell", 1988).groups.empty());
    CHECK(house.ask(house.viewer, "Dean Harwell").groups.empty());  // opens it anyway
}

TEST_CASE("a restricted record is pointed to, one that somebody is kept from is not") {
    PointerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.switch_on();
    house.database->write([&](Transaction& tx) { tx.run("UPDATE record SET sensitivity = 3 WHERE id = :id", {with("id", house.record)}); });
    CHECK(house.ask(house.viewer, "Dean Harwell").groups.size() == 1);
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:id, :account)", {with("id", house.record), with("account", house.viewer.account)}); });
    CHECK(house.ask(house.viewer, "Dean Harwell").groups.empty());
}

TEST_CASE("the purpose stands under the asker and under the record, and the group sees who asked until it has seen it") {
    PointerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.switch_on();
    const auto asked = house.ask(house.stranger, "Dean Harwell");
    const auto entries = house.entries("blind_pointer");
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].purpose == "safeguarding");
    CHECK(entries[0].account == house.stranger.account);
    CHECK(entries[0].objects == std::vector<std::string>{asked.id, house.record});
    house.database->read([&](Transaction& tx) {
        const auto log = ledger_about(tx, house.record, {}, 10);
        CHECK(std::ranges::any_of(log.rows, [](const AccessLogRow& row) { return row.action == "blind_pointer" && row.purpose == "safeguarding"; }));
        CHECK(pointers_to_see(tx, house.stranger, house.now).empty());
        CHECK(pointers_to_see(tx, house.viewer, house.now).empty());
        REQUIRE(pointers_to_see(tx, house.deputy, house.now).size() == 1);
        CHECK(pointers_to_see(tx, house.deputy, house.now)[0].records == std::vector<std::string>{house.record});
    });
    CHECK(house.count("SELECT count(*) FROM pointer_request WHERE reason LIKE '%Harwell%'") == 0);
    CHECK_FALSE(open_pointer(house.desk(house.viewer), asked.id));
    CHECK_FALSE(mark_pointer_seen(house.desk(house.stranger), asked.id));
    CHECK(mark_pointer_seen(house.desk(house.deputy), asked.id));
    house.database->read([&](Transaction& tx) { CHECK(pointers_to_see(tx, house.chair, house.now).empty()); });
}

TEST_CASE("a pointer takes a purpose and a reason, and no more than twenty a day") {
    PointerHouse house(GENERATE(from_range(testing::database_kinds())));
    house.switch_on();
    CHECK(TestHouse::refused(ask_for_pointer(house.desk(house.stranger), {})).find("Select what you need it for") != std::string::npos);
    for (int i = 0; i < pointers_a_day; ++i) house.ask(house.stranger, "Dean Harwell");
    CHECK(TestHouse::refused(ask_for_pointer(house.desk(house.stranger), {"Dean Harwell", domain::Date{std::chrono::year{1989} / 4 / 2}, "crime", "He waits outside our refuge at night"})) == "You have asked 20 times today");
}

TEST_CASE("a suspended agency, a disabled account and one without an agreement in force get no pointer and ask no owner") {
    PointerHouse house("sqlite");
    house.switch_on();
    const auto left_alone = [&](const std::string& away, const std::string& back) {
        house.database->write([&](Transaction& tx) { tx.run(away, {}); });
        // Judged by the standing that holds now, not by the one that the request came with.
        CHECK(TestHouse::refused(ask_for_pointer(house.desk(house.stranger), {"Dean Harwell", domain::Date{std::chrono::year{1989} / 4 / 2}, "safeguarding", "He waits outside our refuge at night"})) == "Page not found");
        CHECK(TestHouse::refused(ask_for_access(house.desk(house.stranger), house.record, "He waits outside our refuge at night")) == "Page not found");
        house.database->read([&](Transaction& tx) {
            auto now_standing = house.stranger;
            reload_standing(tx, now_standing);
            CHECK_FALSE(pointers_offered(tx, now_standing, house.today()));
        });
        house.database->write([&](Transaction& tx) { tx.run(back, {}); });
    };
    const auto agency = "'" + house.stranger.agency + "'", account = "'" + house.stranger.account + "'";
    left_alone("UPDATE agency SET suspended = 1 WHERE id = " + agency, "UPDATE agency SET suspended = 0 WHERE id = " + agency);
    left_alone("UPDATE account SET disabled_at = 1 WHERE id = " + account, "UPDATE account SET disabled_at = NULL WHERE id = " + account);
    left_alone("UPDATE agreement SET until = '2020-01-01', grace_days = 0 WHERE agency = " + agency, "UPDATE agreement SET until = '2099-01-01' WHERE agency = " + agency);
    CHECK(house.count("SELECT count(*) FROM pointer_request") == 0);
    CHECK(house.count("SELECT count(*) FROM access_request") == 0);
    CHECK(house.ask(house.stranger, "Dean Harwell").groups.size() == 1);
}
