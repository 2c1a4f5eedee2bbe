// Percent-encoding and UTF-8, the two encodings every byte from outside passes through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::web {

enum class Plus { literal, space };  // "+" is a space in queries and forms, itself in paths

// Nothing when a % is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);
// Everything but RFC 3986 unreserved characters becomes %XX.
std::string percent_encoded(std::string_view text);
// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

using Fields = std::vector<std::pair<std::string, std::string>>;
// application/x-www-form-urlencoded, in order, duplicates kept; nothing when an escape is broken.
std::optional<Fields> urlencoded_fields(std::string_view text);

}  // namespace casework::web
