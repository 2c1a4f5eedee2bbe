// Passwords: Argon2id at a tuned cost, few at a time, and the rules for choosing one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::auth {

struct PasswordCost {
    std::uint32_t memory_kib = 64 * 1024, passes = 3, lanes = 1;
    bool operator==(const PasswordCost&) const = default;
};
// OWASP's least: 19 MiB, 2 passes. Tests use it; a configuration below it is refused.
constexpr PasswordCost password_cost_floor{19 * 1024, 2, 1};

// Hashing blocks for 100 to 250 ms and takes the memory of its cost; at most four run at once in the process.
class PasswordHasher {
  public:
    explicit PasswordHasher(PasswordCost cost = {});  // std::invalid_argument below the floor

    // A PHC string: $argon2id$v=19$m=65536,t=3,p=1$salt$digest
    std::string hash(std::string_view password) const;
    // False, after the same work, for passwords longer than any we accept.
    bool fits(std::string_view password, const std::string& phc) const;
    // The work of `fits` for a name that has no account, so that time does not tell. Always false.
    bool fits_nobody(std::string_view password) const;
    // The stored hash was made at another cost: hash again at the next successful sign-in.
    bool is_outdated(std::string_view phc) const;

  private:
    PasswordCost cost_;
    std::string nobody_;
};

struct PasswordRules {
    std::size_t length_min = 15;              // never below 12
    std::size_t length_max = 128;
    std::vector<std::string> context_words;   // partnership, agency, own name and user name: not enough by themselves
};
constexpr std::size_t password_length_floor = 12;
constexpr std::size_t password_bytes_max = 128 * 4;

// Why this password may not be chosen, in words for the person choosing; nothing when it may. Lengths count code points.
std::optional<std::string> password_refusal(std::string_view password, const PasswordRules& rules);

}  // namespace casework::auth
