// Accounts, members and agencies as an administrator and a coordinator meet them: shown before, with a reason, and nothing of any case.
#include <catch2/catch.hpp>

#include "persistence/ledger_standing.hpp"
#include "tests/web/web_house.hpp"

using namespace casework;
using namespace std::chrono_literals;
using casework::testing::WebHouse;

namespace {

bool shows(const web::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }

std::string account_of(WebHouse& house, const std::string& username) {
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM account WHERE username = :name", {persistence::with("name", username)}, {&id}); });
    return id;
}

}  // namespace

TEST_CASE("an administrator sees accounts, agencies and agreements, and no case") {
    WebHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("neil.sutton");
    CHECK(shows(browser.get("/"), "href=\"/accounts\""));
    const auto list = browser.get("/accounts");
    CHECK(list.status == 200);
    CHECK(shows(list, "Priya Nair"));
    const auto sent = browser.post("/accounts", {{"q", "priya na"}});
    const std::string found(sent.header("Location"));
    REQUIRE(sent.status == 303);
    CHECK(found.find("riya") == found.npos);  // browsers and proxies keep addresses
    CHECK(shows(browser.get(found), "Priya Nair"));
    CHECK_FALSE(shows(browser.get(found), "Kofi Osei"));
    CHECK(shows(browser.get(found), "value=\"priya na\""));
    CHECK(shows(browser.get("/accounts?q=priya"), "Kofi Osei"));  // no name is taken from an address
    CHECK(browser.get("/accounts?search=other").status == 404);
    browser.get("/accounts");
    CHECK(browser.post("/accounts", {{"q", " "}}).header("Location") == "/accounts");
    CHECK(browser.get("/accounts.csv").body.starts_with("id,username"));
    CHECK(browser.get("/accounts/" + account_of(house, "kofi.osei")).status == 200);
    CHECK(browser.get("/accounts/USR-2026-9999").status == 404);
    CHECK(shows(browser.get("/agencies"), "Ends soon"));
    CHECK(browser.get("/groups/tctf/nominals").status != 200);
    house.now += 6min;
    CHECK(browser.get("/accounts").header("Location").starts_with("/confirm?act=administer"));
}

TEST_CASE("accounts are not there for anybody else, and a program never administers") {
    WebHouse house;
    for (const auto* who : {"priya.nair", "jess.marlow", "owen.price", "lena.ward"}) {
        WebHouse::Browser browser(house);
        browser.sign_in(who);
        for (const auto* path : {"/accounts", "/accounts.csv", "/accounts/add", "/agencies"}) {
            INFO(who << " " << path);
            CHECK(browser.get(path).status == 404);
        }
        CHECK(browser.post("/accounts/add", {{"step", "save"}}).status == 404);
    }
}

TEST_CASE("a change of rights is shown before it is saved, keeps its reason, and works on the next click") {
    WebHouse house;
    WebHouse::Browser administrator(house), person(house);
    administrator.sign_in("neil.sutton");
    person.sign_in("helen.fairley");
    CHECK(person.get("/groups/csvg/nominals").status == 404);
    const auto address = "/accounts/" + account_of(house, "helen.fairley") + "/change/membership";
    CHECK(administrator.get(address).status == 200);
    CHECK(administrator.post(address, {{"step", "preview"}}).status == 422);
    WebHouse::Typed form{{"group", "csvg"}, {"level", "viewer"}, {"until", "tomorrow"}, {"reason", "Covers for a colleague"}};
    auto preview = form;
    preview.emplace_back("step", "preview");
    const auto shown = administrator.post(address, preview);
    CHECK(shown.status == 200);
    CHECK(shows(shown, "Not a member of Community Safety and Vulnerability Group"));
    CHECK(shows(shown, "Viewer of Community Safety and Vulnerability Group"));
    CHECK(person.get("/groups/csvg/nominals").status == 404);
    form.emplace_back("step", "save");
    CHECK(shows(shown, "Ask for agreement"));  // the group has a coordinator, who decides with the administrator
    const auto asked = administrator.post(address, form);
    REQUIRE(asked.status == 303);
    CHECK(person.get("/groups/csvg/nominals").status == 404);
    WebHouse::Browser coordinator(house);
    coordinator.sign_in("jo.stone");
    const std::string request(asked.header("Location").substr(0, asked.header("Location").find('?')));
    CHECK(shows(coordinator.get(request), "Do you agree"));
    CHECK(coordinator.post(request + "/answer", {{"answer", "agree"}, {"password", std::string(persistence::demo::password)}}).status == 303);
    CHECK(person.get("/groups/csvg/nominals").status == 200);
    CHECK(shows(administrator.get("/accounts/" + account_of(house, "helen.fairley")), "Covers for a colleague"));
    const auto own = "/accounts/" + account_of(house, "neil.sutton") + "/change/disable";
    CHECK(administrator.post(own, {{"step", "save"}, {"reason", "Trying"}}).status == 422);
}

