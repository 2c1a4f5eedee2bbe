// Protected fields (F2) and restricted records on every address that is read: absent from page, JSON, file, print and search, whoever may read the record.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <set>

#include "domain/vulnerability/fields.hpp"
#include "tests/web/importing.hpp"
#include "web/router.hpp"

using namespace casework;
using casework::testing::WebHouse;
using persistence::with;

namespace {

bool says(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

std::string one(WebHouse& house, const std::string& sql) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
    return value;
}
void run(WebHouse& house, const std::string& sql, std::vector<persistence::Bind> binds = {}) {
    house.database->write([&](persistence::Transaction& tx) { tx.run(sql, std::move(binds)); });
}
std::string account_of(WebHouse& house, std::string_view username) { return one(house, fmt::format("SELECT id FROM account WHERE username = '{}'", username)); }

void join(WebHouse& house, std::string_view username, std::string_view level) {
    const auto account = account_of(house, username);
    for (const auto* panel : {"tctf", "csvg", "cpt"})
        run(house, "INSERT INTO membership (id, account, panel, level, until) VALUES (:id, :account, :panel, :level, '2099-01-01') ON CONFLICT (account, panel) DO UPDATE SET level = excluded.level",
            {with("id", fmt::format("MEM-{}-{}", username, panel)), with("account", account), with("panel", panel), with("level", level)});
}

web::Response as_json(WebHouse::Browser& browser, const std::string& address) {
    browser.headers["accept"] = "application/json";
    auto answer = browser.get(address);
    browser.headers.erase("accept");
    return answer;
}

// Records that a reader may read, and the words that stand in their protected fields and nowhere else.
struct Planted {
    WebHouse& house;
    std::string nominal = one(house, "SELECT min(id) FROM nominal WHERE panel = 'tctf' AND state = 'active'"), report = one(house, "SELECT min(id) FROM report"), review = one(house, "SELECT min(id) FROM case_review"),
                vulnerable = one(house, "SELECT min(case_id) FROM vulnerability_discussion WHERE case_id IN (SELECT id FROM vulnerability_case WHERE ended_on IS NULL)");
    std::string person = one(house, "SELECT person_id FROM nominal WHERE id = '" + nominal + "'"), adult = one(house, "SELECT person_id FROM vulnerability_case WHERE id = '" + vulnerable + "'");
    std::vector<std::string> revealed, untold;  // words that a reveal shows; words that no reveal shows

    explicit Planted(WebHouse& house) : house(house) {
        for (const auto& [who, record] : {std::pair{person, nominal}, {adult, vulnerable}}) {
            const std::vector<persistence::Bind> on{with("person", who), with("record", record)};
            run(house, "INSERT INTO person_address (person_id, record_id, ordinal, kind, address, field_class) VALUES (:person, :record, 90, 'protected', '" + word("house") + "', 2)", on);
            run(house, "INSERT INTO person_contact (person_id, record_id, ordinal, note) VALUES (:person, :record, 90, '" + word("contact") + "')", on);
        }
        run(house, "INSERT INTO person_vulnerability (person_id, record_id, code, note, field_class) VALUES (:person, :record, 'mental_health', '" + word("illness") + "', 2) ON CONFLICT (person_id, record_id, code) DO UPDATE SET note = excluded.note, field_class = 2",
            {with("person", person), with("record", nominal)});
        set("report_source", "report_id", report, {"name", "address", "telephone", "email", "own_words", "safe_contact"});
        set("case_review_source", "review_id", review, {"applicant", "victim_name", "contact", "safe_contact"});
        set("vulnerability_protected", "case_id", vulnerable, {"care_needs", "referrer"});
        set("vulnerability_discussion", "case_id", vulnerable, {"capacity_decision", "best_interests"});
        run(house, "INSERT INTO vulnerability_information (case_id, n, agency, answer, words, on_day, account) VALUES (:id, 90, 'nhs', 'known', '" + word("clinic") + "', '2026-01-02', '')", {with("id", vulnerable)});
        const auto proposer = somebody("USR-9001"), referrer = somebody("USR-9002");
        run(house, "UPDATE nominal SET proposed_by = :by WHERE id = :id", {with("by", proposer), with("id", nominal)});
        run(house, "UPDATE vulnerability_case SET author = :by WHERE id = :id", {with("by", referrer), with("id", vulnerable)});
        run(house, "DELETE FROM record_participant WHERE protected = 1");
        run(house, "INSERT INTO record_participant (record_id, account, protected, reason) VALUES (:id, :by, 1, 'Referred the person')", {with("by", referrer), with("id", vulnerable)});
        for (const auto& [record, by, kind, type] : {std::tuple{nominal, proposer, "propose", "nominal"}, {vulnerable, referrer, "refer", "vulnerability"}}) {
            run(house, "UPDATE record_event SET account = :by WHERE record_id = :id AND kind = :kind", {with("by", by), with("id", record), with("kind", kind)});
            domain::LedgerEntry entry;
            entry.account = by, entry.agency = "nhs", entry.action = kind, entry.object_type = type, entry.objects = {record};
            house.ledger.record(std::move(entry)).get();
        }
    }

