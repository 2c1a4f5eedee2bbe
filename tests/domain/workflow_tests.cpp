// What a workflow table must be: reachable, unambiguous, terminal where it says so.
#include <catch2/catch.hpp>

#include "domain/workflow.hpp"

using namespace casework::domain;

namespace {

enum class Light { dark, red, green, broken };
enum class Press { on, turn, smash };
struct Power {
    bool there = true;
};
std::string_view name(Light l) { return l == Light::dark ? "dark" : l == Light::red ? "red" : l == Light::green ? "green" : "broken"; }
std::string_view words(Light l) { return name(l); }
std::string_view name(Press p) { return p == Press::on ? "on" : p == Press::turn ? "turn" : "smash"; }
std::string_view words(Press p) { return p == Press::on ? "switch on" : p == Press::turn ? "turn" : "smash it"; }

constexpr Guard<Power> powered{"powered", "Plug it in first", "common sense", "", [](const Power& p) { return p.there; }};
constexpr Guard<Power> nameless{"nameless", "", "", "", nullptr};
using Row = Step<Light, Press, Power>;
using Table = Workflow<Light, Press, Power>;

constexpr StateRow<Light> lights[]{{Light::dark}, {Light::red}, {Light::green}, {Light::broken, true}};
constexpr Row on{Light::dark, Press::on, Light::red, Permission::edit, {powered}, "switched on"};
constexpr Row to_green{Light::red, Press::turn, Light::green, Permission::edit, {powered}, "turned"};
constexpr Row to_red{Light::green, Press::turn, Light::red, Permission::edit, {}, "turned"};
constexpr Row smash{Light::red, Press::smash, Light::broken, Permission::chair, {}, "smashed"};

constexpr Row good_rows[]{on, to_green, to_red, smash};
constexpr Table good{"Light", Light::dark, lights, good_rows};
static_assert(well_formed(good));

std::string_view fault_of(std::initializer_list<Row> rows) {
    const std::vector<Row> steps(rows);
    return first_fault(Table{"Light", Light::dark, lights, steps});
}

}  // namespace

TEST_CASE("a table with a state that cannot be reached is refused") { CHECK(fault_of({on, to_red, smash}) == "a state cannot be reached"); }

TEST_CASE("a table with two steps for one state and event is refused") {
    Row other = to_green;
    other.to = Light::broken;
    CHECK(fault_of({on, to_green, to_red, smash, other}) == "two steps have the same state and event");
}

TEST_CASE("a table whose end has a step is refused") {
    const Row repair{Light::broken, Press::turn, Light::red, Permission::edit, {}, "repaired"};
    CHECK(fault_of({on, to_green, to_red, smash, repair}) == "a terminal state has a step");
}

TEST_CASE("a table with a state that cannot be left is refused") { CHECK(fault_of({on, to_green, smash}) == "a state that is not terminal cannot be left"); }

TEST_CASE("a guard without words, authority or test is refused") {
    Row bare = on;
    bare.guards = {nameless};
    CHECK(fault_of({bare, to_green, to_red, smash}) == "a guard lacks its rule, words, authority or test");
}

TEST_CASE("a step that is recorded as nothing is refused") {
    Row silent = on;
    silent.recorded_as = "";
    CHECK(fault_of({silent, to_green, to_red, smash}) == "a step is not recorded as anything");
}

TEST_CASE("a table that leaves a state out or names one twice is refused") {
    constexpr StateRow<Light> fewer[]{{Light::dark}, {Light::red}, {Light::green}};
    CHECK(first_fault(Table{"Light", Light::dark, fewer, good_rows}) == "a step uses a state that is not listed");
    constexpr StateRow<Light> twice[]{{Light::dark}, {Light::red}, {Light::red}, {Light::green}, {Light::broken, true}};
    CHECK(first_fault(Table{"Light", Light::dark, twice, good_rows}) == "a state is listed twice");
    constexpr StateRow<Light> headless[]{{Light::red}, {Light::green}, {Light::broken, true}};
    CHECK(first_fault(Table{"Light", Light::dark, headless, good_rows}) == "the start is not a state of the table");
}

TEST_CASE("a step from the wrong state is refused with the words of both") {
    const auto taken = decide(good, Light::broken, Press::turn, Power{});
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().message == "You cannot turn: it is broken");
}

TEST_CASE("a table prints as text and as a diagram") {
    CHECK(print_table(good).find("dark -- on --> red\n  needs: edit\n  recorded as: switched on\n  powered: Plug it in first [common sense]") !=
          std::string::npos);
    CHECK(print_dot(good).find("red -> broken [label=\"smash it\\nchair\"];") != std::string::npos);
}
