// Every form of the house, sent as it must not be: without its token, with somebody else's, from elsewhere, or with a field of its own.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <set>

#include "persistence/demo/stage.hpp"
#include "tests/web/forms/found_forms.hpp"
#include "web/router.hpp"

using namespace casework;
using namespace casework::testing;

namespace {

WebHouse::Typed with_token(const FoundForm& form, const std::string& token) {
    auto typed = form.typed;
    std::erase_if(typed, [](const auto& field) { return field.first == "csrf"; });
    if (!token.empty()) typed.emplace_back("csrf", token);
    return typed;
}

std::string token_of(const FoundForm& form) {
    const auto found = std::ranges::find(form.typed, "csrf", &std::pair<std::string, std::string>::first);
    return found == form.typed.end() ? std::string() : found->second;
}

// The POSTs whose form nobody in the demo is shown as it stands: nothing waits for an answer there, it is a step of signing in, or another form leads to
// it. A new row stands here or is found by following links.
const std::set<std::string_view> without_a_form{
    "/sign-in/second-factor", "/sign-in/second-factor/set-up", "/account/password/first", "/account/second-factor/codes", "/account/second-factor/remove",
    "/account/tokens/{id}/revoke", "/account/interests/{id}/end", "/meetings/{id}/agree", "/agreements/{id}/ask", "/agreements/{id}/use", "/cases/{id}/bundle",
    "/cases/{id}/evidence/{file}", "/cases/{id}/informed/add", "/cases/{id}/door/{page}", "/cases/{id}/breaches/add", "/tools/{id}/breaches/add",
    "/tools/{id}/breaches/{n}/penalty", "/tools/{id}/breaches/{n}/papers/make", "/case-reviews/{id}/recommendations/{n}", "/groups/{panel}/wordings/{paper}/{version}",
    "/records/{id}/disposal", "/records/{id}/holds/{n}/lift", "/disposals/{id}/answer", "/disposals/{id}/withdraw", "/emergency/{id}/review", "/pointers",
    "/pointers/{id}/seen", "/conflicts/{id}", "/access-requests/{id}/answer", "/access-reviews/{id}/questions", "/access-reviews/{id}/close", "/access-questions/{id}",
    "/rights/{id}/answer", "/groups/{panel}/exports", "/jobs/{id}/start", "/jobs/{id}/cancel", "/jobs/{id}/put-away", "/records/{id}/evidence/uploads",
    "/records/{id}/evidence/{file}/parts", "/records/{id}/evidence/{file}/remove", "/groups/{panel}/stopped-documents/{stop}", "/records/{id}/shares/{panel}/end", "/emergency/{id}/co-approval"};

// Something at the address of such a row, whether or not it exists.
std::string address_of(std::string_view pattern) {
    std::string address(pattern);
    if (const auto at = address.find("{panel}"); at != std::string::npos && !address.starts_with("/records")) address.replace(at, 7, "tctf");
    for (auto at = address.find('{'); at != std::string::npos; at = address.find('{')) address.replace(at, address.find('}') - at + 1, "NONE-2026-0001");
    return address;
}

std::string not_found(const FormsOfHouse& house) {
    std::string rows;
    for (const auto& route : web::routes())
        if (route.method == web::Method::post && !std::holds_alternative<web::Anyone>(route.access) && !without_a_form.contains(route.pattern) && std::ranges::find(house.forms(), &route, &FoundForm::row) == house.forms().end()) rows += std::string(route.pattern) + "\n";
    return rows;
}

}  // namespace

TEST_CASE("no form is carried out without its token or from another site or with a field it does not declare and opening pages changes nothing") {
    WebHouse house;
    FormsOfHouse found(house);
    CHECK(differing(found.before(), table_digests(house)) == "");  // opening pages changes nothing
    WARN(found.pages() << " kinds of pages, " << found.forms().size() << " forms");
    CHECK(not_found(found) == "");
    const auto words = protected_words(house);
    REQUIRE(words.size() > 5);
    const auto reveals = acts(house, "reveal");
    WebHouse::Browser stranger(house);
    stranger.sign_in("tom.reddish");
    const auto strange = stranger.found(stranger.get("/account").body, "csrf");
    REQUIRE(!strange.empty());
    const auto before = table_digests(house);
    struct Way {
        const char* words;
        std::map<std::string, std::string> headers;
        std::function<std::string(const FoundForm&)> token;
    };
    const Way ways[] = {{"without a token", {}, [](const FoundForm&) { return std::string(); }},
                        {"with the token of another session", {}, [&](const FoundForm&) { return strange; }},
                        {"from another origin", {{"origin", "https://evil.example"}}, token_of},
                        {"from another site", {{"sec-fetch-site", "cross-site"}}, token_of}};
    for (const auto& way : ways) {
        for (const auto& form : found.forms()) {
            auto& browser = found.browser(form.username);
            browser.headers = way.headers;
            const auto answer = browser.post(form.action, with_token(form, way.token(form)), false);
            browser.headers.clear();
            INFO(form.username << " sends " << form.action << " of " << form.page << " " << way.words);
            CHECK(answer.status == 403);
            for (const auto& word : words)
                if (form.page_body.find(word) == std::string::npos) CHECK(answer.body.find(word) == std::string::npos);
        }
        for (const auto pattern : without_a_form) {
            const auto address = address_of(pattern);
            auto& browser = found.browser("priya.nair");
            browser.headers = way.headers;
            const auto answer = browser.post(address, way.headers.empty() ? WebHouse::Typed{{"csrf", way.token(FoundForm{})}} : WebHouse::Typed{}, !way.headers.empty());
            browser.headers.clear();
            INFO(address << " " << way.words << ", answered " << answer.status);
            CHECK((answer.status == 403 || answer.status == 404 || (answer.status == 303 && pattern == "/account/password/first")));
        }
        INFO(way.words);
        CHECK(differing(before, table_digests(house)) == "");
    }
    CHECK(acts(house, "reveal") == reveals);

    for (const auto& form : found.forms()) {
        auto typed = form.typed;
        typed.emplace_back("forged", "1");
        const auto answer = found.browser(form.username).post(form.action, std::move(typed), false);
        INFO(form.username << " sends " << form.action << " of " << form.page << " with a field that the page does not have");
        CHECK(answer.status == 422);
        CHECK(answer.body.find("has a field that the page does not know") != std::string::npos);
    }
    CHECK(differing(before, table_digests(house)) == "");
    CHECK(acts(house, "reveal") == reveals);
}

TEST_CASE("nobody signs in by a form without its token or from another site") {
    WebHouse house;
    const WebHouse::Typed right{{"username", "priya.nair"}, {"password", std::string(persistence::demo::password)}};
    WebHouse::Browser other(house);
    other.get("/sign-in");
    const auto strange = other.found(other.get("/sign-in").body, "csrf");
    const auto sessions = house.count("SELECT count(*) FROM session");
    for (const std::string way : {"no token", "a strange token", "another origin", "another site"}) {
        WebHouse::Browser browser(house);
        const auto own = browser.found(browser.get("/sign-in").body, "csrf");
        if (way == "another origin") browser.headers["origin"] = "https://evil.example";
        if (way == "another site") browser.headers["sec-fetch-site"] = "cross-site";
        auto typed = right;
        if (way != "no token") typed.emplace_back("csrf", way == "a strange token" ? strange : own);
        INFO(way);
        CHECK(browser.post("/sign-in", typed, false).status == 403);
        CHECK(!browser.cookies.contains("__Host-session"));
    }
    CHECK(house.count("SELECT count(*) FROM session") == sessions);
}
