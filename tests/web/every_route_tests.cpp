// Every address of the route table: its headers whoever asks, and markup planted through real forms that never comes back as markup.
#include <catch2/catch.hpp>

#include <set>

#include "domain/documents/safe_contact.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/documents/documents.hpp"
#include "tests/web/page_forms.hpp"
#include "tests/web/web_house.hpp"
#include "web/assets.hpp"
#include "web/router.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

constexpr std::string_view planted = "<x-planted onload=go()>\"'&amp;";
constexpr std::string_view harmless = "&lt;x-planted onload=go()&gt;";

std::string one(WebHouse& house, std::string_view sql) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
    return value;
}

// The ids a pattern stands for; each newest record carries what was planted.
std::map<std::string, std::string> examples(WebHouse& house) {
    return {{"/nominals/{id}", one(house, "SELECT max(id) FROM nominal WHERE panel = 'tctf'")},
            {"/records/{id}", one(house, "SELECT max(id) FROM nominal WHERE panel = 'tctf'")},
            {"/people/{id}", one(house, "SELECT person_id FROM nominal WHERE panel = 'tctf' ORDER BY id DESC")},
            {"/meetings/{id}", one(house, "SELECT id FROM meeting WHERE panel = 'tctf' ORDER BY id DESC")},
            {"/actions/{id}", one(house, "SELECT max(id) FROM case_action")},
            {"/agreements/{id}", one(house, "SELECT max(id) FROM second_person WHERE asked_at IS NOT NULL")},
            {"/shares/{panel}", one(house, "SELECT max(panel) FROM record_share")},
            {"/jobs/{id}", one(house, "SELECT coalesce(max(id), 'JOB-2026-9999') FROM job")},
            {"/lists/{list}", one(house, "SELECT max(id) FROM agreed_list WHERE panel = 'tctf'")}};
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    if (const auto at = text.find(what); at != text.npos) text.replace(at, what.size(), with);
}

std::string address_of(const web::Route& route, const std::map<std::string, std::string>& known) {
    std::string address(route.pattern);
    for (const auto& [pattern, id] : known) replace(address, pattern, pattern.substr(0, pattern.find('{')) + id);
    replace(address, "{panel}", "tctf");
    replace(address, "{event}", "accept");
    while (address.find('{') != address.npos) replace(address, address.substr(address.find('{'), address.find('}') - address.find('{') + 1), "NONE-2026-0001");
    return address;
}

