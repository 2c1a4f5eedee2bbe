// Files are written beside their name and renamed to it, with file and folder brought to the disk before anybody is told.
#include "persistence/evidence/file_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "auth/crypto.hpp"
#include "persistence/evidence/files_unavailable.hpp"

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t name_digits = 32;
constexpr std::string_view draft_ending = ".draft";

// A disk that is full, broken or may not be written is no defect of ours, and passes.
[[noreturn]] void fail(const fs::path& path, const char* what) {
    const std::error_code why(errno, std::generic_category());
    for (const int passing : {ENOSPC, EDQUOT, EROFS, EIO})
        if (why.value() == passing) throw FilesUnavailable(fmt::format("the folder of files: {}", why.message()));
    throw std::system_error(why, path.string() + ": " + what);
}

class File {
  public:
    File(const fs::path& path, int flags) : path_(path), file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (file_ < 0) fail(path, "cannot be opened");
    }
    ~File() { ::close(file_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t n = ::write(file_, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) fail(path_, "cannot be written");
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    void to_disk() const {
        if (::fsync(file_) != 0) fail(path_, "cannot be brought to the disk");
    }

  private:
    fs::path path_;
    int file_;
};

// `write` is given the draft; then the draft takes the name in one step.
template <class Write>
void write_whole(const fs::path& path, Write write) {
    const fs::path draft = path.string() + '.' + auth::random_hex(8) + std::string(draft_ending);
    struct Remove {
        const fs::path& path;
        ~Remove() { ::unlink(path.c_str()); }
    } remove{draft};
    {
        const File file(draft, O_WRONLY | O_CREAT | O_EXCL);
        write(file);
        file.to_disk();
    }
    if (::rename(draft.c_str(), path.c_str()) != 0) fail(path, "cannot be made");
    File(path.parent_path(), O_RDONLY | O_DIRECTORY).to_disk();
}

std::optional<std::string> bytes_in(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::error_code gone;
    std::string bytes(fs::file_size(path, gone), '\0');
    if (gone || !file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
    return bytes;
}

auth::Piece piece_of(const StoredFile& file, std::uint64_t number) { return {file.name, number, number + 1 == file.pieces()}; }

fs::path made_folder(fs::path directory) {
    for (const auto* part : {"", "arriving", "kept"}) {
        const auto folder = *part == 0 ? directory : directory / part;
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    return directory;
}

bool old_enough(const fs::path& path, std::chrono::seconds age) {
    std::error_code gone;
    const auto written = fs::last_write_time(path, gone);
    return !gone && fs::file_time_type::clock::now() - written >= age;
}

}  // namespace

std::size_t StoredFile::piece_length(std::uint64_t number) const {
    const auto from = number * auth::piece_bytes;
    return static_cast<std::size_t>(std::min<std::uint64_t>(auth::piece_bytes, static_cast<std::uint64_t>(bytes) - from));
}

FileStore::FileStore(fs::path directory) : directory_(made_folder(std::move(directory))), seal_(directory_ / "files.key") {}

fs::path FileStore::kept(std::string_view name) const { return directory_ / "kept" / name; }
fs::path FileStore::piece(std::string_view name, std::uint64_t number) const { return directory_ / "arriving" / fmt::format("{}.{}", name, number); }

StoredFile FileStore::made(std::int64_t bytes) const {
    StoredFile file{auth::random_hex(name_digits / 2), {}, bytes};
    file.wrapped_key = seal_.new_key(file.name);
    return file;
}

std::string FileStore::key_of(const StoredFile& file) const {
    auto key = seal_.open_key(file.name, file.wrapped_key);
    if (!key) throw StoredFileBroken("the key of a stored file does not open: is the key file the one it was made with?");
    return *std::move(key);
}

void FileStore::put_piece(const StoredFile& file, std::uint64_t number, std::string_view plain) const {
    const auto sealed = auth::seal_piece(key_of(file), piece_of(file, number), plain);
    write_whole(piece(file.name, number), [&](const File& draft) { draft.write(sealed); });
}

std::optional<std::string> FileStore::arrived_piece(const StoredFile& file, std::uint64_t number) const {
    const auto sealed = bytes_in(piece(file.name, number));
    return sealed ? auth::unseal_piece(key_of(file), piece_of(file, number), *sealed) : std::nullopt;
}

std::optional<std::string> FileStore::arrived(const StoredFile& file) const {
    std::string content;
    content.reserve(static_cast<std::size_t>(file.bytes));
    for (std::uint64_t number = 0; number < file.pieces(); ++number) {
        const auto plain = arrived_piece(file, number);
        if (!plain || plain->size() != file.piece_length(number)) return std::nullopt;
        content += *plain;
    }
    return content;
}

void FileStore::remove_pieces(const StoredFile& file) const {
    for (std::uint64_t number = 0; number < file.pieces(); ++number) ::unlink(piece(file.name, number).c_str());
}

void FileStore::keep(const StoredFile& file, std::string_view content) const {
    const auto key = key_of(file);
    write_whole(kept(file.name), [&](const File& draft) {
        for (std::uint64_t number = 0; number < file.pieces(); ++number)
            draft.write(auth::seal_piece(key, piece_of(file, number), content.substr(number * auth::piece_bytes, file.piece_length(number))));
    });
}

std::string FileStore::read(const StoredFile& file) const {
    const auto key = key_of(file);
    const auto sealed = bytes_in(kept(file.name));
    if (!sealed) throw StoredFileBroken("a stored file is not there");
    std::string_view rest = *sealed;
    std::string content;
    content.reserve(static_cast<std::size_t>(file.bytes));
    for (std::uint64_t number = 0; number < file.pieces(); ++number) {
        const auto length = std::min(rest.size(), auth::sealed_piece_bytes);
        const auto plain = auth::unseal_piece(key, piece_of(file, number), rest.substr(0, length));
        if (!plain) throw StoredFileBroken("a stored file was changed");
        content += *plain;
        rest.remove_prefix(length);
    }
    if (!rest.empty() || content.size() != static_cast<std::size_t>(file.bytes)) throw StoredFileBroken("a stored file has another length than its row says");
    return content;
}

void FileStore::remove(const StoredFile& file) const {
    remove_pieces(file);
    ::unlink(kept(file.name).c_str());
}

std::size_t FileStore::sweep(const Knows& arrives, const Knows& is_kept, std::chrono::seconds age) const {
    std::size_t gone = 0;
    for (const auto& [folder, is_known] : {std::pair{"arriving", &arrives}, {"kept", &is_kept}})
        for (const auto& entry : fs::directory_iterator(directory_ / folder)) {
            const auto name = entry.path().filename().string();
            const bool draft = name.ends_with(draft_ending);
            if (!old_enough(entry.path(), age) || (!draft && (*is_known)(name.substr(0, name_digits)))) continue;
            gone += ::unlink(entry.path().c_str()) == 0 ? 1 : 0;
        }
    return gone;
}

}  // namespace casework::persistence
