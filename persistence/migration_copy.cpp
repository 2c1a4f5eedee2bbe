// VACUUM INTO an empty file that was made with its rights, then an integrity check of what stands there.
#include "persistence/migration_copy.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "auth/crypto.hpp"
#include "persistence/session.hpp"

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;

constexpr int patience_seconds = 600;  // reading all of a large database takes longer than any statement may

void remove(const std::string& path) {
    for (const auto* part : {"", "-wal", "-shm"}) ::unlink((path + part).c_str());
}

std::string quoted(const std::string& path) {
    std::string words = "'";
    for (const char c : path) words.append(c == '\'' ? 2 : 1, c);
    return words + "'";
}

void bring_to_disk(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!done) throw DatabaseUnavailable("the copy of the database could not be brought to the disk");
}

void check(const std::string& path) {
    std::string verdict;
    {
        Transaction::Session session({.url = "sqlite:" + path, .statement_seconds = patience_seconds});
        Transaction tx(session);
        tx.one("PRAGMA integrity_check(1)", {}, {&verdict});
    }
    if (verdict != "ok") throw DatabaseUnavailable("the copy of the database that is made before its schema changes is not whole: is the database itself?");
}

void copy_into(const Database& database, const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) throw DatabaseUnavailable("no copy of the database can be made beside it");
    ::close(file);
    auto options = database.options();
    options.statement_seconds = patience_seconds;
    Transaction::Session session(options);
    session.script("VACUUM INTO " + quoted(path));
}

}  // namespace

std::string sqlite_file(const Database& database) { return database.options().url.substr(std::string_view("sqlite:").size()); }

void copy_database(const Database& database, const std::string& to) {
    if (fs::exists(to)) return;
    const std::string draft = to + '.' + auth::random_hex(8) + ".draft";
    try {
        copy_into(database, draft);
        check(draft);
        bring_to_disk(draft);
        fs::rename(draft, to);
        bring_to_disk(fs::absolute(to).parent_path().string());
    } catch (...) {
        remove(draft);
        throw;
    }
}

ScratchCopy::ScratchCopy(const Database& database) : path_(sqlite_file(database) + '.' + auth::random_hex(8) + ".dry-run") { copy_database(database, path_); }
ScratchCopy::~ScratchCopy() { remove(path_); }

}  // namespace casework::persistence
