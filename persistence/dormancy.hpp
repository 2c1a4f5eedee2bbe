// Accounts that nobody uses: their owners are told, and when the days are over they are disabled.
#pragma once

#include <string>
#include <vector>

#include "persistence/accounts.hpp"

namespace casework::persistence {

// The first day on which an account last used then (microseconds) is disabled.
domain::Date dormant_on(std::int64_t last_used_micros, const Dormancy& rules);

struct DormancyRound {
    int disabled = 0, told = 0;
};
// Disables what is due, each with its ledger entry, and writes to those who are due soon, once. Never the last system administrator.
DormancyRound disable_dormant(Database& database, Ledger& ledger, const Dormancy& rules, domain::Instant now);

}  // namespace casework::persistence
