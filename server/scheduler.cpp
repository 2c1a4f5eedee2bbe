// Running tasks by the steady clock.
#include "server/scheduler.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace casework::server {

Scheduler::Scheduler(Failed failed) : failed_(std::move(failed)), thread_([this] { run(); }) {}

Scheduler::~Scheduler() { stop(); }

void Scheduler::every(std::chrono::milliseconds interval, std::string name, std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(Task{std::move(name), interval, std::move(task), Clock::now() + interval});
    }
    wake_.notify_one();
}

void Scheduler::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Scheduler::perform(const Task& task) const {
    try {
        task.work();
    } catch (const std::exception& cause) {
        failed_(task.name, cause.what());
    } catch (...) {
        failed_(task.name, "unknown");
    }
}

void Scheduler::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto next = std::ranges::min_element(tasks_, {}, &Task::due);
        if (next == tasks_.end()) {
            wake_.wait(lock);
        } else if (next->due > Clock::now()) {
            const auto due = next->due;  // the vector may grow while we wait
            wake_.wait_until(lock, due);
        } else {
            next->due = Clock::now() + next->interval;
            const Task task = *next;
            lock.unlock();
            perform(task);
            lock.lock();
        }
    }
}

}  // namespace casework::server
