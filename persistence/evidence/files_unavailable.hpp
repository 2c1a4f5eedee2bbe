// The folder of files cannot be written now.
#pragma once

#include "persistence/database.hpp"

namespace casework::persistence {

// Its disk is full, broken or may not be written: becomes 503 with Retry-After like a database that is, and nothing is half there.
struct FilesUnavailable : DatabaseUnavailable {
    using DatabaseUnavailable::DatabaseUnavailable;
};

}  // namespace casework::persistence
