// Emergency access: what has to be said, how often, and who stands too near to review it.
#include <catch2/catch.hpp>

#include "domain/emergency_access.hpp"

using namespace casework::domain;
namespace rules = casework::domain::emergency_access;

namespace {

std::string fields(const Refusals& refusals) {
    std::string all;
    for (const auto& refusal : refusals) all += refusal.field + " ";
    return all;
}
const std::string reason(rules::reason_least, 'x');

}  // namespace

TEST_CASE("emergency access needs a reference or a name with its birth date, a purpose, and a reason of twenty characters") {
    CHECK(fields(rules::refused({})) == "reference purpose reason ");
    CHECK(rules::refused({.reference = "NOM-2026-0041", .name = "", .born = {}, .purpose = "incident", .reason = reason}).empty());
    CHECK(rules::refused({.reference = "", .name = "Dean Croft", .born = parse_iso_date("1984-03-27"), .purpose = "other", .reason = reason}).empty());
    CHECK(fields(rules::refused({.reference = "", .name = "Dean Croft", .born = {}, .purpose = "other", .reason = reason})) == "born ");
    CHECK(fields(rules::refused({.reference = "x", .name = "", .born = {}, .purpose = "curious", .reason = reason})) == "purpose ");
    CHECK(fields(rules::refused({.reference = "x", .name = "", .born = {}, .purpose = "other", .reason = "   nineteen letters   "})) == "reason ");
    CHECK(fields(rules::refused({.reference = "x", .name = "", .born = {}, .purpose = "other", .reason = std::string(301, 'x')})) == "reason ");
}

TEST_CASE("a sixth emergency access of a day is refused by its rule") {
    CHECK(rules::too_many(4).empty());
    REQUIRE(rules::too_many(5).size() == 1);
    CHECK(rules::too_many(5)[0].kind == RefusalKind::rule);
    CHECK_FALSE(rules::too_many(5)[0].authority.empty());
}

TEST_CASE("a review is due two working days later, over a weekend and a bank holiday") {
    CHECK(iso_date(rules::review_due(*parse_iso_date("2026-11-25"), {})) == "2026-11-27");
    CHECK(iso_date(rules::review_due(*parse_iso_date("2026-11-27"), {})) == "2026-12-01");
}

TEST_CASE("neither the person nor anybody in their line reviews an emergency access") {
    CHECK_FALSE(rules::may_review("USR-1", "USR-1", {}));
    CHECK_FALSE(rules::may_review("USR-3", "USR-1", {"USR-2", "USR-3"}));
    CHECK(rules::may_review("USR-4", "USR-1", {"USR-2", "USR-3"}));
}
