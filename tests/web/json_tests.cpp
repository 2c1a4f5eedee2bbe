// Programs: forms read from JSON strictly, problems with the statuses of the pages, steps taken once, tokens that do less than people.
#include <catch2/catch.hpp>

#include "persistence/access_tokens.hpp"
#include "tests/web/web_house.hpp"
#include "web/json.hpp"
#include "web/json_answers.hpp"
#include "web/json_form.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return {};
    const auto from = at + before.size();
    return text.substr(from, text.find(after, from) - from);
}
bool says(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

std::string token_for(WebHouse& house, const std::string& username, int days = 30) {
    std::string text;
    house.database->write([&](persistence::Transaction& tx) {
        const auto account = persistence::find_account(tx, username)->id;
        persistence::Administration by{house.ledger, {}, house.now};
        text = persistence::make_token(tx, by, {.account = account, .name = "test", .until = domain::add_days(persistence::london_date(house.now), days), .form_key = auth::new_session_token()})->text;
    });
    return text;
}
WebHouse::Browser program(WebHouse& house, const std::string& token) {
    WebHouse::Browser client(house);
    client.headers = {{"authorization", "Bearer " + token}, {"accept", "application/json"}};
    return client;
}
web::Response post_json(WebHouse::Browser& client, std::string path, std::string body) {
    client.headers["content-type"] = "application/json";
    auto answer = client.send(web::Method::post, std::move(path), std::move(body));
    client.headers.erase("content-type");
    return answer;
}

}  // namespace

TEST_CASE("a flat JSON object is read as the fields of a form") {
    const auto read = web::read_json_form(R"( {"note":"Seen \u00e4\ud83d\ude00\n", "incidents":4, "ok":true, "behaviours":["begging","theft"], "none":[]} )");
    REQUIRE(read);
    CHECK(*read == web::Fields{{"note", "Seen \xC3\xA4\xF0\x9F\x98\x80\n"}, {"incidents", "4"}, {"ok", "true"}, {"behaviours", "begging"}, {"behaviours", "theft"}});
}

TEST_CASE("what is not one flat, clean and bounded JSON object is refused with a reason") {
    for (const char* body : {"", "[]", "null", "{", "{}x", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":[[\"b\"]]}", "{\"a\":1,\"a\":2}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":\"\\u0000\"}",
                             "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":\"\\x\"}", "{\"a\":\"b\nc\"}", "{\"a\":\"b}", "{\"a\" 1}", "{\"a\":1,}", "{'a':1}", "{\"\":1}", "{\"a\":tru}", "\xEF\xBB\xBF{}",
                             "{\"a\":\"\xC3\"}", "{\"a\":NaN}", "{\"a\":+1}", "{\"a\":\"\\", "{\"a\":\"\\u00"}) {
        INFO(body);
        const auto read = web::read_json_form(body);
        CHECK_FALSE(read);
        if (!read) CHECK_FALSE(read.error().empty());
    }
    CHECK_FALSE(web::read_json_form("{\"" + std::string(201, 'n') + "\":1}"));
    std::string many = "{\"a\":[\"x\"";
    for (int i = 0; i < 2000; ++i) many += ",\"x\"";
    CHECK_FALSE(web::read_json_form(many + "]}"));
    CHECK_FALSE(web::read_json_form(std::string_view("{\"a\":\"b\0c\"}", 11)));
}

TEST_CASE("JSON is written with everything escaped, and what is empty is left out") {
    web::JsonObject json;
    json.add("a", "say \"yes\"\\\n\x01").add("empty", "").add("n", -3).add("no", false).add("day", std::optional<domain::Date>{}).add("list", std::vector<std::string>{});
    CHECK(json.json().text() == "{\"a\":\"say \\\"yes\\\"\\\\\\n\\u0001\",\"n\":-3,\"no\":false,\"list\":[]}");
}

