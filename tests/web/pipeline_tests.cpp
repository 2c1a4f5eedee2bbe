// The life of a request: who gets in, what is refused and how, what is recorded.
#include <catch2/catch.hpp>

#include <libdeflate.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

#include "tests/web/web_house.hpp"
#include "web/csv.hpp"
#include "web/router.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

const WebHouse::Typed proposal{{"step", "why"}, {"name", "Casper Nightingale"}, {"born-day", "3"}, {"born-month", "may"}, {"born-year", "1990"}, {"person", "new"}, {"behaviours", "begging"},
                               {"evidence", "Every evening."}, {"nexus", "Week Street"}, {"elsewhere", "Nobody else works with him"}};

std::string without_reference(std::string body) {
    for (const char* mark : {"csrf", "Page made at"})
        for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) body.replace(at, std::min<std::size_t>(160, body.size() - at), "");
    return body;
}

}  // namespace

TEST_CASE("the route table stands in the golden file") {
    const std::string path = std::string(CASEWORK_SOURCE_DIR) + "/tests/golden/routes.txt";
    const auto text = web::routes_text(web::routes());
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
    std::ifstream file(path);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(golden.str() == text);
}

TEST_CASE("only the sign-in page, health and the pages at the foot open without signing in") {
    WebHouse house;
    WebHouse::Browser browser(house);
    for (const auto& route : web::routes()) {
        if (std::holds_alternative<web::Anyone>(route.access) || route.method != web::Method::get) continue;
        CHECK(browser.get(std::string(route.pattern)).status == 303);
    }
}

TEST_CASE("a sergeant signs in and sees the list; every answer carries its receipt and strict headers") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    CHECK(sergeant.sign_in("priya.nair").status == 303);
    const auto board = sergeant.get("/groups/tctf/nominals");
    CHECK(board.status == 200);
    CHECK(board.body.find("Nominal list") != std::string::npos);
    CHECK_FALSE(board.header("Audit-Receipt").empty());
    CHECK(board.header("Cache-Control") == "no-store");
    CHECK(board.header("Content-Security-Policy").find("default-src 'none'") == 0);
}

TEST_CASE("a member of another group gets the same answer for the list as for a group that does not exist") {
    WebHouse house;
    WebHouse::Browser coordinator(house);
    coordinator.sign_in("helen.fairley");
    const auto hidden = coordinator.get("/groups/tctf/nominals"), missing = coordinator.get("/groups/nowhere/nominals");
    CHECK(hidden.status == 404);
    CHECK(missing.status == 404);
    CHECK(without_reference(hidden.body) == without_reference(missing.body));
    const auto posted = coordinator.post("/groups/tctf/nominals/add", {{"nonsense", "x"}});
    CHECK(posted.status == 404);  // access is judged before the form is read
}

TEST_CASE("rights taken away act on the next page") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    REQUIRE(sergeant.get("/nominals/NOM-2026-0001/timeline").status == 200);
    house.database->write([](persistence::Transaction& tx) { tx.run("DELETE FROM membership WHERE account IN (SELECT id FROM account WHERE username = 'priya.nair')"); });
    CHECK(sergeant.get("/nominals/NOM-2026-0001/timeline").status == 404);
    house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE account SET disabled_at = 1 WHERE username = 'priya.nair'"); });
    CHECK(sergeant.get("/nominals/NOM-2026-0001/timeline").status == 303);
}

TEST_CASE("a wrong password and an unknown name are refused in the same words") {
    WebHouse house;
    WebHouse::Browser one(house), other(house);
    one.get("/sign-in");
    other.get("/sign-in");
    const auto known = one.post("/sign-in", {{"username", "priya.nair"}, {"password", "wrong wrong wrong"}});
    const auto unknown = other.post("/sign-in", {{"username", "priya.nobody"}, {"password", "wrong wrong wrong"}});
    CHECK(known.status == 422);
    CHECK(unknown.status == 422);
    CHECK(known.body.find("Check your user name and password") != std::string::npos);
    CHECK(unknown.body.find("Check your user name and password") != std::string::npos);
}

