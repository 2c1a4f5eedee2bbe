// Counting the harm score.
#include "domain/nominals/harm_score.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain::nominals {
namespace {

int earlier_times(const HarmFacts& facts) { return std::max(0, facts.times_listed - 1); }

}  // namespace

int harm_score(const HarmFacts& facts, const HarmWeights& weights) {
    return facts.incidents * weights.incident + facts.arrests * weights.arrest + earlier_times(facts) * weights.repeat;
}

std::string harm_score_words(const HarmFacts& facts, const HarmWeights& weights) {
    auto words = fmt::format("{} in {} at {}, {} since listing at {}", counted(facts.incidents, "incident"), counted(weights.days, "day"), counted(weights.incident, "point"),
                             counted(facts.arrests, "arrest"), counted(weights.arrest, "point"));
    if (const auto before = earlier_times(facts); before > 0) words += fmt::format(", listed {} before at {}", counted(before, "time"), counted(weights.repeat, "point"));
    return words;
}

}  // namespace casework::domain::nominals
