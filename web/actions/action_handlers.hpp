// Actions: adding one to a plan, and what becomes of it.
#pragma once

#include "web/context.hpp"

namespace casework::web::actions {

Response add_form(Context& context);
Response add(Context& context);
Response action(Context& context);
Response change(Context& context);

}  // namespace casework::web::actions
