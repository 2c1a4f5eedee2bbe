// The command of the operator's choice that carries checkpoints away: to a mailbox, another machine, a store that cannot be rewritten.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::server {

// Runs `command` by /bin/sh with `input` on its standard input and no other output than its exit. Nothing: it ended with 0 in time.
// Otherwise what happened, as a sentence; a command over time is ended with everything it started.
std::optional<std::string> run_with_input(const std::string& command, std::string_view input, std::chrono::milliseconds limit);

class AnchorCommand {
  public:
    AnchorCommand(std::string command, std::chrono::milliseconds limit) : command_(std::move(command)), limit_(limit) {}

    // Hands over the newest note of every stream that was not handed over yet. A failure keeps them for the next time.
    std::optional<std::string> hand_over(const std::vector<std::string>& notes);

  private:
    std::string command_;  // empty: there is none
    std::chrono::milliseconds limit_;
    std::map<std::string, std::string, std::less<>> waiting_;  // by origin: a later note says all that an earlier one did
};

}  // namespace casework::server
