// Forking and waiting.
#include "tests/server/child_process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "tests/server/running_server.hpp"

namespace casework::tests {
namespace {

[[noreturn]] void become(std::vector<char*> words, const char* output) {
    const int file = ::open(output, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    ::dup2(file, STDOUT_FILENO);
    ::dup2(file, STDERR_FILENO);
    std::string path = "PATH=/usr/bin:/bin", leaks = "ASAN_OPTIONS=detect_leaks=0";
    char* environment[] = {path.data(), leaks.data(), nullptr};
    ::execve(words.front(), words.data(), environment);
    ::_exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, const std::filesystem::path& output) : output_(output) {
    std::vector<std::string> copy = words;
    std::vector<char*> pointers;
    for (auto& word : copy) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    id_ = ::fork();
    if (id_ == 0) become(pointers, output_.c_str());
}

ChildProcess::~ChildProcess() {
    if (ended_) return;
    ::kill(id_, SIGKILL);
    wait();
}

void ChildProcess::signal(int number) const { ::kill(id_, number); }

int ChildProcess::wait() {
    if (!ended_) ::waitpid(id_, &status_, 0);
    ended_ = true;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

std::string ChildProcess::told(const char* what) const { return slurp("/proc/" + std::to_string(id_) + "/" + what); }

bool ChildProcess::says(std::string_view words) {
    for (int i = 0; i < 600; ++i) {
        if (slurp(output_).find(words) != std::string::npos) return true;
        if (!ended_ && ::waitpid(id_, &status_, WNOHANG) == id_) ended_ = true;
        if (ended_) return false;
        std::this_thread::sleep_for(milliseconds{50});
    }
    return false;
}

std::string program() { return CASEWORK_PROGRAM; }

}  // namespace casework::tests