TEST_CASE("a role waits for a coordinator, who is shown it in My work and gives the password to agree") {
    WebHouse house;
    WebHouse::Browser administrator(house), coordinator(house);
    administrator.sign_in("neil.sutton");
    const auto id = account_of(house, "kofi.osei");
    administrator.get("/accounts/" + id + "/change/role");
    const auto asked = administrator.post("/accounts/" + id + "/change/role", {{"step", "save"}, {"role", "analyst"}, {"reason", "Moves to the analysis team"}});
    REQUIRE(asked.status == 303);
    const std::string request(asked.header("Location").substr(0, asked.header("Location").find('?')));
    CHECK(shows(administrator.get(request), "can agree"));
    coordinator.sign_in("priya.nair");
    CHECK(shows(coordinator.get("/"), request));
    CHECK(shows(coordinator.get(request), "Do you agree"));
    CHECK(coordinator.post(request + "/answer", {{"answer", "agree"}, {"password", "not my password"}}).status == 422);
    CHECK(coordinator.post(request + "/answer", {{"answer", "agree"}, {"password", std::string(persistence::demo::password)}}).status == 303);
    CHECK(house.count("SELECT count(*) FROM account WHERE username = 'kofi.osei' AND role = 'analyst'") == 1);
    WebHouse::Browser other(house);
    other.sign_in("jess.marlow");
    CHECK(other.get(request).status == 404);
}

TEST_CASE("a coordinator manages the members of their own group only") {
    WebHouse house;
    WebHouse::Browser coordinator(house);
    coordinator.sign_in("priya.nair");
    CHECK(shows(coordinator.get("/groups/tctf/members"), "Kofi Osei"));
    CHECK(coordinator.get("/groups/daf/members").status == 404);
    const auto id = account_of(house, "kofi.osei");
    coordinator.get("/groups/tctf/members/" + id + "/change/leave");
    CHECK(coordinator.post("/groups/tctf/members/" + id + "/change/leave", {{"step", "save"}, {"reason", "Left the team"}}).status == 303);
    CHECK(coordinator.get("/groups/tctf/members/" + id + "/change/role").status == 404);
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    CHECK(constable.get("/groups/tctf/nominals").status == 404);
    CHECK(constable.get("/groups/tctf/members").status == 404);
}

TEST_CASE("a joiner signs in with the first password and has to choose one") {
    WebHouse house;
    WebHouse::Browser administrator(house), joiner(house);
    administrator.sign_in("neil.sutton");
    WebHouse::Typed form{{"username", "ada.cole"}, {"name", "Ada Cole"}, {"title", "PC"}, {"agency", "kent-police"}, {"email", "ada.cole@example.org"}, {"manager", ""}, {"reason", "New in the team"}, {"step", "save"}};
    administrator.get("/accounts/add");
    auto weak = form;
    weak.emplace_back("first", "password");
    CHECK(administrator.post("/accounts/add", weak).status == 422);
    form.emplace_back("first", "harbour plum violin seven");
    CHECK(administrator.post("/accounts/add", form).status == 303);
    joiner.get("/sign-in");
    CHECK(joiner.post("/sign-in", {{"username", "ada.cole"}, {"password", "harbour plum violin seven"}}).header("Location") == "/account/password/first");
}

