// Fields that came beside a file are written as a form without one.
#include "web/kept_body.hpp"

#include "web/multipart.hpp"

namespace casework::web {

std::optional<std::string> kept_body(const Request& request) {
    if (!is_multipart(request.header("content-type"))) return request.body;
    const auto parts = read_multipart(request.header("content-type"), request.body);
    if (!parts) return std::nullopt;
    std::string body;
    for (const auto& [name, value] : parts->fields) body += (body.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    return body;
}

}  // namespace casework::web