TEST_CASE("a browser gets pages and a program gets JSON, as Accept says") {
    const auto asks = [](std::map<std::string, std::string, std::less<>> headers) {
        web::Request request;
        request.headers = std::move(headers);
        return web::asks_for_json(request);
    };
    CHECK(asks({{"accept", "application/json"}}));
    CHECK(asks({{"accept", "text/html;q=0.5, application/json"}}));
    CHECK(asks({{"accept", "*/*"}, {"authorization", "Bearer x"}}));
    CHECK_FALSE(asks({{"accept", "text/html,application/xhtml+xml,*/*;q=0.8"}}));
    CHECK_FALSE(asks({{"accept", "text/html"}, {"authorization", "Bearer x"}}));
    CHECK_FALSE(asks({}));
}

TEST_CASE("without a token a program is told to send one, and a wrong one reads like none that exists") {
    WebHouse house;
    WebHouse::Browser nobody(house);
    nobody.headers = {{"accept", "application/json"}};
    const auto answer = nobody.get("/groups/tctf/nominals");
    CHECK(answer.status == 401);
    CHECK(answer.header("Content-Type") == "application/problem+json");
    CHECK(answer.header("WWW-Authenticate").find("Bearer") == 0);
    const auto good = token_for(house, "priya.nair");
    auto changed = good;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    auto known = program(house, changed), unknown = program(house, "cwt_" + std::string(16, '0') + "_" + std::string(43, 'A')), malformed = program(house, "nonsense");
    const auto a = known.get("/"), b = unknown.get("/"), c = malformed.get("/");
    CHECK(a.status == 401);
    CHECK(a.body == b.body);
    CHECK(a.body == c.body);
    CHECK(house.count("SELECT count(*) FROM access_token WHERE last_used_at IS NOT NULL") == 0);
}

TEST_CASE("many tries with a wrong token wait, and leave other tokens alone") {
    WebHouse house;
    auto wrong = program(house, "cwt_" + std::string(16, 'a') + "_" + std::string(43, 'A'));
    int throttled = 0;
    for (int i = 0; i < 8; ++i) throttled += wrong.get("/").status == 429 ? 1 : 0;
    CHECK(throttled > 0);
    auto right = program(house, token_for(house, "priya.nair"));
    CHECK(right.get("/").status == 200);
}

TEST_CASE("a program puts somebody forward, reads the record at its address, and a repeated key makes nothing twice") {
    WebHouse house;
    auto client = program(house, token_for(house, "priya.nair"));
    client.headers["idempotency-key"] = "weekly import, line 7";
    const auto before = house.count("SELECT count(*) FROM nominal");
    const std::string body = R"({"step":"why","name":"Casper Nightingale","born-day":3,"born-month":5,"born-year":1990,"person":"new","behaviours":["begging"],"evidence":"Every evening.","nexus":"Week Street","elsewhere":"Nobody else works with him"})";
    const auto made = post_json(client, "/groups/tctf/nominals/add", body);
    CHECK(made.status == 201);
    const std::string address(made.header("Location"));
    REQUIRE(address.starts_with("/nominals/NOM-"));
    CHECK(says(made, "\"location\":\"" + address + "\""));
    const auto again = post_json(client, "/groups/tctf/nominals/add", body);
    CHECK(again.status == 200);
    CHECK(says(again, address));
    CHECK(house.count("SELECT count(*) FROM nominal") == before + 1);
    const auto record = client.get(address);
    CHECK(record.status == 200);
    CHECK(record.header("Content-Type") == "application/json");
    CHECK(record.header("Cache-Control") == "no-store");
    CHECK_FALSE(record.header("Audit-Receipt").empty());
    CHECK(says(record, "Casper Nightingale"));
    CHECK(says(record, "Every evening."));
}

