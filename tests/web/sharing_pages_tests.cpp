// Sharing and the second person as pages and as JSON: where a refused act leads, what the colleague and the asker are shown, the password again.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

const std::string password(persistence::demo::password);
bool says(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

std::string record_of(WebHouse& house, std::string_view name) {
    std::string id;
    house.database->read([&](persistence::Transaction& tx) {
        tx.one("SELECT record_id FROM person_name WHERE full_name = :name AND record_id LIKE 'NOM-%' ORDER BY record_id", {persistence::with("name", name)}, {&id});
    });
    return id;
}

struct Journey {
    WebHouse house;
    WebHouse::Browser constable{house}, sergeant{house}, deputy{house}, forum{house};
    std::string record;
    Journey() : record(record_of(house, "Dean Harwell")) {
        constable.sign_in("kofi.osei");
        sergeant.sign_in("priya.nair");
        deputy.sign_in("tom.reddish");
        forum.sign_in("helen.fairley");
    }
    WebHouse::Typed sharing(const std::string& reason = "He follows a client of the forum.") const { return {{"to", "daf"}, {"purpose", "safeguarding"}, {"reason", reason}}; }
    // The request of the constable, asked; its address.
    std::string asked() {
        const std::string request(constable.post("/records/" + record + "/shares/add", sharing()).header("Location"));
        constable.get(request);
        REQUIRE(constable.post(request + "/ask", {{"why", "The forum has to know."}}).status == 303);
        return request;
    }
};

}  // namespace

TEST_CASE("a coordinator shares a record on its pages, the other group opens it, and it is not found again when that ends") {
    Journey j;
    const auto missing = j.forum.get("/nominals/" + j.record);
    CHECK(missing.status == 404);
    CHECK(says(j.sergeant.get("/nominals/" + j.record), "Share or end sharing"));
    const auto refused = j.sergeant.post("/records/" + j.record + "/shares/add", {{"reason", "Typed already"}});
    CHECK(refused.status == 422);
    CHECK(says(refused, "Select the group to share with"));
    CHECK(says(refused, "Typed already"));
    CHECK(j.sergeant.post("/records/" + j.record + "/shares/add", j.sharing()).status == 303);
    const auto shown = j.forum.get("/nominals/" + j.record);
    CHECK(shown.status == 200);
    CHECK(says(shown, "Town Centre Task Force has shared this record with your group"));
    CHECK_FALSE(says(shown, "href=\"/groups/tctf"));
    for (const auto* page : {"/plan", "/timeline", "/access", "/update", "/edit", "/person", "/actions/add"}) {
        const auto opened = j.forum.get("/nominals/" + j.record + page);
        INFO(page);
        CHECK(opened.status == 200);
        CHECK_FALSE(says(opened, "href=\"/groups/tctf"));
    }
    CHECK(j.forum.get("/groups/tctf/nominals").status == 404);
    CHECK(j.forum.get("/nominals/" + record_of(j.house, "Leah Costin")).status == 404);
    CHECK(says(j.sergeant.get("/nominals/" + j.record), "Maidstone Domestic Abuse Forum"));
    CHECK(j.sergeant.post("/records/" + j.record + "/shares/daf/end", {{"reason", ""}}).status == 422);
    CHECK(j.sergeant.post("/records/" + j.record + "/shares/daf/end", {{"reason", "Settled."}}).status == 303);
    CHECK(j.forum.get("/nominals/" + j.record).status == 404);
    CHECK(says(j.sergeant.get("/records/" + j.record + "/shares"), "Settled."));
}

