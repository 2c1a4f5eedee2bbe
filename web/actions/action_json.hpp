// Actions as programs read them.
#pragma once

#include "persistence/actions/actions.hpp"
#include "web/json.hpp"

namespace casework::web::actions {

JsonObject line_json(const persistence::ActionLine& line);
JsonObject record_json(const persistence::ActionRecord& record);
JsonObject page_json(const persistence::ActionPage& page);
JsonObject agency_json(const persistence::AgencyLine& agency);

}  // namespace casework::web::actions