TEST_CASE("an administrator adds an agency and a group, shown before and with a reason, and nobody else does") {
    WebHouse house;
    WebHouse::Browser administrator(house), sergeant(house);
    administrator.sign_in("neil.sutton");
    sergeant.sign_in("priya.nair");
    CHECK(sergeant.get("/agencies/add").status == 404);
    CHECK(sergeant.get("/groups/add").status == 404);
    CHECK(shows(administrator.get("/agencies"), "/groups/add"));
    CHECK(shows(administrator.get("/agencies/add"), "What is it?"));
    CHECK(administrator.post("/agencies/add", {{"step", "preview"}, {"name", ""}, {"id", ""}}).status == 422);
    WebHouse::Typed agency{{"name", "Maidstone Trading Standards"}, {"id", "trading-standards"}, {"kind", "other"}, {"reason", "Joined the partnership in November"}};
    auto preview = agency;
    preview.emplace_back("step", "preview");
    const auto shown = administrator.post("/agencies/add", preview);
    CHECK(shows(shown, "No such agency"));
    CHECK(shows(shown, "Maidstone Trading Standards (trading-standards"));
    CHECK(house.count("SELECT count(*) FROM agency WHERE id = 'trading-standards'") == 0);
    agency.emplace_back("step", "save");
    CHECK(administrator.post("/agencies/add", agency).status == 303);
    CHECK(shows(administrator.get("/agencies"), "Maidstone Trading Standards"));
    CHECK(administrator.post("/agencies/add", agency).status == 422);
    WebHouse::Typed group{{"name", "Night Time Economy Group"}, {"id", "night-time"}, {"purpose", "Licensed premises"}, {"reason", "Agreed by the board"}, {"step", "save"}};
    administrator.get("/groups/add");
    CHECK(administrator.post("/groups/add", group).status == 303);
    CHECK(house.count("SELECT count(*) FROM panel_group WHERE id = 'night-time'") == 1);
    CHECK(shows(administrator.get("/agencies/trading-standards/change/agreement"), "Night Time Economy Group"));
    group[1].second = "night2";
    CHECK(administrator.post("/groups/add", group).status == 422);
    CHECK(house.count("SELECT count(*) FROM rights_change WHERE kind IN ('add-agency', 'add-group') AND done_at IS NOT NULL") == 2);
}

TEST_CASE("coordinators of the groups concerned see sharing agreements that end in My work, and nobody else does") {
    WebHouse house;
    WebHouse::Browser coordinator(house), reader(house), outsider(house);
    coordinator.sign_in("priya.nair");
    reader.sign_in("jess.marlow");
    outsider.sign_in("helen.fairley");
    const auto day = domain::iso_date(domain::add_days(persistence::london_date(house.now), 20));
    house.database->write([&](persistence::Transaction& tx) {
        tx.run("UPDATE agreement SET until = '2099-01-01'", {});
        tx.run("UPDATE agreement SET until = :until WHERE agency = 'kent-police' AND panel = 'tctf'", {persistence::with("until", day)});
    });
    CHECK(shows(coordinator.get("/"), "Sharing agreements that end"));
    CHECK(shows(coordinator.get("/"), "Kent Police, Town Centre Task Force"));
    CHECK_FALSE(shows(reader.get("/"), "Sharing agreements that end"));
    CHECK_FALSE(shows(outsider.get("/"), "Sharing agreements that end"));
    coordinator.headers["accept"] = "application/json";
    CHECK(shows(coordinator.get("/"), "\"agreements_that_end\":[{\"agency\":\"kent-police\""));
}

TEST_CASE("the system administrator and the auditor see whether the log was found intact and when, and nothing of it") {
    WebHouse house;
    WebHouse::Browser administrator(house), auditor(house), sergeant(house);
    administrator.sign_in("neil.sutton");
    auditor.sign_in("owen.price");
    sergeant.sign_in("priya.nair");
    CHECK(shows(administrator.get("/"), "Log not checked yet"));
    persistence::keep_verification(*house.database, persistence::of_whole, 0, 1234, house.now);
    CHECK(shows(administrator.get("/"), "Log intact"));
    CHECK(shows(administrator.get("/"), "1,234 entries"));
    CHECK(shows(auditor.get("/ledger"), "Log intact"));
    CHECK(administrator.get("/ledger").status != 200);
    CHECK_FALSE(shows(sergeant.get("/"), "Log intact"));
    persistence::keep_verification(*house.database, persistence::of_whole, 3, 1234, house.now);
    CHECK(shows(administrator.get("/"), "Log does not verify"));
    CHECK(shows(auditor.get("/ledger"), "3 findings"));
}
