// Counting the clocks of tools.
#include "domain/tools_and_powers/clocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "domain/tools_and_powers/terms.hpp"

namespace casework::domain::tools_and_powers {
namespace {

bool closes_premises(const Tool& tool) { return tool.kind == "closure_notice" || tool.kind == "closure_order"; }

// The day on which it stopped to have effect, when it has.
std::optional<Date> effect_ended(const Tool& tool, Date today) {
    const auto standing = standing_on(tool, today);
    if (standing == Standing::ended) return tool.ended_on;
    return standing == Standing::expired ? tool.until : std::nullopt;
}

void add_claims(const Tool& tool, Date today, const LegalRules& law, std::vector<RunningClock>& clocks) {
    const auto ended = closes_premises(tool) ? effect_ended(tool, today) : std::nullopt;
    const auto* rule = ended ? find_rule(law, "closure.claim_months", *ended) : nullptr;
    if (!rule) return;
    clocks.push_back({"claims", "Claims for costs or compensation after the closure", add_days(add_months(*ended, rule->value), -1), fmt::format("{} beginning with {}", counted(rule->value, "month"), long_date(*ended)),
                      rule->authority});
}

}  // namespace

std::vector<RunningClock> clocks(const Tool& tool, Date today, const LegalRules& law) {
    std::vector<RunningClock> clocks;
    const auto standing = standing_on(tool, today);
    const auto kind = lower_first(kind_words(tool.kind));
    if (standing == Standing::live || standing == Standing::not_yet) {
        if (tool.until) clocks.push_back({"ends", "Last day of the " + kind, *tool.until, "As the tool says", "Terms of the tool"});
        if (tool.review_on) clocks.push_back({"review", "Review the " + kind, *tool.review_on, "As agreed", "Local rules of the register of tools and powers"});
    }
    if (const auto appeal = tool.made_on ? appeal_period(tool.kind, *tool.made_on, law) : std::nullopt) clocks.push_back({"appeal", "Appeal to the " + appeal->to, appeal->last, appeal->counted, appeal->authority});
    add_claims(tool, today, law, clocks);
    std::erase_if(clocks, [&](const RunningClock& clock) { return clock.due < today && clock.name != "review"; });
    std::ranges::stable_sort(clocks, {}, &RunningClock::due);
    return clocks;
}

Date item_disposable_from(Date given_on, Date exclusion_last_day, const LegalRules& law) {
    const Date kept = last_day_beginning_with(given_on, value_on(law, "dispersal.item_days", given_on));
    return add_days(std::max(kept, exclusion_last_day), 1);
}

Refusals items_refused(const Tool& direction, Date today, const LegalRules& law) {
    Refusals refusals;
    const auto refuse_when = [&](bool wrong, std::string message) {
        if (wrong) refusals.push_back({RefusalKind::rule, "items", std::move(message), "2014 Act s.37"});
    };
    for (const auto& item : direction.items) {
        const Date over = direction.until.value_or(item.given_on), disposable = item_disposable_from(item.given_on, over, law);
        const bool open = !item.returned_on && !item.disposed_on;
        refuse_when(item.returned_on && *item.returned_on < over, fmt::format("{} is not given back before the exclusion ends on {}", upper_first(item.what), long_date(over)));
        refuse_when(item.disposed_on && (*item.disposed_on < disposable || item.asked_back_on), fmt::format("{} may be disposed of from {} if nobody has asked for it", upper_first(item.what), long_date(disposable)));
        refuse_when(open && item.asked_back_on && today > over, fmt::format("{} was asked for and must be given back", upper_first(item.what)));
    }
    return refusals;
}

Date closure_adjourned_at_most(Date hearing, const LegalRules& law) { return last_day_following(hearing, value_on(law, "closure_order.adjournment_days_max", hearing)); }

}  // namespace casework::domain::tools_and_powers
