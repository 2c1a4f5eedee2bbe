// Who may open one record: the coordinators of its owner restrict it, name people, and keep people away.
#pragma once

#include "web/context.hpp"

namespace casework::web::access {

Response restriction(Context& context);
Response change_restriction(Context& context);

}  // namespace casework::web::access
