// A bounded queue in front of a fixed number of threads.
#include "server/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace casework::server {

namespace {

constexpr std::chrono::milliseconds standstill{4};  // about as long as a commit takes

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_max, std::size_t at_once) : count_(threads), queue_max_(queue_max), at_once_(std::min(threads, at_once)) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { watch(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(Job&& job) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(job));
    if (awake_ < at_once_) call_one();
    else if (std::exchange(dozing_, false)) watched_.notify_one();
    return true;
}

// With the lock held.
void WorkerPool::call_one() {
    ++awake_;
    ++called_;
    wake_.notify_one();
}

std::size_t WorkerPool::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

std::size_t WorkerPool::busy() const { return busy_; }

void WorkerPool::forget_waiting() {
    std::deque<Job> forgotten;  // destroyed outside the lock
    const std::lock_guard lock(mutex_);
    forgotten.swap(queue_);
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    watched_.notify_all();
    threads_.clear();  // joins
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_ || !queue_.empty()) {
        wake_.wait(lock, [this] { return stopping_ || called_ > 0; });
        if (called_ > 0) --called_;
        else ++awake_;  // at the end all help
        work_off(lock);
        --awake_;
    }
}

// Until nothing is left, or enough others are awake again.
void WorkerPool::work_off(std::unique_lock<std::mutex>& lock) {
    while (!queue_.empty()) {
        {
            Job job = std::move(queue_.front());
            queue_.pop_front();
            last_taken_ = Clock::now();
            lock.unlock();
            ++busy_;
            job();
            --busy_;
        }
        lock.lock();
        if (awake_ > at_once_ && !stopping_) return;
    }
}

void WorkerPool::watch() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        dozing_ = true;
        watched_.wait(lock, [this] { return stopping_ || held_up(); });
        dozing_ = false;
        watched_.wait_for(lock, standstill, [this] { return stopping_; });
        if (Clock::now() - last_taken_ < standstill) continue;
        for (std::size_t more = at_once_; more > 0 && held_up(); --more) call_one();
    }
}

}  // namespace casework::server