TEST_CASE("what a form refuses a program is told by field, rule and authority, with the status of the page") {
    WebHouse house;
    auto client = program(house, token_for(house, "priya.nair"));
    const auto young = post_json(client, "/groups/tctf/nominals/add", R"({"step":"who","name":"Sam Young","born-day":"1","born-month":"5","born-year":"2015"})");
    CHECK(young.status == 422);
    CHECK(young.header("Content-Type") == "application/problem+json");
    CHECK(says(young, "\"field\":\"born-day\""));
    CHECK(says(young, "Children Act 2004 s.11"));
    const auto before = house.count("SELECT count(*) FROM nominal");
    const auto forged = post_json(client, "/groups/tctf/nominals/add", R"({"step":"why","name":"Casper Nightingale","state":"active"})");
    CHECK(forged.status == 422);
    CHECK(says(forged, "Unknown field"));
    CHECK(house.count("SELECT count(*) FROM nominal") == before);
    CHECK(post_json(client, "/groups/tctf/nominals/add", "{\"step\":null}").status == 422);
}

TEST_CASE("hidden and missing records are one answer for a program too") {
    WebHouse house;
    auto client = program(house, token_for(house, "helen.fairley"));
    std::string nominal;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT min(id) FROM nominal", {}, {&nominal}); });
    const auto hidden = client.get("/nominals/" + nominal), missing = client.get("/nominals/NOM-2020-9999");
    CHECK(hidden.status == 404);
    CHECK(hidden.body == missing.body);
    const auto without_receipt = [](const web::Response& answer) {
        auto headers = answer.headers;
        std::erase_if(headers, [](const auto& header) { return header.first == "Audit-Receipt"; });
        return headers;
    };
    CHECK(without_receipt(hidden) == without_receipt(missing));
    CHECK(post_json(client, "/nominals/" + nominal + "/notes", "{\"note\":\"x\"}").body == missing.body);
}

TEST_CASE("a token never downloads, never shows protected facts and never opens the pages of a person's own account") {
    WebHouse house;
    auto client = program(house, token_for(house, "priya.nair"));
    const auto download = client.get("/groups/tctf/nominals.csv");
    CHECK(download.status == 403);
    CHECK(says(download, "token"));
    std::string person;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT min(person_id) FROM person_contact", {}, {&person}); });
    INFO(person);
    REQUIRE_FALSE(person.empty());
    CHECK(post_json(client, "/people/" + person + "/reveal", "{}").status == 403);
    for (const char* path : {"/account/password", "/account/tokens", "/confirm"}) CHECK(client.get(path).status == 403);
    for (const char* path : {"/account/tokens", "/account/sessions/end", "/sign-out", "/account/password"}) CHECK(post_json(client, path, "{}").status == 403);
    const auto own = client.get("/account");
    CHECK(own.status == 200);
    CHECK_FALSE(says(own, "sessions"));
}

TEST_CASE("a token ends with its day, its revocation, a new password and the account; a membership's end counts at once") {
    WebHouse house;
    const auto token = token_for(house, "priya.nair", 2), other = token_for(house, "priya.nair"), third = token_for(house, "tom.reddish");
    auto client = program(house, token), second = program(house, other), tom = program(house, third);
    CHECK(client.get("/groups/tctf/nominals").status == 200);
    CHECK(second.get("/").status == 200);
    CHECK(tom.get("/groups/tctf/nominals").status == 200);
    house.database->write([&](persistence::Transaction& tx) { CHECK(persistence::end_membership(tx, {house.ledger, {}, house.now}, "tom.reddish", "tctf")); });
    CHECK(tom.get("/groups/tctf/nominals").status == 404);
    house.now += std::chrono::hours(72);
    CHECK(client.get("/").status == 401);
    CHECK(second.get("/").status == 200);
    house.database->write([&](persistence::Transaction& tx) { CHECK(persistence::reset_password(tx, {house.ledger, {}, house.now}, "priya.nair", house.passwords.hash("three words of a new one"))); });
    CHECK(second.get("/").status == 401);
    house.database->write([&](persistence::Transaction& tx) { CHECK(persistence::disable_account(tx, {house.ledger, {}, house.now}, "tom.reddish", true)); });
    CHECK(tom.get("/").status == 401);
}