std::string problems_of_headers(const web::Response& response) {
    std::string problems;
    const bool download = response.header("Content-Disposition").starts_with("attachment");
    for (const auto& [name, value] : web::security_headers())
        if (response.header(name) != (download && name == "Content-Security-Policy" ? "default-src 'none'; sandbox" : value)) problems += std::string(name) + " is '" + std::string(response.header(name)) + "'; ";
    for (const auto* name : {"Server", "X-Powered-By", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"})
        if (!response.header(name).empty()) problems += std::string(name) + " is sent; ";
    const auto type = response.header("Content-Type");  // JSON is UTF-8 and has no such parameter (RFC 8259)
    if (!response.body.empty() && !type.ends_with("json") && type.find("charset=utf-8") == std::string_view::npos) problems += "no charset; ";
    if (response.status == 303 && !web::is_own_path(response.header("Location"))) problems += "leads elsewhere; ";
    return problems;
}

}  // namespace

TEST_CASE("every route carries every security header, whoever asks and however it answers") {
    WebHouse house;
    std::set<int> statuses;
    for (const auto* username : {"", "priya.nair", "jess.marlow", "helen.fairley", "neil.sutton"}) {
        WebHouse::Browser browser(house);
        if (*username != 0) browser.sign_in(username);
        for (const auto& route : web::routes()) {
            if (route.pattern == "/sign-out") continue;
            const std::string address = address_of(route, examples(house));
            for (const bool token : {false, true}) {
                const auto answer = route.method == web::Method::get ? browser.get(address) : browser.post(address, {}, token);
                INFO(username << " " << address << " answered " << answer.status);
                CHECK(problems_of_headers(answer) == "");
                CHECK(answer.status != 500);
                statuses.insert(answer.status);
            }
        }
        statuses.insert(browser.post("/help", {}).status);
        CHECK(problems_of_headers(browser.post("/help", {})) == "");
        CHECK(problems_of_headers(browser.get("/no/such/page")) == "");
    }
    for (const int status : {200, 303, 403, 404, 405, 422}) {
        INFO("an answer of " << status);
        CHECK(statuses.contains(status));
    }
}

TEST_CASE("every answer to somebody who is known carries the receipt of its entry") {
    WebHouse house;
    // Nothing about anybody is shown or refused there; what a browser reports about a page comes without anybody.
    const std::set<std::string_view> without{"/health/live", "/health/ready", "/reports/content-policy"};
    const auto receipt = [](const web::Response& answer) { return !answer.header("Audit-Receipt").empty(); };
    for (const auto* username : {"priya.nair", "jess.marlow", "owen.price", "neil.sutton"}) {
        WebHouse::Browser browser(house);
        browser.sign_in(username);
        for (const auto& route : web::routes()) {
            if (route.pattern == "/sign-out" || without.contains(route.pattern)) continue;
            const std::string address = address_of(route, examples(house));
            const auto answer = route.method == web::Method::get ? browser.get(address) : browser.post(address, {});
            INFO(username << " " << address << " answered " << answer.status);
            CHECK(receipt(answer));
        }
        CHECK(receipt(browser.get("/kept/0123456789abcdef0123456789abcdef")));
        CHECK(receipt(browser.get("/no/such/page")));
        const auto cookies = browser.cookies;
        browser.get("/");
        CHECK(receipt(browser.post("/sign-out", {})));
        browser.cookies = cookies;  // the session has ended, and whose it was is known
        const auto sent_away = browser.get("/people");
        CHECK(sent_away.status == 303);
        CHECK(receipt(sent_away));
    }
    WebHouse::Browser nobody(house);
    CHECK_FALSE(receipt(nobody.get("/people")));  // nobody is known: nothing is refused to anybody
}

TEST_CASE("somebody who has not finished signing in is refused with an entry that names what they asked for") {
    WebHouse house;
    const auto record = one(house, "SELECT max(id) FROM nominal WHERE panel = 'tctf'");
    house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE account SET must_set_password = 1 WHERE username = 'kofi.osei'", {}); });
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    const std::string count = "SELECT count(*) FROM audit_subject WHERE object_id = '" + record + "'";
    const auto before = house.count(count);
    const auto answer = constable.get("/nominals/" + record);
    CHECK(answer.header("Location") == "/account/password/first");
    CHECK_FALSE(answer.header("Audit-Receipt").empty());
    CHECK(house.count(count) == before + 1);
}

TEST_CASE("requests for access and changes of rights are entered under what they show") {
    WebHouse house;
    WebHouse::Browser outsider(house), sergeant(house), administrator(house);
    outsider.sign_in("helen.fairley");
    sergeant.sign_in("priya.nair");
    administrator.sign_in("neil.sutton");
    const auto record = one(house, "SELECT max(id) FROM nominal WHERE panel = 'tctf'");
    outsider.get("/access-requests/add");
    REQUIRE(outsider.post("/access-requests/add", {{"reference", record}, {"reason", "They moved into our supported housing"}}).status == 303);
    const auto entered = [&](const std::string& id) { return house.count("SELECT count(*) FROM audit_subject WHERE object_id = '" + id + "'"); };
    auto before = entered(record);
    CHECK(sergeant.get("/access-requests/" + one(house, "SELECT max(id) FROM access_request")).status == 200);
    CHECK(entered(record) == before + 1);
    const auto person = one(house, "SELECT id FROM account WHERE username = 'kofi.osei'");
    administrator.get("/accounts/" + person + "/change/role");
    REQUIRE(administrator.post("/accounts/" + person + "/change/role", {{"step", "save"}, {"role", "analyst"}, {"reason", "Moves to the analysis team"}}).status == 303);
    before = entered(person);
    CHECK(sergeant.get("/rights/" + one(house, "SELECT max(id) FROM rights_change")).status == 200);
    CHECK(entered(person) == before + 1);
}

TEST_CASE("a fault and a lost database carry every security header too") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    house.database->write([](persistence::Transaction& tx) { tx.script("ALTER TABLE nominal RENAME TO elsewhere"); });
    const auto answer = sergeant.get("/groups/tctf/nominals");
    CHECK(answer.status >= 500);
    CHECK(problems_of_headers(answer) == "");
    CHECK(answer.body.find("TEST-0001") != std::string::npos);
}

