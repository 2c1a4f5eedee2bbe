// Serving until a signal says stop.
#pragma once

#include <functional>

#include "server/config.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "web/indoors.hpp"

namespace casework::server {

// Returns 0 after SIGTERM or SIGINT, once accepted requests are answered and `on_stop` (ledger checkpoint, database) has run.
// SIGHUP reads the certificate again and reopens the log. Makes the localhost certificate when the configuration names none.
// The figures are served on metrics.port when there is one. Throws std::runtime_error when it cannot start. `ready` hears the address, "https://localhost:8443".
int serve(const Config& config, Log& log, Metrics& metrics, web::Indoors indoors, std::function<void()> on_stop,
          std::function<void(const std::string&)> ready = {});

}  // namespace casework::server
