// The figures of a nominal list: as a page, for paper, as CSV and JSON.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response figures(Context& context);
Response download_figures(Context& context);

}  // namespace casework::web::nominals
