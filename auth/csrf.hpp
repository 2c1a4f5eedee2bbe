// Tokens against forged forms: bound to the session's secret, masked afresh for every page.
#pragma once

#include <string>
#include <string_view>

namespace casework::auth {

// base64url of mask || (mask xor HMAC-SHA256(form_secret, "csrf")): differs each time, so that compression reveals nothing.
std::string csrf_token(std::string_view form_secret);
bool csrf_token_fits(std::string_view token, std::string_view form_secret);

}  // namespace casework::auth
