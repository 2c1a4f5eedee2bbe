// Choosing among people who are already known, before anyone new is added.
#pragma once

#include <vector>

#include "persistence/people/people.hpp"
#include "web/context.hpp"
#include "web/json.hpp"

namespace casework::web::people {

JsonObject match_json(const persistence::LikelyMatch& match);
// The matches with why each is alike, and "None of these": the field `person`.
html::Html match_radios(const Shown& shown, const std::vector<persistence::LikelyMatch>& matches);

}  // namespace casework::web::people
