// The pages at a door, between a warning that was not followed and the notice in the hand: a page is kept whole or not at all.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

std::string on_day(const WebHouse& house, int days) {
    return domain::iso_date(domain::add_days(persistence::london_date(house.now), days));
}
void add_day(WebHouse::Typed& typed, const std::string& name, const std::string& iso) {
    for (const auto& [part, value] : {std::pair{"day", iso.substr(8, 2)}, {"month", iso.substr(5, 2)}, {"year", iso.substr(0, 4)}}) typed.emplace_back(name + "-" + part, value);
}

// A house where an officer drafts a notice from the warning about revving engines.
struct Door {
    WebHouse house;
    WebHouse::Browser officer{house}, manager{house};
    std::string notice;

    explicit Door(bool alone = true) {
        if (alone) {
            WebHouse::Browser administrator(house);
            administrator.sign_in("neil.sutton");
            administrator.get("/groups/cpt/settings");
            REQUIRE(administrator.post("/groups/cpt/settings", {{"name", "second_approver"}, {"value", "no"}, {"from", "today"}, {"reason", "Agreed by the group on 20 November."}}).status == 303);
        }
        officer.sign_in("mel.hart"), manager.sign_in("grace.holloway");
        const auto warning = one("SELECT id FROM protection_case WHERE title LIKE 'Revving%'");
        auto& who = alone ? officer : manager;
        who.get("/cases/" + warning);
        REQUIRE(who.post("/cases/" + warning + "/steps/decide_notice", {{"version", one("SELECT CAST(version AS TEXT) FROM protection_case WHERE id = '" + warning + "'")}}).status == 303);
        notice = one("SELECT id FROM protection_case WHERE kind = 'notice' AND title LIKE 'Revving%'");
    }
    std::string one(const std::string& sql) {
        std::string value;
        house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
        return value;
    }
    std::string version() { return one("SELECT CAST(version AS TEXT) FROM protection_case WHERE id = '" + notice + "'"); }
    std::string stands(const std::string& column) { return one("SELECT " + column + " FROM protection_case WHERE id = '" + notice + "'"); }
    std::string requirement() { return one("SELECT words FROM protection_requirement WHERE case_id = '" + notice + "' AND version = 0 ORDER BY number LIMIT 1"); }
    std::string address(const std::string& page) { return "/cases/" + notice + "/door/" + page; }
    WebHouse::Typed must(const std::string& text, const std::string& reason) {
        WebHouse::Typed typed{{"version", version()}, {"do", "save"}, {"requirement-1-kind", "stop"}, {"requirement-1-text", text}, {"requirement-1-reason", reason}};
        add_day(typed, "ends_on", on_day(house, 85));
        add_day(typed, "review_on", on_day(house, 60));
        return typed;
    }
};

}  // namespace

TEST_CASE("a page at a door that is refused keeps nothing of itself, and is kept when it is mended") {
    Door door;
    const auto was = door.requirement(), ended = door.stands("ends_on"), version = door.version();
    door.officer.get(door.address("must"));
    const auto refused = door.officer.post(door.address("must"), door.must("Stop revving engines after 9pm.", ""));
    CHECK(refused.status == 422);
    CHECK(holds(refused, "Stop revving engines after 9pm."));
    CHECK(door.requirement() == was);
    CHECK(door.stands("ends_on") == ended);
    CHECK(door.version() == version);

    const auto kept = door.officer.post(door.address("must"), door.must("Stop revving engines after 9pm.", "It wakes the families above the shops."));
    CHECK(kept.status == 303);
    CHECK(door.requirement() == "Stop revving engines after 9pm.");
    CHECK(door.stands("ends_on") == on_day(door.house, 85));
}

TEST_CASE("who was told is kept with the rest of its page or not at all") {
    Door door;
    const auto told = [&] { return door.house.count("SELECT count(*) FROM protection_informed WHERE case_id = '" + door.notice + "'"); };
    door.officer.get(door.address("who"));
    WebHouse::Typed typed{{"version", door.version()}, {"told_name", "Sutton Parade Traders"}, {"considered_note", "He lives with his brother."}};
    const auto refused = door.officer.post(door.address("who"), typed);
    CHECK(refused.status == 422);
    CHECK(holds(refused, "href=\"#told_on\""));
    CHECK(holds(refused, "href=\"#told_method"));
    CHECK(holds(refused, "Sutton Parade Traders"));
    CHECK(told() == 0);
    CHECK(door.stands("considered_note") != "He lives with his brother.");

    typed.insert(typed.end(), {{"told_on", "today"}, {"told_method", "email"}});
    CHECK(door.officer.post(door.address("who"), typed).status == 303);
    CHECK(told() == 1);
    CHECK(door.stands("considered_note") == "He lives with his brother.");
}

TEST_CASE("who saves second at a door is told what the first saved, and keeps their own by saving again") {
    Door door;
    door.officer.get(door.address("where")), door.manager.get(door.address("where"));
    const auto version = door.version();
    const auto typed = [&](const std::string& seen, const std::string& address) { return WebHouse::Typed{{"version", seen}, {"address_kind", "last_known"}, {"address", address}}; };
    REQUIRE(door.manager.post(door.address("where"), typed(version, "10 Tovil Bank, Maidstone")).status == 303);
    const auto clash = door.officer.post(door.address("where"), typed(version, "12 Tovil Bank, Maidstone"));
    CHECK(clash.status == 409);
    CHECK(holds(clash, "Grace Holloway saved ‘10 Tovil Bank, Maidstone’ meanwhile"));
    CHECK(holds(clash, "12 Tovil Bank, Maidstone"));
    CHECK(door.stands("address") == "10 Tovil Bank, Maidstone");
    CHECK(door.officer.post(door.address("where"), typed(door.officer.found(clash.body, "version"), "12 Tovil Bank, Maidstone")).status == 303);
    CHECK(door.stands("address") == "12 Tovil Bank, Maidstone");
}

TEST_CASE("a notice is given in one go or not at all") {
    Door door;
    const auto entries = [&] { return door.house.count("SELECT count(*) FROM protection_version WHERE case_id = '" + door.notice + "'"); };
    const auto state = door.stands("state"), version = door.version();
    CHECK(state == "drafted");
    door.officer.get(door.address("check"));
    const auto refused = door.officer.post(door.address("check"), {{"version", version}, {"unchanged", "yes"}, {"method", "hand"}, {"address_kind", "last_known"}, {"address", "8 Tovil Bank, Maidstone"}});
    CHECK(refused.status == 422);
    CHECK(door.stands("state") == state);
    CHECK(door.version() == version);
    CHECK(entries() == 0);
}

TEST_CASE("where somebody else authorises, the last page at a door sends the notice to them") {
    Door door(false);
    const auto page = door.officer.get(door.address("check"));
    CHECK(holds(page, "Send it for authority"));
    CHECK_FALSE(holds(page, "Issue the notice"));
}
