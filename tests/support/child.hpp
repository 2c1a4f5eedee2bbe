// Another program, started by a test, watched, and never left behind.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casework::testing {

using std::chrono::milliseconds;
using std::chrono::seconds;

using Words = std::vector<std::string>;

// "NAME=value" each; beside our own variables, or with nothing but a PATH.
struct Environment {
    Words variables{};
    bool bare = false;
};

class Child {
  public:
    // Starts `words` (the first is found on the PATH) without standard input; what it says goes to `output`.
    Child(const Words& words, const std::filesystem::path& output, const Environment& environment = {});
    ~Child();  // kills what still runs
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    void signal(int number) const;
    // Its exit status, or 128 and the signal that ended it; nothing when it still runs then.
    std::optional<int> ended_within(milliseconds patience);
    std::string said() const;
    // True once it has said that; false when it ends first or patience runs out.
    bool says(std::string_view text, milliseconds patience = seconds{30});
    // What /proc holds of it: "cmdline", "environ".
    std::string told(const char* what) const;
    long resident_kib() const;
    std::size_t open_files() const;

  private:
    std::filesystem::path output_;
    pid_t pid_ = -1;
    std::optional<int> status_;
};

struct Ran {
    int status = 0;
    std::string said;
    bool says(std::string_view text) const { return said.find(text) != said.npos; }
};
// Runs to the end, within two minutes.
Ran run(const Words& words, const Environment& environment = {});

// True once `holds` does; tries until patience runs out.
template <class Condition>
bool eventually(milliseconds patience, Condition holds);

void pause(milliseconds time);

template <class Condition>
bool eventually(milliseconds patience, Condition holds) {
    const auto last = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (holds()) return true;
        if (std::chrono::steady_clock::now() >= last) return false;
        pause(milliseconds{10});
    }
}

}  // namespace casework::testing
