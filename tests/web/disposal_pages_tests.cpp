// Disposal of one record as people meet it, over the demo: the coordinator asks, the records officer decides, a certificate stays.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using namespace std::chrono_literals;
using casework::testing::WebHouse;

namespace {

const std::string password(persistence::demo::password);
constexpr const char* why = "Put on the list under a wrong name, by mistake.";

struct DisposalHouse : WebHouse {
    DisposalHouse() : coordinator(*this), officer(*this) {
        database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM nominal WHERE state = 'archived' AND panel = 'tctf' ORDER BY id LIMIT 1", {}, {&record}); });
        coordinator.sign_in("priya.nair");
        officer.sign_in("ruth.adeyemi");
    }
    static bool shows(const web::Response& page, std::string_view words) { return page.body.find(words) != std::string::npos; }
    web::Response ask(Typed more = {}) {
        coordinator.get("/records/" + record + "/disposal");
        Typed form{{"reason", "mistake"}, {"words", why}, {"purpose", "retention"}, {"password", password}};
        form.insert(form.begin(), more.begin(), more.end());
        return coordinator.post("/records/" + record + "/disposal", std::move(form));
    }
    std::string request() {
        std::string id;
        database->read([&](persistence::Transaction& tx) { tx.one("SELECT id FROM disposal ORDER BY asked_at DESC LIMIT 1", {}, {&id}); });
        return "/disposals/" + id;
    }
    web::Response answer(const std::string& decision) {
        officer.get(request());
        return officer.post(request() + "/answer", {{"decision", decision}, {"words", "The file of the group shows the mistake."}, {"password", password}});
    }
    std::string record;
    Browser coordinator, officer;
};

}  // namespace

TEST_CASE("a coordinator asks from the record, and nothing typed is lost when it is refused") {
    DisposalHouse house;
    CHECK(DisposalHouse::shows(house.coordinator.get("/nominals/" + house.record + "/access"), "/records/" + house.record + "/disposal"));
    house.coordinator.get("/records/" + house.record + "/disposal");
    const auto refused = house.coordinator.post("/records/" + house.record + "/disposal", {{"reason", "retention_over"}, {"words", "Six years and more since it ended."}, {"purpose", "retention"}, {"password", password}});
    CHECK(refused.status == 422);
    CHECK(DisposalHouse::shows(refused, "Its retention period ends on "));
    CHECK(DisposalHouse::shows(refused, "Six years and more since it ended."));
    CHECK(house.coordinator.post("/records/" + house.record + "/disposal", {{"reason", "mistake"}, {"words", why}, {"purpose", "retention"}, {"password", "wrong"}}).status == 422);
    CHECK(house.ask().status == 303);
    CHECK(DisposalHouse::shows(house.coordinator.get("/records/" + house.record + "/disposal"), "Somebody has asked for this already"));
    WebHouse::Browser constable(house);
    constable.sign_in("kofi.osei");
    CHECK(constable.get("/records/" + house.record + "/disposal").status >= 403);
    CHECK(constable.get("/disposals").status == 404);
    CHECK(constable.get(house.request()).status == 404);
    CHECK_FALSE(DisposalHouse::shows(constable.get("/nominals/" + house.record + "/access"), "/disposal"));
}

TEST_CASE("a records officer sees facts of the case only, and after approving the record answers like one that never was") {
    DisposalHouse house;
    CHECK(DisposalHouse::shows(house.officer.get("/"), "None is open."));
    CHECK(house.officer.get("/nominals/" + house.record).status == 404);
    std::string name;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT full_name FROM person_name WHERE record_id = :id AND ordinal = 0", {persistence::with("id", house.record)}, {&name}); });
    REQUIRE(house.ask().status == 303);
    CHECK(DisposalHouse::shows(house.officer.get("/"), house.record));
    CHECK(DisposalHouse::shows(house.officer.get("/disposals"), house.record));
    const auto page = house.officer.get(house.request());
    CHECK(page.status == 200);
    CHECK(DisposalHouse::shows(page, why));
    CHECK_FALSE(DisposalHouse::shows(page, name));
    for (const auto* rest : {"", "/timeline", "/access", "/plan", "/edit"}) CHECK(house.officer.get("/nominals/" + house.record + rest).status >= 403);
    CHECK(house.officer.get("/records/" + house.record + "/evidence").status == 404);
    const auto request = house.request();
    CHECK(house.officer.post(request + "/answer", {{"decision", "approve"}, {"words", "short"}, {"password", password}}).status == 422);
    REQUIRE(house.answer("approve").status == 303);
    const auto certificate = house.officer.get(request);
    CHECK(DisposalHouse::shows(certificate, "Certificate of disposal"));
    CHECK_FALSE(DisposalHouse::shows(certificate, name));
    house.coordinator.headers["accept"] = "application/json";
    CHECK(DisposalHouse::shows(house.coordinator.get(request), "\"state\":\"erased\""));
    house.coordinator.headers.erase("accept");
    WebHouse::Browser auditor(house);
    auditor.sign_in("owen.price");
    CHECK(auditor.get(request).status == 200);
    CHECK(DisposalHouse::shows(auditor.get("/disposals"), house.record));
    for (const auto* rest : {"", "/timeline", "/access", "/plan"}) {
        auto gone = house.coordinator.get("/nominals/" + house.record + rest), never = house.coordinator.get("/nominals/NOM-2026-9876" + std::string(rest));
        CHECK(gone.status == 404);
        CHECK(gone.status == never.status);
    }
    CHECK(house.coordinator.get("/records/" + house.record + "/disposal").status == 404);
    for (const auto* list : {"/groups/tctf/archived", "/people", "/groups/tctf/lists"}) CHECK_FALSE(DisposalHouse::shows(house.coordinator.get(list), house.record));
}

TEST_CASE("a hold is placed with kind, day and reason, is named where it stops somebody, and is lifted") {
    DisposalHouse house;
    const auto address = "/records/" + house.record;
    house.coordinator.get(address + "/disposal");
    CHECK(house.coordinator.post(address + "/holds", {{"kind", "inquest"}, {"from", "tomorrow"}, {"why", "The coroner asked for the file."}}).status == 422);
    REQUIRE(house.coordinator.post(address + "/holds", {{"kind", "inquest"}, {"from", "today"}, {"why", "The coroner asked for the file."}}).status == 303);
    const auto asked = house.ask();
    CHECK(asked.status == 422);
    CHECK(DisposalHouse::shows(asked, "A hold stands: inquest"));
    CHECK(house.coordinator.post(address + "/holds/1/lift", {{"lift", "over"}}).status == 422);
    REQUIRE(house.coordinator.post(address + "/holds/1/lift", {{"lift", "The inquest ended with its finding."}}).status == 303);
    CHECK(house.coordinator.post(address + "/holds/1/lift", {{"lift", "The inquest ended with its finding."}}).status == 422);
    REQUIRE(house.ask().status == 303);
    REQUIRE(house.coordinator.get(house.request()).status == 200);
    CHECK(house.coordinator.post(house.request() + "/withdraw", {}).status == 303);
    CHECK(DisposalHouse::shows(house.officer.get("/"), "None is open."));
}
