// The pages at the foot of every page: help, privacy, accessibility, reporting a breach. No case data.
#pragma once

#include "web/context.hpp"

namespace casework::web::help {

Response help(Context& context);
Response privacy(Context& context);
Response accessibility(Context& context);
Response report_a_breach(Context& context);

}  // namespace casework::web::help
