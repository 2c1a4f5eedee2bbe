// Exchanging the ledger's signing key: the old key signs the new one, and both stand in the ledger with the time of the exchange.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "persistence/ledger.hpp"

namespace casework::persistence {

struct ExchangedKeys {
    std::string old_id, new_id;
};

// Brings a new key into a ledger that still signs with the old one. Nobody else may write with these keys meanwhile. `approvals`:
// who decided it. Afterwards the ledger is closed, and finish_exchange() puts the new key in the place of the old.
ExchangedKeys begin_exchange(Database& database, Ledger& ledger, const std::filesystem::path& key_directory, const std::vector<std::string>& approvals);

// Nothing when no exchange has begun; otherwise the new key takes its place, the old one is destroyed and its public part kept. May be
// repeated, when the machine stopped between the two.
std::optional<ExchangedKeys> finish_exchange(Database& database, const std::filesystem::path& key_directory);

}  // namespace casework::persistence
