// Bound statements, and the one writer that drains its queue, runs each piece in a savepoint and commits once.
#include "persistence/database.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "persistence/attended.hpp"
#include "persistence/reader_pool.hpp"
#include "persistence/row_watch.hpp"
#include "persistence/session.hpp"

namespace casework::persistence {
namespace {

using std::chrono::steady_clock;

// Ends the time limit that a statement or a transaction set.
struct TimeLimit {
    explicit TimeLimit(Transaction::Session& session) : session(session) { session.deadline = steady_clock::now() + session.statement_limit; }
    ~TimeLimit() { session.deadline = {}; }
    Transaction::Session& session;
};

}  // namespace

Bind with(std::string_view name, std::string_view value) {
    if (value.find('\0') != std::string_view::npos) throw std::invalid_argument("text with a NUL byte cannot be stored");
    return {name, std::string(value)};
}
Bind with(std::string_view name, const std::optional<std::string>& value) {
    return value ? with(name, std::string_view(*value)) : Bind{name, nullptr};
}
Bind with(std::string_view name, std::int64_t value) { return {name, value}; }
Bind with(std::string_view name, int value) { return {name, std::int64_t{value}}; }
Bind with(std::string_view name, bool value) { return {name, std::int64_t{value ? 1 : 0}}; }
Bind with(std::string_view name, std::nullptr_t) { return {name, nullptr}; }

std::size_t Transaction::each(std::string_view sql, std::vector<Bind> binds, std::vector<Into> into, const std::function<void()>& row) {
    const TimeLimit limit(session_);
    std::size_t rows = 0;
    try {
        auto& kept = session_.kept(sql, binds, into);
        kept.begin(binds);
        for (; kept.fetch(into); ++rows) row();
        return rows;
    } catch (...) {
        session_.forget(sql);  // a row function that throws leaves the statement half read
        rethrow_database_error(session_);
    }
}

bool Transaction::one(std::string_view sql, std::vector<Bind> binds, std::vector<Into> into) {
    const TimeLimit limit(session_);
    try {
        auto& kept = session_.kept(sql, binds, into);
        kept.begin(binds);
        if (!kept.fetch(into)) return false;
        kept.skip();
        return true;
    } catch (...) {
        session_.forget(sql);
        rethrow_database_error(session_);
    }
}

std::int64_t Transaction::run(std::string_view sql, std::vector<Bind> binds) {
    const TimeLimit limit(session_);
    try {
        return session_.kept(sql, binds, {}).run(binds);
    } catch (...) {
        session_.forget(sql);
        rethrow_database_error(session_);
    }
}

void Transaction::script(const std::string& sql) { session_.script(sql); }

bool Transaction::is_postgresql() const { return session_.postgresql; }

std::uint64_t Transaction::snapshot() const { return session_.snapshot; }

namespace {

using SessionPointer = std::unique_ptr<Transaction::Session>;

struct Piece {
    std::function<void(Transaction&)> work;
    Database::Then then;
    bool alone = true;  // what it did is undone without the others'; otherwise all fail with it
    std::exception_ptr failed;
};

}  // namespace

struct Database::State {
    explicit State(DatabaseOptions given) : options(std::move(given)), readers(options) {}

    DatabaseOptions options;
    ReaderPool readers;

    std::mutex queue_mutex;
    std::condition_variable queue_filled;
    std::deque<Piece> queue;
    bool stopping = false;
    int failures = 0;  // batches in a row that could not commit
    steady_clock::time_point last_try{};

    SessionPointer writer;
    std::vector<std::function<void(Transaction&)>> before_commit;
    std::vector<std::function<void(const Batch&)>> after_batch;
    std::vector<std::function<void()>> after_rollback, piece_begins, piece_undone;
    bool waited = false;  // a piece of this batch has waited for a lock in vain
    std::thread thread;

