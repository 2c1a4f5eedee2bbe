// What comes round for evidence: scanning what is held, sweeping what nobody knows any more.
#pragma once

#include <stop_token>

#include "server/log.hpp"
#include "server/premises.hpp"
#include "server/scheduler.hpp"

namespace casework::server {

// The scanner is asked every few seconds; that it is away, and that it is back, is logged once each.
void keep_evidence_moving(Scheduler& scheduler, Premises& premises, const Config& config, Log& log, std::stop_token stopping);

}  // namespace casework::server
