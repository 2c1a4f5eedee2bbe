// Recording a visit, and saying what a file proves.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response visit_form(Context& context);    // GET  /cases/{id}/visits/add
Response add_visit(Context& context);     // POST /cases/{id}/visits/add
Response bearing_form(Context& context);  // GET  /cases/{id}/evidence/{file}
Response save_bearing(Context& context);  // POST /cases/{id}/evidence/{file}

}  // namespace casework::web::cases
