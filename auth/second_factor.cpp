// Codes by liboath, seeds sealed by our own key.
#include "auth/second_factor.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

constexpr std::size_t seed_bytes = 20;
constexpr unsigned digits = 6, step_seconds = 30;
constexpr std::size_t steps_around = 1;
constexpr std::size_t recovery_length = 16;
// Without I, L, O and 1, 0: 31 to choose from.
constexpr std::string_view letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

std::string context_of(std::string_view account) { return fmt::format("second factor of {}", account); }

std::time_t seconds_of(domain::Instant now) { return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count(); }

std::string base32(std::string_view bytes) {
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK) throw std::runtime_error("liboath cannot spell a seed");
    const std::unique_ptr<char, decltype(&std::free)> owned(text, std::free);
    return std::string(text, length);
}

std::string in_address(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) out += std::isalnum(c) || c == '-' || c == '.' || c == '_' ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    return out;
}

// Every letter alike often: bytes that would favour some are drawn again.
char random_letter() {
    for (;;) {
        const auto byte = static_cast<unsigned char>(random_bytes(1)[0]);
        if (byte < 256 / letters.size() * letters.size()) return letters[byte % letters.size()];
    }
}

}  // namespace

bool SecondFactorRules::requires_it_of(domain::BaseRole role) const { return std::ranges::find(required_of, role) != required_of.end(); }

std::string seed_of_session(const SecondFactorRules& rules, std::string_view session_hash) {
    return hmac_sha256(rules.key, fmt::format("seed for session {}", session_hash)).substr(0, seed_bytes);
}

std::string seal_seed(const SecondFactorRules& rules, std::string_view account, std::string_view seed) {
    return to_base64(seal(rules.key, seed, context_of(account)));
}
std::optional<std::string> unseal_seed(const SecondFactorRules& rules, std::string_view account, std::string_view sealed) {
    const auto bytes = from_base64(sealed);
    return bytes ? unseal(rules.key, *bytes, context_of(account)) : std::nullopt;
}

std::optional<std::int64_t> step_of_code(std::string_view seed, std::string_view code, domain::Instant now) {
    if (code.size() != digits || !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    std::uint64_t step = 0;
    const int found = oath_totp_validate3(seed.data(), seed.size(), seconds_of(now), step_seconds, 0, steps_around, nullptr, &step, std::string(code).c_str());
    return found >= 0 ? std::optional(static_cast<std::int64_t>(step)) : std::nullopt;
}

std::string code_at(std::string_view seed, domain::Instant now) {
    std::array<char, digits + 1> code{};
    if (oath_totp_generate(seed.data(), seed.size(), seconds_of(now), step_seconds, 0, digits, code.data()) != OATH_OK) throw std::runtime_error("liboath makes no code");
    return code.data();
}

std::string spoken_seed(std::string_view seed) {
    std::string spoken;
    for (const char c : base32(seed)) {
        if (spoken.size() % 5 == 4) spoken += ' ';
        spoken += c;
    }
    return spoken;
}

std::string enrolment_address(std::string_view seed, std::string_view issuer, std::string_view username) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits={3}&period={4}", in_address(issuer), in_address(username), base32(seed), digits, step_seconds);
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    for (std::size_t n = 0; n < recovery_codes; ++n) {
        std::string code(1, letters[n]);
        while (code.size() < recovery_length) code += random_letter();
        codes.push_back(fmt::format("{}-{}-{}-{}", code.substr(0, 4), code.substr(4, 4), code.substr(8, 4), code.substr(12)));
    }
    return codes;
}

std::string typed_recovery_code(std::string_view text) {
    std::string code;
    for (const unsigned char c : text) {
        if (c == ' ' || c == '-') continue;
        const char upper = static_cast<char>(std::toupper(c));
        if (letters.find(upper) == letters.npos) return {};
        code += upper;
        if (code.size() % 5 == 4 && code.size() < recovery_length + 3) code += '-';
    }
    return code.size() == recovery_length + 3 ? code : std::string{};
}

std::optional<int> number_of(std::string_view code) {
    const auto n = code.empty() ? letters.npos : letters.find(code.front());
    return n < recovery_codes ? std::optional(static_cast<int>(n)) : std::nullopt;
}

}  // namespace casework::auth
