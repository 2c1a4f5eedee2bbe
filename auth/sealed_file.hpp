// Files at rest: sealed piece by piece with AES-256-GCM under a key of their own, which is kept wrapped by the key file of the house.
// Without the wrapped key nobody reads the file again: destroying those few bytes destroys every copy of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace casework::auth {

constexpr std::size_t piece_bytes = 512 * 1024;              // of the original; the last piece of a file may be shorter
constexpr std::size_t sealed_piece_bytes = piece_bytes + 28;  // with nonce and tag

class FileSeal {
  public:
    // The key in that file of mode 0400, made on first use.
    explicit FileSeal(const std::filesystem::path& key_file);

    // A key for another purpose, of 32 bytes, that follows from the key file.
    std::string key_for(std::string_view purpose) const;
    // A fresh key for one file, wrapped: only for the file of that name.
    std::string new_key(std::string_view file) const;
    // Nothing when the wrapped key is of another file, of another house, or was changed.
    std::optional<std::string> open_key(std::string_view file, std::string_view wrapped) const;

  private:
    std::string key_;
};

// Which piece it is, and whether the file ends with it, is authenticated: none can be left out, moved, repeated or cut off.
struct Piece {
    std::string_view file;
    std::uint64_t number = 0;  // from 0
    bool last = false;
};
std::string seal_piece(std::string_view key, const Piece& piece, std::string_view plain);
std::optional<std::string> unseal_piece(std::string_view key, const Piece& piece, std::string_view sealed);

}  // namespace casework::auth
