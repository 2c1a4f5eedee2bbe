// The second step of signing in as a browser meets it: what opens before it, what it asks, and what can be done about it later.
#include <catch2/catch.hpp>

#include "auth/crypto.hpp"
#include "auth/session.hpp"
#include "persistence/second_factor.hpp"
#include "tests/web/web_house.hpp"

using namespace casework;
using namespace std::chrono_literals;
using casework::testing::WebHouse;

namespace {

struct FactorHouse : WebHouse {
    FactorHouse() { house.second_factor = {.required_of = {domain::BaseRole::practitioner}, .key = std::string(32, 'f')}; }

    static bool shows(const web::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }
    std::string seed_of(const Browser& browser) { return auth::seed_of_session(house.second_factor, auth::session_hash(browser.cookies.at("__Host-session"))); }
    std::string account_of(const Browser& browser) { return persistence::account_of_ended_session(*database, browser.cookies.at("__Host-session")); }
    std::string set_up(Browser& browser) {
        browser.get("/sign-in/second-factor/set-up");
        const auto seed = seed_of(browser);
        REQUIRE(browser.post("/sign-in/second-factor/set-up", {{"code", auth::code_at(seed, now)}}).status == 200);
        return seed;
    }
};

}  // namespace

TEST_CASE("with the password alone every page leads to the second step") {
    FactorHouse house;
    WebHouse::Browser browser(house);
    browser.get("/sign-in");
    const auto in = browser.post("/sign-in", {{"username", "kofi.osei"}, {"password", std::string(persistence::demo::password)}, {"next", "/people"}});
    CHECK(in.header("Location") == "/sign-in/second-factor?next=%2Fpeople");
    for (const auto* path : {"/", "/groups/tctf/nominals", "/account", "/account/password", "/account/tokens", "/account/second-factor", "/search"}) {
        INFO(path);
        CHECK(browser.get(path).header("Location") == "/sign-in/second-factor");
    }
    CHECK(browser.post("/account/sessions/end", {}).header("Location") == "/sign-in/second-factor");
    CHECK(browser.get("/sign-in/second-factor").header("Location") == "/sign-in/second-factor/set-up");
}

TEST_CASE("a form that was kept waits for the second step too") {
    FactorHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("kofi.osei");
    const auto key = persistence::keep_form(*house.database, house.house.server_key, house.account_of(browser), {"/account/tokens", "name=x"}, house.now);
    CHECK(browser.get("/kept/" + key).status == 404);
}

TEST_CASE("setting up shows a picture and a key, takes the telephone's code, and shows ten recovery codes once") {
    FactorHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("kofi.osei");
    const auto page = browser.get("/sign-in/second-factor/set-up");
    CHECK(FactorHouse::shows(page, "/sign-in/second-factor/picture.svg"));
    CHECK(FactorHouse::shows(page, auth::spoken_seed(house.seed_of(browser))));
    const auto picture = browser.get("/sign-in/second-factor/picture.svg");
    CHECK(picture.header("Content-Type").starts_with("image/svg+xml"));
    CHECK(picture.body.starts_with("<svg"));
    const auto wrong = browser.post("/sign-in/second-factor/set-up", {{"code", "000000"}});
    CHECK(wrong.status == 422);
    CHECK(FactorHouse::shows(wrong, "This code does not fit"));
    CHECK(browser.post("/sign-in/second-factor/set-up", {{"code", ""}}).status == 422);
    const auto before = browser.cookies.at("__Host-session");
    const auto codes = browser.post("/sign-in/second-factor/set-up", {{"code", auth::code_at(house.seed_of(browser), house.now)}, {"next", "/people"}});
    CHECK(codes.status == 200);
    CHECK(FactorHouse::shows(codes, "Keep your recovery codes"));
    CHECK(FactorHouse::shows(codes, "href=\"/people\""));
    CHECK(browser.cookies.at("__Host-session") != before);
    CHECK(browser.get("/people").status == 200);
    CHECK(FactorHouse::shows(browser.get("/account/second-factor"), "10 of 10"));
    CHECK_FALSE(FactorHouse::shows(browser.get("/account/second-factor"), "Stop asking"));
}

