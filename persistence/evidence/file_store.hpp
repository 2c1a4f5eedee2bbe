// Where files lie: sealed, under random names, in a folder of their own that nothing serves from. A file stands there whole or not at all.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <string_view>

#include "auth/sealed_file.hpp"

namespace casework::persistence {

// What a row knows of a stored file. The name is 32 random hexadecimal digits, never anything that was sent.
struct StoredFile {
    std::string name;
    std::string wrapped_key;  // empty: destroyed, and with it every copy of the file
    std::int64_t bytes = 0;   // of the original

    std::uint64_t pieces() const { return (static_cast<std::uint64_t>(bytes) + auth::piece_bytes - 1) / auth::piece_bytes; }
    std::size_t piece_length(std::uint64_t number) const;
};

// A file that a row says is there cannot be read or was changed: a fault, for the log and the operator.
struct StoredFileBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class FileStore {
  public:
    // Makes the folder (0700) and its key file (0400) when they are missing.
    explicit FileStore(std::filesystem::path directory);

    // A key for another purpose, of 32 bytes, that follows from the key file.
    std::string key_for(std::string_view purpose) const { return seal_.key_for(purpose); }

    // A fresh name and key for a file of that length.
    StoredFile made(std::int64_t bytes) const;

    // A piece of an upload, durable when it returns; sent again it takes the place of the earlier one.
    void put_piece(const StoredFile& file, std::uint64_t number, std::string_view plain) const;
    std::optional<std::string> arrived_piece(const StoredFile& file, std::uint64_t number) const;
    // Every piece joined; nothing while one is missing.
    std::optional<std::string> arrived(const StoredFile& file) const;
    void remove_pieces(const StoredFile& file) const;

    // The whole file under its name, durable when it returns.
    void keep(const StoredFile& file, std::string_view content) const;
    // The original, byte for byte. Throws StoredFileBroken.
    std::string read(const StoredFile& file) const;
    void remove(const StoredFile& file) const;  // the whole file and its pieces; that there are none is no fault

    // Removes pieces of what does not arrive any more, whole files that are nobody's, and drafts, when they have stood for longer than `age`.
    // Answers how many names went.
    using Knows = std::function<bool(const std::string& name)>;
    std::size_t sweep(const Knows& arrives, const Knows& is_kept, std::chrono::seconds age) const;

    // Whole files in memory at once, by all threads: held while one is joined, read or checked.
    class Turn {
      public:
        explicit Turn(const FileStore& store) : turns_(store.turns_) { turns_.acquire(); }
        ~Turn() { turns_.release(); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

      private:
        std::counting_semaphore<>& turns_;
    };

  private:
    std::filesystem::path kept(std::string_view name) const;
    std::filesystem::path piece(std::string_view name, std::uint64_t number) const;
    std::string key_of(const StoredFile& file) const;

    std::filesystem::path directory_;
    auth::FileSeal seal_;
    mutable std::counting_semaphore<> turns_{4};
};

}  // namespace casework::persistence
