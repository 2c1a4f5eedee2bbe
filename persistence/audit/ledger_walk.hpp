// Entries of the ledger from the newest backwards: of some subjects along the index, or of all streams, joined by time (private to persistence).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/ledger_entry.hpp"
#include "persistence/access_log.hpp"

namespace casework::persistence {

// Answers false to stop.
using TakeEntry = std::function<bool(const AccessLogPlace&, domain::LedgerEntry&)>;

// Where a walk begins (its place is not part of it) and the earliest time that it reaches, UTC milliseconds.
struct LedgerStretch {
    AccessLogPlace from{INT64_MAX, "", 0};
    std::int64_t since_ms = INT64_MIN;
};

// What concerns any of these ids, each entry once.
void walk_about(Transaction& tx, const std::vector<std::string>& subjects, const LedgerStretch& stretch, const TakeEntry& take);
// The beginning in each stream is found by halving, because its entries stand in the order of time; no index is needed.
void walk_ledger(Transaction& tx, const LedgerStretch& stretch, const TakeEntry& take);

}  // namespace casework::persistence
