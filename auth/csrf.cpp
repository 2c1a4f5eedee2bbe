// Making and checking masked form tokens.
#include "auth/csrf.hpp"

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

constexpr std::size_t mask_bytes = 32;

std::string plain_token(std::string_view secret) { return hmac_sha256(secret, "form token"); }

std::string masked(std::string_view bytes, std::string_view mask) {
    std::string out(bytes);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ mask[i]);
    return out;
}

}  // namespace

std::string csrf_token(std::string_view secret) {
    const auto mask = random_bytes(mask_bytes);
    return to_base64url(mask + masked(plain_token(secret), mask));
}

bool csrf_token_fits(std::string_view token, std::string_view secret) {
    if (secret.empty() || token.size() > 200) return false;
    const auto bytes = from_base64url(token);
    if (!bytes || bytes->size() != 2 * mask_bytes) return false;
    const std::string_view all(*bytes);
    return constant_time_equal(masked(all.substr(mask_bytes), all.substr(0, mask_bytes)), plain_token(secret));
}

}  // namespace casework::auth
