// A posted form as the pages read it: bounded, valid UTF-8, nothing of a long paste lost.
#include <catch2/catch.hpp>

#include "web/form.hpp"

using casework::web::Form;

TEST_CASE("a text pasted from a word processor keeps its words and its line breaks") {
    const auto form = Form::parse("note=First+line%0BSecond%0CThird%07%C2%85");
    REQUIRE(form);
    CHECK(form->value("note") == "First line\nSecond\nThird");
}

TEST_CASE("a form with NUL or malformed UTF-8 cannot be read") {
    CHECK_FALSE(Form::parse("note=a%00b"));
    CHECK_FALSE(Form::parse("note=%C3%28"));
    CHECK_FALSE(Form::parse("no%07te=a"));
}

TEST_CASE("a form has at most 2,000 fields") {
    std::string body = "a=1";
    for (int i = 1; i < 2000; ++i) body += "&a=1";
    CHECK(Form::parse(body));
    CHECK_FALSE(Form::parse(body + "&a=1"));
}
