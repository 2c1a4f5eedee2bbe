// People: who may be seen, one person with every fact's source, protected facts on request.
#pragma once

#include "web/context.hpp"

namespace casework::web::people {

Response list(Context& context);
Response person(Context& context);
Response reveal(Context& context);

}  // namespace casework::web::people
