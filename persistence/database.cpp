// The pool of readers and the one writer that drains its queue, runs each piece in a savepoint and commits once.
#include "persistence/database.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "persistence/session.hpp"

namespace casework::persistence {
namespace {

using std::chrono::steady_clock;

void put(KeptStatement::Slot& slot, const Bind& bind) {
    slot.indicator = std::holds_alternative<std::nullptr_t>(bind.value) ? soci::i_null : soci::i_ok;
    if (const auto* text = std::get_if<std::string>(&bind.value)) slot.text = *text;
    if (const auto* number = std::get_if<std::int64_t>(&bind.value)) slot.number = *number;
}

struct Take {
    const KeptStatement::Slot& slot;
    bool null() const { return slot.indicator == soci::i_null; }
    void operator()(std::string* to) const { *to = null() ? std::string() : slot.text; }
    void operator()(std::int64_t* to) const { *to = null() ? 0 : slot.number; }
    void operator()(int* to) const { *to = null() ? 0 : static_cast<int>(slot.number); }
    void operator()(bool* to) const { *to = !null() && slot.number != 0; }
    void operator()(std::optional<std::string>* to) const { *to = null() ? std::nullopt : std::optional(slot.text); }
    void operator()(std::optional<std::int64_t>* to) const { *to = null() ? std::nullopt : std::optional<std::int64_t>(slot.number); }
};

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
        for (std::size_t i = 0; i < binds.size(); ++i) put(kept.binds[i], binds[i]);
        kept.statement->execute(false);
        while (kept.statement->fetch()) {
            for (std::size_t i = 0; i < into.size(); ++i) std::visit(Take{kept.columns[i]}, into[i]);
            ++rows;
            row();
        }
        return rows;
    } catch (const soci::soci_error&) {
        session_.forget(sql);
        rethrow_database_error(session_);
    } catch (...) {
        session_.forget(sql);  // a row function that throws leaves the statement half read
        throw;
    }
}

bool Transaction::one(std::string_view sql, std::vector<Bind> binds, std::vector<Into> into) {
    // Only the first row is kept: later rows must not overwrite it.
    bool found = false;
    const TimeLimit limit(session_);
    try {
        auto& kept = session_.kept(sql, binds, into);
        for (std::size_t i = 0; i < binds.size(); ++i) put(kept.binds[i], binds[i]);
        kept.statement->execute(false);
        while (kept.statement->fetch()) {
            if (found) continue;
            for (std::size_t i = 0; i < into.size(); ++i) std::visit(Take{kept.columns[i]}, into[i]);
            found = true;
        }
    } catch (const soci::soci_error&) {
        session_.forget(sql);
        rethrow_database_error(session_);
    }
    return found;
}

std::int64_t Transaction::run(std::string_view sql, std::vector<Bind> binds) {
    const TimeLimit limit(session_);
    try {
        auto& kept = session_.kept(sql, binds, {});
        for (std::size_t i = 0; i < binds.size(); ++i) put(kept.binds[i], binds[i]);
        kept.statement->execute(true);
        return kept.statement->get_affected_rows();
    } catch (const soci::soci_error&) {
        session_.forget(sql);
        rethrow_database_error(session_);
    }
}

void Transaction::script(const std::string& sql) { session_.script(sql); }

bool Transaction::is_postgresql() const { return session_.postgresql; }

namespace {

using SessionPointer = std::unique_ptr<Transaction::Session>;

struct Piece {
    std::function<void(Transaction&)> work;
    std::promise<void> done;
    std::exception_ptr failed;
};

}  // namespace

struct Database::State {
    explicit State(DatabaseOptions given) : options(std::move(given)) {}

    DatabaseOptions options;

    std::mutex readers_mutex;
    std::condition_variable reader_free;
    std::vector<SessionPointer> readers;

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
    std::thread thread;

    SessionPointer borrow() {
        std::unique_lock lock(readers_mutex);
        if (!reader_free.wait_for(lock, std::chrono::seconds(2), [&] { return !readers.empty(); }))
            throw DatabaseUnavailable("every reading connection is in use");
        auto session = std::move(readers.back());
        readers.pop_back();
        return session;
    }
    void give_back(SessionPointer session) {
        const std::lock_guard lock(readers_mutex);
        readers.push_back(std::move(session));
        reader_free.notify_one();
    }

    std::deque<Piece> take_batch() {
        std::unique_lock lock(queue_mutex);
        queue_filled.wait(lock, [&] { return stopping || !queue.empty(); });
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
        tx.run(writer->postgresql ? "BEGIN" : "BEGIN IMMEDIATE");
        bool any = false;
        for (auto& piece : batch) any = run_piece(tx, piece) || any;
        if (any)
            for (const auto& hook : before_commit) hook(tx);
        tx.run("COMMIT");
    }

    // True when the piece stays in the commit.
    bool run_piece(Transaction& tx, Piece& piece) {
        for (const auto& hook : piece_begins) hook();
        tx.run("SAVEPOINT piece");
        try {
            piece.work(tx);
            tx.run("RELEASE SAVEPOINT piece");
            return true;
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

    static void answer(std::deque<Piece>& batch, const std::exception_ptr& failed) {
        for (auto& piece : batch) {
            if (failed) piece.done.set_exception(failed);
            else if (piece.failed) piece.done.set_exception(piece.failed);
            else piece.done.set_value();
        }
    }
};

Database::Database(DatabaseOptions options) : state_(std::make_unique<State>(std::move(options))) {
    state_->writer = std::make_unique<Transaction::Session>(state_->options);
    for (int i = 0; i < state_->options.readers; ++i) state_->readers.push_back(std::make_unique<Transaction::Session>(state_->options));
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

void Database::read(const std::function<void(Transaction&)>& work) {
    auto session = state_->borrow();
    const auto give_back = [&](SessionPointer s) { state_->give_back(std::move(s)); };
    try {
        if (!session || session->broken) session = std::make_unique<Transaction::Session>(state_->options);
        Transaction tx(*session);
        tx.run(session->postgresql ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
        work(tx);
        tx.run("COMMIT");
    } catch (...) {
        try {
            if (session && !session->broken) Transaction(*session).run("ROLLBACK");
        } catch (...) {
            if (session) session->broken = true;
        }
        give_back(std::move(session));
        throw;
    }
    give_back(std::move(session));
}

std::future<void> Database::write_later(std::function<void(Transaction&)> work) {
    auto& s = *state_;
    const std::lock_guard lock(s.queue_mutex);
    if (s.stopping) throw DatabaseUnavailable("the server is stopping");
    if (s.queue.size() >= s.options.queue_max) throw DatabaseUnavailable("too much work waits to be written");
    // After three failures in a row nothing more is queued than one try a second.
    if (s.failures >= 3 && (!s.queue.empty() || steady_clock::now() - s.last_try < std::chrono::seconds(1)))
        throw DatabaseUnavailable("the database cannot be written");
    auto& piece = s.queue.emplace_back(Piece{std::move(work), {}, {}});
    auto done = piece.done.get_future();
    s.queue_filled.notify_one();
    return done;
}

void Database::write(std::function<void(Transaction&)> work) { write_later(std::move(work)).get(); }

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
