// When a requirement had effect: its kind, its version, appeals, and the life of the notice.
#include <catch2/catch.hpp>

#include "tests/domain/community_protection/enforcement_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

const NoticeLife life{.given = on(2026, 3, 1), .ends_on = on(2026, 9, 1), .discharged_on = {}, .quashed = false};
std::vector<RequirementVersion> issued() {
    return {{1, on(2026, 3, 1), "issued",
             {{1, RequirementKind::stop, "Stop playing drums after 9pm.", {}, "Sleep"}, {2, RequirementKind::act, "Move the drums to the garage.", on(2026, 3, 6), "Sleep"},
              {3, RequirementKind::steps, "Take reasonable steps to keep visitors quiet.", {}, "Sleep"}}}};
}
Effect effect(int number, Date day, const std::vector<AppealInterval>& appeals = {}) { return effect_on(life, issued(), appeals, number, day); }

}  // namespace

TEST_CASE("during an appeal a requirement to stop binds and one to do something does not") {
    const std::vector<AppealInterval> appeals{{on(2026, 3, 5), {}, {}}};
    const auto done = effect(2, on(2026, 3, 8), appeals), stopped = effect(1, on(2026, 3, 8), appeals), steps = effect(3, on(2026, 3, 8), appeals);
    CHECK_FALSE(done.binding);
    CHECK(done.authority == "2014 Act s.46(3)(b)");
    CHECK(stopped.binding);
    CHECK(stopped.authority == "2014 Act s.46(3)(a)");
    CHECK_FALSE(steps.binding);
    CHECK(effect(3, on(2026, 3, 4), appeals).binding);
}

TEST_CASE("a court may order that a requirement to stop does not hold during the appeal") {
    const std::vector<AppealInterval> appeals{{on(2026, 3, 5), on(2026, 4, 20), on(2026, 3, 10)}};
    CHECK(effect(1, on(2026, 3, 9), appeals).binding);
    CHECK_FALSE(effect(1, on(2026, 3, 10), appeals).binding);
    CHECK(effect(1, on(2026, 4, 21), appeals).binding);
}

TEST_CASE("suspended requirements revive when the appeal ends and the days without effect are not counted") {
    const std::vector<AppealInterval> appeals{{on(2026, 3, 5), on(2026, 4, 20), {}}};
    CHECK(effect(3, on(2026, 4, 21), appeals).binding);
    // Two days were left when the appeal was lodged on the 5th; it ran for 47.
    CHECK(due_with_appeals(issued()[0].requirements[1], appeals) == on(2026, 4, 22));
    CHECK_FALSE(effect(2, on(2026, 4, 22), appeals).binding);
    CHECK(effect(2, on(2026, 4, 23), appeals).binding);
}

TEST_CASE("what had to be done by a day is not failed on that day") {
    CHECK_FALSE(effect(2, on(2026, 3, 6)).binding);
    CHECK(effect(2, on(2026, 3, 6)).words == "The person had until 6 March 2026 to do this");
    CHECK(effect(2, on(2026, 3, 7)).binding);
}

TEST_CASE("a failure is judged by the version in effect on its day") {
    auto versions = issued();
    versions.push_back({2, on(2026, 5, 1), "varied", {{1, RequirementKind::stop, "Stop playing drums after 10pm.", {}, "Sleep"}}});
    CHECK(effect_on(life, versions, {}, 3, on(2026, 4, 30)).version == 1);
    CHECK(effect_on(life, versions, {}, 1, on(2026, 5, 1)).version == 2);
    const auto gone = effect_on(life, versions, {}, 3, on(2026, 5, 1));
    CHECK_FALSE(gone.binding);
    CHECK(gone.words == "Requirement 3 was not part of the notice on that day");
}

TEST_CASE("a notice binds from the day it is given until it ends and never after the court quashes it") {
    CHECK_FALSE(effect(1, on(2026, 2, 28)).binding);
    CHECK(effect(1, on(2026, 3, 1)).binding);
    CHECK(effect(1, on(2026, 9, 1)).binding);
    CHECK_FALSE(effect(1, on(2026, 9, 2)).binding);
    auto ended = life;
    ended.discharged_on = on(2026, 6, 1);
    CHECK(effect_on(ended, issued(), {}, 1, on(2026, 5, 31)).binding);
    CHECK_FALSE(effect_on(ended, issued(), {}, 1, on(2026, 6, 1)).binding);
    ended.quashed = true;
    CHECK_FALSE(effect_on(ended, issued(), {}, 1, on(2026, 5, 31)).binding);
}

TEST_CASE("every fault of the requirements stands at its own box") {
    std::vector<Requirement> wrong{{1, RequirementKind::act, "", on(2026, 2, 1), ""}, {1, RequirementKind::stop, "Stop.", {}, "Sleep"}};
    std::vector<std::string> fields;
    for (const auto& refusal : requirements_refused(wrong, on(2026, 3, 1))) fields.push_back(refusal.field);
    CHECK(fields == std::vector<std::string>{"requirement-1-number", "requirement-1-text", "requirement-1-due", "requirement-1-reason", "requirement-1-number"});
    CHECK(requirements_refused({}, {}).front().authority == "2014 Act s.43(3)");
}

TEST_CASE("the kinds of requirements are read back from the names they are stored under") {
    for (const auto kind : {RequirementKind::stop, RequirementKind::act, RequirementKind::steps}) CHECK(parse_requirement_kind(name(kind)) == kind);
    CHECK(name(RequirementKind::act) == "do");
}
