// A prepared statement that a connection keeps (private to persistence).
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/database.hpp"

namespace soci {
class session;
}

namespace casework::persistence {

// A statement went wrong: SQLite's extended code (0 on PostgreSQL), and words that hold nothing of what was bound.
struct StatementFailed : std::runtime_error {
    StatementFailed(int code, const std::string& words) : std::runtime_error(words), code(code) {}
    int code;
};

// Prepared once, then bound and run many times. Whoever begins reading rows also ends it: an open statement keeps its read
// transaction open.
class KeptStatement {
  public:
    virtual ~KeptStatement() = default;
    // False when it was prepared for values of another kind: then it is prepared anew.
    virtual bool fits(const std::vector<Bind>& binds) const = 0;
    virtual void begin(const std::vector<Bind>& binds) = 0;
    virtual bool fetch(const std::vector<Into>& into) = 0;  // the next row; false at the end
    virtual void skip() = 0;                                // the rows that are left
    virtual std::int64_t run(const std::vector<Bind>& binds) = 0;  // rows affected
};

// Through SQLite's own interface: a column is copied once, to where it is wanted. Through SOCI it is copied three times.
// `connection` is a sqlite3*, which SOCI declares in a namespace of its own.
std::unique_ptr<KeptStatement> keep_sqlite(void* connection, std::string_view sql, const std::vector<Bind>& binds);
// Through SOCI, as PostgreSQL is spoken to.
std::unique_ptr<KeptStatement> keep_soci(soci::session& session, std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into);

}  // namespace casework::persistence
