// One breach and what is done about it as JSON.
#pragma once

#include "persistence/community_protection/breaches.hpp"
#include "web/json.hpp"

namespace casework::web::cases {

JsonObject breach_json(const persistence::BreachRecord& record);
JsonObject breach_line_json(const persistence::BreachLine& line);

}  // namespace casework::web::cases
