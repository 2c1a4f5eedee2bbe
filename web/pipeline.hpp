// The life of a request indoors: route, session, form, access, handler, ledger, headers.
#pragma once

#include "web/context.hpp"
#include "web/indoors.hpp"

namespace casework::web {

// Runs on any worker thread and does not wait for the ledger: `reply` is called when every entry is durable. Every exception ends
// here, as a 500 or 503 page with the request's reference.
void answer(House& house, Request&& request, const Reply& reply);
// The same for who waits.
Answered answer(House& house, Request&& request);

}  // namespace casework::web
