// The list of common passwords that nobody may choose, embedded at build time (cmake/passwords.cmake).
#pragma once

#include <cstddef>
#include <string_view>

namespace casework::auth {

// One to a line, lower case, sorted; only those of at least 12 characters, since shorter ones are refused anyway.
extern const std::string_view common_passwords_text;

bool is_common_password(std::string_view lower_case);
std::size_t common_password_count();

}  // namespace casework::auth
