// The one-page update of a person for a meeting.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response update_form(Context& context);
Response save_update(Context& context);

}  // namespace casework::web::nominals