    std::string word(std::string_view about) {
        revealed.push_back(fmt::format("Canary{}", about));
        return revealed.back();
    }
    void set(const std::string& table, const std::string& key, const std::string& id, const std::vector<std::string>& columns) {
        for (const auto& column : columns) run(house, "UPDATE " + table + " SET " + column + " = '" + word(table + column) + "' WHERE " + key + " = :id", {with("id", id)});
    }
    std::string somebody(const std::string& id) {
        untold.push_back("Canary" + id);
        run(house, "INSERT INTO account (id, username, agency, name, role, password, created_at, email) VALUES (:id, :id, 'nhs', :name, 'practitioner', '', 0, '')", {with("id", id), with("name", "Canary" + id)});
        untold.push_back('"' + id + '"');
        return id;
    }
    std::set<std::string> said_in(const web::Response& answer) const {
        std::set<std::string> words;
        for (const auto* list : {&revealed, &untold})
            for (const auto& each : *list)
                if (says(answer, each)) words.insert(each);
        return words;
    }

    // Each address of the pattern that is about one of these records, or about their groups.
    std::vector<std::string> addresses(std::string_view pattern) const {
        std::vector<std::string> list{std::string(pattern)};
        const auto each = [&](const std::string& what, const std::vector<std::string>& values) {
            std::vector<std::string> more;
            for (const auto& address : list) {
                const auto at = address.find(what);
                if (at == address.npos) more.push_back(address);
                else
                    for (const auto& value : values) more.push_back(address.substr(0, at) + value + address.substr(at + what.size()));
            }
            list = std::move(more);
        };
        const auto open_action = one(house, "SELECT min(id) FROM case_action WHERE case_id = '" + vulnerable + "'"), list_id = one(house, "SELECT max(id) FROM agreed_list WHERE panel = 'tctf'");
        each("/nominals/{id}", {"/nominals/" + nominal}), each("/reports/{id}", {"/reports/" + report}), each("/case-reviews/{id}", {"/case-reviews/" + review}), each("/vulnerability/{id}", {"/vulnerability/" + vulnerable});
        each("/people/{id}", {"/people/" + person, "/people/" + adult}), each("/records/{id}", {"/records/" + nominal, "/records/" + vulnerable, "/records/" + report, "/records/" + review}), each("/actions/{id}", {"/actions/" + open_action});
        each("/meetings/{id}", {"/meetings/" + one(house, "SELECT max(meeting_id) FROM vulnerability_discussion WHERE case_id = '" + vulnerable + "'"), "/meetings/" + one(house, "SELECT max(id) FROM meeting WHERE panel = 'tctf'")});
        each("{panel}", {"tctf", "csvg", "cpt"}), each("{event}", {"accept", "record_review", "discuss", "close", "assign", "refer_s42"}), each("{list}", {list_id}), each("{n}", {"1"}), each("{kind}", {"review_request", "details"}), each("{document}", {"1"});
        std::erase_if(list, [](const auto& address) { return address.find('{') != address.npos; });
        return list;
    }
};

}  // namespace

