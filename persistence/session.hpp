// One connection with its kept statements (private to persistence; the only header that names SOCI).
#pragma once

#include <soci/soci.h>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "persistence/database.hpp"

namespace casework::persistence {

// Bound values and result columns live beside their statement at fixed addresses, so that a statement is prepared once.
struct KeptStatement {
    struct Slot {
        std::string text;
        long long number = 0;
        soci::indicator indicator = soci::i_ok;
        bool is_text = false;
    };
    std::deque<Slot> binds, columns;
    std::unique_ptr<soci::statement> statement;
};

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
    std::chrono::steady_clock::time_point deadline{};
    std::chrono::seconds statement_limit{2};
    std::unique_ptr<soci::session> soci;
    std::map<std::string, KeptStatement, std::less<>> statements;
};

// Rethrows the SOCI error being handled as DatabaseUnavailable or ConstraintViolation, or as it is when it is a defect.
[[noreturn]] void rethrow_database_error(Transaction::Session& session);

}  // namespace casework::persistence
