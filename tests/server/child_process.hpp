// The built program as a process of its own: started with a bare environment, watched, and stopped by its id.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace casework::tests {

class ChildProcess {
  public:
    // Standard output and error go to `output`.
    ChildProcess(const std::vector<std::string>& words, const std::filesystem::path& output);
    ~ChildProcess();  // SIGKILL when it still runs
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t id() const { return id_; }
    void signal(int number) const;
    int wait();  // exit status; 128 and the signal when one ended it
    // What /proc says about it: "cmdline", "environ".
    std::string told(const char* what) const;
    // True once the output holds `words`; false when the process ends first or half a minute has gone.
    bool says(std::string_view words);

  private:
    std::filesystem::path output_;
    pid_t id_ = -1;
    bool ended_ = false;
    int status_ = 0;
};

// The path of the program under test.
std::string program();

}  // namespace casework::tests
