// The rows as they stand compared with what the ledger says of them: finds what was done behind the server's back.
#pragma once

#include <string>
#include <vector>

#include "persistence/ledger_verify.hpp"
#include "persistence/row_sums.hpp"

namespace casework::persistence {

// Reads every entry and every row of one snapshot. `digest_key`: the ledger's own secret, without which nobody can tell.
// Returns the number of rows compared.
std::int64_t cross_check(Transaction& tx, const std::string& digest_key, std::vector<LedgerFinding>& findings);

// What has to be added to the ledger so that it says of every row what it is now; a rows.accept entry says it in a mask of its own.
RowSums row_differences(Transaction& tx, const std::string& digest_key);
inline constexpr std::string_view accepted_rows = "accepted";

}  // namespace casework::persistence
