// The arithmetic of waiting.
#include "auth/throttle.hpp"

#include <algorithm>

namespace casework::auth {

using namespace std::chrono_literals;

std::chrono::seconds wait_after(int failures) {
    constexpr int free_failures = 4, slow_failures = 10;
    constexpr std::chrono::seconds longest = 15min, slow = 5min;
    if (failures <= free_failures) return 0s;
    const auto doubled = std::min(longest, std::chrono::seconds{1LL << std::min(failures - free_failures - 1, 20)});
    return failures < slow_failures ? doubled : std::max(doubled, slow);
}

domain::Instant open_from(const Failures& failures) { return failures.last + wait_after(failures.count); }

Failures with_failure(Failures failures, domain::Instant now) {
    if (now - failures.last > 24h) failures.count = 0;
    return {std::min(failures.count, 1000) + 1, now};
}

}  // namespace casework::auth
