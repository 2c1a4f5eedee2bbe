// Checkpoints of a transparency log as C2SP signed notes: text, blank line, Ed25519 signature lines (c2sp.org/signed-note, c2sp.org/tlog-checkpoint).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/crypto.hpp"

namespace casework::auth {

struct Checkpoint {
    std::string origin;  // names the log, and its key
    std::uint64_t size = 0;
    std::string root;    // 32 bytes
    bool operator==(const Checkpoint&) const = default;
};

// What is signed: "origin\nsize\nbase64(root)\n".
std::string text_of(const Checkpoint& checkpoint);
std::string note_of(const Checkpoint& checkpoint, std::string_view public_key, std::string_view signature);  // ends with a newline
std::string signed_note(const Checkpoint& checkpoint, const SigningKey& key);

struct SignedNote {
    Checkpoint checkpoint;
    struct Line {
        std::string name, key_hash, signature;  // key_hash: 4 bytes
    };
    std::vector<Line> signatures;
    // One of the signature lines is that key's, under the origin's name, and holds.
    bool holds(std::string_view public_key) const;
};
std::optional<SignedNote> parse_note(std::string_view note);

}  // namespace casework::auth
