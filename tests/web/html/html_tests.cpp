// Escaping, attributes and addresses: what keeps a person's words from becoming markup.
#include <catch2/catch.hpp>

#include <type_traits>

#include "web/html/html.hpp"

using namespace casework::web::html;

// A string that is not written in the source must not become markup without a word.
static_assert(!std::is_convertible_v<std::string, Html> && !std::is_constructible_v<Html, std::string>);
static_assert(!std::is_convertible_v<const char*, Html> && !std::is_constructible_v<Html, const char*>);
static_assert(!std::is_convertible_v<std::string_view, Html> && !std::is_constructible_v<Html, std::string_view>);

TEST_CASE("every string that is written is escaped, literals are not") {
    const std::string name = "<script>alert('x')</script> & \"Co\" `y`";
    Html out;
    out << "<p>"_html << name << "</p>"_html;
    CHECK(out.view() == "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot; &#96;y&#96;</p>");
    CHECK(text(name).view() == out.view().substr(3, out.size() - 7));
    CHECK((Html{} << "<b>" << 42 << -7L).view() == "&lt;b&gt;42-7");
}

TEST_CASE("Html goes into Html unchanged") {
    const Html inner = text("a < b");
    CHECK((Html{} << "<i>"_html << inner << "</i>"_html).view() == "<i>a &lt; b</i>");
    CHECK(join({text("1"), text("2"), text("3")}, ", "_html).view() == "1, 2, 3");
    CHECK(join({}).empty());
}

TEST_CASE("attributes are quoted and cannot be left") {
    CHECK(attribute("title", "x\" onclick=\"y").view() == " title=\"x&quot; onclick=&quot;y\"");
    CHECK(attribute_if("id", "").empty());
    CHECK(attributes({{"hidden"}, {"data-x", ""}, {"data-y", "1"}}).view() == " hidden data-x=\"\" data-y=\"1\"");
}

TEST_CASE("only own paths, http, https and mailto can be followed") {
    for (const std::string_view good : {"/people/PER-2026-0118", "#top", "?names=initials", "https://example.org/x", "HTTP://example.org", "mailto:a@b.c", ""})
        CHECK(href(good) == good);
    for (const std::string_view bad :
         {"javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "//evil.example", "/\\evil.example",
          "\\\\evil.example", "\thttps://x", "vbscript:x", "people/1", "https:evil", "/ok\n//evil"})
        CHECK(href(bad) == "#refused-address");
}
