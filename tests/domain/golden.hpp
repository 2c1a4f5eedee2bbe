// Golden files: what a table prints stands in tests/golden, so that a changed rule is a reviewed difference.
#pragma once

#include <string>
#include <string_view>

namespace casework::tests {

// The text of tests/golden/NAME. With UPDATE_GOLDEN=1 in the environment it is written from `now` first.
std::string golden(std::string_view name, std::string_view now);

}  // namespace casework::tests
