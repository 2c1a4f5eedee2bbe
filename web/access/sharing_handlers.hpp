// With whom a record of any kind is shared: the list, sharing it with another group, ending that.
#pragma once

#include "web/context.hpp"

namespace casework::web::access {

Response sharings(Context& context);
Response sharings_of_nominal(Context& context);  // where its tab led once
Response share_form(Context& context);
Response share(Context& context);
Response end_share_form(Context& context);
Response end_share(Context& context);

}  // namespace casework::web::access
