// Health for load balancers and monitors: no detail for anonymous callers.
#pragma once

#include "web/context.hpp"

namespace casework::web::health {

Response live(Context& context);   // the process answers; no database
Response ready(Context& context);  // a change can be stored and recorded

}  // namespace casework::web::health
