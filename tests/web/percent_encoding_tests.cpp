// Percent-encoding and UTF-8 at their edges.
#include <catch2/catch.hpp>

#include "web/percent_encoding.hpp"

using namespace casework::web;

TEST_CASE("escapes decode, broken ones are refused") {
    CHECK(percent_decoded("a%20b%C3%A9+", Plus::literal) == "a b\xc3\xa9+");
    CHECK(percent_decoded("a+b%2B", Plus::space) == "a b+");
    for (const auto* broken : {"%", "%4", "%4g", "%g4", "a%"}) CHECK_FALSE(percent_decoded(broken, Plus::literal));
    CHECK(percent_encoded("a b/\xc3\xa9~") == "a%20b%2F%C3%A9~");
}

TEST_CASE("UTF-8 is accepted only in its shortest form and only for scalar values") {
    for (const auto* good : {"", "plain", "\xc3\xa9", "\xe2\x82\xac", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf0\x9f\x98\x80", "\xf1\x80\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        CHECK(valid_utf8(good));
    }
    for (const auto* bad : {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf", "\xe2\x82", "\xe2(\xac", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x98",
                            "\xf1\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xffz"}) {
        CHECK_FALSE(valid_utf8(bad));
    }
}

TEST_CASE("form fields keep order, duplicates and empty values") {
    const auto fields = urlencoded_fields("a=1&b=&&c&a=x+y%26&=z");
    REQUIRE(fields);
    CHECK(*fields == Fields{{"a", "1"}, {"b", ""}, {"c", ""}, {"a", "x y&"}, {"", "z"}});
    CHECK(urlencoded_fields("")->empty());
    CHECK_FALSE(urlencoded_fields("a=%"));
    CHECK_FALSE(urlencoded_fields("%=a"));
}
