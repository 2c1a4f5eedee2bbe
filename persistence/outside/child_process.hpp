// Another program, run to its end within bounds: fed, listened to, and ended with everything it started when it takes too long.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::persistence {

struct ChildBounds {
    std::chrono::milliseconds time{20'000};
    std::size_t output_bytes_max = 0;  // 0: what it says goes nowhere
    bool bare = false;                 // without our environment: a PATH and a locale only
};
struct ChildEnded {
    std::string output;
    std::optional<std::string> failed;  // what happened, as a sentence; nothing: it ended with 0 in time
};
// Runs `words` (the first is a path, or found on the PATH) in a process group of its own with `input` on its standard input. It
// inherits no other open file. That it does not read all of its input is no failure: its exit says whether it is content.
ChildEnded run_child(const std::vector<std::string>& words, std::string_view input, const ChildBounds& bounds);

}  // namespace casework::persistence
