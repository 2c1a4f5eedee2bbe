// The ledger, access reviews, one's own history and declared interests as people meet them, over the demo.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "auth/crypto.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_stream.hpp"
#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

struct AuditPages : WebHouse {
    AuditPages() : auditor(*this), sergeant(*this), reader(*this) {
        auditor.sign_in("owen.price");
        sergeant.sign_in("priya.nair");
        reader.sign_in("jess.marlow");
        record = one("SELECT id FROM nominal WHERE state = 'active' AND panel = 'tctf' ORDER BY id LIMIT 1");
    }
    std::string one(std::string_view sql) {
        std::string value;
        database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
        return value;
    }
    static bool shows(const web::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }
    // SHA-256 that the newest entry of a file from the ledger holds.
    std::string last_disclosure() {
        std::string digest, body;
        database->read([&](persistence::Transaction& tx) {
            tx.each("SELECT hex_out(e.body) FROM audit_entry e ORDER BY e.seq", {}, {&body}, [&] {
                const auto entry = domain::decode_ledger_entry(persistence::bytes_of_hex(body));
                if (entry.object_type == "ledger" && entry.operation == domain::LoggedOperation::disclosure) digest = auth::to_hex(entry.after);
            });
        });
        return digest;
    }
    web::Response as_json(Browser& browser, const std::string& address) {
        browser.headers["accept"] = "application/json";
        auto response = browser.get(address);
        browser.headers.erase("accept");
        return response;
    }
    Browser auditor, sergeant, reader;
    std::string record;
};

}  // namespace

TEST_CASE("an auditor finds entries by naming a purpose, and takes them out as a table and with proofs") {
    AuditPages house;
    CHECK(house.reader.get("/nominals/" + house.record).status == 200);
    CHECK(AuditPages::shows(house.auditor.get("/"), "/ledger/patterns"));
    const auto empty = house.auditor.get("/ledger");
    CHECK(empty.status == 200);
    CHECK(AuditPages::shows(empty, "Select a purpose"));
    CHECK(house.auditor.get("/ledger?about=" + house.record).status == 422);
    const std::string question = "?purpose=lawfulness&about=" + house.record;
    const auto page = house.auditor.get("/ledger" + question);
    CHECK(page.status == 200);
    CHECK(AuditPages::shows(page, "Jess Marlow"));
    CHECK(AuditPages::shows(page, "/ledger/bundle?purpose=lawfulness&amp;about=" + house.record));
    CHECK(AuditPages::shows(house.as_json(house.auditor, "/ledger" + question), "\"objects\":[\"" + house.record));
    CHECK(house.as_json(house.auditor, "/ledger").status == 422);
    CHECK(AuditPages::shows(house.auditor.get("/ledger" + question + "&from=today&rule=D8"), "No entry fits."));
    CHECK(house.auditor.get("/ledger" + question + "&from=someday").status == 422);
    const auto narrowed = house.auditor.get("/ledger" + question + "&operation=consultation&operation=security&look=night&refused=yes");
    for (const auto* words : {"Clear filters", "Remove this filter: what happened </span>Viewed", "Remove this filter: worth a look </span>Outside usual hours", "Remove this filter: outcome </span>Refused"})
        CHECK(AuditPages::shows(narrowed, words));
    CHECK(AuditPages::shows(narrowed, "href=\"/ledger?purpose=lawfulness&amp;about=" + house.record + "&amp;refused=yes&amp;operation=consultation&amp;look=night\""));  // without the second operation
    const auto viewed = house.auditor.get("/ledger" + question + "&operation=consultation");
    CHECK(AuditPages::shows(viewed, "Work of the group"));
    CHECK_FALSE(AuditPages::shows(viewed, "panel_work<"));
    CHECK(AuditPages::shows(house.auditor.get("/ledger" + question + "&operation=erasure&operation=combination"), "No entry fits."));
    CHECK(AuditPages::shows(house.auditor.get("/ledger" + question + "&account=nobody.here"), "Nobody has this user name or id"));
    const auto csv = house.auditor.get("/ledger.csv" + question);
    CHECK(csv.body.starts_with("entry,at,account,name"));
    CHECK(AuditPages::shows(csv, "PCSO Jess Marlow"));
    CHECK(house.auditor.get("/ledger.csv?purpose=lawfulness").status == 422);
    const auto file = house.auditor.get("/ledger/bundle" + question);
    CHECK(file.header("Content-Disposition").starts_with("attachment"));
    const auto bundle = persistence::parse_ledger_bundle(file.body);
    REQUIRE(bundle);
    CHECK(persistence::verify_bundle(*bundle, {}).holds());
    CHECK(AuditPages::shows(house.auditor.get("/ledger?purpose=lawfulness&account=owen.price"), "Searched the ledger"));
}

