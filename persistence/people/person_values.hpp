// What a record says about a person as one text a field, as two edits are compared and a clash is shown (private to persistence).
#pragma once

#include "domain/clash.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence {

// In the words of the coded lists, dates in full. Protected fields only with `protected_too`: who may not see them has none to compare.
domain::FieldValues person_values(Transaction& tx, const PersonFacts& facts, bool protected_too);
// Replaces one field of `facts` by that of `other`; a field that is not known is left alone.
void take_field(PersonFacts& facts, const PersonFacts& other, std::string_view field);

// What is wrong with facts before they are stored: codes, dates, lengths; the fields are those of the form.
domain::Refusals check_facts(Transaction& tx, const PersonFacts& facts, domain::Date today);

}  // namespace casework::persistence
