// Notes are separated by an empty line; a note itself has one between its text and its signatures.
#include "persistence/ledger_anchor.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace casework::persistence {
namespace {

constexpr std::string_view signature_mark = "\xe2\x80\x94 ";

[[noreturn]] void fail(const std::string& path) { throw std::system_error(errno, std::generic_category(), path); }

struct File {
    explicit File(const std::string& path) : fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640)) {
        if (fd < 0 || ::flock(fd, LOCK_EX) != 0) fail(path);  // a server and a command may share the file
    }
    ~File() { ::close(fd); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd;
};

std::string joined(const std::vector<std::string>& notes) {
    std::string all;
    for (const std::string& note : notes) all += note + '\n';
    return all;
}

std::vector<Anchor> parse(std::string_view text) {
    std::vector<Anchor> anchors;
    std::string block;
    bool signed_yet = false;
    const auto finish = [&] {
        if (!block.empty()) anchors.push_back({block, auth::parse_note(block)});
        block.clear();
        signed_yet = false;
    };
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1);
        const std::string_view line = text.substr(0, end + 1);
        text.remove_prefix(end + 1);
        if (line == "\n" && (signed_yet || block.empty())) {
            finish();
            continue;
        }
        signed_yet = signed_yet || line.starts_with(signature_mark);
        block += line;
    }
    finish();
    return anchors;
}

std::string contents_from(const std::string& path, std::size_t bytes_max) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return {};
    const auto size = static_cast<std::size_t>(file.tellg());
    file.seekg(static_cast<std::streamoff>(size - std::min(size, bytes_max)));
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void append_anchors(const std::string& path, const std::vector<std::string>& notes) {
    const std::string all = joined(notes);
    if (const auto parent = std::filesystem::path(path).parent_path(); !parent.empty()) std::filesystem::create_directories(parent);
    const File file(path);
    struct stat before {};
    if (::fstat(file.fd, &before) != 0) fail(path);
    errno = 0;
    const ssize_t n = ::write(file.fd, all.data(), all.size());
    if (n == static_cast<ssize_t>(all.size()) && ::fsync(file.fd) == 0) return;
    const int why = errno == 0 ? ENOSPC : errno;
    if (::ftruncate(file.fd, before.st_size) != 0) fail(path);  // half a note would look like tampering
    errno = why;
    fail(path);
}

std::vector<Anchor> read_anchors(const std::string& path) { return parse(contents_from(path, SIZE_MAX)); }

std::vector<Anchor> read_last_anchors(const std::string& path, std::size_t bytes_max) {
    const std::string text = contents_from(path, bytes_max);
    const auto cut = text.size() < bytes_max ? 0 : text.find(std::string("\n\n").append(signature_mark));
    if (cut == std::string::npos) return {};
    auto anchors = parse(std::string_view(text).substr(cut));
    if (cut > 0 && !anchors.empty()) anchors.erase(anchors.begin());  // the part of a note cut in two
    return anchors;
}

}  // namespace casework::persistence