    std::deque<Piece> take_batch() {
        std::unique_lock lock(queue_mutex);
        queue_filled.wait(lock, [&] { return stopping || !queue.empty(); });
        // Stands aside as long as others come meanwhile: when processors are busy they share one commit, otherwise nobody waits.
        for (std::size_t before = 0; queue.size() > before && queue.size() < options.batch_max;) {
            before = queue.size();
            lock.unlock();
            std::this_thread::yield();
            lock.lock();
        }
        std::deque<Piece> batch;
        while (!queue.empty() && batch.size() < options.batch_max) {
            batch.push_back(std::move(queue.front()));
            queue.pop_front();
        }
        return batch;
    }

    void write_loop() {
        for (;;) {
            auto batch = take_batch();
            if (batch.empty()) return;
            std::exception_ptr failed;
            const auto began = steady_clock::now();
            try {
                commit(batch);
            } catch (...) {
                failed = std::current_exception();
                undo_batch();
            }
            {
                const std::lock_guard lock(queue_mutex);
                failures = failed ? failures + 1 : 0;
                last_try = steady_clock::now();
            }
            const Batch done{batch.size(), std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began), !failed};
            for (const auto& hook : after_batch) hook(done);
            answer(batch, failed);
        }
    }

    void commit(std::deque<Piece>& batch) {
        if (!writer || writer->broken) writer = std::make_unique<Transaction::Session>(options);
        Transaction tx(*writer);
        // Who has a word before the commit, as the ledger has, can tell what the batch did to every row.
        if (!before_commit.empty() && !writer->watched) watch_rows(tx);
        writer->watched = !before_commit.empty();
        tx.run(writer->postgresql ? "BEGIN" : "BEGIN IMMEDIATE");
        bool any = false;
        waited = false;
        for (auto& piece : batch) any = run_piece(tx, piece) || any;
        if (any)
            for (const auto& hook : before_commit) hook(tx);
        end_in_commit(tx, any);
    }

    // A connection that breaks before the server has answered may have carried the commit.
    void end_in_commit(Transaction& tx, bool any) try {
        tx.run("COMMIT");
    } catch (const DatabaseUnavailable& lost) {
        if (any && writer->postgresql && writer->broken) throw OutcomeUnknown(lost.what());
        throw;
    }

    // True when the piece stays in the commit.
    bool run_piece(Transaction& tx, Piece& piece) {
        if (!piece.alone) {
            piece.work(tx);
            return true;
        }
        for (const auto& hook : piece_begins) hook();
        tx.run("SAVEPOINT piece");
        try {
            piece.work(tx);
            tx.run("RELEASE SAVEPOINT piece");
            return true;
        } catch (const DatabaseUnavailable&) {
            // Somebody else holds what this piece needs. When a second one waits in vain, they hold what all need.
            if (std::exchange(waited, true)) throw;
            piece.failed = std::current_exception();
        } catch (...) {
            piece.failed = std::current_exception();
        }
        if (writer->broken || writer->transaction_lost()) std::rethrow_exception(piece.failed);
        tx.run("ROLLBACK TO SAVEPOINT piece");
        tx.run("RELEASE SAVEPOINT piece");
        for (const auto& hook : piece_undone) hook();
        return false;
    }

    void undo_batch() {
        try {
            if (writer && !writer->broken) {
                Transaction tx(*writer);
                if (!writer->transaction_lost()) tx.run("ROLLBACK");
            }
        } catch (...) {
            writer.reset();
        }
        for (const auto& hook : after_rollback) hook();
    }

    void enqueue(Piece piece) {
        const std::lock_guard lock(queue_mutex);
        if (stopping) throw DatabaseUnavailable("the server is stopping");
        if (queue.size() >= options.queue_max) throw DatabaseUnavailable("too much work waits to be written");
        // After three failures in a row nothing more is queued than one try a second.
        if (failures >= 3 && (!queue.empty() || steady_clock::now() - last_try < std::chrono::seconds(1)))
            throw DatabaseUnavailable("the database cannot be written");
        queue.push_back(std::move(piece));
        queue_filled.notify_one();
    }

