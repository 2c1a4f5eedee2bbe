// The words of roles and levels as rows and configuration spell them.
#pragma once

#include <string_view>

#include "domain/actor.hpp"

namespace casework::persistence {

// Any other word throws std::runtime_error.
domain::BaseRole base_role(std::string_view word);
std::string_view word(domain::BaseRole role);
domain::Level level(std::string_view word);
std::string_view word(domain::Level level);

}  // namespace casework::persistence
