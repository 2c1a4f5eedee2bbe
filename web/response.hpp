// An answer: status, headers and body as one string; the porch adds framing, date and connection handling.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::web {

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string created = {};  // address of the record that a step made: a program is told 201 and this
    std::string_view static_body;  // when not empty: bytes with static lifetime, sent instead of `body`

    // The only way to set a header. Throws std::invalid_argument on bytes below 0x20, 0x7f or non-ASCII in the value.
    void set(std::string name, std::string value);
    void add(std::string name, std::string value);  // for Set-Cookie
    std::string_view header(std::string_view name) const;  // empty when absent; names are compared without case
};

Response html_response(int status, std::string body);
Response see_other(std::string location);  // 303; own path only, otherwise std::invalid_argument
// RFC 6266 and 8187: an attachment's name, any Unicode.
std::string content_disposition(std::string_view file_name);

// A file to keep, never to show: as an attachment, in a sandbox of its own, of the type it says and no other.
Response file_download(std::string_view file_name, std::string_view content_type, std::string body);

// The one list of headers every answer carries (ux.md section 4), with Cache-Control: no-store unless the answer has its own.
using SecurityHeader = std::pair<std::string_view, std::string_view>;
std::span<const SecurityHeader> security_headers();
// Adds those the answer does not set itself (a download has its own Content-Security-Policy, a static file its own Cache-Control).
void add_security_headers(Response& response);

// True for "/people/1?page=2": one leading slash, visible ASCII, no backslash; false for "//host", "https:..." and the empty string.
bool is_own_path(std::string_view location);

}  // namespace casework::web
