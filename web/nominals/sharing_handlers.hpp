// With whom a nominal's record is shared: the list, sharing it with another group, ending that.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response sharings(Context& context);
Response share_form(Context& context);
Response share(Context& context);
Response end_share_form(Context& context);
Response end_share(Context& context);

}  // namespace casework::web::nominals
