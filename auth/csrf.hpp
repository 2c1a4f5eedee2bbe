// Tokens that show a form came from our own page: bound to a secret of the session, masked freshly for each page (BREACH).
#pragma once

#include <string>
#include <string_view>

namespace casework::auth {

// `secret` is the session's form secret, or follows from the pre-session cookie before signing in. 86 base64url characters.
std::string csrf_token(std::string_view secret);
// Never true for an empty secret.
bool csrf_token_fits(std::string_view token, std::string_view secret);

}  // namespace casework::auth
