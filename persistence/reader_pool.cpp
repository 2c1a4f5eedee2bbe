// Lending connections and deciding how long a snapshot lives.
#include "persistence/reader_pool.hpp"

#include <algorithm>
#include <atomic>

#include "persistence/attended.hpp"
#include "persistence/session.hpp"

namespace casework::persistence {
namespace {

constexpr std::chrono::seconds longest_wait{4};  // of a reading that belongs to no request

std::uint64_t next_snapshot() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

ReaderPool::Reader::Reader(std::unique_ptr<Transaction::Session> connection) : session(std::move(connection)) {}
ReaderPool::Reader::Reader(Reader&&) noexcept = default;
ReaderPool::Reader& ReaderPool::Reader::operator=(Reader&&) noexcept = default;
ReaderPool::Reader::~Reader() = default;

ReaderPool::ReaderPool(const DatabaseOptions& options) : options_(options) {
    for (int i = 0; i < options.readers; ++i) free_.emplace_back(std::make_unique<Transaction::Session>(options));
}

ReaderPool::Reader ReaderPool::borrow(Moment since) {
    Reader reader = take(since);
    try {
        begin(reader, since);
    } catch (...) {
        give_back(std::move(reader), false);
        throw;
    }
    return reader;
}

ReaderPool::Reader ReaderPool::take(Moment since) {
    std::unique_lock lock(mutex_);
    const auto place = waiting_.insert(since);
    const auto until = Attended::patience().value_or(std::chrono::steady_clock::now() + longest_wait);
    const bool found = given_back_.wait_until(lock, until, [&] { return !free_.empty(); });
    waiting_.erase(place);
    if (!found) throw DatabaseUnavailable("every reading connection is in use");
    // One whose transaction is open goes first, so that none stays open without anybody.
    const auto open = std::ranges::find_if(free_, [](const Reader& reader) { return reader.begun.has_value(); });
    std::iter_swap(open == free_.end() ? free_.end() - 1 : open, free_.end() - 1);
    Reader reader = std::move(free_.back());
    free_.pop_back();
    return reader;
}

void ReaderPool::begin(Reader& reader, Moment since) {
    if (reader.begun && *reader.begun < since) end(reader, true);
    if (reader.begun) return;
    if (!reader.session || reader.session->broken) reader.session = std::make_unique<Transaction::Session>(options_);
    const auto now = std::chrono::steady_clock::now();
    Transaction(*reader.session).run(reader.session->postgresql ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
    reader.session->snapshot = next_snapshot();
    reader.begun = now;
}

void ReaderPool::end(Reader& reader, bool sound) {
    if (!reader.session) return;
    reader.begun.reset();
    reader.session->snapshot = 0;
    if (reader.session->broken) return;
    try {
        Transaction(*reader.session).run(sound ? "COMMIT" : "ROLLBACK");
    } catch (...) {
        reader.session->broken = true;
    }
}

bool ReaderPool::next_may_go_on(const Reader& reader) const { return reader.begun && waiting_.size() > free_.size() && *waiting_.begin() <= *reader.begun; }

void ReaderPool::give_back(Reader reader, bool sound) {
    std::unique_lock lock(mutex_);
    if (!sound || !next_may_go_on(reader)) {
        lock.unlock();
        end(reader, sound);
        lock.lock();
    }
    free_.push_back(std::move(reader));
    given_back_.notify_one();
}

}  // namespace casework::persistence
