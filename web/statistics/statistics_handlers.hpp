// Statistics of the whole partnership, hidden and rounded so that they tell of nobody.
#pragma once

#include "web/context.hpp"

namespace casework::web::statistics {

Response tables(Context& context);
Response download(Context& context);

}  // namespace casework::web::statistics
