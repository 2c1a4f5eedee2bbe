// Connections for reading (private to persistence): lent to one thread at a time, and one snapshot serves all who waited when it began.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "persistence/database.hpp"

namespace casework::persistence {

// A snapshot that began after somebody asked shows all that was durable when they asked. So the next in the queue may go on with
// it: the connection keeps its pages, which SQLite forgets whenever a new transaction finds that something was committed.
class ReaderPool {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    struct Reader {
        explicit Reader(std::unique_ptr<Transaction::Session> connection);
        Reader(Reader&&) noexcept;
        Reader& operator=(Reader&&) noexcept;
        ~Reader();
        std::unique_ptr<Transaction::Session> session;
        std::optional<Moment> begun;  // a transaction is open, and shows all that was durable at this moment
    };

    explicit ReaderPool(const DatabaseOptions& options);

    // A connection in a transaction that shows all that was durable at `since`. Waits for one; throws DatabaseUnavailable.
    Reader borrow(Moment since);
    // Not sound: a statement failed, so that the transaction is rolled back.
    void give_back(Reader reader, bool sound);

  private:
    Reader take(Moment since);
    void begin(Reader& reader, Moment since);
    static void end(Reader& reader, bool sound);
    bool next_may_go_on(const Reader& reader) const;

    const DatabaseOptions& options_;
    mutable std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<Reader> free_;
    std::multiset<Moment> waiting_;  // since when
};

}  // namespace casework::persistence
