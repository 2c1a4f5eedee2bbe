// The Merkle tree of RFC 9162 section 2.1: compact frontier, roots, inclusion and consistency proofs. Hashes are 32-byte strings.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::auth {

std::string merkle_leaf(std::string_view body);                              // SHA-256(0x00 || body)
std::string merkle_node(std::string_view left, std::string_view right);      // SHA-256(0x01 || left || right)
std::string merkle_empty_root();                                             // SHA-256 of nothing

// What is needed to grow a tree and know its root: the roots of its full subtrees, one for each bit of its size, largest first.
class MerkleFrontier {
  public:
    MerkleFrontier() = default;
    // The bytes that to_bytes() gave for a tree of that size; nothing when their number is wrong.
    static std::optional<MerkleFrontier> from_bytes(std::uint64_t size, std::string_view bytes);
    std::string to_bytes() const;

    void append(std::string leaf);  // amortised two hashes, at most one per level
    std::string root() const;
    std::uint64_t size() const { return size_; }
    bool operator==(const MerkleFrontier&) const = default;

  private:
    std::uint64_t size_ = 0;
    std::vector<std::string> subtrees_;
};

using LeafAt = std::function<std::string(std::uint64_t)>;

std::string merkle_root(std::uint64_t size, const LeafAt& leaf);
// Sibling hashes from the leaf upwards. Requires index < size.
std::vector<std::string> inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafAt& leaf);
bool inclusion_holds(std::string_view leaf, std::uint64_t index, std::uint64_t size, const std::vector<std::string>& proof, std::string_view root);
// That the tree of `first` leaves is the beginning of the tree of `second`. Requires 0 < first <= second.
std::vector<std::string> consistency_proof(std::uint64_t first, std::uint64_t second, const LeafAt& leaf);
bool consistency_holds(std::uint64_t first, std::uint64_t second, const std::vector<std::string>& proof, std::string_view first_root,
                       std::string_view second_root);

}  // namespace casework::auth
