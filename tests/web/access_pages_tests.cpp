// Restricted records, asking for access and emergency access as people meet them, over the demo.
#include <catch2/catch.hpp>

#include <thread>

#include "tests/web/web_house.hpp"

using namespace casework;
using namespace std::chrono_literals;
using casework::testing::WebHouse;

namespace {

const std::string password(persistence::demo::password);

struct AccessHouse : WebHouse {
    AccessHouse() : coordinator(*this), outsider(*this) {
        database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE state = 'active' AND panel = 'tctf' ORDER BY id LIMIT 1", {}, {&record}); });
        coordinator.sign_in("priya.nair");
        outsider.sign_in("helen.fairley");
    }
    static bool shows(const web::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }
    std::string account(const std::string& username) {
        std::string id;
        database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM account WHERE username = :name", {persistence::with("name", username)}, {&id}); });
        return id;
    }
    web::Response change(Typed form) {
        coordinator.get("/records/" + record + "/restriction");
        form.emplace_back("reason", "Agreed with the chair today");
        form.emplace_back("step", "save");
        return coordinator.post("/records/" + record + "/restriction", std::move(form));
    }
    web::Response emergency(Browser& browser, const std::string& reference) {
        browser.get("/emergency");
        return browser.post("/emergency", {{"reference", reference}, {"purpose", "incident"}, {"reason", "They stand at the door of our refuge"}, {"password", password}});
    }
    std::string record;
    Browser coordinator, outsider;
};

}  // namespace

TEST_CASE("a restricted nominal is there for its coordinators and the people named on it, on the next click") {
    AccessHouse house;
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    CHECK(constable.get("/nominals/" + house.record).status == 200);
    CHECK(AccessHouse::shows(house.coordinator.get("/records/" + house.record + "/shares"), "/records/" + house.record + "/restriction"));
    CHECK(house.change({{"act", "restrict"}}).status == 303);
    CHECK(constable.get("/nominals/" + house.record).status == 404);
    CHECK_FALSE(AccessHouse::shows(constable.get("/groups/tctf/nominals"), house.record));
    CHECK(house.change({{"act", "name"}, {"account", house.account("kofi.osei")}, {"until", "tomorrow"}}).status == 303);
    const auto first = constable.get("/nominals/" + house.record);
    CHECK(first.header("Location").starts_with("/confirm?act=read"));  // the first opening of a day asks what for
    CHECK(house.change({{"act", "exclude"}, {"account", house.account("kofi.osei")}, {"agency", ""}}).status == 303);
    CHECK(constable.get("/nominals/" + house.record).status == 404);
    CHECK(constable.get("/records/" + house.record + "/restriction").status == 404);
    CHECK(house.change({{"act", "release"}}).status == 303);
    CHECK(house.change({{"act", "release"}}).status == 422);
}

