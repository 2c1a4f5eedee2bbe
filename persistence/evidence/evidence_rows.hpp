// The rows of evidence as several changes share them (private to persistence).
#pragma once

#include "persistence/evidence/evidence.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence::evidence_rows {

struct Row : EvidenceFile {
    std::string wrapped_key;  // bytes
    StoredFile stored() const { return {id, wrapped_key, bytes}; }
};

// The file of that record, or of any record when `record` is empty.
std::optional<Row> find(Transaction& tx, std::string_view record, std::string_view file);
std::vector<Row> of_record(Transaction& tx, std::string_view record);
// Files in that state that began before, oldest first.
std::vector<Row> in_state(Transaction& tx, domain::evidence::State state, domain::Instant before, int most);
bool relied_on(Transaction& tx, std::string_view file);

// Takes the step of the table in the row, only if it still stands in the state it was read in: then false.
bool move(Transaction& tx, const Row& row, const domain::Outcome<domain::Step<domain::evidence::State, domain::evidence::Event, domain::evidence::Facts>>& step);
// Nobody reads the file again: the key goes, in the same commit as the reason for it.
void destroy(Transaction& tx, std::string_view file, std::string_view account, std::string_view reason, domain::Instant now);

}  // namespace casework::persistence::evidence_rows
