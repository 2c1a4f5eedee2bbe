// Imports and exports through the pages: what a file needs, what its preview shows, what is carried in, what leaves and to whom.
#include <catch2/catch.hpp>

#include "auth/crypto.hpp"
#include "persistence/access_tokens.hpp"
#include "tests/web/importing.hpp"
#include "web/router.hpp"

using namespace casework;
using namespace casework::testing::files;
using casework::testing::Sent;
using casework::testing::WebHouse;
using casework::testing::upload;

TEST_CASE("a file is checked, shown, and its people are put forward with what the forms take") {
    Importing at;
    const auto before = at.house.count("SELECT count(*) FROM nominal");
    const auto uploaded = upload(at.browser, head + casper + "Kit Marrow,the other day,flying,,Week Street,Nobody else,,,Nowhere,\r\n");
    REQUIRE(uploaded.status == 303);
    const auto job = address_of(uploaded);
    CHECK(says(at.browser.get(job), "<meta http-equiv=\"refresh\" content=\"5\">"));
    CHECK(says(at.browser.get(job), "Stop updating"));
    at.carry_on();
    const auto preview = at.browser.get(job);
    CHECK_FALSE(says(preview, "http-equiv=\"refresh\""));
    CHECK(says(preview, "1 row has a problem and is left out"));
    for (const auto* words : {"the other day", "Birth date must be a real date", "Select behaviours from the list", "Enter what happened in the last 3 months", "Enter address_1_kind as well", "Put 1 person forward"}) {
        INFO(words);
        CHECK(says(preview, words));
    }
    CHECK(at.house.count("SELECT count(*) FROM nominal") == before);
    REQUIRE(at.browser.post(job + "/start", {}).status == 303);
    at.carry_on();
    const auto done = at.browser.get(job);
    CHECK(says(done, "1 person was put forward. 1 row with a problem was left out."));
    const auto link = done.body.find("/nominals/NOM-");
    REQUIRE(link != std::string::npos);
    const auto record_address = done.body.substr(link, done.body.find('"', link) - link);
    const auto record = at.browser.get(record_address);
    for (const auto* words : {"Casper Nightingale", "treet drinking", "Every evening,\nsince May", "Community Protection Warning", "One Maidstone BID"}) {
        INFO(words);
        CHECK(says(record, words));
    }
    CHECK(says(at.browser.get(record_address + "/access"), "Put the person forward from a file"));
    CHECK(at.house.count("SELECT count(*) FROM nominal") == before + 1);
    at.carry_on();
    CHECK(at.house.count("SELECT count(*) FROM nominal") == before + 1);
}

TEST_CASE("a row that looks like somebody known waits for a choice, and nothing chosen is lost when one is missing") {
    Importing at;
    const auto name = at.known_name();
    const auto rest = ",,begging,Every evening,Week Street,Nobody else,,,,\r\n";
    const auto people = at.house.count("SELECT count(*) FROM person");
    const auto job = address_of(upload(at.browser, head + name + rest + "Casper Nightingale" + rest + at.known_name(1) + rest));
    at.carry_on();
    const auto preview = at.browser.get(job);
    REQUIRE(says(preview, "Line 2: who is " + name + "?"));
    CHECK(says(preview, "Same name"));
    const auto refused = at.browser.post(job + "/start", {{"row[4]", "skip"}});
    CHECK(refused.status == 422);
    CHECK(says(refused, "Line 2: select who this is, or leave the row out"));
    CHECK(says(refused, "value=\"skip\" checked"));
    REQUIRE(at.browser.post(job + "/start", {{"row[2]", "new"}, {"row[4]", "skip"}}).status == 303);
    at.carry_on();
    CHECK(says(at.browser.get(job), "2 people were put forward. 1 row was left out as you chose."));
    CHECK(at.house.count("SELECT count(*) FROM person") == people + 2);
}

TEST_CASE("what is no table of people is refused with what to do") {
    Importing at;
    CHECK(at.refused(head, {"people.xlsx", "application/vnd.ms-excel"}) == "The selected file must be a CSV. In a spreadsheet, save it as ‘CSV UTF-8’");
    CHECK(at.refused(head, {"people.csv", "text/html"}) == "The selected file must be a CSV. In a spreadsheet, save it as ‘CSV UTF-8’");
    CHECK(at.refused("") == "The selected file is empty");
    CHECK(at.refused("PK\x03\x04") == "Line 1 is not plain UTF-8 text. Save the file as CSV UTF-8");
    CHECK(at.refused("full_name,colour\r\na,b\r\n") == "‘colour’ is not the name of a column");
    CHECK(at.refused(head) == "The file has no rows below the names of its columns");
    CHECK(at.refused(head + "a,b\r\n") == "Line 2 has 2 cells, but the first line has 10");
    CHECK(at.house.count("SELECT count(*) FROM job") == 0);
    const auto planted = upload(at.browser, "<b onload=x>,full_name\r\n");
    CHECK_FALSE(says(planted, "<b onload"));
}

