// prlimit sets the bounds and then becomes the program.
#include "persistence/outside/bounded_child.hpp"

#include <fmt/format.h>

namespace casework::persistence {

ChildEnded run_bounded(const std::vector<std::string>& words, std::string_view input, const MemoryBounds& bounds) {
    std::vector<std::string> all{"/usr/bin/prlimit", fmt::format("--as={}", bounds.memory_mib << 20), fmt::format("--cpu={}", bounds.time.count()), "--fsize=0", "--core=0", "--"};
    all.insert(all.end(), words.begin(), words.end());
    return run_child(all, input, {.time = bounds.time, .output_bytes_max = bounds.output_bytes_max, .bare = true});
}

}  // namespace casework::persistence
