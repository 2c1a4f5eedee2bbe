// The access log in words: every act on a record that the demo and its pages record has some.
#include <catch2/catch.hpp>

#include <set>

#include "auth/policy_table.hpp"
#include "persistence/ledger_stream.hpp"
#include "tests/web/web_house.hpp"
#include "web/ledger_words.hpp"

using namespace casework;
using casework::testing::WebHouse;

TEST_CASE("every act that stands in the access log of a nominal is said in words") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE state = 'active' ORDER BY id LIMIT 1", {}, {&id}); });
    for (const auto* path : {"/", "/my-actions", "/people", "/meetings", "/groups/tctf/nominals", "/groups/tctf/nominals/order", "/groups/tctf/archived", "/groups/tctf/lists", "/groups/tctf/actions",
                                    "/groups/tctf/figures", "/groups/tctf/meetings"})
        CHECK(sergeant.get(path).status == 200);
    for (const auto* page : {"", "/plan", "/timeline", "/access", "/update", "/edit", "/person", "/steps/archive", "/actions/add"}) CHECK(sergeant.get("/nominals/" + id + page).status == 200);
    for (const auto* page : {"/shares", "/shares/add", "/restriction"}) CHECK(sergeant.get("/records/" + id + page).status == 200);
    std::set<std::string> without;
    house.database->read([&](persistence::Transaction& tx) {
        std::string body;
        tx.each("SELECT hex_out(e.body) FROM audit_subject s JOIN audit_entry e ON e.stream = s.stream AND e.seq = s.seq JOIN nominal n ON n.id = s.object_id", {}, {&body}, [&] {
            const auto entry = domain::decode_ledger_entry(persistence::bytes_of_hex(body));
            if (!web::words_of_act(entry.object_type, entry.action)) without.insert(entry.object_type + " " + entry.action);
        });
    });
    CHECK(without == std::set<std::string>{});
}

TEST_CASE("the access log says each rule in words, on the page and to a program") {
    for (const auto& row : auth::policy_table::rows) {
        INFO(row.rule);
        CHECK_FALSE(web::rule_words(row.rule).empty());
    }
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE state = 'active' ORDER BY id LIMIT 1", {}, {&id}); });
    sergeant.get("/groups/tctf/nominals");
    const auto page = sergeant.get("/nominals/" + id + "/access");
    CHECK(page.body.find("D5: member of the group that owns the record") != std::string::npos);
    CHECK(page.body.find("D5/accept: member of the group that owns the record") != std::string::npos);
    CHECK(page.body.find(">D5<") == std::string::npos);
    sergeant.headers["accept"] = "application/json";
    CHECK(sergeant.get("/nominals/" + id + "/access").body.find("\"rule_words\":\"member of the group") != std::string::npos);
}

TEST_CASE("every rule that stands in the access log of a nominal of the demo has words") {
    WebHouse house;
    std::set<std::string> without;
    house.database->read([&](persistence::Transaction& tx) {
        std::string body;
        tx.each("SELECT hex_out(e.body) FROM audit_subject s JOIN audit_entry e ON e.stream = s.stream AND e.seq = s.seq JOIN nominal n ON n.id = s.object_id", {}, {&body}, [&] {
            const auto entry = domain::decode_ledger_entry(persistence::bytes_of_hex(body));
            if (web::rule_words(entry.rule).empty()) without.insert(entry.rule);
        });
    });
    CHECK(without == std::set<std::string>{});
}
