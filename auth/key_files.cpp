// Secret files are written beside their name and then linked to it: a crash leaves either no secret or a whole one.
#include "auth/key_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const char* what) {
    throw std::system_error(errno, std::generic_category(), path.string() + ": " + what);
}

class File {
  public:
    File(const fs::path& path, int flags, mode_t mode = 0) : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }

  private:
    int fd_;
};

void refuse_shared(const File& file, const fs::path& path) {
    struct stat status {};
    if (::fstat(file.fd(), &status) != 0) fail(path, "cannot be examined");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) throw std::runtime_error(path.string() + ": group or others have rights to this secret (chmod 0400)");
}

std::optional<std::string> read_secret(const fs::path& path) {
    const File file(path, O_RDONLY);
    if (!file.is_open()) {
        if (errno == ENOENT) return std::nullopt;
        fail(path, "cannot be read");
    }
    refuse_shared(file, path);
    std::string contents(64 * 1024, '\0');
    const ssize_t n = ::read(file.fd(), contents.data(), contents.size());
    if (n < 0) fail(path, "cannot be read");
    contents.resize(static_cast<std::size_t>(n));
    return contents;
}

void write_secret(const fs::path& path, const std::string& contents) {
    const File file(path, O_WRONLY | O_CREAT | O_EXCL, 0400);
    if (!file.is_open()) fail(path, "cannot be made");
    const ssize_t n = ::write(file.fd(), contents.data(), contents.size());
    if (n != static_cast<ssize_t>(contents.size()) || ::fsync(file.fd()) != 0) fail(path, "cannot be written");
}

void sync_directory(const fs::path& directory) {
    const File file(directory, O_RDONLY | O_DIRECTORY);
    if (!file.is_open() || ::fsync(file.fd()) != 0) fail(directory, "cannot be synchronised");
}

}  // namespace

std::string secret_file(const fs::path& path, const std::function<std::string()>& make) {
    if (auto contents = read_secret(path)) return *contents;
    const fs::path draft = path.string() + '.' + random_hex(8);
    struct Remove {
        const fs::path& path;
        ~Remove() { ::unlink(path.c_str()); }
    } remove{draft};
    write_secret(draft, make());
    if (::link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST) fail(path, "cannot be made");
    sync_directory(path.parent_path().empty() ? "." : path.parent_path());
    return read_secret(path).value();
}

}  // namespace casework::auth
