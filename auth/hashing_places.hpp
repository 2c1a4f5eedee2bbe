// How many passwords are hashed at once in this process: each takes the memory of its cost while it lasts, the others wait.
#pragma once

#include <cstddef>

namespace casework::auth {

constexpr std::size_t hashes_at_once_max = 4;
void allow_hashes_at_once(std::size_t places);  // std::invalid_argument outside 1 to the most
// The most that ran at the same moment since they were allowed.
std::size_t most_hashes_at_once();

}  // namespace casework::auth
