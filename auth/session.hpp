// Session tokens and how long a session lasts; only the digest of a token is ever stored.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "domain/calendar.hpp"

namespace casework::auth {

struct SessionLimits {
    std::chrono::seconds idle{20 * 60}, absolute{10 * 3600}, warn{2 * 60};
    int parallel = 3;  // of one person at once: a further sign-in ends the one used longest ago
};

// 256 random bits in 43 base64url characters.
std::string new_session_token();
// What is stored: SHA-256 in 64 lower-case hexadecimal digits; empty when the text cannot be a token of ours.
std::string session_hash(std::string_view token);

// The earlier of the idle limit after the last recorded use and the absolute limit after the start.
domain::Instant session_end(domain::Instant started, domain::Instant last_used, const SessionLimits& limits);
// Use is written down at most once a minute (sooner where the idle limit is short), so that reading costs no writing.
bool use_is_due(domain::Instant last_used, domain::Instant now, const SessionLimits& limits);

}  // namespace casework::auth