TEST_CASE("markup planted through every form is stored and comes back as text everywhere") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    const WebHouse::Typed proposal{{"step", "why"}, {"name", "Casper Nightingale"}, {"born-day", "3"}, {"born-month", "5"}, {"born-year", "1990"}, {"person", "new"}, {"behaviours", "begging"},
                                   {"evidence", std::string(planted)}, {"nexus", std::string(planted)}, {"elsewhere", std::string(planted)}};
    REQUIRE(sergeant.post("/groups/tctf/nominals/add", proposal).status == 303);
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    const auto record = one(house, "SELECT max(id) FROM nominal WHERE panel = 'tctf'");
    const auto prepared = constable.post("/records/" + record + "/shares/add", {{"to", "daf"}, {"purpose", "crime"}, {"reason", std::string(planted)}});
    REQUIRE(prepared.status == 303);
    const std::string request(prepared.header("Location"));
    REQUIRE(constable.post(request + "/ask", {{"why", std::string(planted)}}).status == 303);
    const auto check = [](const web::Response& answer, const std::string& address) {
        INFO(address << " answered " << answer.status);
        CHECK(answer.body.find("<x-planted") == std::string::npos);
        CHECK(answer.body.find("x-planted onload=go()>\"'") == std::string::npos);
        CHECK(problems_of_headers(answer) == "");
        return answer.body.find(harmless) != std::string::npos;
    };
    std::size_t forms = 0, done = 0, shown = 0;
    for (int round = 0; round < 3; ++round) {
        for (const auto& route : web::routes()) {
            if (route.method != web::Method::get) continue;
            const std::string address = address_of(route, examples(house));
            for (auto& form : testing::filled_forms(sergeant.get(address).body, planted)) {
                if (form.action.starts_with("/sign-") || form.action.starts_with("/account")) continue;
                if (address.ends_with("/restriction")) continue;  // would take the record from its readers
                const auto answer = sergeant.post(form.action.empty() ? address : form.action, std::move(form.typed), false);
                check(answer, form.action);
                ++forms;
                if (answer.status == 303) ++done;
            }
        }
    }
    for (const auto* reader : {"priya.nair", "kofi.osei"}) {
        WebHouse::Browser browser(house);
        browser.sign_in(reader);
        for (const auto& route : web::routes()) {
            const std::string address = address_of(route, examples(house));
            if (route.method == web::Method::get && check(browser.get(address + "?q=%3Cx-planted%20onload=go()%3E&done=%3Cx-planted%3E&next=%3Cx-planted%3E"), address)) ++shown;
        }
    }
    WARN(forms << " forms sent, " << done << " carried out, " << shown << " pages show what was planted");
    CHECK(forms > 20);
    CHECK(done > 5);
    CHECK(shown >= 5);
}

TEST_CASE("after signing in nobody is led to another site") {
    WebHouse house;
    for (const auto* next : {"//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:%20a=b\r\nX: y", "http:evil.example", "/sign-in?next=/"}) {
        WebHouse::Browser browser(house);
        browser.get("/sign-in?next=" + web::percent_encoded(next));
        const auto answer = browser.post("/sign-in", {{"username", "jess.marlow"}, {"password", std::string(persistence::demo::password)}, {"next", next}});
        INFO(next);
        CHECK(answer.status == 303);
        CHECK((answer.header("Location") == "/" || std::string_view(next).starts_with("/%0d")));
        CHECK(web::is_own_path(answer.header("Location")));
    }
}

