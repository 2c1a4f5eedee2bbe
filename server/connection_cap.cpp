// Counting open connections, so that neither one address nor all of them together exhaust the server.
#include "server/connection_cap.hpp"

namespace casework::server {

ConnectionCap::Place ConnectionCap::admit(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (open_ >= all_max_) return nullptr;
    std::size_t& from_here = by_address_[address];
    if (from_here >= per_address_max_) return nullptr;
    ++from_here;
    ++open_;
    return Place(this, [address](void* cap) { static_cast<ConnectionCap*>(cap)->leave(address); });
}

std::size_t ConnectionCap::open() const {
    const std::lock_guard lock(mutex_);
    return open_;
}

void ConnectionCap::leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    --open_;
    const auto found = by_address_.find(address);
    if (--found->second == 0) by_address_.erase(found);
}

}  // namespace casework::server
