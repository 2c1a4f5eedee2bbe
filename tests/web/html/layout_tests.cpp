// The page around the page: title, landmarks, forms, the one inline script, the assets it names.
#include <catch2/catch.hpp>

#include <openssl/evp.h>
#include <regex>
#include <vector>

#include "web/assets.hpp"
#include "web/html/layout.hpp"

using namespace casework::web::html;
using casework::web::asset_path;
using casework::web::find_asset;

namespace {

Reader reader() {
    return {.name = "Sgt Priya Nair",
            .agency = "Kent Police",
            .csrf = "t0k3n",
            .navigation = {{"My work", "/", "work"}, {"Nominal list", "/groups/tctf/nominals", "nominals"}},
            .session_ends = "2:07pm",
            .session_seconds = 1200};
}

std::string page_of(const Page& page, const std::optional<Reader>& who = reader(), const Site& site = {}) {
    return document(site, who, page).take();
}

bool has(const std::string& html, std::string_view part) { return html.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the title has the error mark, the page and the service") {
    CHECK(has(page_of({.title = "Add <a> person"}), "<title>Add &lt;a&gt; person – Safer Maidstone casework</title>"));
    CHECK(has(page_of({.title = "Add a person", .error = true}), "<title>Error: Add a person – Safer Maidstone casework</title>"));
}

TEST_CASE("a signed-in person has name, search, sign-out and session in the page") {
    const auto html = page_of({.title = "My work", .section = "work", .made_at = "1:47pm on 13 April 2023", .reference = "7F3A-91C2"});
    CHECK(has(html, "<li>Sgt Priya Nair, Kent Police</li>"));
    CHECK(has(html, "action=\"/search\" method=\"post\" novalidate><input type=\"hidden\" name=\"csrf\" value=\"t0k3n\">"));
    CHECK(has(html, "action=\"/sign-out\" method=\"post\" novalidate><input type=\"hidden\" name=\"csrf\" value=\"t0k3n\">"));
    CHECK(has(html, "href=\"/\" aria-current=\"true\"><strong class=\"govuk-service-navigation__active-fallback\">My work</strong>"));
    CHECK(has(html, "Page made at 1:47pm on 13 April 2023. Your session ends at 2:07pm unless you continue. Reference 7F3A-91C2."));
    CHECK(has(html, "data-app-session data-seconds=\"1200\" data-warn=\"120\""));
    CHECK(has(html, "Printed by Sgt Priya Nair, Kent Police, at 1:47pm on 13 April 2023. Reference 7F3A-91C2."));
}

TEST_CASE("a page for nobody has no navigation, search, session or name") {
    const auto html = page_of({.title = "Sign in", .marking = std::nullopt}, std::nullopt);
    for (const auto* part : {"service-navigation", "/search", "data-app-session", "app-header__user", "Printed by", "app-marking", "app-marked"})
        CHECK_FALSE(has(html, part));
    CHECK(has(html, "<main class=\"govuk-main-wrapper app-main\" id=\"main-content\">"));
}

TEST_CASE("a demo database says so on every page") {
    CHECK_FALSE(has(page_of({.title = "x"}), "Demo database"));
    Site demo;
    demo.demo = true;
    CHECK(has(page_of({.title = "x"}, reader(), demo), "<strong>Demo database:</strong> invented people only"));
    CHECK(has(page_of({.title = "x"}, std::nullopt, demo), "Demo database"));
}

TEST_CASE("breadcrumbs and back link do not stand together, and the back link is in a landmark") {
    const auto html = page_of({.title = "x", .breadcrumbs = {{"People", "/people"}}, .back_href = "/people", .back_text = "Back to people"});
    CHECK(has(html, "<nav aria-label=\"Back\"><a href=\"/people\" class=\"govuk-back-link\">Back to people</a></nav>"));
    CHECK_FALSE(has(html, "govuk-breadcrumbs"));
    CHECK(has(page_of({.title = "x", .breadcrumbs = {{"People", "/people"}}}), "govuk-breadcrumbs__link\" href=\"/people\""));
}

TEST_CASE("the policy's hash is of the one inline script") {
    unsigned char digest[32], base64[45];
    unsigned size = 0;
    const auto script = inline_script();
    REQUIRE(EVP_Digest(script.data(), script.size(), digest, &size, EVP_sha256(), nullptr) == 1);
    EVP_EncodeBlock(base64, digest, 32);
    CHECK(inline_script_hash() == "sha256-" + std::string(reinterpret_cast<char*>(base64)));
    const auto html = page_of({.title = "x"});
    CHECK(has(html, "<script>" + std::string(script) + "</script>"));
    const std::regex inline_scripts("<script>");
    CHECK(std::distance(std::sregex_iterator(html.begin(), html.end(), inline_scripts), {}) == 1);
}

TEST_CASE("nothing in the page needs more than the policy allows") {
    const auto html = page_of({.title = "x", .made_at = "now"});
    CHECK_FALSE(std::regex_search(html, std::regex("<[^>]* style=")));
    CHECK_FALSE(std::regex_search(html, std::regex("<[^>]* on[a-z]+=")));
    CHECK_FALSE(has(html, "https://"));
}

TEST_CASE("every file that a page names is in the binary, compressed twice") {
    const auto html = page_of({.title = "x"});
    const std::regex named("(?:src|href)=\"(/static/[^\"]+)\"");
    int count = 0;
    for (auto match = std::sregex_iterator(html.begin(), html.end(), named); match != std::sregex_iterator(); ++match, ++count) {
        const auto* asset = find_asset((*match)[1].str());
        REQUIRE(asset != nullptr);
        CHECK(asset->etag.starts_with('"'));
        CHECK(asset->brotli.size() > 0);
        CHECK(asset->brotli.size() < asset->bytes.size());
        CHECK(asset->gzip.substr(0, 2) == "\x1f\x8b");
    }
    CHECK(count == 3);  // icon, stylesheet, script
}

TEST_CASE("the icons that the stylesheet names are in the binary") {
    const auto* css = find_asset(asset_path("app.css"));
    REQUIRE(css != nullptr);
    CHECK(css->content_type == "text/css; charset=utf-8");
    const std::string text(css->bytes);
    const std::regex url("url\\(\"?([^\")]+)\"?\\)");
    for (auto match = std::sregex_iterator(text.begin(), text.end(), url); match != std::sregex_iterator(); ++match) {
        INFO((*match)[1].str());
        const std::string name = (*match)[1].str();
        CHECK(find_asset("/static/" + name.substr(name.starts_with("./") ? 2 : 0)) != nullptr);
    }
    CHECK_FALSE(has(text, "@font-face"));
    CHECK_FALSE(has(text, "data:"));
}

TEST_CASE("the stylesheet and the script stay small") {
    CHECK(find_asset(asset_path("app.css"))->brotli.size() <= 24 * 1024);
    CHECK(find_asset(asset_path("app.js"))->brotli.size() <= 18 * 1024);
}

TEST_CASE("an unknown asset is a bug when named and nothing when asked for") {
    CHECK_THROWS_AS(asset_path("app.exe"), std::out_of_range);
    CHECK(find_asset("/static/") == nullptr);
    CHECK(find_asset("/static/app.css") == nullptr);
    CHECK(find_asset("/static/../app.css") == nullptr);
}
