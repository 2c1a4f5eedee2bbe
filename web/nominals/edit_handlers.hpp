// Editing what stands on an entry, and choosing when two people changed the same field.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response edit_form(Context& context);
Response save_edit(Context& context);

}  // namespace casework::web::nominals
