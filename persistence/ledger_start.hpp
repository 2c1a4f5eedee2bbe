// The check before a stream is written on: its last part recomputed against signed head, checkpoint and anchors (private to persistence).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "persistence/ledger_anchor.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {

// Recomputes the stream from its last checkpoint to its head and returns the frontier there. Throws LedgerBroken with the
// reason when head, entries, signature or an anchor disagree. `keys`: public keys by id that may have signed.
auth::MerkleFrontier check_at_start(Transaction& tx, const StoredHead& head, const std::map<std::string, std::string>& keys,
                                    const std::vector<Anchor>& anchors);

}  // namespace casework::persistence
