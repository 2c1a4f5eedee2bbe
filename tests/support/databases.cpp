// Makes and removes the databases that tests use.
#include "tests/support/databases.hpp"

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "persistence/migrate.hpp"
#include "tests/support/copied_database.hpp"

namespace casework::testing {
namespace {

// The server's address without a database name: postgresql://user:password@127.0.0.1:port
const char* postgresql_server() { return std::getenv("CASEWORK_TEST_POSTGRESQL"); }

std::string sqlite_file(const std::string& directory) { return directory + "/casework.sqlite"; }

// A database migrated once for this process, which fresh ones are copies of.
class MigratedPattern {
  public:
    explicit MigratedPattern(const std::string& kind) : original_(kind, false) {
        persistence::migrate(*original_, persistence::system_now());
        original_.close();
    }
    const FreshDatabase& original() const { return original_; }

  private:
    FreshDatabase original_;
};

const FreshDatabase& migrated_pattern(const std::string& kind) {
    if (kind == "postgresql") {
        static const MigratedPattern pattern(kind);
        return pattern.original();
    }
    static const MigratedPattern pattern(kind);
    return pattern.original();
}

}  // namespace

void on_server(const std::string& statement) {
    // Making a database takes long on a busy machine; the limit is for requests.
    persistence::Database server({.url = std::string(postgresql_server()) + "/postgres", .readers = 1, .statement_seconds = 60});
    server.read([&](persistence::Transaction& tx) {
        tx.run("COMMIT");
        tx.script(statement);
        tx.run("BEGIN");
    });
}

void copy_into(FreshDatabase& fresh, const FreshDatabase& closed) {
    fresh.close();
    std::filesystem::copy(closed.directory(), fresh.directory(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    const auto name = [](const FreshDatabase& database) { return database.url().substr(database.url().rfind('/') + 1); };
    if (!fresh.url().starts_with("sqlite:")) {
        on_server("DROP DATABASE " + name(fresh));
        on_server("CREATE DATABASE " + name(fresh) + " ENCODING 'UTF8' TEMPLATE " + name(closed));
    }
    fresh.reopen();
}

ScratchDirectory::ScratchDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "casework-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory");
    path_ = pattern;
}
ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

FreshDatabase::FreshDatabase(const std::string& kind, bool migrated) : kind_(kind) {
    const FreshDatabase* pattern = migrated ? &migrated_pattern(kind) : nullptr;
    if (kind == "postgresql") {
        static std::atomic<int> count = 0;
        name_ = fmt::format("casework_{}_{}", getpid(), count++);
        on_server("CREATE DATABASE " + name_ + " ENCODING 'UTF8' TEMPLATE " + (pattern ? pattern->name_ : "template0"));
        url_ = std::string(postgresql_server()) + "/" + name_;
    } else {
        url_ = "sqlite:" + sqlite_file(directory());
        if (pattern) std::filesystem::copy_file(sqlite_file(pattern->directory()), sqlite_file(directory()));
    }
    reopen();
}

void FreshDatabase::close() { database_.reset(); }

void FreshDatabase::reopen() {
    close();
    database_ = std::make_unique<persistence::Database>(persistence::DatabaseOptions{.url = url_, .readers = 2});
}

FreshDatabase::~FreshDatabase() {
    close();
    if (kind_ == "postgresql") on_server("DROP DATABASE " + name_);
}

std::vector<std::string> database_kinds() {
    if (postgresql_server() == nullptr) return {"sqlite"};
    return {"sqlite", "postgresql"};
}

}  // namespace casework::testing
