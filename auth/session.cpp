// Making tokens and reckoning the two limits.
#include "auth/session.hpp"

#include <algorithm>

#include "auth/crypto.hpp"

namespace casework::auth {

namespace {
constexpr std::size_t token_bytes = 32;
}

std::string new_session_token() { return to_base64url(random_bytes(token_bytes)); }

std::string session_hash(std::string_view token) {
    if (token.size() != 43) return {};
    const auto bytes = from_base64url(token);
    return bytes && bytes->size() == token_bytes ? to_hex(sha256(token)) : std::string{};
}

domain::Instant session_end(domain::Instant started, domain::Instant last_used, const SessionLimits& limits) {
    return std::min(last_used + limits.idle, started + limits.absolute);
}

bool use_is_due(domain::Instant last_used, domain::Instant now, const SessionLimits& limits) {
    const auto interval = std::min<std::chrono::microseconds>(std::chrono::minutes{1}, std::chrono::microseconds{limits.idle} / 10);
    return now - last_used >= interval;
}

}  // namespace casework::auth
