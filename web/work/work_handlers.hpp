// My work: what waits for me, what I do next, what I looked at.
#pragma once

#include "web/context.hpp"

namespace casework::web::work {

Response today(Context& context);
Response actions(Context& context);

}  // namespace casework::web::work
