// The arithmetic of waiting.
#include "auth/throttle.hpp"

#include <algorithm>

namespace casework::auth {

using namespace std::chrono_literals;

std::chrono::seconds wait_after(int failures, const ThrottleRules& rules) {
    constexpr int slow_failures = 10;
    constexpr std::chrono::seconds slow = 5min;
    const int waits = failures - rules.free_failures;
    if (waits <= 0) return 0s;
    const std::chrono::seconds doubled = rules.first_wait * (1 << std::min(waits - 1, 20));
    return std::min(rules.longest_wait, failures < slow_failures ? doubled : std::max(doubled, slow));
}

domain::Instant open_from(const Failures& failures, const ThrottleRules& rules) { return failures.last + wait_after(failures.count, rules); }

Failures with_failure(Failures failures, domain::Instant now) {
    if (now - failures.last > 24h) failures.count = 0;
    return {std::min(failures.count, 1000) + 1, now};
}

}  // namespace casework::auth