TEST_CASE("a token is made with the password, shown once, kept as a digest, and revoked on its page") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    sergeant.get("/account/tokens");
    sergeant.idem = std::string(32, 'b');
    const WebHouse::Typed typed{{"name", "Weekly figures"}, {"until", "tomorrow"}, {"password", std::string(persistence::demo::password)}};
    auto wrong = typed;
    wrong[2].second = "not her password at all";
    CHECK(sergeant.post("/account/tokens", wrong).status == 422);
    const auto shown = sergeant.post("/account/tokens", typed);
    CHECK(shown.status == 200);
    const auto token = "cwt_" + between(shown.body, "value=\"cwt_", "\"");
    CHECK(token.size() == 64);
    sergeant.get("/account/tokens");
    CHECK(sergeant.post("/account/tokens", typed).status == 422);  // the same form again
    CHECK(house.count("SELECT count(*) FROM access_token") == 1);
    std::string row;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id || name || handle || digest FROM access_token", {}, {&row}); });
    CHECK(row.find(token.substr(21)) == std::string::npos);
    auto client = program(house, token);
    CHECK(client.get("/").status == 200);
    const auto page = sergeant.get("/account/tokens");
    CHECK(says(page, "Weekly figures"));
    CHECK_FALSE(says(page, token));
    sergeant.idem.clear();
    CHECK(sergeant.post("/account/tokens/" + between(page.body, "/account/tokens/", "/revoke") + "/revoke", {}).status == 303);
    CHECK(client.get("/").status == 401);
    WebHouse::Browser tom(house);
    tom.sign_in("tom.reddish");
    tom.get("/account/tokens");
    CHECK(tom.post("/account/tokens/TOK-2026-0001/revoke", {}).status == 404);
}

TEST_CASE("a cookie still needs its form token and its own origin with JSON, and never comes beside a bearer token") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    sergeant.headers["accept"] = "application/json";
    const auto before = house.count("SELECT count(*) FROM done_form");
    const auto bare = post_json(sergeant, "/search", "{\"q\":\"Harwell\"}");
    CHECK(bare.status == 403);
    CHECK(bare.header("Content-Type") == "application/problem+json");
    sergeant.headers["x-csrf-token"] = std::string(sergeant.get("/search").header("X-CSRF-Token"));
    CHECK(post_json(sergeant, "/search", "{\"q\":\"Harwell\"}").status == 200);
    sergeant.headers["origin"] = "https://elsewhere.example";
    CHECK(post_json(sergeant, "/search", "{\"q\":\"Harwell\"}").status == 403);
    sergeant.headers.erase("origin");
    CHECK(house.count("SELECT count(*) FROM done_form") == before);
    sergeant.headers["authorization"] = "Bearer " + token_for(house, "priya.nair");
    CHECK(sergeant.get("/").status == 400);
}

TEST_CASE("a program that saves over somebody else is answered 409 with both versions and saves nothing") {
    WebHouse house;
    auto priya = program(house, token_for(house, "priya.nair")), tom = program(house, token_for(house, "tom.reddish"));
    std::string nominal;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT min(id) FROM nominal WHERE state = 'active'", {}, {&nominal}); });
    const auto address = "/nominals/" + nominal + "/update";
    const auto version = between(tom.get("/nominals/" + nominal).body, "\"version\":", ",");
    REQUIRE_FALSE(version.empty());
    const auto body = [&](const std::string& incidents) { return "{\"incidents\":" + incidents + ",\"summary\":\"Seen " + incidents + " times.\",\"version\":" + version + "}"; };
    CHECK(post_json(priya, address, body("41")).status == 200);
    const auto clash = post_json(tom, address, body("52"));
    CHECK(clash.status == 409);
    CHECK(clash.header("Content-Type") == "application/problem+json");
    CHECK(says(clash, "\"theirs\":\"41\""));
    CHECK(says(clash, "\"mine\":\"52\""));
    CHECK(says(clash, "Priya Nair"));
    CHECK(says(tom.get("/nominals/" + nominal), "Seen 41 times."));
}