TEST_CASE("a file of the ledger takes one of the four purposes and the password again, and its entry holds the digest of what was given") {
    AuditPages house;
    REQUIRE(house.reader.get("/nominals/" + house.record).status == 200);
    const std::string question = "?purpose=lawfulness&about=" + house.record;
    for (const std::string address : {"/ledger.csv", "/ledger/bundle", "/ledger/who-looked.csv"}) {
        INFO(address);
        CHECK(house.auditor.get(address + "?purpose=&about=" + house.record).status == 422);
        CHECK(house.auditor.get(address + "?purpose=curiosity&about=" + house.record).status == 422);
        const auto given = house.auditor.get(address + question);
        REQUIRE(given.status == 200);
        const auto digest = house.last_disclosure();
        CHECK(digest == auth::to_hex(auth::sha256(given.body)));
        house.now += std::chrono::minutes(6);
        const auto asked = house.auditor.get(address + question);
        CHECK(asked.status == 303);
        CHECK(asked.header("Location").starts_with("/confirm?act=audit"));
        CHECK(house.last_disclosure() == digest);
        house.auditor.get(std::string(asked.header("Location")));
        const auto confirmed = house.auditor.post("/confirm", {{"act", "audit"}, {"object", ""}, {"need", "password"}, {"next", address + question}, {"password", std::string(persistence::demo::password)}});
        CHECK(confirmed.status == 303);
        CHECK(house.auditor.get(std::string(confirmed.header("Location"))).status == 200);
    }
}

TEST_CASE("nobody but an auditor opens the ledger or a review, and a practitioner is answered as if there were neither") {
    AuditPages house;
    for (const auto* address : {"/ledger?purpose=lawfulness", "/ledger.csv?purpose=lawfulness&from=today", "/ledger/bundle?purpose=lawfulness&from=today", "/ledger/who-looked?purpose=lawfulness&about=NOM-2026-0001", "/ledger/patterns?purpose=lawfulness", "/access-reviews", "/access-reviews/add", "/access-reviews/ARV-2026-0001", "/conflicts/CON-2026-0001"}) {
        INFO(address);
        CHECK(house.sergeant.get(address).status == 404);
    }
}

TEST_CASE("who looked at a person is one line for each account, also as a table") {
    AuditPages house;
    REQUIRE(house.reader.get("/nominals/" + house.record).status == 200);
    const auto person = house.one("SELECT person_id FROM nominal WHERE id = '" + house.record + "'");
    const auto address = "?purpose=self-monitoring&about=" + person;
    CHECK(AuditPages::shows(house.auditor.get("/ledger/who-looked" + address), "PCSO Jess Marlow"));
    CHECK(house.auditor.get("/ledger/who-looked.csv" + address).body.starts_with("account,name,agency,looks"));
    CHECK(AuditPages::shows(house.as_json(house.auditor, "/ledger/who-looked" + address), "\"accounts\":["));
    CHECK(AuditPages::shows(house.auditor.get("/ledger/who-looked?purpose=lawfulness&about=NOM-1999-0001"), "Nobody, in that time."));
    CHECK(house.auditor.get("/ledger/who-looked?purpose=lawfulness&about=").status == 422);
    const auto patterns = house.auditor.get("/ledger/patterns?purpose=integrity");
    CHECK(patterns.status == 200);
    CHECK(AuditPages::shows(patterns, "No link to their own work"));
    CHECK(house.auditor.get("/ledger/patterns?purpose=integrity&from=1%20January%202020&to=today").status == 422);
}

