// The settings of a group on their page: for whom it opens, what a change needs, and what is kept of it.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using testing::WebHouse;

namespace {

constexpr const char* page = "/groups/tctf/settings";
bool has(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

WebHouse::Typed setting(const std::string& value, const std::string& from = "tomorrow", const std::string& reason = "Agreed by the group on 20 November.") {
    return {{"name", "list_cap"}, {"value", value}, {"from", from}, {"reason", reason}};
}

}  // namespace

TEST_CASE("the system administrator and the group's coordinators set its rules, and nobody else learns of them") {
    WebHouse house;
    WebHouse::Browser neil(house), tom(house), kofi(house), helen(house);
    neil.sign_in("neil.sutton"), tom.sign_in("tom.reddish"), kofi.sign_in("kofi.osei"), helen.sign_in("helen.fairley");
    CHECK(has(neil.get("/"), page));
    CHECK(has(tom.get("/account"), page));
    CHECK_FALSE(has(kofi.get("/account"), page));
    const auto shown = neil.get(page);
    REQUIRE(shown.status == 200);
    CHECK(has(shown, "Days until an entry must be reviewed"));
    CHECK(has(shown, "28 days"));
    CHECK_FALSE(has(shown, "NOM-"));
    CHECK(tom.get(page).status == 200);
    CHECK(kofi.get(page).status == 403);
    CHECK(helen.get(page).status == 404);
    CHECK(kofi.post(page, setting("12")).status == 403);
    CHECK(has(neil.get(page), "Nothing has been changed"));
}

TEST_CASE("a setting holds from its day, and the page keeps every value with its reason and who set it") {
    WebHouse house;
    WebHouse::Browser neil(house);
    neil.sign_in("neil.sutton");
    neil.get(page);
    const auto saved = neil.post(page, setting("12"));
    CHECK(saved.status == 303);
    CHECK(saved.header("Location") == std::string(page) + "?done=setting");
    house.now += std::chrono::seconds(1);
    neil.get(page);
    neil.post(page, setting("13", "tomorrow", "The minutes say 13."));
    const auto after = neil.get(page);
    CHECK(has(after, "15 people, 13 people from "));
    CHECK(has(after, "12 people"));
    CHECK(has(after, "replaced by a later change"));
    CHECK(has(after, "Agreed by the group on 20 November."));
    CHECK(has(after, "The minutes say 13."));
    CHECK(has(after, "Neil Sutton"));
}

TEST_CASE("a setting outside its bounds, for a day gone by or without a reason is refused with everything at once and kept typed") {
    WebHouse house;
    WebHouse::Browser neil(house);
    neil.sign_in("neil.sutton");
    neil.get(page);
    const auto refused = neil.post(page, setting("61", "1 January 2020", ""));
    CHECK(refused.status == 422);
    CHECK(has(refused, "Enter a number of people between 1 and 60"));
    CHECK(has(refused, "Date it takes effect must be today or in the future"));
    CHECK(has(refused, "Enter the reason"));
    CHECK(has(refused, "value=\"1 January 2020\""));
    CHECK(has(neil.get(page), "Nothing has been changed"));
}

TEST_CASE("the password is asked again before a setting, and what was typed comes back after it") {
    WebHouse house;
    WebHouse::Browser neil(house);
    neil.sign_in("neil.sutton");
    neil.get(page);
    house.now += std::chrono::minutes(6);
    const auto asked = neil.post(page, setting("11"));
    REQUIRE(asked.status == 303);
    const std::string confirm(asked.header("Location"));
    REQUIRE(confirm.find("/confirm?act=administer") == 0);
    const auto kept_at = confirm.find("next=%2Fkept%2F");
    REQUIRE(kept_at != std::string::npos);
    const auto next = "/kept/" + confirm.substr(kept_at + 15);
    neil.get("/confirm");
    neil.post("/confirm", {{"act", "administer"}, {"object", "tctf"}, {"need", "password"}, {"next", next}, {"password", std::string(persistence::demo::password)}});
    const auto kept = neil.get(next);
    CHECK(kept.status == 200);
    CHECK(has(kept, "value=\"11\""));
    CHECK(has(kept, "Nothing has been changed"));
    CHECK(neil.post(page, setting("11")).status == 303);
}

TEST_CASE("a program reads the settings with their bounds, but never sets one") {
    WebHouse house;
    WebHouse::Browser neil(house);
    neil.sign_in("neil.sutton");
    neil.headers["accept"] = "application/json";
    const auto answer = neil.get(page);
    CHECK(has(answer, R"("name":"list_cap","words":"people on the list before a warning shows","unit":"people","value":15,"least":1,"most":60)"));
    CHECK(has(answer, R"("action":"/groups/tctf/settings")"));
}

TEST_CASE("forms are filled with the days that the settings in force give") {
    WebHouse house;
    WebHouse::Browser priya(house);
    priya.sign_in("priya.nair");
    priya.get(page);
    priya.post(page, {{"name", "review_days"}, {"value", "21"}, {"from", "today"}, {"reason", "Shorter reviews."}});
    priya.get(page);
    priya.post(page, {{"name", "evidence_months"}, {"value", "6"}, {"from", "today"}, {"reason", "Longer evidence."}});
    const auto in_three_weeks = domain::add_days(persistence::london_date(house.now), 21);
    const auto board = priya.get("/groups/tctf/nominals").body;
    const auto review = priya.get("/nominals/" + board.substr(board.find("NOM-"), 13) + "/steps/review");
    CHECK(has(review, "Within 21 days of today"));
    CHECK(has(review, "value=\"" + std::to_string(unsigned(in_three_weeks.day())) + "\""));
    priya.get("/groups/tctf/nominals/add");
    const auto why = priya.post("/groups/tctf/nominals/add", {{"step", "who"}, {"name", "Wilbur Quince"}, {"age", "30"}, {"basis", "as_appears"}});
    CHECK(has(why, "What happened in the last 6 months?"));
    CHECK(has(priya.get("/groups/tctf/meetings/add"), "name=\"day\" type=\"text\" value=\""));
}