TEST_CASE("each change of who may open a record is shown before it is made, is asked why, and is shown to a program too") {
    AccessHouse house;
    const auto at = "/records/" + house.record + "/restriction", kofi = house.account("kofi.osei"), why = std::string("Agreed with the chair today");
    auto& chair = house.coordinator;
    const auto restricted = chair.post(at, {{"act", "restrict"}, {"reason", why}});
    CHECK(restricted.status == 200);
    CHECK(AccessHouse::shows(restricted, "Check before you save"));
    CHECK(AccessHouse::shows(restricted, "They do not open it any more"));
    CHECK(AccessHouse::shows(restricted, "name=\"step\" value=\"save\""));
    CHECK_FALSE(AccessHouse::shows(chair.get(at), "Only people named on it"));
    CHECK(chair.post(at, {{"act", "restrict"}, {"reason", "Secret"}}).status == 422);
    CHECK(house.change({{"act", "restrict"}}).status == 303);

    const auto no_day = chair.post(at, {{"act", "name"}, {"account", kofi}, {"agency", ""}, {"until", ""}, {"reason", why}});
    CHECK(no_day.status == 422);
    CHECK(AccessHouse::shows(no_day, "Enter the last day"));
    CHECK(AccessHouse::shows(no_day, "value=\"" + kofi + "\" selected"));  // what was chosen stays
    const auto naming = chair.post(at, {{"act", "name"}, {"account", kofi}, {"agency", ""}, {"until", "tomorrow"}, {"reason", why}});
    CHECK(AccessHouse::shows(naming, "They open it from their next click"));
    CHECK(house.change({{"act", "name"}, {"account", ""}, {"agency", "one-maidstone"}, {"until", "tomorrow"}}).status == 303);
    CHECK(AccessHouse::shows(chair.get(at), "everybody of the agency"));
    CHECK(AccessHouse::shows(chair.get(at), "act=unname&amp;account=&amp;agency=one-maidstone"));

    // Ending one asks for nothing but the reason.
    const auto ending = chair.get(at + "?act=unname&account=&agency=one-maidstone");
    CHECK(AccessHouse::shows(ending, "Why are they no longer needed?"));
    CHECK(chair.get(at + "?act=unname&account=&agency=probation").status == 404);
    CHECK(chair.post(at, {{"act", "unname"}, {"account", ""}, {"agency", "one-maidstone"}, {"reason", ""}}).status == 422);
    const auto removed = chair.post(at, {{"act", "unname"}, {"account", ""}, {"agency", "one-maidstone"}, {"reason", why}});
    CHECK(AccessHouse::shows(removed, "They do not open it any more"));
    CHECK(house.change({{"act", "unname"}, {"account", ""}, {"agency", "one-maidstone"}}).status == 303);

    chair.headers["accept"] = "application/json";
    const auto json = chair.post(at, {{"act", "release"}, {"reason", why}});
    CHECK(json.status == 200);
    CHECK(AccessHouse::shows(json, "\"becomes\":\"Standard"));
    CHECK(AccessHouse::shows(json, "\"gain\":["));
    CHECK(AccessHouse::shows(chair.get(at), "\"sensitivity\":3"));
}

TEST_CASE("records of every kind lead to their sharing, and a coordinator from there to who may open it") {
    AccessHouse house;
    WebHouse::Browser reader(house), leader(house);
    reader.sign_in("mel.hart");
    leader.sign_in("grace.holloway");
    for (const auto& [stem, table] : {std::pair{"/cases/", "protection_case"}, {"/reports/", "report"}, {"/tools/", "tool"}, {"/case-reviews/", "case_review"}}) {
        std::string id;
        house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT t.id FROM " + std::string(table) + " t JOIN record r ON r.id = t.id WHERE r.panel = 'cpt' AND r.sensitivity < 3 ORDER BY t.id LIMIT 1", {}, {&id}); });
        INFO(stem << id);
        CHECK(AccessHouse::shows(leader.get(stem + id), "href=\"/records/" + id + "/shares\""));
        const auto sharing = leader.get("/records/" + id + "/shares");
        CHECK(sharing.status == 200);
        CHECK(AccessHouse::shows(sharing, "Back to " + id));
        CHECK(AccessHouse::shows(sharing, "/records/" + id + "/restriction"));
        CHECK_FALSE(AccessHouse::shows(reader.get("/records/" + id + "/shares"), "/restriction"));
        CHECK(leader.post("/records/" + id + "/shares/add", {{"to", "daf"}, {"purpose", "safeguarding"}, {"reason", "It concerns a client"}}).status == 303);
        CHECK(AccessHouse::shows(house.outsider.get("/groups/daf/shared"), id));
    }
    CHECK(AccessHouse::shows(house.outsider.get("/groups/daf/shared"), "href=\"/access-requests/add\""));  // of the review there is one line
    CHECK(house.coordinator.get("/nominals/" + house.record + "/shares").header("Location") == "/records/" + house.record + "/shares");
}

TEST_CASE("the last coordinator is not shut out, and a change takes the password again") {
    AccessHouse house;
    CHECK(house.change({{"act", "exclude"}, {"account", house.account("tom.reddish")}, {"agency", ""}}).status == 303);
    CHECK(house.change({{"act", "exclude"}, {"account", house.account("priya.nair")}, {"agency", ""}}).status == 422);
    CHECK(house.change({{"act", "exclude"}, {"account", ""}, {"agency", "kent-police"}}).status == 422);
    house.now += 6min;
    CHECK(house.change({{"act", "restrict"}}).header("Location").starts_with("/confirm?act=close"));
}

