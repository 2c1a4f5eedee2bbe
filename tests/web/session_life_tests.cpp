// A session from its cookie to its end: what the browser is told word for word, and what ends it, for oneself and for others.
#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>

#include "auth/crypto.hpp"
#include "auth/second_factor.hpp"
#include "auth/session.hpp"
#include "persistence/ledger_stream.hpp"
#include "tests/web/web_house.hpp"
#include "web/router.hpp"

using namespace casework;
using namespace std::chrono_literals;
using casework::testing::WebHouse;

namespace {

std::vector<std::string> cookie_lines(const web::Response& response) {
    std::vector<std::string> lines;
    for (const auto& [name, value] : response.headers)
        if (name == "Set-Cookie") lines.push_back(value);
    return lines;
}

bool fits(const std::string& line, const char* pattern) { return std::regex_match(line, std::regex(pattern)); }

WebHouse::Typed password_and(std::string username) { return {{"username", std::move(username)}, {"password", std::string(persistence::demo::password)}}; }

bool opens(WebHouse::Browser& browser) { return browser.get("/account").status == 200; }

// Sent from the browser as its form would be, with a picture beside what was typed.
web::Response send_with_picture(WebHouse::Browser& browser, const std::string& path, const WebHouse::Typed& typed, const std::string& box) {
    const std::string part = "--x1\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [name, value] : typed) body += part + name + "\"\r\n\r\n" + value + "\r\n";
    body += part + box + "\"; filename=\"door.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff picture bytes\r\n--x1--\r\n";
    browser.headers["content-type"] = "multipart/form-data; boundary=x1";
    auto answer = browser.send(web::Method::post, path, body);
    browser.headers.erase("content-type");
    return answer;
}

}  // namespace

TEST_CASE("the cookies say word for word what they must and signing out takes everything back") {
    WebHouse house;
    WebHouse::Browser browser(house);
    const auto form = cookie_lines(browser.get("/sign-in"));
    REQUIRE(form.size() == 1);
    CHECK(fits(form[0], "__Host-form=[0-9a-f]{32}; Path=/; Secure; HttpOnly; SameSite=Strict"));
    const auto signed_in = cookie_lines(browser.post("/sign-in", password_and("priya.nair")));
    REQUIRE(signed_in.size() == 1);
    CHECK(fits(signed_in[0], "__Host-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict"));  // 256 bits
    REQUIRE(opens(browser));
    const auto kept = browser.cookies;
    const auto out = browser.post("/sign-out", {});
    CHECK(out.status == 303);
    CHECK(out.header("Clear-Site-Data") == "\"cache\", \"cookies\", \"storage\"");
    CHECK(cookie_lines(out) == std::vector<std::string>{"__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"});
    WebHouse::Browser thief(house);
    thief.cookies = kept;
    CHECK(thief.get("/account").header("Location").starts_with("/sign-in"));
}

TEST_CASE("a button pressed on a page that is out of date does nothing and names its page") {
    WebHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("priya.nair");
    const auto answer = browser.post("/sign-out", {{"csrf", "stale"}}, false);
    CHECK(answer.status == 403);
    CHECK(answer.body.find("Nothing has been done") != std::string::npos);
    CHECK(answer.body.find("href=\"/\">Open the page again") != std::string::npos);
    CHECK(opens(browser));
}

TEST_CASE("a reveal that was kept while signing in again is not carried out") {
    WebHouse house;
    WebHouse::Browser coordinator(house);
    coordinator.sign_in("jo.stone");
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT min(id) FROM vulnerability_case", {}, {&id}); });
    const auto reveals = [&] {
        int n = 0;
        std::string body;
        house.database->read([&](persistence::Transaction& tx) {
            tx.each("SELECT hex_out(body) FROM audit_entry", {}, {&body}, [&] { n += domain::decode_ledger_entry(persistence::bytes_of_hex(body)).action.starts_with("reveal"); });
        });
        return n;
    };
    const auto before = reveals();
    coordinator.get("/vulnerability/" + id);
    house.now += 21min;
    const auto ended = coordinator.post("/vulnerability/" + id + "/reveal", {});
    const std::string where(ended.header("Location"));
    REQUIRE(where.starts_with("/sign-in?kept="));
    coordinator.get(where);
    auto typed = password_and("jo.stone");
    typed.emplace_back("kept", where.substr(14));
    const auto again = coordinator.post("/sign-in", typed);
    const auto shown = coordinator.get(std::string(again.header("Location")));
    CHECK(shown.body.find("Nothing has been done") != std::string::npos);
    CHECK(shown.body.find("href=\"/vulnerability/" + id + "\"") != std::string::npos);
    CHECK(reveals() == before);
}