TEST_CASE("no route by which a document leaves goes round the guard") {
    WebHouse house;
    WebHouse::Browser officer(house);
    officer.sign_in("mel.hart");
    const auto notice = one(house, "SELECT case_id FROM protection_breach_paper ORDER BY case_id LIMIT 1");
    const auto review = one(house, "SELECT min(id) FROM case_review"), order = one(house, "SELECT id FROM tool WHERE kind = 'pspo'");
    const auto kept = [&](const std::string& record, const std::string& kind, std::string words) {
        persistence::Asked asked;
        asked.actor = persistence::demo::Stage(*house.database, house.ledger, house.now).actor("mel.hart");
        persistence::Gate gate(*house.database, house.ledger, house.now, std::move(asked));
        const auto cleared = persistence::clear_document(gate, record, kind, std::move(words));
        persistence::NewDocument document;
        document.kind = kind, document.title = kind, document.pdf = "%PDF-1.7";
        const auto made = persistence::keep_document(gate, house.files, record, document, cleared.value());
        gate.settle();
        return made.value().id;
    };
    using Named = std::map<std::string, std::string>;
    const Named of_notice{{"{id}", notice}, {"{n}", "1"}, {"{paper}", "1"}, {"{document}", kept(notice, "notice", "To: Vince Harker, 77 Hartnup Street, Maidstone")}, {"{kind}", "service_statement"}};
    const Named of_review{{"{id}", review}, {"{document}", kept(review, "review_request", "It was reported to Kent Police.")}, {"{kind}", "review_request"}};
    const Named of_order{{"{id}", order}, {"{n}", "3"}, {"{document}", kept(order, "pspo_penalty-3", "To: Vince Harker, 77 Hartnup Street, Maidstone")}};
    const auto ways_out = [&] {
        std::vector<std::string> addresses;
        for (const auto& route : web::routes()) {
            const auto* record = std::get_if<web::OnRecord>(&route.access);
            const bool leaves = route.method == web::Method::get && record && (record->action == auth::Action::issue_document || route.pattern.find("{document}") != std::string_view::npos);
            // This one asks what happened before there are any words: its preview is asked for below.
            if (!leaves || route.pattern == "/tools/{id}/breaches/{n}/papers/make") continue;
            std::string address(route.pattern);
            for (const auto& [name, value] : route.pattern.starts_with("/case-reviews") ? of_review : route.pattern.starts_with("/tools") ? of_order : of_notice) replace(address, name, value);
            addresses.push_back(address);
        }
        return addresses;
    }();
    REQUIRE(ways_out.size() >= 4);
    for (const auto& address : ways_out) {
        INFO(address);
        CHECK(officer.get(address).status == 200);
    }
    house.database->write([&](persistence::Transaction& tx) {
        tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, field_class) SELECT person_id, id, 7, 'protected', '77 Hartnup St', 2 FROM protection_case WHERE id = :id", {persistence::with("id", notice)});
        // Somebody who suffered it is called as the agency that every request names.
        tx.run("UPDATE case_review_source SET victim_name = 'Kent Police' WHERE review_id = :id", {persistence::with("id", review)});
    });
    std::set<std::string> answers;
    for (const auto& address : ways_out) {
        INFO(address);
        const auto answer = officer.get(address);
        CHECK(answer.status == 422);
        CHECK(answer.body.find(domain::documents::stopped_sentence()) != std::string::npos);
        CHECK(answer.body.find("Hartnup") == std::string::npos);
        officer.headers["accept"] = "application/json";
        const auto told = officer.get(address);
        officer.headers.erase("accept");
        CHECK(told.status == 422);
        answers.insert(told.body);
    }
    CHECK(answers.size() == 1);
    const auto make = "/tools/" + order + "/breaches/3/papers/make";
    officer.get(make);
    for (const auto* way : {"preview", "make"}) {
        const auto answer = officer.post(make, {{"particulars", "He drank on."}, {"payee_name", "The council"}, {"payee_address", "King Street"}, {"methods", "post"}, {"address", "77 Hartnup Street"}, {"do", way}});
        CHECK(answer.status == 422);
        CHECK(answer.body.find(domain::documents::stopped_sentence()) != std::string::npos);
    }
}
