// Answering for the figures of warnings and notices.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response figures(Context& context);
Response download_figures(Context& context);

}  // namespace casework::web::cases
