// Laying and freeing the ballast.
#include "server/ballast.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <system_error>

namespace casework::server {
namespace {

namespace fs = std::filesystem;

std::size_t room_mib(const fs::path& directory) {
    struct statvfs disk {};
    return ::statvfs(directory.c_str(), &disk) == 0 ? static_cast<std::size_t>(disk.f_bavail) * disk.f_frsize >> 20 : 0;
}

std::size_t size_of(const fs::path& file) {
    std::error_code none;
    const auto bytes = fs::file_size(file, none);
    return none ? 0 : static_cast<std::size_t>(bytes);
}

// Blocks that are really taken: a file with holes would give nothing back.
int take_room(const fs::path& file, std::size_t bytes) {
    const int made = ::open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    if (made < 0) return errno;
    const int failed = ::posix_fallocate(made, 0, static_cast<off_t>(bytes));
    ::close(made);
    return failed;
}

}  // namespace

fs::path ballast_file(const fs::path& directory) { return directory / "ballast"; }

std::optional<std::string> lay_ballast(const fs::path& directory, std::size_t mib) {
    const auto file = ballast_file(directory);
    if (size_of(file) == mib << 20) return std::nullopt;
    free_ballast(directory);
    if (mib == 0) return std::nullopt;
    if (const auto room = room_mib(directory); room < 2 * mib) return fmt::format("{} MiB are free, too little for a ballast of {} MiB beside the data", room, mib);
    const int failed = take_room(file, mib << 20);
    if (failed == 0) return std::nullopt;
    free_ballast(directory);
    return fmt::format("{} cannot be made: {}", file.string(), std::generic_category().message(failed));
}

std::size_t free_ballast(const fs::path& directory) {
    const auto file = ballast_file(directory);
    const auto bytes = size_of(file);
    std::error_code none;
    return fs::remove(file, none) ? bytes : 0;
}

}  // namespace casework::server
