// Sending text smaller to clients that can read it so.
#pragma once

#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::web {

// Compresses a page, JSON or a list for a client that accepts gzip; what is short, not text or compressed already stays as it is.
void compress(const Request& request, Response& response);

}  // namespace casework::web
