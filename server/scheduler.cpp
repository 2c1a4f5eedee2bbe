// Running tasks by the steady clock.
#include "server/scheduler.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <memory>
#include <system_error>
#include <typeinfo>
#include <utility>

#include "persistence/database.hpp"
#include "persistence/ledger.hpp"

namespace casework::server {
namespace {

// For the log: our own words where they are known to hold nothing that anybody typed, otherwise the kind of failure alone.
std::string cause_of(const std::exception& cause) {
    if (dynamic_cast<const persistence::DatabaseUnavailable*>(&cause) != nullptr || dynamic_cast<const persistence::LedgerBroken*>(&cause) != nullptr) return cause.what();
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(typeid(cause).name(), nullptr, nullptr, &status), std::free);
    std::string kind = name ? name.get() : typeid(cause).name();
    if (const auto* system = dynamic_cast<const std::system_error*>(&cause)) kind += ": " + system->code().message();
    return kind;
}

}  // namespace

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
        failed_(task.name, cause_of(cause));
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
