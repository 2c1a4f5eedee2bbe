// A copy of a SQLite database beside it, whole and checked: before its schema is changed, and to try that on.
#pragma once

#include <string>

#include "persistence/database.hpp"

namespace casework::persistence {

std::string sqlite_file(const Database& database);  // the path in its address

// Copies beside a running server into a file of mode 0600, reads all of it back, and only then gives it the name `to`. A whole copy that
// stands there already is kept: it was made before the first try. Throws DatabaseUnavailable, and leaves nothing.
void copy_database(const Database& database, const std::string& to);

// Such a copy for a while: removed at the end.
class ScratchCopy {
  public:
    explicit ScratchCopy(const Database& database);
    ~ScratchCopy();
    ScratchCopy(const ScratchCopy&) = delete;
    ScratchCopy& operator=(const ScratchCopy&) = delete;
    std::string url() const { return "sqlite:" + path_; }

  private:
    std::string path_;
};

}  // namespace casework::persistence
