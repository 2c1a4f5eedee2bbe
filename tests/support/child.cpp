// Starting, watching and ending another program.
#include "tests/support/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/databases.hpp"

namespace casework::testing {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(const Words& words) {
    std::vector<char*> list;
    for (const auto& word : words) list.push_back(const_cast<char*>(word.c_str()));
    list.push_back(nullptr);
    return list;
}

Words variables_of(const Environment& environment) {
    Words all = environment.bare ? Words{"PATH=/usr/bin:/bin"} : Words{};
    const auto given = [&](std::string_view variable) {
        const auto name = variable.substr(0, variable.find('=') + 1);
        return std::ranges::any_of(environment.variables, [&](const std::string& one) { return one.starts_with(name); });
    };
    for (char** variable = environ; !environment.bare && *variable != nullptr; ++variable)
        if (!given(*variable)) all.emplace_back(*variable);
    all.insert(all.end(), environment.variables.begin(), environment.variables.end());
    return all;
}

std::string whole(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace

void pause(milliseconds time) { std::this_thread::sleep_for(time); }

Child::Child(const Words& words, const fs::path& output, const Environment& environment) : output_(output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output_.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    const Words variables = variables_of(environment);
    const int failed = posix_spawnp(&pid_, words.front().c_str(), &files, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error(words.front() + " could not be started");
}

Child::~Child() {
    if (!running()) return;
    signal(SIGKILL);
    ended_within(seconds{30});
}

bool Child::running() { return !ended_within(milliseconds{0}); }

void Child::signal(int number) const {
    if (!status_) ::kill(pid_, number);
}

std::optional<int> Child::ended_within(milliseconds patience) {
    eventually(patience, [&] {
        int status = 0;
        if (!status_ && ::waitpid(pid_, &status, WNOHANG) == pid_) status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return status_.has_value();
    });
    return status_;
}

std::string Child::said() const { return whole(output_); }

bool Child::says(std::string_view text, milliseconds patience) {
    bool heard = false;
    eventually(patience, [&] {
        const bool ended = !running();
        heard = said().find(text) != std::string::npos;
        return heard || ended;
    });
    return heard;
}

std::string Child::told(const char* what) const { return whole(fs::path("/proc") / std::to_string(pid_) / what); }

long Child::resident_kib() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    return -1;
}

std::size_t Child::open_files() const {
    std::error_code ignored;
    return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/" + std::to_string(pid_) + "/fd", ignored), fs::directory_iterator{}));
}

Ran run(const Words& words, const Environment& environment) {
    const ScratchDirectory scratch;
    Child child(words, scratch.path() + "/said", environment);
    const auto status = child.ended_within(seconds{600});
    if (!status) throw std::runtime_error(words.front() + " did not end:\n" + child.said());
    return {*status, child.said()};
}

}  // namespace casework::testing
