// Makes and removes the databases that tests use.
#include "tests/support/databases.hpp"

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "persistence/migrate.hpp"

namespace casework::testing {
namespace {

// The server's address without a database name: postgresql://user:password@127.0.0.1:port
const char* postgresql_server() { return std::getenv("CASEWORK_TEST_POSTGRESQL"); }

void on_server(const std::string& statement) {
    // Making a database takes long on a busy machine; the limit is for requests.
    persistence::Database server({.url = std::string(postgresql_server()) + "/postgres", .readers = 1, .statement_seconds = 60});
    server.read([&](persistence::Transaction& tx) {
        tx.run("COMMIT");
        tx.script(statement);
        tx.run("BEGIN");
    });
}

}  // namespace

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
    std::string pattern = (std::filesystem::temp_directory_path() / "casework-database-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory");
    directory_ = pattern;
    if (kind == "postgresql") {
        static std::atomic<int> count = 0;
        name_ = fmt::format("casework_{}_{}", getpid(), count++);
        on_server("CREATE DATABASE " + name_ + " ENCODING 'UTF8' TEMPLATE template0");
        url_ = std::string(postgresql_server()) + "/" + name_;
    } else {
        url_ = "sqlite:" + directory_ + "/casework.sqlite";
    }
    reopen();
    if (migrated) persistence::migrate(*database_, persistence::system_now());
}

void FreshDatabase::reopen() {
    database_.reset();
    database_ = std::make_unique<persistence::Database>(persistence::DatabaseOptions{.url = url_, .readers = 2});
}

FreshDatabase::~FreshDatabase() {
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
    if (kind_ == "postgresql") on_server("DROP DATABASE " + name_);
}

std::vector<std::string> database_kinds() {
    if (postgresql_server() == nullptr) return {"sqlite"};
    return {"sqlite", "postgresql"};
}

}  // namespace casework::testing
