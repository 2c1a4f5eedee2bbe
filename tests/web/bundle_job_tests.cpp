// A court bundle is asked for and answered at once; a job makes it, checks every word in it, and only who asked sees the job.
#include <catch2/catch.hpp>

#include "persistence/documents/safe_contact.hpp"
#include "tests/support/pdf_reading.hpp"
#include "tests/support/sample_files.hpp"
#include "tests/web/file_upload.hpp"
#include "web/jobs/job_runner.hpp"

using namespace casework;
using casework::testing::PdfReading;
using casework::testing::WebHouse;

namespace {

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

struct Court {
    WebHouse house;
    WebHouse::Browser manager{house};
    std::string notice, form;
    Court() {
        manager.sign_in("grace.holloway");
        house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT case_id FROM protection_breach ORDER BY case_id LIMIT 1", {}, {&notice}); });
        form = "/cases/" + notice + "/bundle";
    }
    web::Response ask(const std::string& file = "") {
        manager.get(form);
        WebHouse::Typed typed{{"title", "Bundle for the court"}, {"password", std::string(persistence::demo::password)}};
        if (!file.empty()) typed.emplace_back("files", file);
        return manager.post(form, typed);
    }
    std::string attach(const std::string& name, const std::string& type, const std::string& content) {
        const auto evidence = "/records/" + notice + "/evidence";
        const auto token = manager.found(manager.get(evidence).body, "csrf");
        REQUIRE(casework::testing::send_file(manager, evidence, content, {name, type}, {{"csrf", token}, {"caption", "A letter"}}).status == 303);
        std::string file;
        house.database->write([&](persistence::Transaction& tx) {
            tx.one("SELECT id FROM evidence_file ORDER BY began_at DESC LIMIT 1", {}, {&file});
            tx.run("UPDATE evidence_file SET state = 'clean' WHERE state = 'held'");
        });
        return file;
    }
    static std::string job_of(const web::Response& answer) {
        const std::string location(answer.header("Location"));
        return location.substr(0, location.find('?'));
    }
    void carry_on() { web::jobs::carry_on(house.house); }
};

}  // namespace

TEST_CASE("a bundle is asked for at once, made by a job, and kept among the papers") {
    if (!PdfReading::possible()) return;
    Court court;
    const auto asked = court.ask();
    REQUIRE(asked.status == 303);
    const auto job = Court::job_of(asked);
    REQUIRE(job.starts_with("/jobs/JOB-"));
    CHECK(holds(court.manager.get(job), "Making the bundle. It takes up to a minute."));
    CHECK(court.house.count("SELECT count(*) FROM document WHERE kind = 'court_bundle'") == 0);
    court.carry_on();
    CHECK(holds(court.manager.get("/"), "The bundle is made"));
    const auto done = court.manager.get(job);
    CHECK(holds(done, "The bundle is made and kept"));
    const auto at = done.body.find("/records/" + court.notice + "/documents/");
    REQUIRE(at != std::string::npos);
    const auto address = done.body.substr(at, done.body.find('"', at) - at);
    const auto pdf = court.manager.get(address);
    REQUIRE(pdf.body.starts_with("%PDF-"));
    const auto text = PdfReading(pdf.body).text();
    CHECK_THAT(text, Catch::Contains("Bundle for the court") && Catch::Contains("Who did what"));
    // What was done, from the first act on; not who looked.
    CHECK(text.find("Recorded that it was given") > text.find("Authorised the notice"));
    CHECK_THAT(text, Catch::Contains("Authorised the notice") && !Catch::Contains("Saw it") && !Catch::Contains("Opened a"));
    CHECK(holds(court.manager.get("/cases/" + court.notice + "/papers"), "Bundle for the court"));
    court.manager.headers["accept"] = "application/json";
    CHECK(holds(court.manager.get(job), "\"kind\":\"court_bundle\""));
    CHECK(holds(court.manager.get(job), "\"record\":\"" + court.notice + "\""));
    court.carry_on();
    CHECK(court.house.count("SELECT count(*) FROM document WHERE kind = 'court_bundle'") == 1);
}

TEST_CASE("a job that makes a bundle is nobody else's, can be cancelled, and its list is not that of exports") {
    Court court;
    const auto job = Court::job_of(court.ask());
    WebHouse::Browser officer(court.house);
    officer.sign_in("mel.hart");
    CHECK(officer.get(job).status == 404);
    CHECK(officer.get(job + "/file").status == 404);
    CHECK(court.manager.get(job + "/file").status == 404);
    court.manager.get(job);
    CHECK(court.manager.post(job + "/cancel", {}).status == 303);
    court.carry_on();
    CHECK(holds(court.manager.get(job), "Cancelled. No bundle was made."));
    CHECK(court.house.count("SELECT count(*) FROM document WHERE kind = 'court_bundle'") == 0);
}

TEST_CASE("a password that is too old when the job runs makes no bundle, and the page says what to do") {
    Court court;
    const auto job = Court::job_of(court.ask());
    court.house.now += std::chrono::minutes(8);
    court.carry_on();
    CHECK(holds(court.manager.get(job), "Ask for the bundle again"));
}

TEST_CASE("a PDF that unpacks without end fails its bundle by name, is not shown, and the house goes on") {
    if (!PdfReading::possible()) return;
    Court court;
    const auto file = court.attach("statement.pdf", "application/pdf", casework::testing::samples::pdf_bomb());
    const auto shown = court.manager.get("/records/" + court.notice + "/evidence/" + file);
    CHECK(shown.status == 422);
    CHECK(holds(shown, "This PDF cannot be shown: it is damaged or too large"));
    const auto job = Court::job_of(court.ask(file));
    court.carry_on();
    const auto page = court.manager.get(job);
    CHECK(holds(page, "‘Exhibit 1: A letter’"));
    CHECK(holds(page, "cannot be part of a bundle: it is damaged or too large"));
    CHECK(court.house.count("SELECT count(*) FROM document WHERE kind = 'court_bundle'") == 0);
    CHECK(court.manager.get("/").status == 200);
}

TEST_CASE("the words inside an attached PDF or text are read by the guard, and stop the bundle with the one neutral sentence") {
    if (!PdfReading::possible()) return;
    const auto [name, type, content] = GENERATE(std::tuple{"letter.pdf", "application/pdf", casework::testing::samples::pdf_saying("She lives at 4 Lenworth Walk, Maidstone")},
                                                std::tuple{"letter.txt", "text/plain", std::string("She lives at 4 Lenworth Walk, Maidstone")});
    Court court;
    court.house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM protection_case WHERE title LIKE 'Banging on doors%'", {}, {&court.notice}); });
    court.form = "/cases/" + court.notice + "/bundle";
    const auto file = court.attach(name, type, content);
    SECTION("without the file it is made") {
        const auto job = Court::job_of(court.ask());
        court.carry_on();
        CHECK(holds(court.manager.get(job), "The bundle is made and kept"));
    }
    SECTION("with it it waits for a coordinator") {
        const auto job = Court::job_of(court.ask(file));
        court.carry_on();
        const auto page = court.manager.get(job);
        CHECK(holds(page, persistence::SafeContact::stopped().front().message));
        CHECK_FALSE(holds(page, "Lenworth"));
        CHECK(court.house.count("SELECT count(*) FROM document WHERE kind = 'court_bundle'") == 0);
    }
}
