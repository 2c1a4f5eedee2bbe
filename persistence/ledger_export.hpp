// Exports of the ledger: made from the database without a secret, verified without the database.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/ledger_entry.hpp"
#include "persistence/ledger_bundle.hpp"
#include "persistence/ledger_verify.hpp"

namespace casework::persistence {

// What an export holds; all conditions that are given must hold. None given: every stream whole.
struct ExportWish {
    std::vector<std::string> subjects;  // ids of records or accounts that the entry concerns, all of them
    std::optional<std::int64_t> from_ms, before_ms;
    std::function<bool(const domain::LedgerEntry&)> also = {};  // and for which this holds
    bool everything() const { return subjects.empty() && !from_ms && !before_ms && !also; }
};
LedgerBundle export_ledger(Transaction& tx, const ExportWish& wish);

// One entry with its proof. Nothing when there is no such entry.
std::optional<LedgerBundle> prove_entry(Transaction& tx, const std::string& stream, std::int64_t seq);

// `options.keys` empty: the keys of the bundle itself are believed.
LedgerReport verify_bundle(const LedgerBundle& bundle, const VerifyOptions& options);

}  // namespace casework::persistence
