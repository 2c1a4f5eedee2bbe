// A second person's agreement as programs read it.
#pragma once

#include "persistence/second_person.hpp"
#include "web/json.hpp"

namespace casework::web::agreements {

JsonObject request_json(const persistence::AgreementRequest& request);

}  // namespace casework::web::agreements
