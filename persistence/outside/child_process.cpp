// A child process in a group of its own, with pipes that never block us.
#include "persistence/outside/child_process.hpp"

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

namespace casework::persistence {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Moment = steady_clock::time_point;

std::string because(const char* what, int error) { return fmt::format("{}: {}", what, std::strerror(error)); }

// Our end never blocks.
struct Pipe {
    explicit Pipe(std::size_t ours) {
        if (::pipe2(ends, O_CLOEXEC) != 0) ends[0] = ends[1] = -1;
        else ::fcntl(ends[ours], F_SETFL, O_NONBLOCK);
    }
    ~Pipe() { close(0), close(1); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool open() const { return ends[0] >= 0; }
    void close(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    int ends[2];  // read, write
};

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (auto& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

// Signals that we ignore or block must not be so for the child, and our sockets and database are not its own.
int start(std::vector<std::string> words, const Pipe& input, const Pipe& output, const ChildBounds& bounds, pid_t& child) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input.ends[0], 0);
    if (bounds.output_bytes_max == 0) posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    else posix_spawn_file_actions_adddup2(&files, output.ends[1], 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
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
    std::vector<std::string> few{"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
    const int error = ::posix_spawnp(&child, words.front().c_str(), &files, &how, pointers(words).data(), bounds.bare ? pointers(few).data() : environ);
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

bool try_again(ssize_t n) { return n < 0 && (errno == EINTR || errno == EAGAIN); }

// One write; the pipe is closed when all of it is written, or nobody reads any more.
void feed(Pipe& pipe, std::string_view& input) {
    const ssize_t n = input.empty() ? 0 : ::write(pipe.ends[1], input.data(), input.size());
    if (try_again(n)) return;
    if (n > 0) input.remove_prefix(static_cast<std::size_t>(n));
    if (n < 0 || input.empty()) pipe.close(1);
}

// One read; the pipe is closed at its end, or when more comes than may.
void listen(Pipe& pipe, std::string& output, std::size_t most) {
    char bytes[64 * 1024];
    const ssize_t n = ::read(pipe.ends[0], bytes, sizeof bytes);
    if (try_again(n)) return;
    if (n > 0) output.append(bytes, static_cast<std::size_t>(n));
    if (n <= 0 || output.size() > most) pipe.close(0);
}

void converse(Pipe& in, Pipe& out, std::string_view input, std::string& output, const ChildBounds& bounds, Moment until) {
    const NoBrokenPipe quiet;
    while (in.ends[1] >= 0 || out.ends[0] >= 0) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now()).count();
        pollfd ready[2]{{in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}};
        const int any = left <= 0 ? 0 : ::poll(ready, 2, static_cast<int>(left));
        if (any == 0 || (any < 0 && errno != EINTR)) break;
        if (any > 0 && ready[0].revents != 0) feed(in, input);
        if (any > 0 && ready[1].revents != 0) listen(out, output, bounds.output_bytes_max);
    }
    in.close(1), out.close(0);
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

std::optional<std::string> failure(pid_t child, std::size_t said, const ChildBounds& bounds, Moment until) {
    const bool too_much = bounds.output_bytes_max != 0 && said > bounds.output_bytes_max;
    const auto status = too_much ? std::nullopt : ended(child, until);
    if (!status) end(child);
    if (too_much) return fmt::format("it wrote more than {} bytes and was ended", bounds.output_bytes_max);
    if (!status) return fmt::format("it took longer than {} s and was ended", static_cast<double>(bounds.time.count()) / 1000);
    if (WIFSIGNALED(*status)) return fmt::format("it was ended by signal {}", WTERMSIG(*status));
    if (WEXITSTATUS(*status) != 0) return fmt::format("it ended with status {}", WEXITSTATUS(*status));
    return std::nullopt;
}

}  // namespace

ChildEnded run_child(const std::vector<std::string>& words, std::string_view input, const ChildBounds& bounds) {
    const Moment until = steady_clock::now() + bounds.time;
    Pipe in(1), out(0);
    if (!in.open() || !out.open()) return {{}, because("no pipe for it", errno)};
    pid_t child = -1;
    if (const int error = start(words, in, out, bounds, child); error != 0) return {{}, because("it could not be started", error)};
    in.close(0), out.close(1);
    if (bounds.output_bytes_max == 0) out.close(0);
    ChildEnded ended;
    converse(in, out, input, ended.output, bounds, until);
    ended.failed = failure(child, ended.output.size(), bounds, until);
    return ended;
}

}  // namespace casework::persistence
