// What becomes of a file of people: nobody is put forward twice, its owner is told of the end, and the problems of rows are to be had.
#include <catch2/catch.hpp>

#include "tests/web/importing.hpp"

using namespace casework;
using namespace casework::testing::files;
using casework::testing::WebHouse;
using casework::testing::upload;

namespace {

// Uploaded and checked, ready to look at.
std::string previewed(Importing& at, const std::string& text) {
    const auto job = address_of(upload(at.browser, text));
    at.carry_on();
    return job;
}
std::string started(Importing& at, const std::string& text, const WebHouse::Typed& choices = {}) {
    const auto job = previewed(at, text);
    at.browser.get(job);
    REQUIRE(at.browser.post(job + "/start", choices).status == 303);
    return job;
}
std::string person(const std::string& name, const std::string& born, const std::string& more = ",,,") { return name + "," + born + ",begging,Every evening,Week Street,Nobody else," + more + "\r\n"; }

}  // namespace

TEST_CASE("two files about one person, both looked at before either is started, make one person") {
    Importing at;
    const auto first = previewed(at, head + person("Casper Nightingale", "1990-05-03")), second = previewed(at, head + person("Casper Nightingale", "1990-05-03") + person("Wren Talbot", "1985-02-01"));
    for (const auto& job : {first, second}) {
        at.browser.get(job);
        REQUIRE(at.browser.post(job + "/start", {}).status == 303);
    }
    at.carry_on();
    CHECK(at.house.count("SELECT count(DISTINCT person_id) FROM person_name WHERE full_name = 'Casper Nightingale'") == 1);
    const auto done = at.browser.get(second);
    CHECK(says(done, "1 person was put forward."));
    CHECK(says(done, "1 row was refused"));
    CHECK(says(done, "Looks like somebody who was not known when you looked at the rows. Upload the row again to choose who it is (UK GDPR Art 5(1)(d))"));
    const auto link = done.body.find("\"/people/PER-");
    REQUIRE(link != std::string::npos);
    CHECK(says(at.browser.get(done.body.substr(link + 1, done.body.find('"', link + 1) - link - 1)), "Casper Nightingale"));
    at.browser.headers["accept"] = "application/json";
    CHECK(says(at.browser.get(second), "\"looks_like\":\"PER-"));
}

TEST_CASE("a row whose person somebody put forward meanwhile by the form is left undone") {
    Importing at;
    const auto job = previewed(at, head + person("Casper Nightingale", ""));
    at.browser.get("/groups/tctf/nominals/add");
    REQUIRE(at.browser.post("/groups/tctf/nominals/add", {{"step", "why"}, {"name", "Caspar Nightingale"}, {"person", "new"}, {"behaviours", "begging"}, {"evidence", "Every evening."}, {"nexus", "Week Street"}, {"elsewhere", "Nobody"}}).status == 303);
    at.browser.get(job);
    REQUIRE(at.browser.post(job + "/start", {}).status == 303);
    at.carry_on();
    CHECK(says(at.browser.get(job), "Looks like somebody who was not known"));
    CHECK(at.house.count("SELECT count(*) FROM person_name WHERE full_name = 'Casper Nightingale'") == 0);
}

TEST_CASE("somebody whom the row was compared with, and of whom the owner said that it is another, holds nothing up") {
    Importing at;
    const auto name = at.known_name();
    const auto job = started(at, head + person(name, ""), {{"row[2]", "new"}});
    at.carry_on();
    CHECK(says(at.browser.get(job), "1 person was put forward."));
}

TEST_CASE("two rows of one file that were shown beside each other are two people, however alike they are") {
    Importing at;
    const auto job = started(at, head + person("Casper Nightingale", "1990-05-03") + person("Caspar Nightingale", "1992-08-11"));
    at.carry_on();
    CHECK(says(at.browser.get(job), "2 people were put forward."));
}

