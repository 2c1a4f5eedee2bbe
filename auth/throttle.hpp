// How long sign-in waits after failures: counted for each account name, and for each name and address pair; never for an address alone.
#pragma once

#include <chrono>

#include "domain/calendar.hpp"

namespace casework::auth {

// Failures since the last success, for one key (a name, or a name and an address; unknown names alike).
struct Failures {
    int count = 0;
    domain::Instant last{};
    bool operator==(const Failures&) const = default;
};

// What an installation may set.
struct ThrottleRules {
    int free_failures = 4;
    std::chrono::seconds first_wait{1}, longest_wait{15 * 60};
};

// From the 5th failure 1 second, doubling to 15 minutes; from the 10th at least 5 minutes, so that no plan of waiting gets more
// than 10 guesses in 5 minutes. Nobody is locked out for good: failures are forgotten after a day without any.
std::chrono::seconds wait_after(int failures, const ThrottleRules& rules = {});

// The moment from which the next guess is looked at.
domain::Instant open_from(const Failures& failures, const ThrottleRules& rules = {});
Failures with_failure(Failures failures, domain::Instant now);

}  // namespace casework::auth
