// What comes round about accounts: e-mails that wait, and accounts that nobody uses.
#pragma once

#include "server/config.hpp"
#include "server/log.hpp"
#include "server/premises.hpp"
#include "server/scheduler.hpp"

namespace casework::server {

void keep_accounts(Scheduler& scheduler, Premises& premises, const Config& config, Log& log);

}  // namespace casework::server
