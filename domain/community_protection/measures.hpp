// What is done about a breach, one measure each: the questions its steps ask, a page at a time, and what a step means for the breach.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/clash.hpp"
#include "domain/code_list.hpp"
#include "domain/community_protection/breach_workflow.hpp"
#include "domain/community_protection/seizure_workflow.hpp"

namespace casework::domain::community_protection {

// The breach itself is decided on like a measure: excused or closed.
enum class Measure { breach, penalty, works, prosecution, seizure };
std::string_view name(Measure measure);
std::string_view words(Measure measure);
std::optional<Measure> parse_measure(std::string_view name);

enum class Ask { line, lines, day, amount, code, codes, tick, council };
struct StepQuestion {
    std::string_view name, words, hint;
    Ask kind{};
    CodeList (*list)() = nullptr;
    int page = 1;                  // one thing a page: a phone shows it without scrolling past other things
    std::string_view stands = {};  // shown until something was typed or stored
};
struct StepForm {
    Measure measure{};
    std::string_view event;
    std::span<const StepQuestion> questions;
    int pages() const;
};
// The steps that a person takes; the others follow from them.
std::span<const StepForm> step_forms();
const StepForm* find_step_form(Measure measure, std::string_view event);

// What the step of a measure makes of the breach in the same moment, or nothing.
std::optional<BreachEvent> breach_follows(Measure measure, std::string_view event);
// Why a measure cannot begin while the breach is where it is, or nothing.
Refusals beginning_refused(Measure measure, BreachState state);

// The answers of a measure as they are stored: dates in ISO form, amounts in pence, lists with a space between.
struct MeasureAnswers {
    FieldValues values = {};
    std::string text(std::string_view field) const;
    std::optional<Date> day(std::string_view field) const;
    int pence(std::string_view field) const;
    bool yes(std::string_view field) const { return text(field) == "yes"; }
    std::vector<std::string> list(std::string_view field) const;
    void set(std::string_view field, std::string value);
    void join(const FieldValues& later);  // the later answer holds
};
// "85", "£1,085.50" in pence; nothing for what is no amount.
std::optional<int> parse_pounds(std::string_view typed);
void answer(BreachFacts& facts, const MeasureAnswers& answers);
void answer(PenaltyFacts& facts, const MeasureAnswers& answers);
void answer(WorksFacts& facts, const MeasureAnswers& answers);
void answer(ProsecutionFacts& facts, const MeasureAnswers& answers);
void answer(SeizureFacts& facts, const MeasureAnswers& answers);

// The days that follow from the answers, with how each was counted.
struct MeasureDate {
    std::string_view words;
    Deadline deadline;
};
std::vector<MeasureDate> measure_dates(Measure measure, const MeasureAnswers& answers);
// "Amount paid": what an answer is called where it is shown, or nothing for what is only kept.
std::string_view answer_words(Measure measure, std::string_view field);
const StepQuestion* find_question(Measure measure, std::string_view field);

// Calls `use` with the table of the measure; every use answers the same type.
template <class Use>
auto on_machine(Measure measure, Use use) {
    switch (measure) {
        case Measure::penalty: return use(penalty_workflow());
        case Measure::works: return use(works_workflow());
        case Measure::prosecution: return use(prosecution_workflow());
        case Measure::seizure: return use(seizure_workflow());
        case Measure::breach: break;
    }
    return use(breach_workflow());
}
template <class State, class Event, class Facts>
std::optional<State> state_named(const Workflow<State, Event, Facts>& machine, std::string_view text) {
    for (const auto& row : machine.states)
        if (name(row.state) == text) return row.state;
    return std::nullopt;
}
template <class State, class Event, class Facts>
std::optional<Event> event_named(const Workflow<State, Event, Facts>& machine, std::string_view text) {
    for (const auto& step : machine.steps)
        if (name(step.event) == text) return step.event;
    return std::nullopt;
}
std::string_view state_words(Measure measure, std::string_view state);
std::string_view event_words(Measure measure, std::string_view event);
bool is_over(Measure measure, std::string_view state);
Permission permission_of(Measure measure, std::string_view event);
// "fixed penalty issued", or nothing when there is no such step.
std::string_view recorded_words(Measure measure, std::string_view event);

}  // namespace casework::domain::community_protection
