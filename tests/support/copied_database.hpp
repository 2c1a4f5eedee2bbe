// A database that begins as a copy of another one, with everything in its directory.
#pragma once

#include <string>

#include "tests/support/databases.hpp"

namespace casework::testing {

// `closed` is one that close() was called on; what `fresh` held is gone.
void copy_into(FreshDatabase& fresh, const FreshDatabase& closed);

// One statement on the PostgreSQL server itself, outside any of the tests' databases.
void on_server(const std::string& statement);

}  // namespace casework::testing
