// One nominal: what is known and planned, its notes and who looked.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response overview(Context& context);
Response plan(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);  // who looked and who changed it

}  // namespace casework::web::nominals
