// Says that a test could not be tried on this machine, so that nothing is skipped silently.
#pragma once

#include <string_view>

namespace casework::testing {

// Prints the reason and counts the running test case as skipped; the test returns right after: `return skip("no data")`.
void skip(std::string_view reason);

}  // namespace casework::testing
