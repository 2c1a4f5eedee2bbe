// The coded lists about people and which of them are protected.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"

using namespace casework::domain;

TEST_CASE("health is protected and other vulnerability is identity") {
    for (const auto* code : {"substance", "mental_health", "physical_health"}) CHECK(people::class_of_vulnerability(code) == FieldClass::f2);
    for (const auto* code : {"housing", "exploitation", "debt"}) CHECK(people::class_of_vulnerability(code) == FieldClass::f1);
    for (const auto* code : {"substance", "mental_health", "physical_health", "housing"}) CHECK(has_code(nominals::vulnerabilities(), code));
}

TEST_CASE("only a protected address needs a reveal") {
    for (const auto& kind : people::address_kinds())
        CHECK((people::class_of_address(kind.code) == FieldClass::f2) == (kind.code == "protected"));
}

TEST_CASE("no code about people stands twice in its list") {
    for (const auto list : {people::name_kinds(), people::age_bases(), people::address_kinds(), people::markers(), people::place_relations()})
        for (const auto& row : list) CHECK(std::ranges::count(list, row.code, &Code::code) == 1);
}

TEST_CASE("a code that has left its list is shown as it was stored") {
    CHECK(words_for(people::name_kinds(), "alias") == "Also known as");
    CHECK(words_for(people::name_kinds(), "maiden") == "maiden");
}
