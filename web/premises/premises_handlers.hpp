// Answering for premises: their list, and everything that is known of one.
#pragma once

#include "web/context.hpp"

namespace casework::web::premises {

Response list(Context& context);
Response one(Context& context);

}  // namespace casework::web::premises
