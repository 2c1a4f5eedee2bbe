// Plays every scenario on every database as a test of its own, and holds the runner to what it promises.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/scenarios/scenario.hpp"
#include "tests/support/databases.hpp"

using namespace casework;
using namespace casework::scenarios;

namespace {

// One scenario registered as one test, so that it can be run and counted by its own title.
class Registered : public Catch::ITestInvoker {
  public:
    explicit Registered(Scenario scenario) : scenario_(std::move(scenario)) {}
    void invoke() const override {
        for (const auto& kind : testing::database_kinds()) {
            const auto failure = play(scenario_, kind);
            if (failure) FAIL_CHECK(failure->place << " on " << kind << "\n  " << failure->line << "\n" << failure->why);
            else SUCCEED();
        }
    }

  private:
    Scenario scenario_;
};

const bool registered = [] {
    for (auto& scenario : all_scenarios()) {
        const auto title = "scenario: " + scenario.title;
        Catch::AutoReg(new Registered(std::move(scenario)), CATCH_INTERNAL_LINEINFO, Catch::StringRef(), Catch::NameAndTags(title, "[scenario]"));
    }
    return true;
}();

std::optional<Failure> played(std::string_view text) { return play(read_scenarios("sample.txt", text).at(0), "sqlite"); }

}  // namespace

TEST_CASE("a sentence that nobody knows fails with its file and line") {
    const auto failure = played("Scenario: odd words\n\nGiven Dean Harwell is on the ranked list\nWhen pigs fly\n");
    REQUIRE(failure);
    CHECK(failure->place == "sample.txt:4");
    CHECK(failure->line == "When pigs fly");
    CHECK(failure->why.find("no sentence") != std::string::npos);
}

TEST_CASE("a claim that does not hold fails with what holds instead") {
    const auto failure = played("Scenario: wrong claim\nGiven CPO Mel Hart puts forward Dean Harwell\nThen Dean Harwell is archived\n");
    REQUIRE(failure);
    CHECK(failure->place == "sample.txt:3");
    CHECK(failure->why.find("proposed") != std::string::npos);
}

TEST_CASE("a refusal that the scenario does not name fails the act that was refused") {
    const auto failure = played("Scenario: silent refusal\nWhen CPO Mel Hart puts forward Dean Harwell, without evidence\nThen Dean Harwell is not known\n");
    const auto later = played("Scenario: silent refusal\nWhen CPO Mel Hart puts forward Dean Harwell, without evidence\nWhen 2 days pass\n");
    REQUIRE(failure);
    CHECK(failure->why.find("Enter what happened in the last 3 months") != std::string::npos);
    REQUIRE(later);
    CHECK(later->place == "sample.txt:2");
}

TEST_CASE("a refusal with another authority than the scenario names is not the one") {
    const auto failure = played("Scenario: wrong law\nWhen CPO Mel Hart puts forward Kai Young, with age \"17\"\n"
                                "Then it is refused: This person is under 18. Refer them to the District Contextual Safeguarding Meeting instead [Magna Carta]\n");
    REQUIRE(failure);
    CHECK(failure->place == "sample.txt:3");
}

TEST_CASE("a detail that the act does not ask for fails the line") {
    const auto failure = played("Scenario: odd detail\nWhen CPO Mel Hart puts forward Dean Harwell, with shoe size \"9\"\n");
    REQUIRE(failure);
    CHECK(failure->why == "this act does not ask for shoe size");
}

TEST_CASE("there are scenarios, and they use every sentence of the grammar") {
    CHECK(registered);
    const auto scenarios = all_scenarios();
    CHECK(scenarios.size() >= 40);
    CHECK(unused_sentences(scenarios) == std::vector<std::string>{});
}
