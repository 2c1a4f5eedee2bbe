// Asking the disks, the clock, the certificate and the anchor file, each time anew.
#include "server/readiness.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "server/tls.hpp"

namespace casework::server {
namespace {

bool has_room(const std::filesystem::path& directory) {
    struct statvfs disk {};
    constexpr unsigned long long least = 64ULL << 20;
    return statvfs(directory.c_str(), &disk) == 0 && static_cast<unsigned long long>(disk.f_bavail) * disk.f_frsize > least;
}

bool holds_good(const std::filesystem::path& certificate) {
    try {
        return certificate_days_left(certificate) > 0;
    } catch (const std::exception&) {
        return false;
    }
}

// Before the first note there is no file yet.
bool may_be_appended_to(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (file < 0) return errno == ENOENT;
    ::close(file);
    return true;
}

}  // namespace

std::string why_not_ready(const Readiness& readiness) {
    constexpr std::chrono::minutes longest_without_anchor{2};
    for (const auto& directory : readiness.directories)
        if (!has_room(directory)) return "less than 64 MiB left on the disk of " + directory.string();
    if (!holds_good(readiness.certificate)) return "the certificate has ended, ends today or cannot be read";
    if (readiness.clock_is_kept && !readiness.clock_is_kept()) return "nothing keeps the clock of this machine right";
    if (!may_be_appended_to(readiness.anchor_file)) return "the anchor file cannot be written";
    if (readiness.since_anchor && readiness.since_anchor() > longest_without_anchor) return "the heads of the ledger were not noted for more than two minutes";
    return {};
}

}  // namespace casework::server
