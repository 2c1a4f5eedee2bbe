// How many connections may be open, in all and from one address.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace casework::server {

class ConnectionCap {
  public:
    ConnectionCap(std::size_t all_max, std::size_t per_address_max) : all_max_(all_max), per_address_max_(per_address_max) {}

    // Held by a connection while it is open; null when there is no room.
    using Place = std::shared_ptr<void>;
    Place admit(const std::string& address);
    std::size_t open() const;

  private:
    void leave(const std::string& address);

    mutable std::mutex mutex_;
    std::map<std::string, std::size_t> by_address_;
    std::size_t open_ = 0;
    std::size_t all_max_;
    std::size_t per_address_max_;
};

}  // namespace casework::server
