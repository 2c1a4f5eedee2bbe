// The tables whose rows the ledger vouches for: all of the schema but a short list, read from the database itself (private to persistence).
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/database.hpp"

namespace casework::persistence {

// What passes by itself, is derived from other rows, or is the ledger's own. Any other table is watched from the day it exists.
inline constexpr std::array<std::string_view, 22> unwatched_tables = {
    "session", "session_purpose", "sign_in_throttle", "kept_form", "mail", "search_request", "done_form",  // gone after hours or days
    "job", "job_row",                                                                             // a file on its way: what came of it stands elsewhere
    "person_word", "name_word", "name_word_near",                                                 // search, derived from names
    "audit_entry", "audit_subject", "audit_head", "audit_checkpoint", "audit_segment", "audit_key", "audit_detail_key", "audit_table", "schema_migration", "ledger_verification"};

struct DataTable {
    struct Column {
        std::string name;
        bool is_text = true;
    };
    std::string name;
    std::vector<std::string> columns;
    std::vector<Column> key;  // in its order
    // The column of the key that says which record a row belongs to: an id where there is one, because it stands in the ledger.
    std::size_t record_at() const;
    const std::string& record() const { return key[record_at()].name; }
};

// Every table of the schema that is not in the list above, by name; the key is empty where a table has none that a
// statement can name.
std::vector<DataTable> data_tables(Transaction& tx);

// An SQL expression for the digest (64 hex digits) of every value of a row; `row`: its name in the statement.
std::string row_digest_sql(const DataTable& table, std::string_view row, bool postgresql);

// Calls `each` with record and digest for every row, in pages so that no statement takes long.
void each_row(Transaction& tx, const DataTable& table, const std::function<void(const std::string& record, const std::string& digest)>& each);

}  // namespace casework::persistence
