// The editable fields of an entry in their columns and tables. Private to persistence.
#pragma once

#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence {

// Reads the fields of the edit form; `version` is the record's.
NominalEdit read_edit(Transaction& tx, std::string_view id);
// Writes every field; the caller has raised the version.
void write_edit(Transaction& tx, std::string_view id, const NominalEdit& edit);
// What cannot be accepted, all at once.
domain::Refusals check_edit(Transaction& tx, std::string_view panel, const NominalEdit& edit, domain::Date today);
// Puts somebody forward inside a change of the panel: the one that the form makes and the one that an import makes. `facts` is what
// the record says about the person.
domain::Outcome<Saved> put_forward(Gate& gate, Writing& writing, std::string_view panel, const Proposal& proposal, const PersonFacts& facts);
void write_codes(Transaction& tx, std::string_view id, std::string_view kind, const std::vector<std::string>& codes);

}  // namespace casework::persistence
