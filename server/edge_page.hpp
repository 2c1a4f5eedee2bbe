// The small page the porch answers with when it refuses a request itself, and the health page it answers alone.
#pragma once

#include <string_view>

#include "web/response.hpp"

namespace casework::server {

// Plain HTML with the request's reference and every security header. 405 names the methods, 503 when to come back.
web::Response edge_page(int status, std::string_view reference);
web::Response live_page();  // /health/live: says only that the process answers

}  // namespace casework::server
