// Putting somebody forward: who, then likely matches, then why.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response add_form(Context& context);
Response add(Context& context);

}  // namespace casework::web::nominals
