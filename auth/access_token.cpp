// Making and taking apart bearer tokens.
#include "auth/access_token.hpp"

#include <algorithm>

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

constexpr std::string_view prefix = "cwt_";
constexpr std::size_t handle_size = 16, secret_size = 43, secret_bytes = 32;

AccessToken token_of(std::string text) {
    AccessToken token;
    token.handle = text.substr(prefix.size(), handle_size);
    token.digest = to_hex(sha256(text));
    token.text = std::move(text);
    return token;
}

}  // namespace

AccessToken new_access_token() { return token_of(std::string(prefix) + random_hex(handle_size / 2) + "_" + to_base64url(random_bytes(secret_bytes))); }

std::optional<AccessToken> read_access_token(std::string_view text) {
    const auto secret_at = prefix.size() + handle_size + 1;
    if (text.size() != secret_at + secret_size || !text.starts_with(prefix) || text[secret_at - 1] != '_') return std::nullopt;
    const auto hexadecimal = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const auto base64url = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; };
    if (!std::ranges::all_of(text.substr(prefix.size(), handle_size), hexadecimal) || !std::ranges::all_of(text.substr(secret_at), base64url)) return std::nullopt;
    return token_of(std::string(text));
}

}  // namespace casework::auth
