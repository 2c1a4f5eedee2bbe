// Sealing pieces is sealing with a context that says which piece it is.
#include "auth/sealed_file.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "auth/crypto.hpp"
#include "auth/key_files.hpp"

namespace casework::auth {
namespace {

constexpr std::size_t key_bytes = 32;

std::string key_context(std::string_view file) { return fmt::format("casework file key {}", file); }
std::string piece_context(const Piece& piece) { return fmt::format("casework file {} piece {}{}", piece.file, piece.number, piece.last ? " last" : ""); }

}  // namespace

FileSeal::FileSeal(const std::filesystem::path& key_file) : key_(secret_file(key_file, [] { return random_bytes(key_bytes); })) {
    if (key_.size() != key_bytes) throw std::runtime_error(key_file.string() + ": is no key of 32 bytes");
}

std::string FileSeal::key_for(std::string_view purpose) const { return hmac_sha256(key_, fmt::format("casework key for {}", purpose)); }

std::string FileSeal::new_key(std::string_view file) const { return seal(key_, random_bytes(key_bytes), key_context(file)); }

std::optional<std::string> FileSeal::open_key(std::string_view file, std::string_view wrapped) const {
    auto key = unseal(key_, wrapped, key_context(file));
    return key && key->size() == key_bytes ? std::move(key) : std::nullopt;
}

std::string seal_piece(std::string_view key, const Piece& piece, std::string_view plain) { return seal(key, plain, piece_context(piece)); }

std::optional<std::string> unseal_piece(std::string_view key, const Piece& piece, std::string_view sealed) { return unseal(key, sealed, piece_context(piece)); }

}  // namespace casework::auth
