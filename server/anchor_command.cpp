// Handing notes to the operator's command.
#include "server/anchor_command.hpp"

#include "persistence/outside/child_process.hpp"

namespace casework::server {
namespace {

std::string origin_of(std::string_view note) { return std::string(note.substr(0, note.find('\n'))); }

}  // namespace

std::optional<std::string> run_with_input(const std::string& command, std::string_view input, std::chrono::milliseconds limit) {
    return persistence::run_child({"/bin/sh", "-c", command}, input, {.time = limit}).failed;
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
