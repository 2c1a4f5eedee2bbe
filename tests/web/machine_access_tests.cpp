// The whole route table as a program sees it: no page without JSON, nothing on a page that its JSON lacks, and /openapi.json complete.
#include <catch2/catch.hpp>

#include <map>
#include <regex>
#include <set>

#include "tests/web/web_house.hpp"
#include "web/openapi/openapi_handlers.hpp"
#include "web/route.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

std::string text_of(WebHouse& house, std::string_view sql) {
    std::string text;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&text}); });
    return text;
}

// An address of the demo for each parameter; the forms are those that the chair may open.
std::string address_of(WebHouse& house, std::string pattern) {
    const bool step = pattern.find("/steps/") != std::string::npos;
    const std::map<std::string, std::string> values{
        {"/nominals/{id}", step ? "SELECT min(id) FROM nominal WHERE state = 'proposed'" : "SELECT min(id) FROM nominal WHERE state = 'active'"},
        {"/people/{id}", "SELECT min(person_id) FROM record_person"}, {"/meetings/{id}", "SELECT min(id) FROM meeting WHERE panel = 'tctf'"},
        {"/actions/{id}", "SELECT min(id) FROM case_action WHERE panel = 'tctf'"}};
    for (const auto& [stem, sql] : values)
        if (pattern.starts_with(stem)) pattern.replace(stem.find('{'), 4, text_of(house, sql));
    const auto fill = [&](const std::string& name, const std::string& value) {
        if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    };
    fill("{panel}", "tctf");
    fill("{list}", text_of(house, "SELECT min(id) FROM agreed_list WHERE panel = 'tctf'"));
    fill("{event}", "accept");
    return pattern;
}

// What the page says; the examples beside its boxes are nobody's.
std::string main_of(const std::string& html) {
    static const std::regex hint(R"(<div[^>]*govuk-hint[^>]*>[^<]*</div>)");
    const auto from = html.find("<main"), to = html.find("</main>");
    return std::regex_replace(html.substr(from, to - from), hint, "");
}

std::set<std::string> references_in(const std::string& text) {
    static const std::regex reference(R"(\b(NOM|PER|ACT|MTG|LST)-[0-9]{4}-[0-9]{4}\b)");
    return {std::sregex_token_iterator(text.begin(), text.end(), reference), {}};
}

std::vector<std::string> names_of_people(WebHouse& house) {
    std::vector<std::string> names;
    std::string name;
    house.database->read([&](persistence::Transaction& tx) {
        tx.each("SELECT DISTINCT full_name FROM person_name WHERE kind = 'name'", {}, {&name}, [&] { names.push_back(name); });
        tx.each("SELECT name FROM account", {}, {&name}, [&] { names.push_back(name); });
    });
    return names;
}

// Addresses that are no pages: they answer with what they are to everybody.
const std::set<std::string> not_pages{"/health/live", "/health/ready", "/groups/{panel}/nominals.csv", "/openapi.json", "/metrics"};

}  // namespace

TEST_CASE("every page answers a program with JSON that holds each reference and each name on the page") {
    WebHouse house;
    WebHouse::Browser person(house), reader(house);
    person.sign_in("priya.nair");
    const auto names = names_of_people(house);
    REQUIRE(names.size() > 30);
    int pages = 0, compared = 0;
    for (const auto& route : web::routes()) {
        const std::string pattern(route.pattern);
        if (route.method != web::Method::get || not_pages.contains(pattern) || pattern == "/search/{id}" || pattern == "/sign-in") continue;
        const auto address = address_of(house, pattern);
        INFO(address);
        person.headers.erase("accept");
        const auto html = person.get(address);
        person.headers["accept"] = "application/json";
        const auto json = person.get(address);
        if (html.status == 303) {  // leads elsewhere: a program is led there too
            CHECK(json.status == 303);
            continue;
        }
        REQUIRE(html.status == 200);
        REQUIRE(json.status == 200);
        CHECK(json.header("Content-Type") == "application/json");
        CHECK(json.header("Cache-Control") == "no-store");
        ++pages;
        const auto shown = main_of(html.body);
        for (const auto& reference : references_in(shown)) {
            INFO(reference);
            CHECK(json.body.find(reference) != std::string::npos);
            ++compared;
        }
        for (const auto& name : names) {
            if (shown.find(name) == std::string::npos) continue;
            INFO(name);
            CHECK(json.body.find(name) != std::string::npos);
            ++compared;
        }
    }
    CHECK(pages > 30);
    CHECK(compared > 300);
}

TEST_CASE("search results stand in JSON too, behind an address without the words") {
    WebHouse house;
    WebHouse::Browser person(house);
    person.sign_in("priya.nair");
    person.get("/search");
    const auto sent = person.post("/search", {{"q", "Harwell"}});
    REQUIRE(sent.status == 303);
    person.headers["accept"] = "application/json";
    const auto found = person.get(std::string(sent.header("Location")));
    CHECK(found.status == 200);
    CHECK(found.body.find("Dean Harwell") != std::string::npos);
}

TEST_CASE("the OpenAPI document names every route and each field of every form") {
    const auto text = web::openapi::document_of(web::routes()).text();
    CHECK(text.find("{\"openapi\":\"3.1.0\"") == 0);
    for (const auto& route : web::routes()) {
        INFO(route.pattern);
        const auto path = text.find("\"" + std::string(route.pattern) + "\":{");
        REQUIRE(path != std::string::npos);
        const auto method = text.find(route.method == web::Method::post ? "\"post\":{" : "\"get\":{", path);
        REQUIRE(method != std::string::npos);
        if (route.method != web::Method::post) continue;
        const auto end = text.find("\"responses\"", method);
        const auto operation = text.substr(method, end - method);
        for (const auto& field : route.form.all()) {
            auto name = std::string(field.name.substr(0, field.name.find_first_of("#*[")));
            INFO(field.name);
            CHECK(operation.find(field.kind == web::FieldKind::boxes ? "\"" + name + "day\"" : name) != std::string::npos);
            if (field.codes != nullptr)
                for (const auto& code : field.codes()) CHECK(operation.find("\"" + std::string(code.code) + "\"") != std::string::npos);
        }
        CHECK(operation.find("\"additionalProperties\":false") != std::string::npos);
    }
}

TEST_CASE("the OpenAPI document is for people and programs that are signed in") {
    WebHouse house;
    WebHouse::Browser nobody(house), person(house);
    CHECK(nobody.get("/openapi.json").status == 303);
    person.sign_in("priya.nair");
    const auto answer = person.get("/openapi.json");
    CHECK(answer.status == 200);
    CHECK(answer.header("Content-Type") == "application/json");
}
