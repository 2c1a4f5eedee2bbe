// Imports and exports of a group: what was asked for, asking for one, and the file that shows which columns there are.
#pragma once

#include "web/context.hpp"

namespace casework::web::jobs {

Response imports(Context& context);
Response upload(Context& context);
Response import_template(Context& context);
Response exports(Context& context);
Response ask_export(Context& context);

}  // namespace casework::web::jobs