TEST_CASE("the same file is not started beside itself, and afterwards only on purpose, with what was done already") {
    Importing at;
    const auto text = head + person("Casper Nightingale", "1990-05-03");
    const auto first = previewed(at, text), second = previewed(at, text);
    at.browser.get(first);
    REQUIRE(at.browser.post(first + "/start", {}).status == 303);
    auto page = at.browser.get(second);
    CHECK(says(page, "You started to bring in the same file at "));
    CHECK(says(page, "It is still running"));
    auto refused = at.browser.post(second + "/start", {{"again", "yes"}, {"row[2]", "new"}});
    CHECK(refused.status == 422);
    CHECK(says(refused, "The same file is being brought in already. Wait until that is done"));
    at.carry_on();

    page = at.browser.get(second);
    CHECK(says(page, "You brought in the same file at "));
    CHECK(says(page, "1 person has been put forward"));
    CHECK(says(page, "href=\"" + first + "\""));
    refused = at.browser.post(second + "/start", {{"row[2]", "new"}});
    CHECK(refused.status == 422);
    CHECK(says(refused, "The same file was brought in before: 1 person was put forward. Say that you want to bring it in again"));
    CHECK(says(refused, "<a href=\"#again\">"));
    at.browser.headers["accept"] = "application/json";
    CHECK(says(at.browser.get(second), "\"same_file\":{\"job\":\"" + first.substr(6) + "\""));
    at.browser.headers.erase("accept");

    WebHouse::Browser deputy(at.house);
    deputy.sign_in("tom.reddish");
    const auto theirs = address_of(upload(deputy, text));
    at.carry_on();
    const auto told = deputy.get(theirs);
    CHECK(says(told, "Priya Nair brought in the same file at "));
    CHECK_FALSE(says(told, first));
    CHECK(deputy.post(theirs + "/start", {{"row[2]", "skip"}}).status == 422);
}

TEST_CASE("a file that was looked at and forgotten, or differs by a letter, is no file that was brought in") {
    Importing at;
    const auto text = head + person("Casper Nightingale", "1990-05-03");
    const auto first = previewed(at, text);
    at.browser.get(first);
    REQUIRE(at.browser.post(first + "/cancel", {}).status == 303);
    CHECK_FALSE(says(at.browser.get(previewed(at, text)), "the same file"));
    started(at, text);
    at.carry_on();
    CHECK_FALSE(says(at.browser.get(previewed(at, head + person("Casper Nightingale", "1990-05-04"))), "the same file"));
}

TEST_CASE("when a job ends it stands in the work of the one who asked until they look at it") {
    Importing at;
    const auto job = started(at, head + person("Casper Nightingale", "1990-05-03") + person("Kit Marrow", "the other day"));
    CHECK_FALSE(says(at.browser.get("/"), job));
    at.carry_on();
    auto work = at.browser.get("/");
    CHECK(says(work, "Imports and exports that have ended"));
    CHECK(says(work, "href=\"" + job + "\""));
    CHECK(says(work, "Done. 1 person was put forward, 1 row was left undone"));
    WebHouse::Browser deputy(at.house);
    deputy.sign_in("tom.reddish");
    CHECK_FALSE(says(deputy.get("/"), job));
    at.browser.headers["accept"] = "application/json";
    CHECK(says(at.browser.get("/"), "\"ended_jobs\":[{\"id\":\"" + job.substr(6) + "\""));
    at.browser.headers.erase("accept");
    CHECK(at.browser.get(job).status == 200);
    CHECK_FALSE(says(at.browser.get("/"), job));
}

TEST_CASE("the news of a job is put away without looking at it, by nobody else, and cancelling is no news") {
    Importing at;
    const auto job = started(at, head + person("Casper Nightingale", "1990-05-03"));
    at.carry_on();
    WebHouse::Browser deputy(at.house);
    deputy.sign_in("tom.reddish");
    CHECK(deputy.post(job + "/put-away", {}).status == 404);
    REQUIRE(says(at.browser.get("/"), "action=\"" + job + "/put-away\""));
    CHECK(at.browser.post(job + "/put-away", {}).status == 303);
    CHECK_FALSE(says(at.browser.get("/"), job));
    const auto cancelled = previewed(at, head + person("Wren Talbot", ""));
    at.browser.get(cancelled);
    at.browser.post(cancelled + "/cancel", {});
    CHECK_FALSE(says(at.browser.get("/"), cancelled));
}