TEST_CASE("markup in a file comes back as text, in the preview and on the record") {
    Importing at;
    const std::string planted = "<x-planted onload=go()>";
    const auto job = address_of(upload(at.browser, head + planted + " Quill,,begging," + planted + "," + planted + "," + planted + ",,,,\r\nKit,," + planted + ",a,b,c,,,,\r\n", {"<x-planted>.csv", "text/csv"}));
    at.carry_on();
    const auto preview = at.browser.get(job);
    CHECK(says(preview, "&lt;x-planted onload=go()&gt; Quill"));
    CHECK_FALSE(says(preview, "<x-planted"));
    at.browser.post(job + "/start", {});
    at.carry_on();
    const auto done = at.browser.get(job);
    const auto link = done.body.find("/nominals/NOM-");
    REQUIRE(link != std::string::npos);
    CHECK_FALSE(says(at.browser.get(done.body.substr(link, done.body.find('"', link) - link)), "<x-planted"));
}

TEST_CASE("only the address that takes a file takes a body larger than a form") {
    CHECK(web::takes_file(imports));
    CHECK_FALSE(web::takes_file(exports));
    CHECK_FALSE(web::takes_file("/groups/tctf/nominals/add"));
    CHECK_FALSE(web::takes_file("/sign-in"));
}

TEST_CASE("two rows about one person do not become two people") {
    Importing at;
    const auto job = address_of(upload(at.browser, head + casper + casper));
    at.carry_on();
    CHECK(says(at.browser.get(job), "The same person stands on line 2"));
    CHECK(says(at.browser.get(job), "Put 1 person forward"));
}

TEST_CASE("an upload without the token of its page does nothing, and sent twice it is one job") {
    Importing at;
    CHECK(upload(at.browser, head + casper, {}, "wrong").status == 403);
    CHECK(at.house.count("SELECT count(*) FROM job") == 0);
    const auto token = at.browser.found(at.browser.get(imports).body, "csrf");
    const std::string key(32, 'a');
    const auto first = upload(at.browser, head + casper, {}, token, key), second = upload(at.browser, head + casper, {}, token, key);
    CHECK(address_of(first) == address_of(second));
    CHECK(at.house.count("SELECT count(*) FROM job") == 1);
}

TEST_CASE("cancelled, a file leaves nothing; a job does not exist for anybody else") {
    Importing at;
    const auto job = address_of(upload(at.browser, head + casper));
    for (const auto* other : {"tom.reddish", "jess.marlow", "helen.fairley", "neil.sutton"}) {
        WebHouse::Browser browser(at.house);
        browser.sign_in(other);
        CHECK(browser.get(job).status == 404);
        CHECK(browser.post(job + "/cancel", {}).status == 404);
        CHECK(browser.post(job + "/start", {}).status == 404);
        CHECK(browser.get(job + "/file").status == 404);
    }
    REQUIRE(at.browser.post(job + "/cancel", {}).status == 303);
    CHECK(says(at.browser.get(job), "Cancelled. Nothing was kept."));
    at.carry_on();
    CHECK(at.house.count("SELECT count(*) FROM job_row WHERE cells <> ''") == 0);
    WebHouse::Browser viewer(at.house);
    viewer.sign_in("jess.marlow");
    CHECK(viewer.get(imports).status == 403);
}

