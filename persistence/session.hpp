// One connection with its kept statements (private to persistence; the only header that names SOCI).
#pragma once

#include <soci/soci.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "persistence/kept_statement.hpp"

namespace casework::persistence {

struct Transaction::Session {
    explicit Session(const DatabaseOptions& options);
    ~Session();

    KeptStatement& kept(std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into);
    void forget(std::string_view sql);
    // Several statements at once, without binds (migrations, pragmas).
    void script(const std::string& sql);
    // Whether the database itself has ended the transaction (SQLite does on a full disk).
    bool transaction_lost();

    bool postgresql = false;
    bool broken = false;  // connection lost: to be opened anew
    bool watched = false;  // notes which rows it changes (row_watch.hpp)
    std::uint64_t snapshot = 0;  // number of the snapshot that is open for reading
    std::chrono::steady_clock::time_point deadline{};
    std::chrono::seconds statement_limit{2};
    std::unique_ptr<soci::session> soci;
    std::map<std::string, std::unique_ptr<KeptStatement>, std::less<>> statements;
};

// Rethrows the error of a statement that is being handled as DatabaseUnavailable or ConstraintViolation, or as StatementFailed when it is a
// defect: in words that hold nothing of what was bound. What is no error of the database goes on as it is.
[[noreturn]] void rethrow_database_error(Transaction::Session& session);

}  // namespace casework::persistence
