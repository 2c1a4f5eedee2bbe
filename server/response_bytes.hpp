// An answer as the bytes that leave: status line, headers, framing, date and body in one flat string.
#pragma once

#include <string>

#include "web/response.hpp"

namespace casework::server {

struct Framing {
    bool head_only = false;   // the request was HEAD
    bool keep_alive = true;
    int minor_version = 1;
};

// Small static bodies are copied behind the headers; a larger one is left in response.static_body for a write of its own.
inline constexpr std::size_t static_copy_max = 12 * 1024;

std::string response_bytes(const web::Response& response, const Framing& framing);

}  // namespace casework::server