TEST_CASE("protected words stand on no address that is read, for viewers and contributors of the record, and a reveal shows them to the coordinator") {
    WebHouse house;
    for (const auto& [username, level] : {std::pair{"jess.marlow", "viewer"}, {"mel.hart", "contributor"}, {"priya.nair", "coordinator"}}) join(house, username, level);
    const Planted planted(house);
    for (const auto& record : {planted.vulnerable, planted.review}) run(house, "INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 0)", {with("id", record), with("account", account_of(house, "jess.marlow"))});
    for (const auto* username : {"jess.marlow", "mel.hart"}) {
        WebHouse::Browser reader(house);
        reader.sign_in(username);
        int read = 0;
        for (const auto& route : web::routes()) {
            if (route.method != web::Method::get || route.pattern == "/sign-out") continue;
            for (const auto& address : planted.addresses(route.pattern))
                for (const bool json : {false, true}) {
                    const auto answer = json ? as_json(reader, address) : reader.get(address);
                    INFO(username << " " << address << (json ? ", as JSON" : ""));
                    CHECK(planted.said_in(answer) == std::set<std::string>{});
                    if (answer.status == 200) ++read;
                }
        }
        CHECK(read > 100);
        for (const auto& address : {"/nominals/" + planted.nominal, "/reports/" + planted.report, "/case-reviews/" + planted.review, "/vulnerability/" + planted.vulnerable, "/people/" + planted.person, "/people/" + planted.adult}) {
            INFO(username << " reads " << address);
            CHECK(reader.get(address).status == 200);
        }
        for (const auto* list : {&planted.revealed, &planted.untold})
            for (const auto& word : *list) {
                reader.get("/search");
                const auto found = reader.get(std::string(reader.post("/search", {{"q", word}}).header("Location")));
                INFO(username << " searches for " << word);
                for (const auto& id : {planted.nominal, planted.report, planted.review, planted.vulnerable, planted.person, planted.adult}) CHECK_FALSE(says(found, id));
            }
    }

    WebHouse::Browser leader(house), contributor(house);
    leader.sign_in("priya.nair"), contributor.sign_in("mel.hart");
    std::set<std::string> shown;
    for (const auto& address : {"/people/" + planted.person, "/people/" + planted.adult, "/reports/" + planted.report, "/case-reviews/" + planted.review, "/vulnerability/" + planted.vulnerable}) {
        leader.get(address);
        shown.merge(planted.said_in(leader.post(address + "/reveal", {})));
    }
    CHECK(shown == std::set<std::string>(planted.revealed.begin(), planted.revealed.end()));
    CHECK(says(leader.get("/nominals/" + planted.nominal + "/timeline"), planted.untold.front()));

    // Two people save at once: the page that puts their changes side by side.
    const auto edit = "/vulnerability/" + planted.vulnerable + "/edit";
    const auto opened = contributor.get(edit);
    const auto version = contributor.found(opened.body, "version");
    leader.get(edit);
    REQUIRE(leader.post(edit, {{"version", version}, {"concern", "Falls"}, {"carers", "A neighbour"}, {"care_needs", "Canarynew"}, {"referrer", "Canarynew"}}).status == 303);
    const WebHouse::Typed typed{{"version", version}, {"concern", "Falls"}, {"carers", "Nobody"}};
    for (const bool json : {false, true}) {
        contributor.get(edit);
        if (json) contributor.headers["accept"] = "application/json";
        const auto clash = contributor.post(edit, typed);
        CHECK(clash.status == 409);
        CHECK(says(clash, "A neighbour"));
        CHECK_FALSE(says(clash, "Canary"));
    }
}

