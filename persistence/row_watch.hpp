// The writer's own connection notes every data row that a statement changes; nobody who writes has to think of it (private to persistence).
#pragma once

#include <string>
#include <vector>

#include "persistence/data_tables.hpp"
#include "persistence/row_sums.hpp"

namespace casework::persistence {

// For a connection that was just opened, outside a transaction: from now on its changes are noted, and only its own.
void watch_rows(Transaction& tx);

// What the open transaction has changed since it was asked last; empty when nothing is another than before.
RowSums take_changes(Transaction& tx, const RowSealer& sealer);

// PostgreSQL only: the triggers stand in the schema, so those who migrate it bring them; does nothing on a connection that is not watched.
void place_row_triggers(Transaction& tx);

// Triggers that somebody put into the schema, or took from it: each in a sentence.
std::vector<std::string> foreign_triggers(Transaction& tx);

}  // namespace casework::persistence
