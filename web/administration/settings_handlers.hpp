// The settings of a group: what holds today, what was ever set and why, and setting one from a day on.
#pragma once

#include "web/context.hpp"

namespace casework::web::administration {

Response settings(Context& context);
Response change_setting(Context& context);

}  // namespace casework::web::administration
