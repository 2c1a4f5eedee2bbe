// The decisions about one nominal: accept, decline, wait, review, step down, escalate, archive, reopen.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response step_form(Context& context);
Response take_step(Context& context);

}  // namespace casework::web::nominals
