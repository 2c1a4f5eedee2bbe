// A bounded queue in front of a fixed number of threads, where everything that blocks is done.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace casework::server {

class WorkerPool {
  public:
    using Job = std::move_only_function<void()>;

    WorkerPool(std::size_t threads, std::size_t queue_max);
    ~WorkerPool();  // finishes the jobs that are queued

    // False when the queue is full or the pool has stopped; the job is then untouched. A job must not throw.
    bool submit(Job&& job);
    std::size_t waiting() const;
    std::size_t busy() const;  // threads with a job
    void stop();  // takes no more jobs, finishes those that are queued
    void forget_waiting();  // drops what has not begun: nobody waits for it any more

  private:
    void work();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    std::size_t queue_max_;
    std::atomic<std::size_t> busy_ = 0;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace casework::server
