// The workflow table: which event leads from which state to which, who may do it, what must hold, and what the ledger calls it.
// The same rows decide, draw the buttons (or say why there is none), print the diagram and feed the tests.
#pragma once

#include <fmt/format.h>

#include <array>
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/refusal.hpp"

namespace casework::domain {

// What the actor needs towards the record; auth::Action has the same words and decides who holds them.
enum class Permission { create, edit, note, close, chair, export_rows, request_erase, approve };
constexpr std::string_view name(Permission permission) {
    constexpr std::array<std::string_view, 8> names{"create", "edit", "note", "close", "chair", "export_rows", "request_erase", "approve"};
    return names[static_cast<std::size_t>(permission)];
}

// A named refusal. With a field it concerns an answer of the form; without one, the record as it stands.
template <class Facts>
struct Guard {
    std::string_view rule;       // "adult": stored with the refusal, printed in the golden file
    std::string_view words;      // what to do, as it is shown when the guard stops someone
    std::string_view authority;  // statute, guidance or local rule
    std::string_view field;
    bool (*holds)(const Facts&) = nullptr;
    std::string (*said)(const Facts&) = nullptr;  // where the words need figures or names from the facts

    Refusal refusal(const Facts& facts) const {
        return {field.empty() ? RefusalKind::rule : RefusalKind::invalid, std::string(field), said ? said(facts) : std::string(words),
                std::string(authority)};
    }
};

// The guards of one step, by reference to named guards of static storage.
template <class Facts>
class Guards {
  public:
    constexpr Guards() = default;
    template <std::same_as<Guard<Facts>>... G>
    constexpr Guards(const G&... guards) : list_{&guards...}, count_(sizeof...(guards)) {}
    constexpr auto begin() const { return list_.begin(); }
    constexpr auto end() const { return list_.begin() + count_; }

