// Letters of a case review and the notice of a penalty through their pages, and what programs read of both.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }
std::string one(WebHouse& house, std::string_view sql) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
    return value;
}
std::string review_of(WebHouse& house) { return "/case-reviews/" + one(house, "SELECT min(id) FROM case_review"); }
std::string order_of(WebHouse& house) { return "/tools/" + one(house, "SELECT id FROM tool WHERE kind = 'pspo'"); }

}  // namespace

TEST_CASE("an acknowledgement is made from the page of the review, shown, printed as PDF and listed with its version") {
    WebHouse house;
    WebHouse::Browser manager(house);
    manager.sign_in("grace.holloway");
    const auto review = review_of(house);
    CHECK(holds(manager.get(review), review + "/papers\""));
    const auto list = manager.get(review + "/papers");
    CHECK(holds(list, "Acknowledgement of a case review"));
    CHECK(holds(list, "The bodies have not decided the threshold yet (2014 Act s.104(6))"));
    CHECK(manager.get(review + "/papers/review_outcome/make").status == 422);
    CHECK(manager.get(review + "/papers/poster/make").status == 404);
    const auto form = manager.get(review + "/papers/review_acknowledgement/make");
    CHECK(holds(form, "How it reads now"));
    CHECK(holds(form, "To: June Tarrant"));
    CHECK(holds(form, "By telephone, mornings"));
    CHECK_FALSE(holds(form, "Walter"));
    const auto made = manager.post(review + "/papers/review_acknowledgement/make", {{"letter_on", "today"}, {"typed", "Your contact is Grace."}, {"do", "make"}});
    REQUIRE(made.status == 303);
    const std::string address(made.header("Location"));
    const auto page = manager.get(address);
    CHECK(holds(page, "We have your application for an ASB case review"));
    CHECK(holds(page, "Your contact is Grace."));
    CHECK(holds(page, "Version 1"));
    const auto kept = address.substr(address.rfind('/') + 1, 32);
    CHECK(manager.get("/records/" + review.substr(14) + "/documents/" + kept).body.starts_with("%PDF-"));
    CHECK(holds(manager.get(review + "/papers"), kept));
    WebHouse::Browser officer(house), outsider(house);
    officer.sign_in("mel.hart"), outsider.sign_in("helen.fairley");
    CHECK(holds(officer.get(review + "/papers"), "Whoever may know who applied makes it"));
    CHECK_FALSE(holds(officer.get(review + "/papers"), "June Tarrant"));
    CHECK(officer.get(address).status == 403);
    CHECK(outsider.get(address).status == 404);
    CHECK(outsider.get(review + "/papers").status == 404);
    manager.headers["accept"] = "application/json";
    CHECK(holds(manager.get(review + "/papers"), "\"kind\":\"review_acknowledgement\""));
    CHECK(holds(manager.get(address), "\"name\":\"review_acknowledgement\""));
}

TEST_CASE("a letter that is refused comes back with what was typed, and can be looked at before it is made") {
    WebHouse house;
    WebHouse::Browser officer(house);
    officer.sign_in("mel.hart");
    const auto make = review_of(house) + "/papers/review_request/make";
    officer.get(make);
    const auto refused = officer.post(make, {{"letter_on", "1 January 2020"}, {"typed", "By secure mail."}, {"do", "make"}});
    CHECK(refused.status == 422);
    CHECK(holds(refused, "Select the bodies that are asked"));
    CHECK(holds(refused, "Date of the letter must be on or after"));
    CHECK(holds(refused, "By secure mail."));
    const auto preview = officer.post(make, {{"letter_on", "today"}, {"bodies", "police"}, {"typed", "By secure mail."}, {"do", "preview"}});
    CHECK(preview.status == 200);
    CHECK(holds(preview, "To: the chief officer of police"));
    CHECK(house.count("SELECT count(*) FROM document WHERE kind = 'review_request'") == 0);
    const auto named = officer.post(make, {{"letter_on", "today"}, {"bodies", "police"}, {"typed", "Walter Tarrant lives alone."}, {"do", "make"}});
    CHECK(named.status == 422);
    CHECK(holds(named, "This document waits for a coordinator"));
    CHECK(holds(named, "Walter Tarrant lives alone."));
}