TEST_CASE("emergency access answers alike for what is and what is not, and opens the one record for reading") {
    AccessHouse house;
    CHECK(house.outsider.get("/nominals/" + house.record).status == 404);
    CHECK(house.outsider.post("/emergency", {{"reference", house.record}}).status == 422);
    const auto form = house.outsider.get("/emergency");
    CHECK(AccessHouse::shows(form, "Incident or crime number (optional)"));
    CHECK(AccessHouse::shows(form, "Ask the case lead instead"));
    CHECK(house.outsider.post("/emergency", {{"reference", house.record}, {"purpose", "incident"}, {"incident", "She fled; see note"}, {"reason", "They stand at the door of our refuge"}, {"password", password}}).status == 422);
    const auto real = house.emergency(house.outsider, house.record), none = house.emergency(house.outsider, "NOM-2026-9999");
    CHECK(real.status == 303);
    CHECK(real.status == none.status);
    CHECK(real.header("Location") == none.header("Location"));
    CHECK(AccessHouse::shows(house.outsider.get("/emergency"), "Open " + house.record));
    const auto page = house.outsider.get("/nominals/" + house.record);
    CHECK(page.status == 200);
    CHECK(AccessHouse::shows(page, "Emergency access until"));
    CHECK(house.outsider.get("/nominals/" + house.record + "/edit").status != 200);
    CHECK(house.outsider.post("/nominals/" + house.record + "/notes", {{"note", "x"}}).status != 303);
    house.now += 61min;
    house.outsider.sign_in("helen.fairley");
    CHECK(house.outsider.get("/nominals/" + house.record).status == 404);
}

TEST_CASE("owner and information governance see an emergency access in My work, and one of them closes the review") {
    AccessHouse house;
    REQUIRE(house.emergency(house.outsider, house.record).status == 303);
    WebHouse::Browser auditor(house);
    auditor.sign_in("owen.price");
    const auto work = auditor.get("/");
    CHECK(AccessHouse::shows(work, "Review an emergency access"));
    CHECK(AccessHouse::shows(house.coordinator.get("/"), "Review an emergency access"));
    CHECK_FALSE(AccessHouse::shows(house.outsider.get("/"), "Review an emergency access"));
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM emergency_request", {}, {&id}); });
    CHECK(house.outsider.get("/emergency/" + id).status == 404);
    CHECK(auditor.get("/emergency/" + id).status == 200);
    const auto offered = house.coordinator.get("/emergency/" + id);
    CHECK(AccessHouse::shows(offered, "Agree for the rest of the hour"));
    const std::string co_approval = "/emergency/" + id + "/co-approval";
    CHECK(house.coordinator.post(co_approval, {{"why", "Too short"}, {"password", password}}).status == 422);
    CHECK(house.coordinator.post(co_approval, {{"why", "They carry the child out of the house now"}, {"password", "not my password"}}).status == 422);
    CHECK(house.outsider.post(co_approval, {{"why", "They carry the child out of the house now"}, {"password", password}}).status == 404);
    CHECK(AccessHouse::shows(house.outsider.get("/emergency"), "without its protected details"));
    CHECK(house.coordinator.post(co_approval, {{"why", "They carry the child out of the house now"}, {"password", password}}).status == 303);
    CHECK(AccessHouse::shows(house.coordinator.get("/emergency/" + id), "Shown too, agreed by Sgt Priya Nair"));
    CHECK(AccessHouse::shows(house.outsider.get("/emergency"), "with its protected details"));
    CHECK(auditor.post("/emergency/" + id + "/review", {{"outcome", "justified"}, {"words", ""}}).status == 422);
    CHECK(auditor.post("/emergency/" + id + "/review", {{"outcome", "justified"}, {"words", "The refuge confirms the hour"}}).status == 303);
    CHECK(AccessHouse::shows(auditor.get("/emergency/months"), "Justified"));
    CHECK(auditor.get("/emergency/months.csv").body.starts_with("month,used"));
    CHECK(house.outsider.get("/emergency/months.csv").status == 200);  // she coordinates a group of her own
    WebHouse::Browser reader(house);
    reader.sign_in("jess.marlow");
    CHECK(reader.get("/emergency/months").status == 404);
}