TEST_CASE("a form without its token does nothing and comes back filled in") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    const auto before = house.count("SELECT count(*) FROM nominal");
    const auto answer = sergeant.post("/groups/tctf/nominals/add", proposal, false);
    CHECK(answer.status == 403);
    CHECK(answer.body.find("Every evening.") != std::string::npos);
    CHECK(house.count("SELECT count(*) FROM nominal") == before);
}

TEST_CASE("a form from another site is not looked at") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    sergeant.headers["origin"] = "https://elsewhere.example";
    const auto before = house.count("SELECT count(*) FROM nominal");
    CHECK(sergeant.post("/groups/tctf/nominals/add", proposal).status == 403);
    CHECK(house.count("SELECT count(*) FROM nominal") == before);
}

TEST_CASE("a form sent twice makes one record and leads to the same address") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    sergeant.idem = std::string(32, 'a');
    const auto before = house.count("SELECT count(*) FROM nominal");
    const auto first = sergeant.post("/groups/tctf/nominals/add", proposal);
    const auto second = sergeant.post("/groups/tctf/nominals/add", proposal);
    CHECK(first.status == 303);
    CHECK(second.status == 303);
    CHECK(first.header("Location") == second.header("Location"));
    CHECK(house.count("SELECT count(*) FROM nominal") == before + 1);
}

TEST_CASE("a field that the page does not know is refused and nothing is stored") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    auto forged = proposal;
    forged.emplace_back("state", "active");
    const auto before = house.count("SELECT count(*) FROM nominal");
    CHECK(sergeant.post("/groups/tctf/nominals/add", forged).status == 422);
    CHECK(house.count("SELECT count(*) FROM nominal") == before);
}

TEST_CASE("somebody under 18 is refused with the safeguarding route named") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    auto young = proposal;
    young[4].second = "2012";
    const auto answer = sergeant.post("/groups/tctf/nominals/add", young);
    CHECK(answer.status == 422);
    CHECK(answer.body.find("District Contextual Safeguarding Meeting") != std::string::npos);
}

TEST_CASE("what was posted after the session had ended comes back filled in after signing in, and is not carried out") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    const auto before = house.count("SELECT count(*) FROM nominal");
    house.now += std::chrono::minutes(21);
    const auto ended = sergeant.post("/groups/tctf/nominals/add", proposal);
    REQUIRE(ended.status == 303);
    const std::string where(ended.header("Location"));
    REQUIRE(where.starts_with("/sign-in?kept="));
    sergeant.get("/sign-in");
    const auto signed_in = sergeant.post("/sign-in", {{"username", "priya.nair"}, {"password", std::string(persistence::demo::password)}, {"kept", where.substr(14)}});
    REQUIRE(signed_in.status == 303);
    const auto shown = sergeant.get(std::string(signed_in.header("Location")));
    CHECK(shown.status == 200);
    CHECK(shown.body.find("Every evening.") != std::string::npos);
    CHECK(house.count("SELECT count(*) FROM nominal") == before);
}

TEST_CASE("a page is compressed for who accepts it, and says so to caches") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    const auto plain = sergeant.get("/groups/tctf/nominals");
    CHECK(plain.header("Content-Encoding").empty());
    CHECK(plain.header("Vary").find("Accept-Encoding") != std::string_view::npos);
    sergeant.headers["accept-encoding"] = "gzip;q=0, br";
    CHECK(sergeant.get("/groups/tctf/nominals").header("Content-Encoding").empty());
    sergeant.headers["accept-encoding"] = "br, gzip";
    const auto small = sergeant.get("/groups/tctf/nominals");
    CHECK(small.header("Content-Encoding") == "gzip");
    CHECK(small.body.size() < plain.body.size() / 3);
    CHECK(small.body.size() <= 10 * 1024);
    std::string again(2 * plain.body.size(), '\0');
    std::size_t size = 0;
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> engine(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    REQUIRE(libdeflate_gzip_decompress(engine.get(), small.body.data(), small.body.size(), again.data(), again.size(), &size) == LIBDEFLATE_SUCCESS);
    again.resize(size);
    CHECK(again.size() == plain.body.size());  // tokens and keys differ, each as long as the other
    CHECK(again.ends_with("</html>\n"));
}

