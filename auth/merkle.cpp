// RFC 9162 sections 2.1.1 to 2.1.5, written as the RFC writes them.
#include "auth/merkle.hpp"

#include <bit>
#include <stdexcept>

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

constexpr std::size_t hash_bytes = 32;

// The largest power of two smaller than n, for n > 1.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

std::string subtree_root(std::uint64_t from, std::uint64_t size, const LeafAt& leaf) {
    if (size == 1) return leaf(from);
    const std::uint64_t k = split(size);
    return merkle_node(subtree_root(from, k, leaf), subtree_root(from + k, size - k, leaf));
}

// PATH(m, D[n]).
void path(std::uint64_t index, std::uint64_t from, std::uint64_t size, const LeafAt& leaf, std::vector<std::string>& proof) {
    if (size == 1) return;
    const std::uint64_t k = split(size);
    if (index < k) {
        path(index, from, k, leaf, proof);
        proof.push_back(subtree_root(from + k, size - k, leaf));
    } else {
        path(index - k, from + k, size - k, leaf, proof);
        proof.push_back(subtree_root(from, k, leaf));
    }
}

// SUBPROOF(m, D[n], b).
void subproof(std::uint64_t m, std::uint64_t from, std::uint64_t size, bool whole, const LeafAt& leaf, std::vector<std::string>& proof) {
    if (m == size) {
        if (!whole) proof.push_back(subtree_root(from, size, leaf));
        return;
    }
    const std::uint64_t k = split(size);
    if (m <= k) {
        subproof(m, from, k, whole, leaf, proof);
        proof.push_back(subtree_root(from + k, size - k, leaf));
    } else {
        subproof(m - k, from + k, size - k, false, leaf, proof);
        proof.push_back(subtree_root(from, k, leaf));
    }
}

}  // namespace

std::string merkle_leaf(std::string_view body) { return sha256(std::string_view("\x00", 1), body); }

std::string merkle_node(std::string_view left, std::string_view right) {
    std::string first = "\x01";
    first += left;
    return sha256(first, right);
}

std::string merkle_empty_root() { return sha256({}); }

std::optional<MerkleFrontier> MerkleFrontier::from_bytes(std::uint64_t size, std::string_view bytes) {
    MerkleFrontier frontier;
    if (bytes.size() != hash_bytes * static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
    frontier.size_ = size;
    for (; !bytes.empty(); bytes.remove_prefix(hash_bytes)) frontier.subtrees_.emplace_back(bytes.substr(0, hash_bytes));
    return frontier;
}

std::string MerkleFrontier::to_bytes() const {
    std::string out;
    for (const std::string& subtree : subtrees_) out += subtree;
    return out;
}

void MerkleFrontier::append(std::string leaf) {
    if (leaf.size() != hash_bytes) throw std::logic_error("a Merkle leaf has 32 bytes");
    for (int merges = std::countr_one(size_); merges > 0; --merges) {
        leaf = merkle_node(subtrees_.back(), leaf);
        subtrees_.pop_back();
    }
    subtrees_.push_back(std::move(leaf));
    ++size_;
}

std::string MerkleFrontier::root() const {
    if (subtrees_.empty()) return merkle_empty_root();
    std::string root = subtrees_.back();
    for (std::size_t i = subtrees_.size() - 1; i-- > 0;) root = merkle_node(subtrees_[i], root);
    return root;
}

std::string merkle_root(std::uint64_t size, const LeafAt& leaf) { return size == 0 ? merkle_empty_root() : subtree_root(0, size, leaf); }

std::vector<std::string> inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafAt& leaf) {
    if (index >= size) throw std::logic_error("no such leaf in the tree");
    std::vector<std::string> proof;
    path(index, 0, size, leaf, proof);
    return proof;
}

// RFC 9162 section 2.1.3.2.
bool inclusion_holds(std::string_view leaf, std::uint64_t index, std::uint64_t size, const std::vector<std::string>& proof, std::string_view root) {
    if (index >= size) return false;
    std::uint64_t fn = index, sn = size - 1;
    std::string r(leaf);
    for (const std::string& p : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = merkle_node(p, r);
            while ((fn & 1) == 0) fn >>= 1, sn >>= 1;  // odd, or as large as sn: it is not 0
        } else {
            r = merkle_node(r, p);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && r == root;
}

std::vector<std::string> consistency_proof(std::uint64_t first, std::uint64_t second, const LeafAt& leaf) {
    if (first == 0 || first > second) throw std::logic_error("no such beginning of the tree");
    std::vector<std::string> proof;
    subproof(first, 0, second, true, leaf, proof);
    return proof;
}

// RFC 9162 section 2.1.4.2.
bool consistency_holds(std::uint64_t first, std::uint64_t second, const std::vector<std::string>& given, std::string_view first_root,
                       std::string_view second_root) {
    if (first == 0 || first > second) return false;
    if (first == second) return given.empty() && first_root == second_root;
    std::vector<std::string> proof = given;
    if (std::has_single_bit(first)) proof.emplace(proof.begin(), first_root);
    if (proof.empty()) return false;
    std::uint64_t fn = first - 1, sn = second - 1;
    while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
    std::string fr = proof.front(), sr = proof.front();
    for (std::size_t i = 1; i < proof.size(); ++i) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = merkle_node(proof[i], fr);
            sr = merkle_node(proof[i], sr);
            while ((fn & 1) == 0) fn >>= 1, sn >>= 1;  // odd, or as large as sn: it is not 0
        } else {
            sr = merkle_node(sr, proof[i]);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && fr == first_root && sr == second_root;
}

}  // namespace casework::auth
