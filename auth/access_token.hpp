// Bearer tokens: what they look like and what is stored of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casework::auth {

// "cwt_" HANDLE "_" SECRET: 16 hexadecimal digits that find the row, then 256 random bits in 43 base64url characters.
struct AccessToken {
    std::string text, handle, digest;  // digest: SHA-256 of the text in hexadecimal
};
AccessToken new_access_token();
// Nothing when the text cannot be a token of ours.
std::optional<AccessToken> read_access_token(std::string_view text);

}  // namespace casework::auth
