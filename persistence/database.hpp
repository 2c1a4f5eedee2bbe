// The database: read and write are the only transaction boundaries; SQLite and PostgreSQL run the same statements.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace casework::persistence {

// Stored instants are integer microseconds UTC, legal dates ISO text, booleans 0 or 1.
struct Bind {
    std::string_view name;
    std::variant<std::nullptr_t, std::int64_t, std::string> value;
};
Bind with(std::string_view name, std::string_view value);
inline Bind with(std::string_view name, const std::string& value) { return with(name, std::string_view(value)); }
inline Bind with(std::string_view name, const char* value) { return with(name, std::string_view(value)); }
Bind with(std::string_view name, const std::optional<std::string>& value);
Bind with(std::string_view name, std::int64_t value);
Bind with(std::string_view name, int value);
Bind with(std::string_view name, bool value);
Bind with(std::string_view name, std::nullptr_t);
inline Bind with(std::string_view name, const std::optional<std::int64_t>& value) { return value ? with(name, *value) : with(name, nullptr); }
// Bytes travel as hexadecimal text: a blob on SQLite, bytea on PostgreSQL; write `hex_in(:name)` and read `hex_out(column)`.

// Where a column of the result goes. A NULL into a plain string is "", into a plain integer 0.
using Into = std::variant<std::string*, std::int64_t*, int*, bool*, std::optional<std::string>*, std::optional<std::int64_t>*>;

// The database is locked, full, read-only or away: becomes 503 with Retry-After, nothing half done.
struct DatabaseUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A unique key or foreign key says no.
struct ConstraintViolation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One open transaction. Statements are bound, named (:name) and kept per connection; SQL text is a literal, never built from input.
class Transaction {
  public:
    // Calls `row` for every row, after the columns stand in `into`; always drains the statement. Returns the number of rows.
    std::size_t each(std::string_view sql, std::vector<Bind> binds, std::vector<Into> into, const std::function<void()>& row);
    // The first row, false when there is none.
    bool one(std::string_view sql, std::vector<Bind> binds, std::vector<Into> into);
    // Runs a change; returns the number of rows affected.
    std::int64_t run(std::string_view sql, std::vector<Bind> binds = {});
    // Several statements at once, without binds: migrations and tests.
    void script(const std::string& sql);
    bool is_postgresql() const;
    // Two transactions that answer the same number see the same data; 0 while writing.
    std::uint64_t snapshot() const;

    struct Session;
    explicit Transaction(Session& session) : session_(session) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

  private:
    Session& session_;
};

struct DatabaseOptions {
    std::string url;               // sqlite:PATH or postgresql://user:password@host:port/name
    int readers = 4;               // connections for reading: as many as can be busy at once, others wait for one
    int statement_seconds = 2;     // longest one statement may take
    std::size_t queue_max = 1024;  // pieces of work that may wait for the writer
    std::size_t batch_max = 64;    // pieces that share one commit
};

// What the writer did with one batch, for the metrics.
struct Batch {
    std::size_t pieces = 0;
    std::chrono::microseconds took{};  // from its begin until it was durable or rolled back
    bool committed = false;
};

class Database;

// While it stands, everything that its thread reads is one snapshot of the data, begun no earlier than `since` (the moment a
// request came) and shared with others who waited then. The connection is borrowed by the first reading; a change, a wait for
// the ledger and the end of scope give it back, and a reading after that begins anew.
class Snapshot {
  public:
    Snapshot(Database& database, std::chrono::steady_clock::time_point since);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

class Database {
  public:
    explicit Database(DatabaseOptions options);  // opens, does not migrate; throws DatabaseUnavailable with the reason
    ~Database();

    // Runs `work` in one read transaction (the Snapshot of this thread, or one of its own). Throws DatabaseUnavailable.
    void read(const std::function<void(Transaction&)>& work);

    // Queues `work` for the one writer and waits until the commit that holds it is durable. Exceptions from `work`
    // roll back its savepoint only and are rethrown here. Throws DatabaseUnavailable when full, locked or away.
    void write(std::function<void(Transaction&)> work);
    // The same without waiting: the future is ready when the commit is durable.
    std::future<void> write_later(std::function<void(Transaction&)> work);
    // The same, told by the writer: nothing once the commit is durable, otherwise what went wrong; `then` neither waits nor throws.
    // Without a savepoint of its own: when `work` fails, so does the batch. For what fails only when nothing can be written.
    using Then = std::function<void(std::exception_ptr)>;
    void write_later(std::function<void(Transaction&)> work, Then then);

    // Gives back what the Snapshot of this thread has borrowed: before every wait for something durable.
    void end_snapshot();

    // Called by the writer inside each batch, after its last piece and before the commit (the ledger signs its head here).
    void before_commit(std::function<void(Transaction&)> hook);
    // Called when a batch rolled back, so that cached state is read again.
    void after_rollback(std::function<void()> hook);
    // Told of every batch after its commit or rollback, before those who wait for it go on.
    void after_batch(std::function<void(const Batch&)> hook);
    // `begin` is called by the writer before each piece (after its savepoint), `undo` when that piece rolled back to its
    // savepoint: state that a piece changed beside the database is put back as it stood at `begin`.
    void around_pieces(std::function<void()> begin, std::function<void()> undo);

    bool is_postgresql() const;
    const DatabaseOptions& options() const;

  private:
    friend class Snapshot;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casework::persistence