TEST_CASE("figures tell nothing of the health of people whose health one may not see, on page, as JSON and in the file") {
    WebHouse house;
    run(house, "DELETE FROM record_participant WHERE protected = 1");
    run(house, "UPDATE membership SET level = 'viewer' WHERE account = :account AND panel = 'csvg'", {with("account", account_of(house, "glen.shaw"))});
    const auto discussed = one(house, "SELECT max(d.case_id) FROM vulnerability_discussion d JOIN vulnerability_need n ON n.case_id = d.case_id AND n.field_class = 2 WHERE d.on_day LIKE '" + std::to_string(static_cast<int>(persistence::london_date(house.now).year())) + "-%'");
    REQUIRE_FALSE(discussed.empty());
    run(house, "INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 0)", {with("id", discussed), with("account", account_of(house, "glen.shaw"))});
    const auto told = [&](const char* username) {
        WebHouse::Browser browser(house);
        browser.sign_in(username);
        const std::string address = "/groups/csvg/vulnerability/figures";
        const auto page = browser.get(address), json = as_json(browser, address), file = browser.get(address + ".csv");
        CHECK((page.status == 200 && json.status == 200 && file.status == 200));
        CHECK(says(page, "Self-neglect or hoarding"));
        CHECK(says(file, "Self-neglect or hoarding"));
        int health = 0;
        for (const auto& need : domain::vulnerability::health_needs()) {
            health += says(page, need.words) ? 1 : 0;
            health += says(json, fmt::format("\"{}\":", need.code)) ? 1 : 0;
            health += says(file, need.words) ? 1 : 0;
        }
        CHECK(says(page, "Health needs are counted only for those who may see health") == (health == 0));
        return health;
    };
    CHECK(told("mina.rowe") == 0);
    CHECK(told("glen.shaw") == 0);
    CHECK(told("jo.stone") == 3 * static_cast<int>(domain::vulnerability::health_needs().size()));
    run(house, "UPDATE record_participant SET protected = 1 WHERE account = :account", {with("account", account_of(house, "glen.shaw"))});
    CHECK(told("glen.shaw") > 0);
}

TEST_CASE("a restricted record leaves in no file of many, and no entry of such a file names it") {
    testing::files::Importing at;
    auto& house = at.house;
    join(house, "priya.nair", "coordinator");
    const auto ids = [&](const std::string& table, const std::string& more = {}) { return std::pair{one(house, "SELECT min(id) FROM " + table + more), one(house, "SELECT max(id) FROM " + table + more)}; };
    const auto nominals = ids("nominal", " WHERE panel = 'tctf' AND state = 'active'"), reports = ids("report"), tools = ids("tool", " WHERE panel = 'cpt'");
    const auto name = one(house, "SELECT full_name FROM person_name WHERE record_id = '" + nominals.first + "' AND ordinal = 0");
    const auto leave = [&](const std::string& panel, const std::string& address) {
        at.browser.get("/confirm?act=export_rows&object=" + panel + "&need=purpose&next=" + address);
        REQUIRE(at.browser.post("/confirm", {{"act", "export_rows"}, {"object", panel}, {"need", "purpose"}, {"next", address}, {"purpose", "meeting"}, {"password", std::string(persistence::demo::password)}}).status == 303);
        const auto file = at.browser.get(address);
        CHECK(file.status == 200);
        return file;
    };
    const auto files = [&] {
        return std::vector{leave("tctf", "/groups/tctf/nominals.csv").body, leave("cpt", "/groups/cpt/reports.csv").body, leave("cpt", "/groups/cpt/tools.csv").body, at.exported("nominals"), at.exported("people")};
    };
    const auto holds = [&](const std::vector<std::string>& all, const std::pair<std::string, std::string>& which, bool second) {
        return std::ranges::any_of(all, [&](const auto& file) { return file.find(second ? which.second : which.first) != file.npos; });
    };
    const auto named_in = [&](const std::string& id) { return house.count("SELECT count(*) FROM audit_subject WHERE object_id = '" + id + "'"); };
    const auto before = files();
    for (const auto* which : {&nominals, &reports, &tools}) {
        INFO(which->first);
        CHECK(holds(before, *which, false));
        run(house, "UPDATE record SET sensitivity = 3 WHERE id = :id", {with("id", which->first)});
    }
    std::map<std::string, std::int64_t> entries;
    for (const auto* which : {&nominals, &reports, &tools}) entries[which->first] = named_in(which->first), entries[which->second] = named_in(which->second);
    const auto after = files();
    for (const auto* which : {&nominals, &reports, &tools}) {
        INFO(which->first);
        CHECK_FALSE(holds(after, *which, false));
        CHECK(holds(after, *which, true));
        CHECK(named_in(which->first) == entries[which->first]);
        CHECK(named_in(which->second) > entries[which->second]);
    }
    for (const auto& file : after) CHECK(file.find(name) == file.npos);
    CHECK(at.browser.get("/nominals/" + nominals.first).status == 303);  // the coordinator opens it still, for a purpose
}
