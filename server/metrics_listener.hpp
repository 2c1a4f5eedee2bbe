// The figures over plain HTTP on a loopback port of their own: one short request at a time, on one thread.
#pragma once

#include <string>
#include <thread>

#include "server/metrics.hpp"

namespace casework::server {

class MetricsListener {
  public:
    // Listens at once; port 0 takes a free one. Throws std::runtime_error naming the key when it cannot.
    MetricsListener(const Metrics& metrics, const std::string& address, unsigned short port);
    ~MetricsListener();
    MetricsListener(const MetricsListener&) = delete;
    MetricsListener& operator=(const MetricsListener&) = delete;

    unsigned short port() const { return port_; }

  private:
    void serve();
    void answer(int connection) const;

    const Metrics& metrics_;
    int socket_ = -1;
    unsigned short port_ = 0;
    std::jthread thread_;
};

}  // namespace casework::server
