// People as programs read them: every fact with the record it came from.
#pragma once

#include "persistence/people/people.hpp"
#include "web/json.hpp"

namespace casework::web::people {

JsonObject birth_json(const persistence::StatedBirth& birth);
JsonObject line_json(const persistence::PersonLine& line);
JsonObject page_json(const persistence::PeoplePage& page);
JsonObject person_json(const persistence::Person& person);
// What one record says about the person, as its form edits it.
JsonObject standing_json(const persistence::FactsOnRecord& standing);
JsonObject protected_json(const persistence::Person& person, const persistence::ProtectedFacts& facts);

}  // namespace casework::web::people
