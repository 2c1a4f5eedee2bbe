// Choosing the rule by its date.
#include "domain/legal_rules.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace casework::domain {

const LegalRule* find_rule(const LegalRules& rules, std::string_view key, Date on) {
    const LegalRule* found = nullptr;
    for (const auto& rule : rules) {
        const bool in_force = rule.key == key && rule.from && *rule.from <= on && (!rule.until || on <= *rule.until);
        if (in_force && (!found || *rule.from > *found->from)) found = &rule;
    }
    return found;
}

const LegalRule& rule_on(const LegalRules& rules, std::string_view key, Date on) {
    if (const auto* rule = find_rule(rules, key, on)) return *rule;
    const LegalRule* first = nullptr;
    for (const auto& rule : rules)
        if (rule.key == key && rule.from && (!first || *rule.from < *first->from)) first = &rule;
    if (!first) throw std::out_of_range(fmt::format("no rule {}", key));
    return *first;
}

std::string rule_id(const LegalRule& rule) {
    return rule.from ? fmt::format("{} from {}", rule.key, iso_date(*rule.from)) : fmt::format("{}, not in force", rule.key);
}

}  // namespace casework::domain