TEST_CASE("a person is asked about what they opened, answers in My work, and the review is closed") {
    AuditPages house;
    CHECK(AuditPages::shows(house.auditor.get("/access-reviews"), "There is no access review."));
    house.auditor.get("/access-reviews/add");
    CHECK(house.auditor.post("/access-reviews/add", {{"purpose", "lawfulness"}, {"account", "owen.price"}, {"record", "nothing"}, {"reason", "x"}}).status == 422);
    const auto started = house.auditor.post("/access-reviews/add", {{"purpose", "lawfulness"}, {"account", "jess.marlow"}, {"record", house.record}, {"reason", "Opened three times at night"}});
    REQUIRE(started.status == 303);
    const auto address = std::string(started.header("Location")).substr(0, std::string("/access-reviews/ARV-2026-0001").size());
    const auto id = address.substr(address.rfind('/') + 1);
    CHECK_FALSE(AuditPages::shows(house.reader.get("/"), "Information governance asks you"));
    CHECK(house.reader.get("/access-questions/" + id).status == 404);
    house.auditor.get(address);
    CHECK(house.auditor.post(address + "/questions", {{"question", "Why?"}}).status == 422);
    CHECK(house.auditor.post(address + "/questions", {{"question", "What did you need it for on Monday night?"}}).status == 303);
    CHECK(AuditPages::shows(house.reader.get("/"), "/access-questions/" + id));
    const auto question = house.reader.get("/access-questions/" + id);
    CHECK(AuditPages::shows(question, "What did you need it for on Monday night?"));
    CHECK_FALSE(AuditPages::shows(question, "Opened three times at night"));
    CHECK(house.sergeant.get("/access-questions/" + id).status == 404);
    CHECK(house.reader.post("/access-questions/" + id, {{"answer", "I was called to his address"}}).status == 303);
    CHECK(AuditPages::shows(house.auditor.get("/"), "Answered"));
    CHECK(AuditPages::shows(house.auditor.get(address), "I was called to his address"));
    CHECK(house.auditor.post(address + "/close", {{"finding", ""}, {"words", ""}}).status == 422);
    CHECK(house.auditor.post(address + "/close", {{"finding", "in_order"}, {"words", "The log of calls says so"}}).status == 303);
    CHECK(AuditPages::shows(house.auditor.get("/access-reviews"), "Closed"));
}

TEST_CASE("everybody sees what they did themselves, and nothing of what was looked up about them") {
    AuditPages house;
    REQUIRE(house.reader.get("/nominals/" + house.record).status == 200);
    house.auditor.get("/ledger?purpose=lawfulness&account=jess.marlow");
    CHECK(AuditPages::shows(house.reader.get("/account"), "/account/history"));
    const auto page = house.reader.get("/account/history");
    CHECK(AuditPages::shows(page, "Opened the record"));
    CHECK(AuditPages::shows(page, house.record));
    CHECK_FALSE(AuditPages::shows(page, "Searched the ledger"));
    CHECK(AuditPages::shows(house.as_json(house.reader, "/account/history"), "\"act\":\"read\""));
}

TEST_CASE("who declares a relative is kept from their record without a word, and information governance decides") {
    AuditPages house;
    const auto name = house.one("SELECT full_name FROM person_name WHERE record_id = '" + house.record + "' AND ordinal = 0");
    CHECK(AuditPages::shows(house.reader.get("/account/interests"), "You have declared nobody."));
    CHECK(house.reader.post("/account/interests", {{"relation", ""}, {"name", ""}}).status == 422);
    CHECK(house.reader.post("/account/interests", {{"relation", "family"}, {"name", name}}).status == 303);
    CHECK(house.reader.get("/nominals/" + house.record).status == 404);
    const auto own = house.reader.get("/account/interests");
    CHECK(AuditPages::shows(own, name));
    CHECK_FALSE(AuditPages::shows(own, house.record));
    CHECK_FALSE(AuditPages::shows(house.reader.get("/"), "conflict"));
    CHECK(AuditPages::shows(house.auditor.get("/"), "A conflict of interest was found"));
    const auto id = house.one("SELECT id FROM declared_match WHERE record_id = '" + house.record + "'");
    CHECK(AuditPages::shows(house.auditor.get("/conflicts/" + id), "Same name"));
    CHECK(house.reader.get("/conflicts/" + id).status == 404);
    CHECK(house.auditor.post("/conflicts/" + id, {{"answer", "lifted"}, {"reason", ""}}).status == 422);
    CHECK(house.auditor.post("/conflicts/" + id, {{"answer", "lifted"}, {"reason", "A namesake from another county"}}).status == 303);
    CHECK(house.reader.get("/nominals/" + house.record).status == 200);
    const auto declared = house.one("SELECT id FROM declared_person");
    house.reader.get("/account/interests");
    CHECK(house.reader.post("/account/interests/" + declared + "/end", {}).status == 303);
}
