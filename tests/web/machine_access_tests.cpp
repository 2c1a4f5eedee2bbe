// The whole route table as a program sees it: no page without JSON, nothing on a page that its JSON lacks, and /openapi.json complete.
#include <catch2/catch.hpp>

#include <map>
#include <regex>
#include <set>

#include "tests/web/file_upload.hpp"
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
// Of the nominal list; otherwise of community protection.
bool of_list(std::string_view pattern) {
    for (const auto* word : {"/cases", "/reports", "/tools", "/premises", "/case-reviews", "/wordings", "/vulnerability"})
        if (pattern.find(word) != std::string_view::npos) return false;
    return true;
}
bool of_vulnerability(std::string_view pattern) { return pattern.find("/vulnerability") != std::string_view::npos; }

std::string address_of(WebHouse& house, std::string pattern) {
    const bool step = pattern.find("/steps/") != std::string::npos;
    const std::map<std::string, std::string> values{
        {"/nominals/{id}", step ? "SELECT min(id) FROM nominal WHERE state = 'proposed'" : "SELECT min(id) FROM nominal WHERE state = 'active'"},
        {"/people/{id}", "SELECT min(person_id) FROM record_person"}, {"/meetings/{id}", "SELECT min(id) FROM meeting WHERE panel = 'tctf'"},
        {"/actions/{id}", "SELECT min(id) FROM case_action WHERE panel = 'tctf'"}, {"/agreements/{id}", "SELECT min(id) FROM second_person"}, {"/jobs/{id}", "SELECT min(id) FROM job"},
        {"/records/{id}", "SELECT min(id) FROM nominal WHERE state = 'active'"}, {"/reports/{id}", "SELECT min(id) FROM report WHERE state = 'received'"}, {"/tools/{id}", "SELECT min(id) FROM tool"},
        {"/case-reviews/{id}", "SELECT min(id) FROM case_review"}, {"/accounts/{id}", "SELECT min(id) FROM account"}, {"/agencies/{id}", "SELECT min(id) FROM agency"}};
    if (pattern.find("/shares/{panel}") != std::string::npos) return "/records/" + text_of(house, "SELECT record_id FROM record_share") + "/shares/" + text_of(house, "SELECT panel FROM record_share") + "/end";
    if (of_vulnerability(pattern))
        for (const auto& [name, value] : {std::pair<std::string, std::string>{"{panel}", "csvg"}, {"{id}", text_of(house, "SELECT min(id) FROM vulnerability_case WHERE state = 'review'")}, {"{event}", "record_review"}})
            if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    if (pattern == "/records/{id}/premises") return "/records/" + text_of(house, "SELECT id FROM tool WHERE kind = 'closure_order'") + "/premises";
    if (pattern.starts_with("/tools/{id}/breaches")) return "/tools/" + text_of(house, "SELECT id FROM tool WHERE kind = 'pspo'") + "/breaches/" + (pattern.ends_with("/add") ? std::string("add") : "3" + pattern.substr(pattern.find("{n}") + 3));
    if (pattern.starts_with("/case-reviews/{id}/papers/{kind}")) pattern.replace(pattern.find("{kind}"), 6, "review_request");
    const bool enforcement = pattern.find("/cases") != std::string::npos;
    if (pattern.find("/breaches") != std::string::npos)
        for (const auto& [name, value] : {std::pair<std::string, std::string>{"{id}", text_of(house, "SELECT max(case_id) FROM protection_breach")}, {"{n}", "1"}, {"{paper}", "1"}, {"{measure}", "penalty"}, {"{event}", "pay_early"}})
            if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    if (enforcement && pattern.find("/parts/") != std::string::npos) pattern.replace(pattern.find("{part}"), 6, "conduct");
    if (enforcement && step && pattern.find("{event}") != std::string::npos) pattern.replace(pattern.find("{event}"), 7, "decide_no_action");
    if (enforcement && !pattern.starts_with("/groups") && pattern.find("{id}") != std::string::npos) {
        const bool notice = pattern.find("/informed") != std::string::npos;
        pattern.replace(pattern.find("{id}"), 4, text_of(house, notice ? "SELECT min(id) FROM protection_case WHERE kind = 'notice'" : "SELECT min(id) FROM protection_case WHERE state = 'drafted'"));
    }
    if (pattern.starts_with("/groups/{panel}") && !of_list(pattern)) pattern.replace(pattern.find("{panel}"), 7, "cpt");
    for (const auto& [stem, sql] : values)
        if (pattern.starts_with(stem)) pattern.replace(stem.find('{'), 4, text_of(house, sql));
    const auto fill = [&](const std::string& name, const std::string& value) {
        if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    };
    fill("{panel}", "tctf");
    fill("{list}", text_of(house, "SELECT min(id) FROM agreed_list WHERE panel = 'tctf'"));
    fill("{event}", "accept");
    fill("{kind}", "closure_note");
    fill("{paper}", "warning");
    fill("{version}", "0");
    fill("{file}", text_of(house, "SELECT min(id) FROM evidence_file"));
    return pattern;
}

