// What an operator types at a command: answers on the terminal, and passwords that never stand in an argument.
#pragma once

#include <string>
#include <string_view>

#include "domain/calendar.hpp"

namespace casework::server::commands {

// The value, or where it is empty and standard input is a terminal, the answer to the question. Empty when nobody can be asked.
std::string value_or_asked(std::string value, std::string_view question);

// One line of standard input; on a terminal asked twice without echo. Throws std::runtime_error with what to do.
std::string typed_password(std::string_view question);

// The same for a password that stands already: asked once.
std::string known_password(std::string_view question);

// A day as YYYY-MM-DD; throws std::runtime_error naming the option.
domain::Date typed_day(const std::string& text, std::string_view option);

}  // namespace casework::server::commands
