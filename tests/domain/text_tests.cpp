// Code points, trimming, plurals, figures, initials.
#include <catch2/catch.hpp>

#include "domain/text.hpp"

using namespace casework::domain;

TEST_CASE("text is counted in code points, not bytes") {
    CHECK(code_points("") == 0);
    CHECK(code_points("Tomasz Wiłk") == 11);
    CHECK(code_points("👮") == 1);
}

TEST_CASE("only well-formed UTF-8 is text") {
    CHECK(is_utf8("Zoë 👮 李"));
    for (const auto* wrong : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xff"})
        CHECK_FALSE(is_utf8(wrong));
}

TEST_CASE("code points survive the way there and back") {
    CHECK(to_utf8(to_code_points("Zoë 👮 李")) == "Zoë 👮 李");
    CHECK(to_utf8(to_code_points("a\xff")) == "a�");
}

TEST_CASE("white space of every script is trimmed") {
    CHECK(trimmed(" \t\u00a0Dean\u2003\n") == "Dean");
    CHECK(trimmed("\u3000") == "");
    CHECK(tidy_line("  Dean\u00a0 \n Harwell ") == "Dean Harwell");
}

TEST_CASE("numbers above a thousand have commas and negative ones a minus sign") {
    CHECK(with_commas(0) == "0");
    CHECK(with_commas(999) == "999");
    CHECK(with_commas(1150) == "1,150");
    CHECK(with_commas(1234567) == "1,234,567");
    CHECK(with_commas(-33) == "−33");
    CHECK(with_commas(-123456) == "−123,456");
}

TEST_CASE("plurals are words and never an s in brackets") {
    CHECK(counted(1, "incident") == "1 incident");
    CHECK(counted(2, "incident") == "2 incidents");
    CHECK(counted(0, "person", "people") == "0 people");
    CHECK(counted(1150, "person", "people") == "1,150 people");
}

TEST_CASE("a shared screen shows initials") {
    CHECK(initials("Dean Harwell") == "D H");
    CHECK(initials(" Łukasz  de Souza-Brown ") == "Ł d S");
    CHECK(initials("") == "");
}

TEST_CASE("lists read as a sentence") {
    CHECK(listed({}) == "");
    CHECK(listed({"day"}) == "day");
    CHECK(listed({"day", "month"}) == "day and month");
    CHECK(listed({"day", "month", "year"}) == "day, month and year");
}

TEST_CASE("figures are only ASCII figures") {
    CHECK(parse_figures("0042") == 42);
    for (const auto* wrong : {"", "+4", "-4", " 4", "4.0", "1234567890", "٤"}) CHECK_FALSE(parse_figures(wrong));
}
