// The records of other groups that are shared with a group.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response shared_with_group(Context& context);

}  // namespace casework::web::nominals