TEST_CASE("what was typed beside a photograph comes back after signing in again and only the photograph has to be chosen anew") {
    WebHouse house;
    for (const auto& [page, box] : {std::pair<std::string, std::string>{"/cases/{id}/visits/add", "file"}, {"/records/{id}/evidence", "file"}}) {
        WebHouse::Browser officer(house);
        officer.sign_in("mel.hart");
        std::string id;
        house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT min(id) FROM protection_case", {}, {&id}); });
        auto address = page;
        address.replace(address.find("{id}"), 4, id);
        INFO(address);
        REQUIRE(officer.get(address).status == 200);
        const auto words = web::match(web::routes(), web::Method::post, address).route->form.find("caption") != nullptr ? "caption" : "note";
        const auto token = officer.found(officer.get(address).body, "csrf");
        house.now += 21min;
        const auto ended = send_with_picture(officer, address, {{words, "Engines again after nine"}, {"csrf", token}}, box);
        const std::string where(ended.header("Location"));
        REQUIRE(where.starts_with("/sign-in?kept="));
        officer.get(where);
        auto typed = password_and("mel.hart");
        typed.emplace_back("kept", where.substr(14));
        const auto shown = officer.get(std::string(officer.post("/sign-in", typed).header("Location")));
        CHECK(shown.status == 200);
        CHECK(shown.body.find("Engines again after nine") != std::string::npos);
        CHECK(shown.body.find("Choose the file again") != std::string::npos);
        CHECK(shown.body.find("picture bytes") == std::string::npos);
    }
}

TEST_CASE("choosing the first password gives the session a new name and the user name is no password") {
    WebHouse house;
    house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE account SET must_set_password = 1 WHERE username = 'kofi.osei'"); });
    WebHouse::Browser joiner(house), other(house);
    joiner.sign_in("kofi.osei");
    CHECK(joiner.get("/").header("Location") == "/account/password/first");
    const auto known = joiner.cookies;
    joiner.get("/account/password/first");
    const auto weak = joiner.post("/account/password/first", {{"password", "kofi.osei kofi.osei"}, {"again", "kofi.osei kofi.osei"}});
    CHECK(weak.status == 422);
    REQUIRE(joiner.post("/account/password/first", {{"password", "harbour plum violin seven"}, {"again", "harbour plum violin seven"}}).status == 303);
    CHECK(joiner.cookies.at("__Host-session") != known.at("__Host-session"));
    CHECK(opens(joiner));
    other.cookies = known;
    CHECK(other.get("/account").header("Location").starts_with("/sign-in"));
}

TEST_CASE("setting up a second factor ends every other session") {
    WebHouse house;
    house.house.second_factor.key = std::string(32, 'f');
    WebHouse::Browser here(house), elsewhere(house);
    here.sign_in("kofi.osei");
    elsewhere.sign_in("kofi.osei");
    REQUIRE(opens(elsewhere));
    REQUIRE(here.get("/sign-in/second-factor/set-up").status == 200);
    const auto seed = auth::seed_of_session(house.house.second_factor, auth::session_hash(here.cookies.at("__Host-session")));
    REQUIRE(here.post("/sign-in/second-factor/set-up", {{"code", auth::code_at(seed, house.now)}}).status == 200);
    CHECK(opens(here));
    CHECK_FALSE(opens(elsewhere));
}

TEST_CASE("an administrator ends every session of a person") {
    WebHouse house;
    WebHouse::Browser administrator(house), desk(house), phone(house), other(house);
    administrator.sign_in("neil.sutton");
    desk.sign_in("kofi.osei");
    phone.sign_in("kofi.osei");
    other.sign_in("priya.nair");
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM account WHERE username = 'kofi.osei'", {}, {&id}); });
    REQUIRE(administrator.get("/accounts/" + id + "/change/sessions").status == 200);
    CHECK(administrator.post("/accounts/" + id + "/change/sessions", {{"step", "save"}, {"reason", "A telephone was lost"}}).status == 303);
    CHECK_FALSE(opens(desk));
    CHECK_FALSE(opens(phone));
    CHECK(opens(other));
}
