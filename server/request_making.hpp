// From a checked head and its body to the request the house sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http_head.hpp"
#include "web/request.hpp"

namespace casework::server {

std::string new_reference();  // "7F3A-91C2", random

// The peer, or the client a trusted proxy names last in X-Forwarded-For.
std::string client_address(std::string_view peer, const HttpHead& head, const std::vector<std::string>& trusted_proxies);

// Headers that claim another client, address or method are left on the porch.
web::Request make_request(HttpHead&& head, std::string&& body, std::string remote_address, std::string reference);

}  // namespace casework::server