TEST_CASE("the problems of rows come as a file, before and after, without what was typed or who else is known") {
    Importing at;
    const auto first = previewed(at, head + person("Casper Nightingale", "1990-05-03"));
    const auto second = previewed(at, head + person("Casper Nightingale", "1990-05-03") + person("Kit Marrow", "the other day", "=HYPERLINK(1),,,"));
    const std::string faulty = "line,column,problem,rule\r\n3,birth_date,Birth date must be a real date,\r\n3,tool_1_kind,Select a kind of order from the list,\r\n";
    auto file = at.browser.get(second + "/problems.csv");
    CHECK(file.header("Content-Type") == "text/csv; charset=utf-8");
    CHECK(file.header("Content-Disposition").find("attachment") == 0);
    CHECK(file.body == faulty);
    REQUIRE(at.browser.post(first + "/start", {}).status == 303);
    CHECK(says(at.browser.get(second), second + "/problems.csv"));
    REQUIRE(at.browser.post(second + "/start", {}).status == 303);
    at.carry_on();
    CHECK(says(at.browser.get(second), second + "/problems.csv"));
    file = at.browser.get(second + "/problems.csv");
    CHECK(file.body == "line,column,problem,rule\r\n2,,Looks like somebody who was not known when you looked at the rows. Upload the row again to choose who it is,UK GDPR Art 5(1)(d)\r\n" + faulty.substr(26));
    WebHouse::Browser deputy(at.house);
    deputy.sign_in("tom.reddish");
    CHECK(deputy.get(second + "/problems.csv").status == 404);
    CHECK(at.house.count("SELECT count(*) FROM job_row WHERE cells <> '' OR matches <> ''") == 0);
    CHECK(at.browser.get(first + "/problems.csv").body == "line,column,problem,rule\r\n");
}

TEST_CASE("an export holds every row of a kind that a form takes, and a row too many is refused with the limit") {
    Importing at;
    std::string columns = "full_name,behaviours,evidence,nexus,elsewhere", cells = "Casper Nightingale,begging,Often,Here,Nobody";
    for (int i = 1; i <= 12; ++i) columns += ",tool_" + std::to_string(i) + "_kind,tool_" + std::to_string(i) + "_words", cells += ",cpw,Terms number " + std::to_string(i);
    started(at, columns + "\r\n" + cells + "\r\n");
    at.carry_on();
    const auto text = at.exported("nominals");
    CHECK(text.find("tool_12_words") != std::string::npos);
    CHECK(text.find("Terms number 12") != std::string::npos);
    CHECK(says(upload(at.browser, columns + ",tool_31_kind\r\n" + cells + ",cpw\r\n"), "‘tool_31_kind’ is not the name of a column"));

    std::string record;
    at.house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT record_id FROM person_name WHERE full_name = 'Casper Nightingale'", {}, {&record}); });
    at.browser.get("/nominals/" + record + "/edit");
    const auto refused = at.browser.post("/nominals/" + record + "/edit", {{"version", "1"}, {"behaviours", "begging"}, {"tool-20-kind", "cpw"}, {"tool-30-kind", "cpw"}});
    CHECK(refused.status == 422);
    CHECK(says(refused, "Enter 30 orders or notices or fewer"));
    CHECK(at.house.count("SELECT count(*) FROM nominal_tool WHERE nominal_id = '" + record + "'") == 12);
}

TEST_CASE("a form with many rows shows every row that was typed again when something else is refused") {
    Importing at;
    std::string record;
    at.house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE panel = 'tctf' AND state = 'active' ORDER BY id LIMIT 1", {}, {&record}); });
    WebHouse::Typed typed{{"version", "1"}};
    for (int i = 0; i < 12; ++i) typed.emplace_back("tool-" + std::to_string(i) + "-kind", ""), typed.emplace_back("tool-" + std::to_string(i) + "-words", i == 11 ? "The last one" : "");
    at.browser.get("/nominals/" + record + "/edit");
    const auto refused = at.browser.post("/nominals/" + record + "/edit", typed);
    CHECK(refused.status == 422);
    CHECK(says(refused, "The last one"));
}
