// What must hold of any house at any moment: its ledger vouches for every row, and holds none of the words that stand in them.
#pragma once

#include <set>
#include <string>

#include "tests/persistence/ledger_house.hpp"

namespace casework::testing {

// Every finding of the verifier and of the rows compared with the ledger, one on a line; empty when all is well.
std::string ledger_findings(LedgerHouse& house);

// Every text of the house's own tables that is more than one word: ids, codes and days have no space in them, what somebody wrote nearly always has.
std::set<std::string> written_words(persistence::Transaction& tx);

// Every text of every entry, each on a line of its own. The bytes of a body are no text: lengths and digests stand between its texts.
std::string ledger_texts(persistence::Transaction& tx);

// Names, notes, reasons, addresses: every text of the tables that is more than one word, and stands in some entry of the ledger.
std::string words_in_ledger(LedgerHouse& house);

}  // namespace casework::testing
