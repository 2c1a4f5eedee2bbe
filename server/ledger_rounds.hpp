// The ledger beside the requests: what its start found is kept, and the whole of it is verified once a day.
#pragma once

#include "server/config.hpp"
#include "server/log.hpp"
#include "server/premises.hpp"
#include "server/scheduler.hpp"

namespace casework::server {

// The heads were checked when the premises were opened: a server does not start on one that does not fit.
void keep_start_check(Premises& premises);
// When a day has passed since the last verification, by whoever: asked once an hour, so that a restart neither repeats nor forgets it.
void verify_when_due(Premises& premises, const Config& config, Log& log);
void keep_ledger_verified(Scheduler& scheduler, Premises& premises, const Config& config, Log& log);

}  // namespace casework::server
