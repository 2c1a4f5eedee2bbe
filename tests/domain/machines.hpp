// Tests generated from a workflow table: every step taken, every step stopped by each of its guards, every other state refused.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "domain/workflow.hpp"

namespace casework::domain {

// How to break one guard: by the guard's rule, the change to facts that satisfy the whole step.
template <class Facts>
using Breaks = std::map<std::string, std::function<void(Facts&)>>;

template <class State, class Event, class Facts, class FactsFor>
void every_step_is_taken(const Workflow<State, Event, Facts>& w, const FactsFor& facts_for) {
    for (const auto& step : w.steps) {
        INFO(name(step.from) << " " << name(step.event));
        const auto taken = decide(w, step.from, step.event, facts_for(step));
        for (const auto& refusal : taken ? Refusals{} : taken.error()) INFO(refusal.message);
        REQUIRE(taken);
        CHECK(taken->to == step.to);
    }
}

template <class State, class Event, class Facts, class FactsFor>
void every_guard_stops_its_step(const Workflow<State, Event, Facts>& w, const FactsFor& facts_for, const Breaks<Facts>& breaks) {
    std::set<std::string> used;
    for (const auto& step : w.steps)
        for (const auto* guard : step.guards) {
            INFO(name(step.from) << " " << name(step.event) << " without " << guard->rule);
            const auto change = breaks.find(std::string(guard->rule));
            REQUIRE(change != breaks.end());
            used.insert(change->first);
            Facts facts = facts_for(step);
            change->second(facts);
            const auto taken = decide(w, step.from, step.event, facts);
            REQUIRE_FALSE(taken);
            CHECK(std::ranges::any_of(taken.error(), [&](const Refusal& r) { return r.message == guard->refusal(facts).message; }));
        }
    CHECK(used.size() == breaks.size());
}

template <class State, class Event, class Facts, class FactsFor>
void every_other_state_refuses(const Workflow<State, Event, Facts>& w, const FactsFor& facts_for) {
    for (const auto& step : w.steps)
        for (const auto& row : w.states) {
            if (find_step(w, row.state, step.event)) continue;
            INFO(name(row.state) << " " << name(step.event));
            const auto taken = decide(w, row.state, step.event, facts_for(step));
            REQUIRE_FALSE(taken);
            CHECK(taken.error().size() == 1);
            CHECK(taken.error().front().kind == RefusalKind::rule);
            CHECK(taken.error().front().message.find(words(row.state)) != std::string::npos);
        }
}

}  // namespace casework::domain
