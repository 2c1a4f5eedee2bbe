// A bounded queue in front of a fixed number of threads, where everything that blocks is done.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace casework::server {

// As many threads work at once as keep the processors and the reading connections busy: more would only take turns. When none of
// them takes a job for a moment, because they wait for a commit or a password hash, others help.
class WorkerPool {
  public:
    using Job = std::move_only_function<void()>;

    WorkerPool(std::size_t threads, std::size_t queue_max, std::size_t at_once = std::numeric_limits<std::size_t>::max());
    ~WorkerPool();  // finishes the jobs that are queued

    // False when the queue is full or the pool has stopped; the job is then untouched. A job must not throw.
    bool submit(Job&& job);
    std::size_t waiting() const;
    std::size_t busy() const;  // threads with a job
    void stop();  // takes no more jobs, finishes those that are queued
    void forget_waiting();  // drops what has not begun: nobody waits for it any more

  private:
    using Clock = std::chrono::steady_clock;
    void work();
    void work_off(std::unique_lock<std::mutex>& lock);
    void watch();
    void call_one();
    bool held_up() const { return !queue_.empty() && awake_ >= at_once_ && awake_ < count_; }

    mutable std::mutex mutex_;
    std::condition_variable wake_, watched_;
    std::deque<Job> queue_;
    const std::size_t count_, queue_max_, at_once_;
    std::size_t awake_ = 0, called_ = 0;  // called: awake already, and on their way
    Clock::time_point last_taken_{};
    std::atomic<std::size_t> busy_ = 0;
    bool stopping_ = false, dozing_ = false;  // dozing: who watches waits to be told
    std::vector<std::jthread> threads_;  // the last one watches
};

}  // namespace casework::server
