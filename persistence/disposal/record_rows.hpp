// Every row that belongs to one record, found through the schema itself, and how they leave it (private to persistence).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/database.hpp"

namespace casework::persistence {

// How much there is of it; nothing of what it says. `people`: who stands on it, whether or not they stand elsewhere too.
struct RecordSize {
    std::int64_t rows = 0, files = 0, documents = 0, people = 0;
};
RecordSize size_of_record(Transaction& tx, std::string_view record);

// A digest of every row as it is, in the order of tables and of the digests themselves.
std::string digests_of_record(Transaction& tx, std::string_view record);

// Deletes them, what is derived from them, and every mention of the reference in what stays. A table added later is found by its columns.
// A place on an agreed list stays, empty. What was served or kept with a digest is another record's own and is not rewritten.
// Answers the people who stood on no other record and are gone too.
std::vector<std::string> erase_rows(Transaction& tx, std::string_view record);

}  // namespace casework::persistence
