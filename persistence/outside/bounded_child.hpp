// A child process that reads bytes of strangers: memory, processor, files and cores bounded before it reads one.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/outside/child_process.hpp"

namespace casework::persistence {

struct MemoryBounds {
    std::chrono::seconds time{30};
    std::size_t memory_mib = 512;
    std::size_t output_bytes_max = 16 * 1024 * 1024;
};
// As run_child: `words` under prlimit, without our environment, and writing no file.
ChildEnded run_bounded(const std::vector<std::string>& words, std::string_view input, const MemoryBounds& bounds);

}  // namespace casework::persistence
