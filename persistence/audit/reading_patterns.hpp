// Out-of-pattern reading as the ledger shows it: who opened records much at once, at night, of their own name or address, or without a link.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/audit/reading_patterns.hpp"
#include "persistence/audit/ledger_search.hpp"

namespace casework::persistence {

constexpr int pattern_days_most = 31;

struct ReadingPatterns {
    domain::Date from{}, to{};
    std::vector<domain::audit::OutOfPattern> findings;
    std::map<std::string, std::string, std::less<>> names;  // account to "Sgt Priya Nair, Kent Police"
    std::size_t looks = 0;                                  // openings of records that were looked at
    bool more = false;                                      // only the newest 200,000 entries of the period were
};
// Openings of records between two days in London, at most 31; only the purpose, the days and the account of the question count. Auditors only.
domain::Outcome<ReadingPatterns> reading_patterns(const AuditDesk& desk, const LedgerQuestion& question);

}  // namespace casework::persistence