TEST_CASE("a file leaves only for a purpose and with the password again, without what a spreadsheet would carry out, and can be read back") {
    Importing at;
    const auto dangerous = address_of(upload(at.browser, head + "Casper Nightingale,1990-05-03,begging,=HYPERLINK(1),Week Street,Nobody else,,,,\r\n"));
    at.carry_on();
    at.browser.post(dangerous + "/start", {});
    at.carry_on();

    at.house.now += std::chrono::minutes(10);
    const auto asked = at.browser.post(exports, {{"kind", "nominals"}});
    CHECK(asked.status == 303);
    CHECK(asked.header("Location").starts_with("/confirm?act=export_rows&object=tctf&need=purpose&next=%2Fkept%2F"));
    CHECK(says(at.browser.get(exports), "Before a file is written you say what it is for"));
    at.browser.get("/confirm?act=export_rows&object=tctf&need=purpose&next=" + exports);
    REQUIRE(at.browser.post("/confirm", {{"act", "export_rows"}, {"object", "tctf"}, {"need", "purpose"}, {"next", exports}, {"purpose", "meeting"}, {"password", std::string(persistence::demo::password)}}).status == 303);
    CHECK(says(at.browser.get(exports), "What should the file hold?"));
    CHECK(at.browser.post(exports, {{"kind", "secrets"}}).status == 422);
    const auto job = address_of(at.browser.post(exports, {{"kind", "nominals"}}));
    at.carry_on();
    const auto page = at.browser.get(job);
    REQUIRE(says(page, "/file\""));
    const auto file = at.browser.get(job + "/file");
    CHECK(file.status == 200);
    CHECK(file.header("Content-Disposition").find("attachment") == 0);
    CHECK(file.body.find(",'=HYPERLINK(1),") != std::string::npos);
    CHECK(file.body.find(",=") == std::string::npos);
    at.browser.headers["accept"] = "application/json";
    CHECK(says(at.browser.get(job), auth::to_hex(auth::sha256(file.body))));
    at.browser.headers.erase("accept");
    const auto again = upload(at.browser, file.body);
    REQUIRE(again.status == 303);
    CHECK(at.house.count("SELECT count(*) FROM job_row r JOIN job j ON j.id = r.job_id WHERE j.state = 'uploaded' AND r.state = 'staged'") > 5);

    at.house.now += std::chrono::minutes(10);
    CHECK(at.browser.get(job + "/file").header("Location").starts_with("/confirm?act=export_rows"));
}

TEST_CASE("a password given too long ago fails the export that a stopped server left behind") {
    Importing at;
    at.browser.get("/confirm?act=export_rows&object=tctf&need=purpose&next=" + exports);
    at.browser.post("/confirm", {{"act", "export_rows"}, {"object", "tctf"}, {"need", "purpose"}, {"next", exports}, {"purpose", "meeting"}, {"password", std::string(persistence::demo::password)}});
    at.browser.get(exports);
    const auto job = address_of(at.browser.post(exports, {{"kind", "people"}}));
    at.house.now += std::chrono::minutes(6);
    at.carry_on();
    CHECK(says(at.browser.get(job), "Your password was given too long ago. Ask for the file again."));
}

TEST_CASE("a program uploads a file as JSON, reads the preview and starts it; it never exports") {
    Importing at;
    std::string token;
    at.house.database->write([&](persistence::Transaction& tx) {
        const auto account = persistence::find_account(tx, "priya.nair")->id;
        persistence::Administration by{at.house.ledger, {}, at.house.now};
        token = persistence::make_token(tx, by, {.account = account, .name = "test", .until = domain::add_days(persistence::london_date(at.house.now), 30), .form_key = auth::new_session_token()})->text;
    });
    WebHouse::Browser program(at.house);
    program.headers = {{"authorization", "Bearer " + token}, {"accept", "application/json"}, {"content-type", "application/json"}};
    const auto uploaded = program.send(web::Method::post, imports, R"({"file": "full_name,behaviours,evidence,nexus,elsewhere\nCasper Nightingale,begging,Often,Here,Nobody\nKit,flying,Often,Here,Nobody\n"})");
    CHECK(uploaded.status == 201);
    at.carry_on();
    program.headers.erase("content-type");
    std::string id;
    at.house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM job", {}, {&id}); });
    const auto preview = program.get("/jobs/" + id);
    CHECK(says(preview, "\"state\":\"previewed\""));
    CHECK(says(preview, R"({"column":"behaviours","problem":"Select behaviours from the list","value":"flying"})"));
    program.headers["content-type"] = "application/json";
    CHECK(program.send(web::Method::post, "/jobs/" + id + "/start", "{}").status == 200);
    at.carry_on();
    program.headers.erase("content-type");
    CHECK(says(program.get("/jobs/" + id), "\"made\":1"));
    CHECK(program.get(exports).status == 403);
    CHECK(program.get("/jobs/" + id + "/file").status == 403);
}

TEST_CASE("the file with every column is one that can be uploaded") {
    Importing at;
    const auto file = at.browser.get(imports + "/template.csv");
    CHECK(file.header("Content-Type") == "text/csv; charset=utf-8");
    const auto job = address_of(upload(at.browser, file.body));
    at.carry_on();
    const auto preview = at.browser.get(job);
    CHECK(says(preview, "Rowan Pryor"));
    CHECK_FALSE(says(preview, "has a problem"));
}
