// A file that only takes room, in the data directory: removed on a full disk it gives back enough to set things right.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace casework::server {

std::filesystem::path ballast_file(const std::filesystem::path& directory);

// Makes the ballast of that many MiB, or takes it away when that is 0. Leaves the file where it is whole already. Without enough room for it
// and as much again nothing is made, and the answer says why: a server starts all the same.
std::optional<std::string> lay_ballast(const std::filesystem::path& directory, std::size_t mib);

// Removes it; the bytes given back, 0 where there was none.
std::size_t free_ballast(const std::filesystem::path& directory);

}  // namespace casework::server
