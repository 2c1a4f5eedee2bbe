// Names and ids that the pages about the ledger look up (private to persistence).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/audit/ledger_search.hpp"

namespace casework::persistence {

// The id; of a person also every record that they stand on.
std::vector<std::string> ids_about(Transaction& tx, std::string_view id);
std::string name_of(Transaction& tx, const std::string& account);        // "Sgt Priya Nair"; the id where there is no such account
std::string agency_name(Transaction& tx, const std::string& agency);
// The id where there is a record, person, account or group of it; otherwise "unknown": what was typed may be a name.
std::string known_id(Transaction& tx, const std::string& typed);
bool is_record(Transaction& tx, std::string_view id);
void name_everybody(Transaction& tx, const std::vector<LedgerRow>& rows, std::map<std::string, std::string, std::less<>>& names, std::map<std::string, std::string, std::less<>>& agencies);
int london_hour(domain::Instant at);           // 0 to 23
std::int64_t day_begins_ms(domain::Date day);  // midnight in London, UTC milliseconds

}  // namespace casework::persistence
