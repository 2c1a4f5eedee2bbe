// What is done about a breach, against the tables: every step can be taken, and everything its guards want is asked.
#include <catch2/catch.hpp>

#include <set>

#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/measures.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using Catch::Contains;

namespace {

constexpr Measure measures[] = {Measure::breach, Measure::penalty, Measure::works, Measure::prosecution, Measure::seizure};
Date day(int month, int number) { return Date{std::chrono::year{2026} / month / number}; }

}  // namespace

TEST_CASE("every step of a measure is taken by a person or follows from another one") {
    std::set<std::string> following;
    for (const auto& form : step_forms())
        if (const auto then = breach_follows(form.measure, form.event)) following.insert(std::string(name(*then)));
    for (const auto measure : measures)
        on_machine(measure, [&](const auto& machine) {
            for (const auto& step : machine.steps) {
                INFO(name(measure) << " " << name(step.event));
                const bool first = measure == Measure::breach && name(step.event) == "allege";
                CHECK((find_step_form(measure, name(step.event)) || first || (measure == Measure::breach && following.contains(std::string(name(step.event))))));
            }
        });
}

TEST_CASE("every step that is asked for stands in its table, and every answer a guard wants is asked") {
    const std::set<std::string_view> known{"officer", "pence", "early_pence", "early_days"};  // from the register and the group's rules
    for (const auto& form : step_forms()) CHECK_FALSE(recorded_words(form.measure, form.event).empty());
    for (const auto measure : measures)
        on_machine(measure, [&](const auto& machine) {
            for (const auto& step : machine.steps) {
                if (!find_step_form(measure, name(step.event))) continue;
                for (const auto* guard : step.guards) {
                    INFO(name(measure) << " " << name(step.event) << " wants " << guard->field);
                    CHECK((guard->field.empty() || known.contains(guard->field) || find_question(measure, guard->field)));
                }
            }
        });
}

TEST_CASE("every answer has words under which it is shown") {
    for (const auto& form : step_forms())
        for (const auto& question : form.questions) {
            INFO(name(form.measure) << " " << question.name);
            CHECK_FALSE(answer_words(form.measure, question.name).empty());
            CHECK(question.page <= form.pages());
        }
}

TEST_CASE("a measure begins while the breach waits for a decision, items also while it is before the court") {
    CHECK(beginning_refused(Measure::penalty, BreachState::in_review).empty());
    const auto offered = beginning_refused(Measure::prosecution, BreachState::penalty_offered);
    REQUIRE(offered.size() == 1);
    CHECK(offered[0].authority == "2014 Act s.52(5)");
    CHECK(beginning_refused(Measure::seizure, BreachState::convicted).empty());
    CHECK(beginning_refused(Measure::seizure, BreachState::prosecuting).empty());
    CHECK_FALSE(beginning_refused(Measure::seizure, BreachState::excused).empty());
    CHECK_FALSE(beginning_refused(Measure::works, BreachState::penalty_paid).empty());
}

TEST_CASE("an amount is typed in pounds and kept in pence") {
    CHECK(parse_pounds("85") == 8500);
    CHECK(parse_pounds(" £1,085.50 ") == 108550);
    CHECK(parse_pounds("0") == 0);
    for (const auto* wrong : {"", "£", "85.5", "85.505", "-1", "eighty", "85 pounds", "99999999999", "1.-5"}) {
        INFO(wrong);
        CHECK_FALSE(parse_pounds(wrong));
    }
}

TEST_CASE("a penalty dated 1 March says 15 March, and its paper says what the Act wants of it") {
    MeasureAnswers answers;
    for (const auto& [field, value] : {std::pair{"dated", "2026-03-01"}, {"pence", "10000"}, {"early_pence", "7500"}, {"early_days", "10"}, {"methods", "post online"}, {"payee_name", "Maidstone Borough Council"},
                                       {"payee_address", "King Street"}, {"particulars", "You played music at 2am."}, {"belief", "A neighbour complained."}})
        answers.set(field, value);
    const auto dates = measure_dates(Measure::penalty, answers);
    REQUIRE(dates.size() == 2);
    CHECK(dates[0].deadline.last == day(3, 11));
    CHECK(dates[1].deadline.last == day(3, 15));
    BreachPaperFacts facts;
    facts.head.recipient = "Casper Nightingale";
    facts.reference = "CPN-2026-0001, breach 1";
    facts.on = day(2, 27);
    facts.requirement = "1. Stop playing music after 11pm.";
    const auto words = stored(breach_paper_text("penalty", facts, answers));
    CHECK_THAT(words, Contains("15 March 2026") && Contains("11 March 2026") && Contains("£100") && Contains("£75") && Contains("King Street") && Contains("You played music at 2am.") && Contains("Cash or cheque by post"));
    CHECK_THAT(words, !Contains("neighbour"));  // why it is believed is never served
    answers.set("charged", "40000");
    answers.set("charged_on", "2026-03-01");
    CHECK_THAT(stored(breach_paper_text("cost", facts, answers)), Contains("£400") && Contains("21 March 2026"));
}
