// The second factor: six figures from a telephone (RFC 6238), and recovery codes for the day it is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "domain/calendar.hpp"

namespace casework::auth {

// Who may not do without, and the key under which seeds lie in the database.
struct SecondFactorRules {
    std::vector<domain::BaseRole> required_of;
    std::string key;  // 32 bytes

    bool requires_it_of(domain::BaseRole role) const;
};

// 20 bytes that the page and the picture of one setting-up agree on without anything being stored: they follow from the session.
std::string seed_of_session(const SecondFactorRules& rules, std::string_view session_hash);

// Sealed for one account; nothing when it was changed or belongs to another.
std::string seal_seed(const SecondFactorRules& rules, std::string_view account, std::string_view seed);
std::optional<std::string> unseal_seed(const SecondFactorRules& rules, std::string_view account, std::string_view sealed);

// The time step of the code (SHA-1, 6 figures, 30 seconds, one step early or late), or nothing when it does not fit.
std::optional<std::int64_t> step_of_code(std::string_view seed, std::string_view code, domain::Instant now);
// The code of that moment.
std::string code_at(std::string_view seed, domain::Instant now);

std::string spoken_seed(std::string_view seed);  // base32 in groups of four, for typing into a telephone
std::string enrolment_address(std::string_view seed, std::string_view issuer, std::string_view username);  // otpauth://totp/...

// Codes of 16 letters and figures that nobody mistakes for another; the first says which of the ten it is.
constexpr int recovery_codes = 10;
std::vector<std::string> new_recovery_codes();
// As it was made, however it was typed; empty when it cannot be one.
std::string typed_recovery_code(std::string_view text);
std::optional<int> number_of(std::string_view recovery_code);

}  // namespace casework::auth
