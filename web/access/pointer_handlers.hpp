// Asking which other group holds a record about somebody: answered with a person to ask, never with the record.
#pragma once

#include "web/context.hpp"

namespace casework::web::access {

Response pointers(Context& context);
Response ask_pointer(Context& context);
Response pointer(Context& context);
Response see_pointer(Context& context);

}  // namespace casework::web::access