TEST_CASE("a download asks for a purpose and the password, then is recorded as a disclosure") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    house.now += std::chrono::minutes(6);
    const auto asked = sergeant.get("/groups/tctf/nominals.csv");
    REQUIRE(asked.status == 303);
    CHECK(asked.header("Location").find("/confirm?act=export_rows") == 0);
    sergeant.get(std::string(asked.header("Location")));
    const auto confirmed = sergeant.post("/confirm", {{"act", "export_rows"}, {"object", "tctf"}, {"need", "purpose"}, {"next", "/groups/tctf/nominals.csv"}, {"purpose", "meeting"}, {"password", std::string(persistence::demo::password)}});
    CHECK(confirmed.status == 303);
    const auto file = sergeant.get("/groups/tctf/nominals.csv");
    CHECK(file.status == 200);
    CHECK(file.header("Content-Disposition").find("attachment") == 0);
}

TEST_CASE("a cell that a spreadsheet would take for a formula is disarmed") {
    CHECK(web::csv_cell("=1+1") == "'=1+1");
    CHECK(web::csv_cell("\xEF\xBC\x9D" "1") == "'\xEF\xBC\x9D" "1");
    CHECK(web::csv_cell("a,\"b\"") == "\"a,\"\"b\"\"\"");
}

TEST_CASE("signing in and out, a refused sign-in, a changed password and a refused token carry their receipt") {
    WebHouse house;
    const auto receipt_of = [](const web::Response& answer) { return std::string(answer.header("Audit-Receipt")); };
    WebHouse::Browser wrong(house);
    wrong.get("/sign-in");
    const auto refused = wrong.post("/sign-in", {{"username", "priya.nair"}, {"password", "not the password"}});
    CHECK(refused.status == 422);
    CHECK(receipt_of(refused).find('.') != std::string::npos);
    WebHouse::Browser sergeant(house);
    const auto signed_in = sergeant.sign_in("priya.nair");
    CHECK(receipt_of(signed_in).find('.') != std::string::npos);
    sergeant.get("/account/password");
    const auto changed = sergeant.post("/account/password", {{"current", std::string(persistence::demo::password)}, {"password", "meadow-copper-lighthouse-4"}, {"again", "meadow-copper-lighthouse-4"}});
    CHECK(receipt_of(changed) != receipt_of(signed_in));
    CHECK_FALSE(receipt_of(changed).empty());
    sergeant.get("/account");
    const auto before = house.count("SELECT count(*) FROM audit_entry");
    const auto out = sergeant.post("/sign-out", {});
    CHECK_FALSE(receipt_of(out).empty());
    CHECK(house.count("SELECT count(*) FROM audit_entry") == before + 1);
    WebHouse::Browser program(house);
    program.headers = {{"authorization", "Bearer cwt_0000"}, {"accept", "application/json"}};
    const auto barred = program.get("/");
    CHECK(barred.status == 401);
    CHECK_FALSE(receipt_of(barred).empty());
}

TEST_CASE("what somebody types into an address does not enter the ledger") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    for (const auto* path : {"/people/Dean Harwell born 1989", "/agreements/Dean Harwell born 1989", "/nominals/Dean Harwell born 1989", "/jobs/Dean Harwell born 1989"})
        CHECK(sergeant.get(path).status == 404);
    CHECK(sergeant.get("/people/" + std::string(3000, 'x')).status == 404);
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id LIKE '%Harwell%' OR length(object_id) > 100") == 0);
}
