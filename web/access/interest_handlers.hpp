// Declaring who belongs to oneself, and what information governance decides about a conflict of interest that was found.
#pragma once

#include "web/context.hpp"

namespace casework::web::access {

Response interests(Context& context);
Response declare(Context& context);
Response end_interest(Context& context);

Response conflict(Context& context);
Response answer_conflict(Context& context);

}  // namespace casework::web::access
