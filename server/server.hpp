// The porch as a whole: listeners, workers and a graceful stop, without signals so that tests can start it in-process.
#pragma once

#include <memory>

#include "server/config.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "web/indoors.hpp"

namespace casework::server {

class Server {
  public:
    // Throws std::runtime_error naming the file or key when the certificate or the address cannot be used.
    // Config, log and metrics must outlive the server. `indoors` is called from many threads.
    Server(const Config& config, Log& log, Metrics& metrics, web::Indoors indoors);
    ~Server();

    void start();
    unsigned short port() const;
    void reload_certificate();  // throws and keeps the old one when the new one is not good enough
    // Stops accepting, lets accepted requests finish within deadlines.drain, then ends. False when some had to be cut.
    bool stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casework::server
