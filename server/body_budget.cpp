// Taking and giving back, from several I/O threads.
#include "server/body_budget.hpp"

#include <utility>

namespace casework::server {

bool BodyBudget::Share::grow_to(std::size_t bytes) {
    if (bytes <= own_bytes + bytes_) return true;
    const std::size_t more = bytes - own_bytes - bytes_;
    if (budget_.taken_.fetch_add(more) + more > budget_.bytes_max_) {
        budget_.taken_ -= more;
        return false;
    }
    bytes_ += more;
    return true;
}

void BodyBudget::Share::give_back() { budget_.taken_ -= std::exchange(bytes_, 0); }

}  // namespace casework::server
