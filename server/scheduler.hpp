// Work that comes round by the clock: one thread, each task after its own interval.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace casework::server {

class Scheduler {
  public:
    using Failed = std::function<void(std::string_view task, std::string_view cause)>;

    // `failed` is told of a task that threw, in words that may stand in the log; the task stays on.
    explicit Scheduler(Failed failed);
    ~Scheduler();

    // First run after one interval. Tasks run one after another on the scheduler's thread.
    void every(std::chrono::milliseconds interval, std::string name, std::function<void()> task);
    void stop();  // waits for a task that is running

  private:
    using Clock = std::chrono::steady_clock;
    struct Task {
        std::string name;
        std::chrono::milliseconds interval;
        std::function<void()> work;
        Clock::time_point due;
    };
    void run();
    void perform(const Task& task) const;

    Failed failed_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Task> tasks_;
    bool stopping_ = false;
    std::jthread thread_;
};

}  // namespace casework::server
