// The index of subjects compared with the entries it was derived from (private to persistence).
#pragma once

#include <map>
#include <string>

#include "persistence/ledger_replay.hpp"

namespace casework::persistence {

// Reads the whole index; `expected`: the sum of every stream as its entries give it. Returns the number of rows.
std::int64_t verify_subjects(Transaction& tx, const std::map<std::string, SubjectSum>& expected, std::vector<LedgerFinding>& findings);

}  // namespace casework::persistence