TEST_CASE("the step that records a letter offers to make it right there") {
    WebHouse house;
    WebHouse::Browser manager(house);
    manager.sign_in("grace.holloway");
    const auto review = review_of(house);
    house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE case_review SET state = 'threshold_not_met', threshold = 'not_met', threshold_on = received_on, decided_by = 'The bodies', reason = 'It was one complaint.'"); });
    CHECK(holds(manager.get(review + "/steps/notify_refusal"), review + "/papers/review_threshold/make"));
    const auto make = review + "/papers/review_threshold/make";
    CHECK_FALSE(holds(manager.get(make), "How it reads now"));
    REQUIRE(manager.post(make, {{"letter_on", "today"}, {"advice", "Keep a diary of the nights."}, {"appeal_route", "Write to the Commissioner."}, {"do", "make"}}).status == 303);
    CHECK(holds(manager.get(review + "/steps/notify_refusal"), "Keep a diary of the nights."));
    CHECK(holds(manager.get(review + "/timeline"), "Letter made"));
}

TEST_CASE("the notice of a penalty is made from the breach, kept with its versions, and refused with every section at once") {
    WebHouse house;
    WebHouse::Browser officer(house), outsider(house);
    officer.sign_in("mel.hart"), outsider.sign_in("helen.fairley");
    const auto papers = order_of(house) + "/breaches/3/papers";
    CHECK(holds(officer.get(order_of(house)), papers));
    CHECK(holds(officer.get(order_of(house) + "/breaches/1/papers"), "This penalty has ended: it was paid"));
    CHECK(officer.get(order_of(house) + "/breaches/1/papers/make").status == 422);
    CHECK(officer.get(order_of(house) + "/breaches/9/papers").status == 404);
    CHECK(holds(officer.get(papers), "Nothing has been made yet"));
    officer.get(papers + "/make");
    const auto refused = officer.post(papers + "/make", {{"particulars", ""}, {"payee_name", ""}, {"payee_address", "King Street"}, {"methods", "online"}, {"do", "make"}});
    CHECK(refused.status == 422);
    for (const auto* words : {"Enter what happened, in reasonable detail", "Enter the name to which the penalty is paid", "Payment by post can always be made", "King Street"}) CHECK(holds(refused, words));
    const WebHouse::Typed typed{{"particulars", "He drank from an open can after two warnings."}, {"payee_name", "Maidstone Borough Council, Payments"}, {"payee_address", "King Street, Maidstone"}, {"methods", "post"}, {"do", "make"}};
    const auto made = officer.post(papers + "/make", typed);
    REQUIRE(made.status == 303);
    const std::string address(made.header("Location"));
    const auto page = officer.get(address);
    CHECK(holds(page, "Section 68, Anti-social Behaviour, Crime and Policing Act 2014"));
    CHECK(holds(page, "you cannot be convicted of it (section 68(4))"));
    officer.get(papers + "/make");
    REQUIRE(officer.post(papers + "/make", typed).status == 303);
    CHECK(house.count("SELECT max(version) FROM document WHERE kind = 'pspo_penalty-3'") == 2);
    const auto kept = address.substr(address.rfind('/') + 1, 32);
    CHECK(officer.get("/records/" + order_of(house).substr(7) + "/documents/" + kept).body.starts_with("%PDF-"));
    CHECK(outsider.get(address).status == 404);
    CHECK(outsider.get(papers).status == 404);
    officer.headers["accept"] = "application/json";
    CHECK(holds(officer.get(papers), "\"kind\":\"pspo_penalty-3\""));
    CHECK(holds(officer.get(address), "\"name\":\"pspo_penalty-3\""));
}

TEST_CASE("the wordings of letters and of the notice stand among those of the other papers") {
    WebHouse house;
    WebHouse::Browser manager(house);
    manager.sign_in("grace.holloway");
    for (const auto* paper : {"review_acknowledgement", "review_request", "review_threshold", "review_outcome", "pspo_penalty"}) {
        CHECK(holds(manager.get("/groups/cpt/wordings"), std::string("/groups/cpt/wordings/") + paper));
        CHECK(manager.get(std::string("/groups/cpt/wordings/") + paper).status == 200);
    }
    CHECK(manager.get("/groups/cpt/wordings/pspo_penalty-3").status == 404);
    const auto page = manager.post("/groups/cpt/wordings/pspo_penalty", {{"wording", "[[title]]\n[[to]]\nPay."}, {"from", "today"}, {"why", "Shorter"}, {"do", "send"}});
    CHECK(page.status == 422);
    CHECK(holds(page, "leaves out [[payment]]"));
}
