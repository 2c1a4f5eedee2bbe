// The rules for choosing a password: length, not common, not made of words that everybody here would guess.
#include <fmt/format.h>

#include <algorithm>

#include "auth/common_passwords.hpp"
#include "auth/password.hpp"
#include "domain/text.hpp"

namespace casework::auth {
namespace {

constexpr std::string_view house_words[] = {"casework", "password", "passphrase", "partnership", "community", "safety", "police", "council", "welcome", "letmein"};
constexpr std::size_t rest_min = 8;  // letters and figures that must remain beside guessable words

std::string letters_and_figures(std::string_view lower) {
    std::string kept;
    for (const unsigned char c : lower)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) kept += static_cast<char>(c);
    return kept;
}

void remove_all(std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) text.erase(at, word.size());
}

// A short piece said over and over: "abcabcabcabcabc", "passwordpassword".
bool repeats(std::string_view text) {
    for (std::size_t piece = 1; piece <= text.size() / 2; ++piece) {
        if (text.size() % piece == 0 && text.substr(piece) == text.substr(0, text.size() - piece)) return true;
    }
    return false;
}

// "abcdefghijklmno", "987654321098765": every step the same, over the alphabet or the figures.
bool counts_on(std::string_view text) {
    int up = 0, down = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const int step = text[i] - text[i - 1];
        up += step == 1 || step == -9 || step == -25;
        down += step == -1 || step == 9 || step == 25;
    }
    const auto steps = static_cast<int>(text.size()) - 1;
    return steps > 0 && (up == steps || down == steps);
}

bool guessable(const std::string& lower, const PasswordRules& rules) {
    auto rest = letters_and_figures(lower);
    const auto before = rest.size();
    for (const auto& phrase : rules.context_words)
        for (const auto word : domain::words_of(phrase))
            if (const auto plain = letters_and_figures(domain::ascii_lower(word)); plain.size() >= 3) remove_all(rest, plain);
    for (const auto word : house_words) remove_all(rest, word);
    return rest.size() < before && rest.size() < rest_min;
}

}  // namespace

std::optional<std::string> password_refusal(std::string_view password, const PasswordRules& rules) {
    const auto least = std::max(rules.length_min, password_length_floor);
    if (password.empty()) return "Enter a new password";
    if (password.size() > password_bytes_max) return fmt::format("New password must be {} characters or fewer", rules.length_max);
    if (!domain::is_utf8(password)) return "New password must be made of characters you can type";
    const auto length = domain::code_points(password);
    if (length < least) return fmt::format("New password must be {} characters or more", least);
    if (length > rules.length_max) return fmt::format("New password must be {} characters or fewer", rules.length_max);
    const auto lower = domain::ascii_lower(password);
    if (is_common_password(lower) || repeats(lower) || counts_on(lower))
        return "New password must not be one that is often used. Three or four unconnected words work well";
    if (guessable(lower, rules)) return "New password must be more than names and words that others here would guess";
    return std::nullopt;
}

}  // namespace casework::auth
