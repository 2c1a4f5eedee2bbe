// A piece of the ledger as a file of its own: entries with what proves them, readable without a database or a secret.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace casework::persistence {

struct BundledEntry {
    std::int64_t seq = 0;
    std::string body;
    std::vector<std::string> proof;  // sibling hashes from the leaf upwards; none in a whole stream
};

// Either every entry of a stream up to its note, or some, each with its inclusion proof.
struct BundledStream {
    std::string name;
    bool whole = false;
    std::string note;                   // the signed note of the stream's head (C2SP)
    std::vector<BundledEntry> entries;  // ascending numbers
};

struct LedgerBundle {
    std::vector<std::string> public_keys;  // 32 bytes each; who needs certainty brings keys of their own
    std::vector<BundledStream> streams;    // ascending names
};

// Refuses everything that bundle_text() does not write, with the number of the line and what is wrong with it.
std::expected<LedgerBundle, std::string> parse_ledger_bundle(std::string_view text);
std::string bundle_text(const LedgerBundle& bundle);

}  // namespace casework::persistence
