// A child process in a group of its own, fed through a pipe that never blocks us.
#include "server/anchor_command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include <fmt/format.h>

namespace casework::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Moment = steady_clock::time_point;

std::string because(const char* what, int error) { return fmt::format("{}: {}", what, std::strerror(error)); }

struct Pipe {
    Pipe() {
        if (::pipe2(ends, O_CLOEXEC) != 0) ends[0] = ends[1] = -1;
        else ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    }
    ~Pipe() { close(0), close(1); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    int ends[2];  // read, write
};

// Signals that we ignore or block must not be so for the child.
int start(const std::string& command, int input, pid_t& child) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string shell = "sh", option = "-c", words = command;
    char* arguments[] = {shell.data(), option.data(), words.data(), nullptr};
    const int error = ::posix_spawn(&child, "/bin/sh", &files, &how, arguments, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

// A command that closes its input must not end us: the signal is held back on this thread, and taken away if it came.
class NoBrokenPipe {
  public:
    NoBrokenPipe() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoBrokenPipe() {
        constexpr timespec at_once{};
        if (!sigismember(&before_, SIGPIPE)) ::sigtimedwait(&pipe_, nullptr, &at_once);
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoBrokenPipe(const NoBrokenPipe&) = delete;
    NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

  private:
    sigset_t pipe_, before_;
};

// A command that does not read all of it is no failure by itself: its exit says whether it is content.
void feed(Pipe& pipe, std::string_view input, Moment until) {
    const NoBrokenPipe quiet;
    while (!input.empty()) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now()).count();
        pollfd writable{pipe.ends[1], POLLOUT, 0};
        if (left <= 0 || ::poll(&writable, 1, static_cast<int>(left)) <= 0) break;
        const ssize_t n = ::write(pipe.ends[1], input.data(), input.size());
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n < 0) break;
        input.remove_prefix(static_cast<std::size_t>(n));
    }
    pipe.close(1);
}

std::optional<int> ended(pid_t child, Moment until) {
    constexpr milliseconds pause{10};
    for (int status = 0;;) {
        if (::waitpid(child, &status, WNOHANG) == child) return status;
        if (steady_clock::now() >= until) return std::nullopt;
        std::this_thread::sleep_for(pause);
    }
}

void end(pid_t child) {
    ::kill(-child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
}

std::string origin_of(std::string_view note) { return std::string(note.substr(0, note.find('\n'))); }

}  // namespace

std::optional<std::string> run_with_input(const std::string& command, std::string_view input, milliseconds limit) {
    const Moment until = steady_clock::now() + limit;
    Pipe pipe;
    if (pipe.ends[0] < 0) return because("no pipe for it", errno);
    pid_t child = -1;
    if (const int error = start(command, pipe.ends[0], child); error != 0) return because("it could not be started", error);
    pipe.close(0);
    feed(pipe, input, until);
    const auto status = ended(child, until);
    if (!status) {
        end(child);
        return fmt::format("it took longer than {} s and was ended", static_cast<double>(limit.count()) / 1000);
    }
    if (WIFSIGNALED(*status)) return fmt::format("it was ended by signal {}", WTERMSIG(*status));
    if (WEXITSTATUS(*status) != 0) return fmt::format("it ended with status {}", WEXITSTATUS(*status));
    return std::nullopt;
}

std::optional<std::string> AnchorCommand::hand_over(const std::vector<std::string>& notes) {
    if (command_.empty()) return std::nullopt;
    for (const std::string& note : notes) waiting_[origin_of(note)] = note;
    if (waiting_.empty()) return std::nullopt;
    std::string all;
    for (const auto& [origin, note] : waiting_) all += note + '\n';
    auto failed = run_with_input(command_, all, limit_);
    if (!failed) waiting_.clear();
    return failed;
}

}  // namespace casework::server
