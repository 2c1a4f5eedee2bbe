// Pages of rows that one thread reads and another looks at: the transaction stays with the thread that reads.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace casework::persistence {

template <class Row>
class PagePipeline {
  public:
    using Page = std::vector<Row>;

    // `look` is called for one row after the other, in order, on a thread of its own; it must not use the reader's transaction.
    explicit PagePipeline(std::function<void(Row&)> look) : look_(std::move(look)), worker_([this] { work(); }) {}
    PagePipeline(const PagePipeline&) = delete;
    PagePipeline& operator=(const PagePipeline&) = delete;
    ~PagePipeline() { close(); }

    // Waits while pages_most are waiting. After looking at a row has thrown, pages are taken and dropped.
    void hand(Page page) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_.size() < pages_most; });
        waiting_.push_back(std::move(page));
        changed_.notify_all();
    }

    // Waits until every row was looked at; throws what looking at one threw.
    void finish() {
        close();
        if (fault_) std::rethrow_exception(fault_);
    }

  private:
    static constexpr std::size_t pages_most = 3;

    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
            changed_.notify_all();
        }
        if (worker_.joinable()) worker_.join();
    }

    void work() {
        for (;;) {
            Page page;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                page = std::move(waiting_.front());
                waiting_.pop_front();
                changed_.notify_all();
            }
            try {
                if (!fault_)
                    for (Row& row : page) look_(row);
            } catch (...) {
                fault_ = std::current_exception();
            }
        }
    }

    std::function<void(Row&)> look_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Page> waiting_;
    bool closed_ = false;
    std::exception_ptr fault_;
    std::thread worker_;  // last: it begins when everything else is there
};

}  // namespace casework::persistence
