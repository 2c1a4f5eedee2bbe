// Statistics of the whole partnership as people read them: the same for everybody who may, and no small count anywhere.
#include <catch2/catch.hpp>

#include <set>
#include <sstream>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::database_kinds;
using casework::testing::WebHouse;

namespace {

// The last word of each line of the CSV.
std::vector<std::string> counts_in(const std::string& csv) {
    std::vector<std::string> counts;
    std::istringstream lines(csv);
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == '"')) line.pop_back();
        counts.push_back(line.substr(line.find_last_of(",\"") + 1));
    }
    return counts;
}

}  // namespace

TEST_CASE("analyst and auditor and practitioner read the same statistics, and every count is nobody, kept back or rounded to five") {
    const WebHouse::Pattern pattern(GENERATE(from_range(database_kinds())));
    WebHouse house(pattern);
    house.now += std::chrono::days{70};  // so that the month of the demo has ended
    std::set<std::string> answers;
    for (const char* username : {"lena.ward", "owen.price", "jess.marlow", "helen.fairley"}) {
        WebHouse::Browser browser(house);
        browser.sign_in(username);
        const auto csv = browser.get("/statistics.csv");
        INFO(username);
        REQUIRE(csv.status == 200);
        answers.insert(csv.body);
        CHECK(browser.get("/statistics").body.find("kept back") != std::string::npos);
        browser.headers["accept"] = "application/json";
        const auto json = browser.get("/statistics");
        CHECK(json.status == 200);
        CHECK(json.body.find("\"hidden\":true}") != std::string::npos);
    }
    REQUIRE(answers.size() == 1);
    int kept_back = 0, shown = 0;
    for (const auto& count : counts_in(*answers.begin())) {
        INFO(count);
        if (count == "[c]") {
            ++kept_back;
            continue;
        }
        CHECK(std::stoi(count) % 5 == 0);
        shown += std::stoi(count) > 0;
    }
    CHECK(kept_back > 5);
    CHECK(shown > 0);
    CHECK(house.count("SELECT count(*) FROM report") > 0);
}

TEST_CASE("who has no statistics gets the answer of a page that is not there") {
    WebHouse house;
    WebHouse::Browser administrator(house);
    administrator.sign_in("neil.sutton");
    CHECK(administrator.get("/statistics").status == administrator.get("/no-such-page").status);
    CHECK(administrator.get("/statistics.csv").status == 404);
}

TEST_CASE("nothing is counted before its month has ended, and the page says until when") {
    WebHouse house;
    WebHouse::Browser analyst(house);
    analyst.sign_in("lena.ward");
    const auto before = analyst.get("/statistics.csv").body;
    house.database->write([](persistence::Transaction& tx) { tx.run("UPDATE report SET reported_on = '9999-01-01'"); });
    CHECK(analyst.get("/statistics.csv").body.find("9999") == std::string::npos);
    CHECK(before.find("All five") != std::string::npos);
    const auto last = domain::add_days(domain::Date{persistence::london_date(house.now).year() / persistence::london_date(house.now).month() / 1}, -1);
    CHECK(analyst.get("/statistics").body.find("to " + domain::long_date(last)) != std::string::npos);
}