TEST_CASE("the code page takes the telephone's code or a recovery code, and says no more than that it does not fit") {
    FactorHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("kofi.osei");
    const auto seed = house.set_up(browser);
    house.now += 10min;
    WebHouse::Browser again(house);
    again.sign_in("kofi.osei");
    CHECK(FactorHouse::shows(again.get("/sign-in/second-factor"), "autocomplete=\"one-time-code\""));
    CHECK(again.get("/sign-in/second-factor/set-up").header("Location") == "/sign-in/second-factor");
    CHECK(again.get("/sign-in/second-factor/picture.svg").status == 404);
    CHECK(again.post("/sign-in/second-factor", {{"code", ""}}).status == 422);
    CHECK(FactorHouse::shows(again.post("/sign-in/second-factor", {{"code", "123456"}}), "This code does not fit, or it was used"));
    CHECK(FactorHouse::shows(again.post("/sign-in/second-factor", {{"recovery", "AAAA-AAAA-AAAA-AAAA"}}), "not one of your recovery codes"));
    const auto code = auth::code_at(seed, house.now);
    const auto passed = again.post("/sign-in/second-factor", {{"code", code.substr(0, 3) + " " + code.substr(3)}, {"next", "/people"}});
    CHECK(passed.header("Location") == "/people");
    CHECK(again.get("/people").status == 200);
    WebHouse::Browser replay(house);
    replay.sign_in("kofi.osei");
    replay.get("/sign-in/second-factor");
    CHECK(replay.post("/sign-in/second-factor", {{"code", code}}).status == 422);
    for (int i = 0; i < 4; ++i) replay.post("/sign-in/second-factor", {{"code", "123456"}});
    CHECK(replay.post("/sign-in/second-factor", {{"code", "123456"}}).status == 429);
}

TEST_CASE("a program is told that a second step is missing, and what to send") {
    FactorHouse house;
    WebHouse::Browser browser(house);
    browser.sign_in("kofi.osei");
    browser.headers["accept"] = "application/json";
    const auto form = browser.get("/sign-in/second-factor/set-up");
    CHECK(FactorHouse::shows(form, "otpauth://totp/Casework:kofi.osei"));
    CHECK(FactorHouse::shows(form, "\"name\":\"code\""));
}

TEST_CASE("a second factor is changed, renewed and removed only with the password given again") {
    FactorHouse house;
    house.house.second_factor.required_of = {};
    WebHouse::Browser browser(house);
    browser.sign_in("kofi.osei");
    CHECK(FactorHouse::shows(browser.get("/account/second-factor"), "Set it up"));
    house.now += 6min;
    CHECK(browser.get("/sign-in/second-factor/set-up").header("Location").starts_with("/confirm?act=second_factor"));
    browser.get("/confirm?act=second_factor&object=account&need=password&next=%2Fsign-in%2Fsecond-factor%2Fset-up");
    CHECK(browser.post("/confirm", {{"act", "second_factor"}, {"object", "account"}, {"need", "password"}, {"next", "/account/second-factor"}, {"password", std::string(persistence::demo::password)}}).status == 303);
    house.set_up(browser);
    browser.get("/account/second-factor");
    CHECK(browser.post("/account/second-factor/codes", {{"password", "not my password"}}).status == 422);
    CHECK(FactorHouse::shows(browser.post("/account/second-factor/codes", {{"password", std::string(persistence::demo::password)}}), "Keep your recovery codes"));
    browser.get("/account/second-factor");
    CHECK(browser.post("/account/second-factor/remove", {{"password", ""}}).status == 422);
    house.house.second_factor.required_of = {domain::BaseRole::practitioner};
    CHECK(browser.post("/account/second-factor/remove", {{"password", std::string(persistence::demo::password)}}).status == 422);
    house.house.second_factor.required_of = {};
    CHECK(browser.post("/account/second-factor/remove", {{"password", std::string(persistence::demo::password)}}).status == 303);
    CHECK(house.count("SELECT count(*) FROM second_factor") == 0);
}
