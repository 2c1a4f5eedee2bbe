// The law of tools and powers as dated rules: ages, lengths, amounts, and powers that are enacted and wait for their first day.
#pragma once

#include "domain/legal_rules.hpp"

namespace casework::domain::tools_and_powers {

// The house's copy. What the Crime and Policing Act 2026 changes stands in it without a day until somebody has read the instrument that
// commences it; only what is known to be in force has one (practice notes 1.12).
const LegalRules& law();

// Whether a power or a requirement exists on that day.
bool exists(const LegalRules& law, std::string_view key, Date on);
// Of a key that every day of the Act knows; 0 before it began.
int value_on(const LegalRules& law, std::string_view key, Date on);
// The citation, for a refusal; empty when no rule is in force.
std::string authority_on(const LegalRules& law, std::string_view key, Date on);

}  // namespace casework::domain::tools_and_powers