// What the page says; the examples beside its boxes are nobody's.
std::string main_of(const std::string& html) {
    static const std::regex hint(R"(<div[^>]*govuk-hint[^>]*>[^<]*</div>)");
    const auto from = html.find("<main"), to = html.find("</main>");
    return std::regex_replace(html.substr(from, to - from), hint, "");
}

std::set<std::string> references_in(const std::string& text) {
    static const std::regex reference(R"(\b(NOM|PER|ACT|MTG|LST|AGR|CPW|CPN|VUL)-[0-9]{4}-[0-9]{4}\b)");
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
bool is_page(std::string_view pattern) {
    static const std::set<std::string_view> others{"/health/live", "/health/ready", "/jobs/{id}/file", "/openapi.json", "/metrics", "/records/{id}/evidence/{file}", "/records/{id}/documents/{document}", "/cases/{id}/breaches/{n}/papers/{paper}/pdf"};
    return !others.contains(pattern) && !pattern.ends_with(".csv") && !pattern.ends_with(".pdf") && !pattern.ends_with(".svg");
}

}  // namespace

TEST_CASE("every page answers a program with JSON that holds each reference and each name on the page") {
    WebHouse house;
    WebHouse::Browser sergeant(house), officer(house), leader(house), reader(house);
    sergeant.sign_in("priya.nair");
    officer.sign_in("mel.hart");
    leader.sign_in("jo.stone");
    REQUIRE(casework::testing::upload(sergeant, "full_name,behaviours,evidence,nexus,elsewhere\r\nCasper Nightingale,begging,Often,Week Street,Nobody else\r\n").status == 303);
    house.database->write([](persistence::Transaction& tx) {
        tx.run("INSERT INTO evidence_file (id, record_id, state, type, field_class, file_name, bytes, wrapped_key, uploaded_by, began_at) "
               "SELECT '00000000000000000000000000000001', min(id), 'held', 'jpeg', 0, 'IMG_0041.JPG', 100, '', (SELECT min(id) FROM account), 0 FROM nominal WHERE state = 'active'");
    });
    const auto names = names_of_people(house);
    REQUIRE(names.size() > 30);
    int pages = 0, compared = 0;
    std::vector<std::string> unopened;
    for (const auto& route : web::routes()) {
        const std::string pattern(route.pattern);
        if (route.method != web::Method::get || !is_page(pattern) || pattern == "/search/{id}" || pattern == "/sign-in") continue;
        const auto address = address_of(house, pattern);
        INFO(address);
        auto& person = of_list(pattern) ? sergeant : of_vulnerability(pattern) ? leader : officer;
        // The program first: what is recorded in between may push the oldest row off a page, never onto it.
        person.headers["accept"] = "application/json";
        const auto json = person.get(address);
        person.headers.erase("accept");
        const auto html = person.get(address);
        if (html.status == 303) {  // leads elsewhere: a program is led there too
            CHECK(json.status == 303);
            continue;
        }
        CHECK(json.status == html.status);
        if (html.status != 200) {
            unopened.push_back(pattern);
            continue;
        }
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
    // Of these the demo holds nothing yet, or the three may not open them.
    CHECK(unopened == std::vector<std::string>{"/cases/{id}/papers/{kind}/make", "/cases/{id}/papers/kept/{document}", "/cases/{id}/bundle", "/cases/{id}/evidence/{file}", "/cases/{id}/door/{page}", "/reports/{id}/steps/{event}",
                                               "/tools/{id}/steps/{event}", "/tools/{id}/breaches/{n}/papers/kept/{document}", "/case-reviews/{id}/papers/kept/{document}", "/case-reviews/{id}/recommendations/{n}", "/case-reviews/{id}/steps/{event}", "/groups/{panel}/wordings",
                                               "/groups/{panel}/wordings/{paper}", "/groups/{panel}/wordings/{paper}/{version}", "/disposals/{id}", "/emergency/{id}", "/pointers", "/pointers/{id}", "/conflicts/{id}", "/access-requests/{id}", "/ledger", "/ledger/bundle",
                                               "/ledger/who-looked", "/ledger/patterns", "/access-reviews", "/access-reviews/add", "/access-reviews/{id}", "/access-questions/{id}", "/accounts", "/accounts/add",
                                               "/accounts/{id}", "/accounts/{id}/change/{kind}", "/agencies", "/agencies/add", "/groups/add", "/agencies/{id}/change/{kind}", "/groups/{panel}/members/{account}/change/{kind}", "/rights/{id}",
                                               "/groups/{panel}/stopped-documents/{stop}"});
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
