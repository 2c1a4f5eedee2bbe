// Where somebody is signed in: listed, ended one by one or all but this one, and never somebody else's.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using testing::WebHouse;

namespace {

std::vector<std::string> offered_to_end(const web::Response& account_page) {
    std::vector<std::string> addresses;
    static constexpr std::string_view before = "action=\"/account/sessions/";
    for (auto at = account_page.body.find(before); at != std::string::npos; at = account_page.body.find(before, at + 1)) {
        const auto from = at + before.size() - std::string_view("/account/sessions/").size();
        const auto address = account_page.body.substr(from, account_page.body.find('"', from) - from);
        if (address != "/account/sessions/end") addresses.push_back(address);
    }
    return addresses;
}

bool signed_in(WebHouse::Browser& browser) { return browser.get("/account").status == 200; }

}  // namespace

TEST_CASE("one session is ended from another, once, and the one in use stays") {
    WebHouse house;
    WebHouse::Browser desk(house), phone(house);
    desk.sign_in("kofi.osei");
    CHECK(offered_to_end(desk.get("/account")).empty());
    CHECK(desk.get("/account").body.find("You are signed in nowhere else") != std::string::npos);
    phone.sign_in("kofi.osei");
    const auto offered = offered_to_end(desk.get("/account"));
    REQUIRE(offered.size() == 1);
    CHECK(desk.post(offered.front(), {}).header("Location") == "/account?done=session-ended");
    CHECK_FALSE(signed_in(phone));
    CHECK(signed_in(desk));
    CHECK(desk.post(offered.front(), {}).status == 404);
    CHECK(offered_to_end(desk.get("/account")).empty());
}

TEST_CASE("a session of somebody else is not there to be ended, and one that has timed out is not listed") {
    WebHouse house;
    WebHouse::Browser desk(house), phone(house), other(house);
    desk.sign_in("kofi.osei");
    phone.sign_in("kofi.osei");
    other.sign_in("priya.nair");
    const auto offered = offered_to_end(desk.get("/account"));
    REQUIRE(offered.size() == 1);
    other.get("/account");
    CHECK(other.post(offered.front(), {}).status == 404);
    CHECK(signed_in(phone));
    house.now += house.house.session_limits.idle + std::chrono::minutes(1);
    desk.sign_in("kofi.osei");
    CHECK(offered_to_end(desk.get("/account")).empty());
}
