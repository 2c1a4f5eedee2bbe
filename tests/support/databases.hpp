// Fresh databases for tests: SQLite always, PostgreSQL where CASEWORK_TEST_POSTGRESQL names a server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "persistence/database.hpp"

namespace casework::testing {

// A scratch folder below the system's temporary one, removed at the end.
class ScratchDirectory {
  public:
    ScratchDirectory();
    ~ScratchDirectory();
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// An empty, migrated database that is removed again.
class FreshDatabase {
  public:
    explicit FreshDatabase(const std::string& kind, bool migrated = true);  // "sqlite" or "postgresql"
    ~FreshDatabase();
    persistence::Database& operator*() { return *database_; }
    persistence::Database* operator->() { return database_.get(); }
    const std::string& url() const { return url_; }
    const std::string& directory() const { return directory_.path(); }  // scratch space that goes with it
    void close();
    void reopen();  // closes and opens the same database

  private:
    ScratchDirectory directory_;
    std::string kind_, url_, name_;
    std::unique_ptr<persistence::Database> database_;
};

// {"sqlite"} or {"sqlite", "postgresql"}: for GENERATE(from_range(database_kinds())).
std::vector<std::string> database_kinds();

}  // namespace casework::testing
