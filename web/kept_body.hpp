// A form as it is kept while its sender signs in again or gives a password.
#pragma once

#include <optional>
#include <string>

#include "web/request.hpp"

namespace casework::web {

// What was typed, without any file: that has to be chosen again. Nothing when the form cannot be read.
std::optional<std::string> kept_body(const Request& request);

}  // namespace casework::web
