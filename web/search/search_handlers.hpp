// Search in the header: terms travel in the body of a form, results stand at an address that says nothing.
#pragma once

#include "web/context.hpp"

namespace casework::web::search {

Response form(Context& context);
Response start(Context& context);
Response results(Context& context);

}  // namespace casework::web::search
