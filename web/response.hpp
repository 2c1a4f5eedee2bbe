// An answer: status, headers and body as one string; the porch adds framing, date and connection handling.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::web {

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view static_body;  // when not empty: bytes with static lifetime, sent instead of `body`

    // The only way to set a header. Throws std::invalid_argument on bytes below 0x20, 0x7f or non-ASCII in the value.
    void set(std::string name, std::string value);
    void add(std::string name, std::string value);  // for Set-Cookie
    std::string_view header(std::string_view name) const;
};

Response html_response(int status, std::string body);
Response see_other(std::string location);  // 303; own path only, otherwise std::invalid_argument
// RFC 6266 and 8187: an attachment's name, any Unicode.
std::string content_disposition(std::string_view file_name);

}  // namespace casework::web