TEST_CASE("a contributor is led to ask a colleague, who is asked for the password, and then does it once") {
    Journey j;
    const auto led = j.constable.post("/records/" + j.record + "/shares/add", j.sharing());
    CHECK(led.status == 303);
    const std::string request(led.header("Location"));
    CHECK(request.find("/agreements/AGR-") == 0);
    const auto question = j.constable.get(request);
    CHECK(says(question, "Ask a colleague to agree"));
    CHECK(says(question, "He follows a client of the forum."));
    CHECK(says(question, "Sgt Priya Nair and Sgt Tom Reddish"));
    CHECK(j.deputy.get(request).status == 404);
    CHECK(j.constable.post(request + "/ask", {{"why", " "}}).status == 422);
    CHECK(j.constable.post(request + "/ask", {{"why", "The forum has to know."}}).status == 303);
    CHECK(j.forum.get("/nominals/" + j.record).status == 404);

    CHECK(says(j.deputy.get("/"), "Waiting for your agreement"));
    CHECK(says(j.deputy.get(request), "The forum has to know."));
    const auto bare = j.deputy.post(request + "/answer", {});
    CHECK(bare.status == 422);
    CHECK(says(bare, "Select whether you agree"));
    CHECK(says(bare, "Enter your password"));
    const auto wrong = j.deputy.post(request + "/answer", {{"answer", "agree"}, {"reason", "Known to me"}, {"password", "not mine at all"}});
    CHECK(wrong.status == 422);
    CHECK(says(wrong, "This is not your password"));
    CHECK(says(wrong, "Known to me"));
    CHECK(j.constable.post(request + "/answer", {{"answer", "agree"}, {"password", password}}).status == 403);
    CHECK(j.deputy.post(request + "/answer", {{"answer", "agree"}, {"password", password}}).status == 303);
    CHECK(j.deputy.get("/").status == 200);  // the session goes on under its new name

    CHECK(says(j.constable.get("/"), "Agreed: do it now"));
    CHECK(says(j.constable.get(request), "Do it now"));
    CHECK(j.constable.post(request + "/use", {}).status == 303);
    CHECK(j.forum.get("/nominals/" + j.record).status == 200);
    CHECK(says(j.constable.get(request), "Agreed and done"));
    const auto again = j.constable.post(request + "/use", {});
    CHECK(again.status == 422);
    CHECK(says(again, "This agreement has been used"));
}

TEST_CASE("a request exists for nobody but the asker and those who may agree") {
    Journey j;
    const auto request = j.asked();
    WebHouse::Browser reader(j.house), business(j.house);
    reader.sign_in("jess.marlow");
    business.sign_in("dana.crisp");
    for (auto* who : {&reader, &business, &j.forum}) {
        CHECK(who->get(request).status == 404);
        CHECK(who->post(request + "/answer", {{"answer", "agree"}, {"password", password}}).status == 404);
        CHECK(who->post(request + "/use", {}).status == 404);
        CHECK_FALSE(says(who->get("/"), "Waiting for your agreement"));
    }
    CHECK(j.deputy.post(request + "/use", {}).status == 404);
    CHECK(j.house.count("SELECT count(*) FROM second_person WHERE answered_at IS NOT NULL") == 0);
}

TEST_CASE("a program is told with 409 that a colleague must agree, where the request is, and the same key prepares it once") {
    Journey j;
    const auto before = j.house.count("SELECT count(*) FROM second_person");
    j.constable.headers["accept"] = "application/json";
    j.constable.idem = "0123456789abcdef0123456789abcdef";
    const auto refused = j.constable.post("/records/" + j.record + "/shares/add", j.sharing());
    CHECK(refused.status == 409);
    CHECK(refused.header("Content-Type") == "application/problem+json");
    CHECK(says(refused, "urn:casework:problem:second-person"));
    CHECK(says(refused, "\"location\":\"/agreements/AGR-"));
    const auto again = j.constable.post("/records/" + j.record + "/shares/add", j.sharing());
    CHECK(says(again, "/agreements/AGR-"));
    CHECK(j.house.count("SELECT count(*) FROM second_person") == before + 1);
    const auto request = j.constable.get(refused.body.substr(refused.body.find("/agreements/"), 25));
    CHECK(request.status == 200);
    CHECK(says(request, "\"state\":\"prepared\""));
    CHECK(says(request, "\"could_agree\":[\"Sgt Priya Nair\",\"Sgt Tom Reddish\"]"));
}

TEST_CASE("what is shared with a group stands on a page of its own beside its list, with nothing on it as well") {
    Journey j;
    const auto page = "/groups/daf/shared";
    CHECK(says(j.forum.get("/groups/daf/nominals"), "href=\"/groups/daf/shared\""));
    CHECK(says(j.forum.get(page), "No other group shares a record with Maidstone Domestic Abuse Forum now."));
    CHECK(j.sergeant.get(page).status == 404);
    REQUIRE(j.sergeant.post("/records/" + j.record + "/shares/add", j.sharing()).status == 303);
    const auto shown = j.forum.get(page);
    CHECK(says(shown, "href=\"/nominals/" + j.record + "\""));
    CHECK(says(shown, "Dean Harwell"));
    CHECK(says(shown, "Town Centre Task Force"));
    CHECK(says(shown, "To protect somebody at risk"));
    j.forum.headers["accept"] = "application/json";
    const auto json = j.forum.get(page);
    CHECK(says(json, "\"shared\":[{\"id\":\"" + j.record + "\""));
}
