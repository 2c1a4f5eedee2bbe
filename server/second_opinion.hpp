// Beast parses the head that passed our own check; where the two disagree on framing, neither is believed.
#pragma once

#include <string_view>

#include "server/http_head.hpp"

namespace casework::server {

bool beast_agrees(std::string_view bytes, const HttpHead& head);

}  // namespace casework::server