TEST_CASE("the owner is asked for access without telling whether there is a record, and allows it for a time") {
    AccessHouse house;
    REQUIRE(house.change({{"act", "restrict"}}).status == 303);
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    const auto ask = [&](const std::string& reference) {
        constable.get("/access-requests/add");
        return constable.post("/access-requests/add", {{"reference", reference}, {"reason", "I arrested them last night and hold the file"}});
    };
    CHECK(ask("NOM-2026-9999").header("Location") == ask(house.record).header("Location"));
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM access_request WHERE record_id <> ''", {}, {&id}); });
    CHECK(AccessHouse::shows(house.coordinator.get("/"), "/access-requests/" + id));
    CHECK(constable.get("/access-requests/" + id).status == 404);
    house.coordinator.get("/access-requests/" + id);
    CHECK(house.coordinator.post("/access-requests/" + id + "/answer", {{"answer", "allow"}, {"until", ""}, {"reason", "Yes"}, {"password", password}}).status == 422);
    CHECK(house.coordinator.post("/access-requests/" + id + "/answer", {{"answer", "allow"}, {"until", "tomorrow"}, {"reason", "For the file"}, {"password", password}}).status == 303);
    CHECK(AccessHouse::shows(constable.get("/emergency"), "/nominals/" + house.record));
    CHECK(constable.get("/nominals/" + house.record).header("Location").starts_with("/confirm?act=read"));
}

TEST_CASE("a form that goes through the desk makes one row, sent twice or four times at once, and leads to one address") {
    AccessHouse house;
    house.database->write([&](persistence::Transaction& tx) { tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES ('tctf', 'pointer_search', '2026-01-01', '1')", {}); });
    struct Posted {
        std::string address, table;
        WebHouse::Typed form;
    };
    const Posted forms[] = {
        {"/account/interests", "declared_person", {{"relation", "household"}, {"name", "Rowan Fairley"}, {"postcode", "ME14 1AA"}, {"address", "1 High Street"}}},
        {"/access-requests/add", "access_request", {{"reference", "NOM-2026-9999"}, {"reason", "They are known to our refuge too"}}},
        {"/pointers", "pointer_request", {{"name", "Nobody Atall"}, {"born-day", "2"}, {"born-month", "4"}, {"born-year", "1989"}, {"purpose", "safeguarding"}, {"reason", "He waits outside our refuge at night"}}},
        {"/emergency", "emergency_request", {{"reference", "NOM-2026-9999"}, {"purpose", "incident"}, {"reason", "They stand at the door of our refuge"}, {"password", password}}},
    };
    int n = 0;
    for (const auto& [address, table, form] : forms) {
        INFO(address);
        house.outsider.get(address);
        house.outsider.idem = std::string(31, 'a') + std::to_string(++n);
        const auto first = house.outsider.post(address, form), second = house.outsider.post(address, form);
        REQUIRE(first.status == 303);
        CHECK(second.header("Location") == first.header("Location"));
        CHECK(house.count("SELECT count(*) FROM " + table) == 1);
        house.outsider.get(address);
        house.outsider.idem = std::string(31, 'b') + std::to_string(n);
        std::vector<std::string> led(4);
        {
            std::vector<std::jthread> presses;
            for (auto& where : led) presses.emplace_back([&, browser = house.outsider]() mutable { where = browser.post(address, form).header("Location"); });
        }
        CHECK(house.count("SELECT count(*) FROM " + table) == 2);
        // The password was given again with it: the copies that come after its session was renewed are asked to sign in.
        if (address != "/emergency")
            for (const auto& where : led) CHECK(where == led.front());
        house.outsider.sign_in("helen.fairley");
    }
}
