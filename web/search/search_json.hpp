// Search results as programs read them.
#pragma once

#include "persistence/search.hpp"
#include "web/json.hpp"

namespace casework::web::search {

JsonObject found_json(const persistence::Found& found);

}  // namespace casework::web::search
