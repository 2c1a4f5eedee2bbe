// The life of a request indoors: route, session, form, access, handler, ledger, headers.
#pragma once

#include "web/context.hpp"
#include "web/indoors.hpp"

namespace casework::web {

// Runs on any worker thread. Every exception ends here, as a 500 or 503 page with the request's reference.
Answered answer(House& house, Request&& request);

}  // namespace casework::web