    static void answer(std::deque<Piece>& batch, const std::exception_ptr& failed) {
        for (auto& piece : batch) piece.then(failed ? failed : piece.failed);
    }
};

Database::Database(DatabaseOptions options) : state_(std::make_unique<State>(std::move(options))) {
    state_->writer = std::make_unique<Transaction::Session>(state_->options);
    state_->thread = std::thread([this] { state_->write_loop(); });
}

Database::~Database() {
    {
        const std::lock_guard lock(state_->queue_mutex);
        state_->stopping = true;
    }
    state_->queue_filled.notify_all();
    state_->thread.join();
}

// One for each thread at most: a Snapshot inside another stands in front of it.
struct Snapshot::State {
    Database::State& database;
    std::optional<steady_clock::time_point> since;  // none: of the next reading
    std::optional<ReaderPool::Reader> reader;
    State* outer;

    static State*& of_thread() {
        thread_local State* innermost = nullptr;
        return innermost;
    }
    static State* of(const Database::State& database) {
        State* found = of_thread();
        while (found != nullptr && &found->database != &database) found = found->outer;
        return found;
    }

    void read(const std::function<void(Transaction&)>& work) {
        if (!reader) reader = database.readers.borrow(since.value_or(steady_clock::now()));
        try {
            Transaction tx(*reader->session);
            work(tx);
        } catch (...) {
            end(false);
            throw;
        }
    }
    void end(bool sound = true) {
        since.reset();
        if (!reader) return;
        database.readers.give_back(std::move(*reader), sound);
        reader.reset();
    }
};

Snapshot::Snapshot(Database& database, steady_clock::time_point since)
    : state_(std::make_unique<State>(State{*database.state_, since, {}, State::of_thread()})) {
    State::of_thread() = state_.get();
}

Snapshot::~Snapshot() {
    state_->end();
    State::of_thread() = state_->outer;
}

void Database::read(const std::function<void(Transaction&)>& work) {
    if (auto* standing = Snapshot::State::of(*state_)) return standing->read(work);
    Snapshot::State own{*state_, steady_clock::now(), {}, nullptr};
    own.read(work);
    own.end();
}

void Database::end_snapshot() {
    if (auto* standing = Snapshot::State::of(*state_)) standing->end();
}

std::future<void> Database::write_later(std::function<void(Transaction&)> work) {
    const auto promise = std::make_shared<std::promise<void>>();
    state_->enqueue({.work = std::move(work),
                     .then =
                         [promise](const std::exception_ptr& failed) {
                             if (failed) promise->set_exception(failed);
                             else promise->set_value();
                         },
                     .failed = {}});
    return promise->get_future();
}

void Database::write_later(std::function<void(Transaction&)> work, Then then) {
    state_->enqueue({.work = std::move(work), .then = std::move(then), .alone = false, .failed = {}});
}

void Database::write(std::function<void(Transaction&)> work) {
    auto done = write_later(std::move(work));
    end_snapshot();
    done.get();
}

void Database::before_commit(std::function<void(Transaction&)> hook) { state_->before_commit.push_back(std::move(hook)); }
void Database::after_rollback(std::function<void()> hook) { state_->after_rollback.push_back(std::move(hook)); }
void Database::after_batch(std::function<void(const Batch&)> hook) { state_->after_batch.push_back(std::move(hook)); }
void Database::around_pieces(std::function<void()> begin, std::function<void()> undone) {
    state_->piece_begins.push_back(std::move(begin));
    state_->piece_undone.push_back(std::move(undone));
}

bool Database::is_postgresql() const { return state_->options.url.starts_with("postgresql://"); }
const DatabaseOptions& Database::options() const { return state_->options; }

}  // namespace casework::persistence
