// Whether a file or directory is open to other accounts of the machine.
#pragma once

#include <sys/stat.h>

#include <filesystem>

namespace casework::server {

inline bool open_to_others(const std::filesystem::path& path, mode_t rights) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && (found.st_mode & rights) != 0;
}
inline bool readable_by_others(const std::filesystem::path& path) { return open_to_others(path, 0077); }
inline bool writable_by_others(const std::filesystem::path& path) { return open_to_others(path, 0022); }

}  // namespace casework::server