  private:
    std::array<const Guard<Facts>*, 24> list_{};
    std::ptrdiff_t count_ = 0;
};

template <class State, class Event, class Facts>
struct Step {
    State from{};
    Event event{};
    State to{};
    Permission permission{};
    Guards<Facts> guards;
    std::string_view recorded_as;  // past participle for timeline and ledger: "put on the list"
};

template <class State>
struct StateRow {
    State state{};
    bool terminal = false;
};

// State and Event are enums with `name()` (as stored and printed) and `words()` (as read) found beside them.
template <class State, class Event, class Facts>
struct Workflow {
    std::string_view title;
    State start{};
    std::span<const StateRow<State>> states;
    std::span<const Step<State, Event, Facts>> steps;
};

namespace workflow_check {

template <class State, class Event, class Facts>
constexpr bool listed(const Workflow<State, Event, Facts>& w, State state) {
    int found = 0;
    for (const auto& row : w.states) found += row.state == state ? 1 : 0;
    return found == 1;
}

template <class State, class Event, class Facts>
constexpr bool left_by_a_step(const Workflow<State, Event, Facts>& w, State state) {
    for (const auto& step : w.steps)
        if (step.from == state && step.to != state) return true;
    return false;
}

template <class State, class Event, class Facts>
constexpr bool unambiguous(const Workflow<State, Event, Facts>& w) {
    for (std::size_t i = 0; i < w.steps.size(); ++i)
        for (std::size_t j = i + 1; j < w.steps.size(); ++j)
            if (w.steps[i].from == w.steps[j].from && w.steps[i].event == w.steps[j].event) return false;
    return true;
}

// Spreads from the start along the steps until nothing more is reached; 64 states are more than any table of ours has.
template <class State, class Event, class Facts>
constexpr bool all_reached(const Workflow<State, Event, Facts>& w) {
    std::array<bool, 64> reached{};
    reached[static_cast<std::size_t>(w.start)] = true;
    for (std::size_t round = 0; round < w.states.size(); ++round)
        for (const auto& step : w.steps)
            if (reached[static_cast<std::size_t>(step.from)]) reached[static_cast<std::size_t>(step.to)] = true;
    for (const auto& row : w.states)
        if (!reached[static_cast<std::size_t>(row.state)]) return false;
    return true;
}

template <class State, class Event, class Facts>
constexpr bool guards_complete(const Step<State, Event, Facts>& step) {
    for (const auto* guard : step.guards)
        if (guard->rule.empty() || guard->words.empty() || guard->authority.empty() || guard->holds == nullptr) return false;
    return true;
}

}  // namespace workflow_check

// What is wrong with a table, or empty.
template <class State, class Event, class Facts>
constexpr std::string_view first_fault(const Workflow<State, Event, Facts>& w) {
    using namespace workflow_check;
    if (!listed(w, w.start)) return "the start is not a state of the table";
    for (const auto& row : w.states)
        if (!listed(w, row.state)) return "a state is listed twice";
    for (const auto& step : w.steps) {
        if (!listed(w, step.from) || !listed(w, step.to)) return "a step uses a state that is not listed";
        if (step.recorded_as.empty()) return "a step is not recorded as anything";
        if (!guards_complete(step)) return "a guard lacks its rule, words, authority or test";
    }
    if (!unambiguous(w)) return "two steps have the same state and event";
    if (!all_reached(w)) return "a state cannot be reached";
    for (const auto& row : w.states) {
        if (!row.terminal && !left_by_a_step(w, row.state)) return "a state that is not terminal cannot be left";
        for (const auto& step : w.steps)
            if (row.terminal && step.from == row.state) return "a terminal state has a step";
    }
    return {};
}

// static_assert(well_formed(table)): every state is reachable, terminal states are terminal, no pair is ambiguous.
template <class State, class Event, class Facts>
consteval bool well_formed(const Workflow<State, Event, Facts>& w) {
    return first_fault(w).empty();
}

template <class State, class Event, class Facts>
const Step<State, Event, Facts>* find_step(const Workflow<State, Event, Facts>& w, State state, Event event) {
    for (const auto& step : w.steps)
        if (step.from == state && step.event == event) return &step;
    return nullptr;
}

// The step to take, or every refusal at once.
template <class State, class Event, class Facts>
Outcome<Step<State, Event, Facts>> decide(const Workflow<State, Event, Facts>& w, State state, Event event, const Facts& facts) {
    const auto* step = find_step(w, state, event);
    if (!step) return refuse(RefusalKind::rule, {}, fmt::format("You cannot {}: it is {}", words(event), words(state)), std::string(w.title));
    Refusals refusals;
    for (const auto* guard : step->guards)
        if (!guard->holds(facts)) refusals.push_back(guard->refusal(facts));
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    return *step;
}

// A step that leads on from here. Nothing in stopped_by: draw the button; otherwise say why there is none.
template <class State, class Event, class Facts>
struct Offer {
    const Step<State, Event, Facts>* step = nullptr;
    Refusals stopped_by;
    bool open() const { return stopped_by.empty(); }
};

// Every step from this state. Only guards about the record are tried: the form has not been filled in yet.
template <class State, class Event, class Facts>
std::vector<Offer<State, Event, Facts>> offered(const Workflow<State, Event, Facts>& w, State state, const Facts& facts) {
    std::vector<Offer<State, Event, Facts>> offers;
    for (const auto& step : w.steps) {
        if (step.from != state) continue;
        Offer<State, Event, Facts> offer{&step, {}};
        for (const auto* guard : step.guards)
            if (guard->field.empty() && !guard->holds(facts)) offer.stopped_by.push_back(guard->refusal(facts));
        offers.push_back(std::move(offer));
    }
    return offers;
}

// The table as text, one step a paragraph with its rules, for tests/golden and for people who do not program.
template <class State, class Event, class Facts>
std::string print_table(const Workflow<State, Event, Facts>& w) {
    std::string out = fmt::format("{}\n\nStates:", w.title);
    for (const auto& row : w.states)
        out += fmt::format(" {}{}{}", name(row.state), row.state == w.start ? " (start)" : "", row.terminal ? " (end)" : "");
    for (const auto& step : w.steps) {
        out += fmt::format("\n\n{} -- {} --> {}\n  needs: {}\n  recorded as: {}", name(step.from), name(step.event), name(step.to),
                           name(step.permission), step.recorded_as);
        for (const auto* guard : step.guards)
            out += fmt::format("\n  {}{}: {} [{}]", guard->rule, guard->field.empty() ? "" : fmt::format(" ({})", guard->field), guard->words,
                               guard->authority);
    }
    return out + "\n";
}

// The same for graphviz: dot -Tsvg.
template <class State, class Event, class Facts>
std::string print_dot(const Workflow<State, Event, Facts>& w) {
    std::string out = fmt::format("digraph \"{}\" {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", w.title);
    for (const auto& row : w.states)
        out += fmt::format("  {} [label=\"{}\"{}];\n", name(row.state), words(row.state), row.terminal ? ", peripheries=2" : "");
    for (const auto& step : w.steps)
        out += fmt::format("  {} -> {} [label=\"{}\\n{}\"];\n", name(step.from), name(step.to), words(step.event), name(step.permission));
    return out + "}\n";
}

}  // namespace casework::domain
