// Making papers and wording them through their pages, and what programs read of both.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }
std::string notice_of(WebHouse& house) {
    std::string id;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT case_id FROM protection_breach ORDER BY case_id LIMIT 1", {}, {&id}); });
    return id;
}

}  // namespace

TEST_CASE("a paper is made, shown as a page, downloaded as PDF and listed with its version") {
    WebHouse house;
    WebHouse::Browser officer(house);
    officer.sign_in("mel.hart");
    const auto papers = "/cases/" + notice_of(house) + "/papers";
    CHECK(holds(officer.get(papers + "/service_statement/make"), "How it reads now"));
    const auto made = officer.post(papers + "/service_statement/make", {});
    REQUIRE(made.status == 303);
    const std::string address(made.header("Location"));
    const auto page = officer.get(address);
    CHECK(page.status == 200);
    CHECK(holds(page, "Statement of service"));
    CHECK(holds(page, "Version 1"));
    const auto kept = address.substr(address.rfind('/') + 1, 32);
    const auto pdf = officer.get("/records/" + notice_of(house) + "/documents/" + kept);
    CHECK(pdf.body.starts_with("%PDF-"));
    CHECK(holds(officer.get(papers), "Statement of service"));
    CHECK(officer.get("/cases/" + notice_of(house) + "/breaches/1/papers/1/pdf").body.starts_with("%PDF-"));
    officer.headers["accept"] = "application/json";
    CHECK(holds(officer.get(papers), "\"kind\":\"service_statement\""));
    CHECK(holds(officer.get(papers), "\"stopped_by\":[\"It was not posted on the premises\"]"));
}

TEST_CASE("an update that names the person is refused and what was typed stays") {
    WebHouse house;
    WebHouse::Browser officer(house);
    officer.sign_in("mel.hart");
    const auto make = "/cases/" + notice_of(house) + "/papers/complainant_update/make";
    officer.get(make);
    const auto answer = officer.post(make, {{"typed", "Vince Harker has stopped."}});
    CHECK(answer.status == 422);
    CHECK(holds(answer, "Leave out the name of the person"));
    CHECK(holds(answer, "Vince Harker has stopped."));
}

TEST_CASE("the manager words a paper, sees what it changes and does not approve it alone") {
    WebHouse house;
    WebHouse::Browser manager(house);
    manager.sign_in("grace.holloway");
    const std::string address = "/groups/cpt/wordings/warning";
    auto page = manager.get(address);
    REQUIRE(page.status == 200);
    CHECK(holds(page, "2014 Act s.43(5)(a)"));
    const std::string body = "[[title]]\n[[to]]\n[[warning]]\n[[conduct]]\n[[requirements]]\nTrinity can help.\n[[signature]]\n";
    page = manager.post(address, {{"wording", body}, {"do", "preview"}});
    CHECK(holds(page, "Preview with invented facts"));
    CHECK(holds(page, "Put in: </span>Trinity can help."));
    page = manager.post(address, {{"wording", "[[title]]\nNothing"}, {"from", "today"}, {"why", "Shorter"}, {"do", "send"}});
    CHECK(page.status == 422);
    CHECK(holds(page, "leaves out [[requirements]]"));
    const auto sent = manager.post(address, {{"wording", body}, {"from", "today"}, {"why", "Help belongs in it."}, {"do", "send"}});
    REQUIRE(sent.status == 303);
    CHECK(holds(manager.get(address + "/1"), "You wrote this version."));
    WebHouse::Browser second(house);
    second.sign_in("neil.sutton");
    CHECK(holds(second.get(address + "/1"), "Do you approve it?"));
    CHECK(second.post(address + "/1", {{"answer", "approve"}}).status == 303);
    CHECK(holds(manager.get("/groups/cpt/wordings"), "Version 1"));
    WebHouse::Browser officer(house);
    officer.sign_in("mel.hart");
    CHECK(officer.get(address).status == 403);
}
