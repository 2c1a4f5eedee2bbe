// One job of the person who asked: how far it is, what its rows hold and need, and its end.
#pragma once

#include "web/context.hpp"

namespace casework::web::jobs {

Response job(Context& context);
Response start(Context& context);
Response cancel(Context& context);
Response put_away(Context& context);
Response problems(Context& context);
Response fetch(Context& context);

}  // namespace casework::web::jobs
