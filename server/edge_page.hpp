// What the porch answers with when it refuses a request itself, a page or a problem, and the health page it answers alone.
#pragma once

#include <string_view>

#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::server {

// With the request's reference and every security header: plain HTML, or application/problem+json for a program. 405 names the
// methods, 503 when to come back.
enum class Reader { person, program };
web::Response edge_page(int status, std::string_view reference, Reader reader);

Reader reader_of(const web::Request& request);
// By the lines that can be told apart, so also of a head that was refused; what stands behind its empty line does not count.
Reader reader_of_head(std::string_view bytes);
web::Response live_page();  // /health/live: says only that the process answers

}  // namespace casework::server
