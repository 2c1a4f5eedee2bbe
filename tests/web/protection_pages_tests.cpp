// Pages of the enforcement group: figures with loaded counts, the register's figures, breaches of public spaces orders, premises; as pages, CSV and JSON.
#include <catch2/catch.hpp>

#include "persistence/community_protection/case_figures.hpp"
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

}  // namespace

TEST_CASE("counts of years before the system stand in the figures as loaded, with their source, on the page, in the CSV and as JSON") {
    WebHouse house;
    WebHouse::Browser manager(house);
    manager.sign_in("grace.holloway");
    CHECK_FALSE(holds(manager.get("/groups/cpt/cases/figures"), "Counts from before this system"));
    const auto year = std::to_string(static_cast<int>(persistence::london_date(house.now).year()) - 3);
    house.database->write([&](persistence::Transaction& tx) {
        const auto loaded = persistence::load_published_counts(tx, {house.ledger, {}, house.now}, {"cpt", "warning", "Strategic Assessment 2023/24, paragraph 83", {{2, "ASB", year, "62"}}});
        REQUIRE(loaded);
    });
    const auto page = manager.get("/groups/cpt/cases/figures");
    CHECK(holds(page, year + ", loaded"));
    CHECK(holds(page, "Strategic Assessment 2023/24, paragraph 83"));
    const auto csv = manager.get("/groups/cpt/cases/figures.csv").body;
    CHECK(csv.find("Anti-social behaviour," + year + ",62,\"Strategic Assessment 2023/24, paragraph 83\"") != std::string::npos);
    manager.headers["accept"] = "application/json";
    CHECK(holds(manager.get("/groups/cpt/cases/figures"), "\"source\":\"Strategic Assessment 2023/24, paragraph 83\""));
}

TEST_CASE("a breach of a public spaces order is refused with every rule at once, kept typed, and then recorded") {
    WebHouse house;
    WebHouse::Browser officer(house), outsider(house);
    officer.sign_in("mel.hart"), outsider.sign_in("helen.fairley");
    const auto order = "/tools/" + one(house, "SELECT id FROM tool WHERE kind = 'pspo'");
    const auto form = order + "/breaches/add";
    CHECK(officer.get(order + "/steps/record_breach").status == 404);
    CHECK(outsider.get(form).status == 404);
    officer.get(form);
    const auto refused = officer.post(form, {{"article", "1"}, {"on", "today"}, {"at", "10am"}, {"place", "51.274, 0.5215"}, {"description", "Man in a red coat"}, {"result", "report"}});
    CHECK(refused.status == 422);
    for (const auto* words : {"Drinking alcohol is no offence by itself", "Select whether there was an excuse", "Enter which officer", "Man in a red coat"}) CHECK(holds(refused, words));
    CHECK(holds(officer.post(form, {{"article", "1"}, {"on", "today"}, {"at", "10am"}, {"place", "somewhere"}}), "Enter each point as latitude, longitude"));
    officer.get(form);
    const auto recorded = officer.post(form, {{"article", "1"}, {"on", "today"}, {"at", "10am"}, {"place", "51.274, 0.5215"}, {"description", "Man in a red coat"}, {"excuse", "none"}, {"result", "warned"}, {"by", "authorised"}, {"officer", "Mel Hart"}});
    REQUIRE(recorded.status == 303);
    const auto page = officer.get(order);
    CHECK(holds(page, "Man in a red coat"));
    CHECK(holds(page, "Excuse: none was given"));
    CHECK(officer.get(order + "/breaches/9/penalty").status == 404);
    officer.headers["accept"] = "application/json";
    CHECK(holds(officer.get(order), "\"description\":\"Man in a red coat\""));
}

TEST_CASE("the figures of the register stand on a page, in a CSV and as JSON, a nought printed as 0") {
    WebHouse house;
    WebHouse::Browser manager(house), outsider(house);
    manager.sign_in("grace.holloway"), outsider.sign_in("helen.fairley");
    const auto page = manager.get("/groups/cpt/tools/figures");
    REQUIRE(page.status == 200);
    CHECK(holds(page, "Fixed penalties for breaches of public spaces protection orders"));
    const auto csv = manager.get("/groups/cpt/tools/figures.csv").body;
    CHECK(csv.find("Dispersal authorisation") != std::string::npos);
    CHECK(csv.find(",0\r\n") != std::string::npos);
    CHECK(outsider.get("/groups/cpt/tools/figures").status == 404);
    CHECK(outsider.get("/groups/cpt/tools/figures.csv").status == 404);
    manager.headers["accept"] = "application/json";
    CHECK(holds(manager.get("/groups/cpt/tools/figures"), "\"penalties\":{\"given\":2,\"paid\":1,\"cancelled\":0}"));
}

TEST_CASE("premises are reached from a record that names them, and say what there is none of") {
    WebHouse house;
    WebHouse::Browser officer(house), outsider(house);
    officer.sign_in("mel.hart"), outsider.sign_in("helen.fairley");
    const auto order = one(house, "SELECT id FROM tool WHERE kind = 'closure_order'");
    const auto address = "/records/" + order + "/premises";
    CHECK(holds(officer.get("/tools/" + order), address));
    const auto page = officer.get(address);
    REQUIRE(page.status == 200);
    CHECK(holds(page, "16 Kingfisher Meadow"));
    CHECK(holds(page, "Closure notice"));
    CHECK(holds(page, "REP-"));
    CHECK(holds(page, "No warning or notice is about these premises."));
    CHECK(holds(officer.get("/groups/cpt/premises"), "16 Kingfisher Meadow"));
    CHECK(officer.get("/records/" + one(house, "SELECT id FROM tool WHERE kind = 'abc'") + "/premises").status == 404);
    CHECK(outsider.get(address).status == 404);
    CHECK(outsider.get("/groups/cpt/premises").status == 404);
    officer.headers["accept"] = "application/json";
    CHECK(holds(officer.get(address), "\"name\":\"16 Kingfisher Meadow\""));
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    CHECK(holds(sergeant.get("/groups/tctf/premises"), "No record names premises yet"));
}
