// Counting entries that are on their way to the disk.
#include "persistence/settling.hpp"

#include <utility>

namespace casework::persistence {

void Settling::expect() {
    const std::lock_guard lock(mutex_);
    ++on_their_way_;
}

void Settling::recorded(const Receipt& receipt, std::exception_ptr failed) {
    std::unique_lock lock(mutex_);
    if (failed) failed_ = std::move(failed);
    else last_ = receipt;
    if (--on_their_way_ > 0 || !then_) return;
    const auto then = std::exchange(then_, nullptr);
    const auto last = last_;
    const auto lost = std::exchange(failed_, nullptr);
    lock.unlock();
    then(last, lost);
}

void Settling::note(const Receipt& receipt) {
    const std::lock_guard lock(mutex_);
    last_ = receipt;
}

void Settling::when_durable(Then then) {
    std::unique_lock lock(mutex_);
    if (on_their_way_ > 0) {
        then_ = std::move(then);
        return;
    }
    const auto last = last_;
    const auto lost = std::exchange(failed_, nullptr);
    lock.unlock();
    then(last, lost);
}

}  // namespace casework::persistence
