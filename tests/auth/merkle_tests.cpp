// The Merkle tree against the golden vectors of Certificate Transparency (RFC 6962, whose tree RFC 9162 keeps).
#include <catch2/catch.hpp>

#include "auth/crypto.hpp"
#include "auth/merkle.hpp"

using namespace casework::auth;

namespace {

std::string bytes(std::string_view hex) { return from_hex(hex).value(); }

// The inputs of the reference implementation of Certificate Transparency, and the root of every beginning of them.
const std::vector<std::string> inputs = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> roots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::string golden_leaf(std::uint64_t i) { return merkle_leaf(bytes(inputs[i])); }
std::string many_leaf(std::uint64_t i) { return merkle_leaf(std::to_string(i)); }

std::vector<std::string> hex_of(const std::vector<std::string>& hashes) {
    std::vector<std::string> out;
    for (const auto& hash : hashes) out.push_back(to_hex(hash));
    return out;
}

}  // namespace

TEST_CASE("the roots are the golden ones, grown leaf by leaf and computed whole") {
    MerkleFrontier frontier;
    for (std::uint64_t n = 0; n <= inputs.size(); ++n) {
        CHECK(to_hex(frontier.root()) == roots[n]);
        CHECK(to_hex(merkle_root(n, golden_leaf)) == roots[n]);
        CHECK(frontier.size() == n);
        if (n < inputs.size()) frontier.append(golden_leaf(n));
    }
}

TEST_CASE("the inclusion proofs are the golden ones") {
    CHECK(hex_of(inclusion_proof(0, 1, golden_leaf)).empty());
    CHECK(hex_of(inclusion_proof(0, 8, golden_leaf)) ==
          std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hex_of(inclusion_proof(5, 8, golden_leaf)) ==
          std::vector<std::string>{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hex_of(inclusion_proof(2, 3, golden_leaf)) == std::vector<std::string>{"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"});
    CHECK(hex_of(inclusion_proof(1, 5, golden_leaf)) ==
          std::vector<std::string>{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

TEST_CASE("the consistency proofs are the golden ones") {
    CHECK(hex_of(consistency_proof(1, 1, golden_leaf)).empty());
    CHECK(hex_of(consistency_proof(1, 8, golden_leaf)) ==
          std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hex_of(consistency_proof(6, 8, golden_leaf)) ==
          std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hex_of(consistency_proof(2, 5, golden_leaf)) ==
          std::vector<std::string>{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

TEST_CASE("every inclusion proof of trees up to 33 leaves holds, for its own leaf, place and root only") {
    for (std::uint64_t size = 1; size <= 33; ++size) {
        const std::string root = merkle_root(size, many_leaf);
        for (std::uint64_t i = 0; i < size; ++i) {
            const auto proof = inclusion_proof(i, size, many_leaf);
            REQUIRE(inclusion_holds(many_leaf(i), i, size, proof, root));
            REQUIRE_FALSE(inclusion_holds(many_leaf(i + 1), i, size, proof, root));
            REQUIRE_FALSE(inclusion_holds(many_leaf(i), i, size, proof, merkle_root(size + 1, many_leaf)));
            REQUIRE_FALSE(inclusion_holds(many_leaf(i), size, size, proof, root));
            if (size > 1) REQUIRE_FALSE(inclusion_holds(many_leaf(i), (i + 1) % size, size, proof, root));
            auto longer = proof;
            longer.push_back(root);
            REQUIRE_FALSE(inclusion_holds(many_leaf(i), i, size, longer, root));
            if (proof.empty()) continue;
            REQUIRE_FALSE(inclusion_holds(many_leaf(i), i, size, {proof.begin(), proof.end() - 1}, root));
        }
    }
}

TEST_CASE("every consistency proof of trees up to 33 leaves holds, for its own roots only") {
    for (std::uint64_t second = 1; second <= 33; ++second) {
        const std::string second_root = merkle_root(second, many_leaf);
        for (std::uint64_t first = 1; first <= second; ++first) {
            const std::string first_root = merkle_root(first, many_leaf);
            const auto proof = consistency_proof(first, second, many_leaf);
            REQUIRE(consistency_holds(first, second, proof, first_root, second_root));
            REQUIRE_FALSE(consistency_holds(first, second, proof, first_root, merkle_root(second + 1, many_leaf)));
            REQUIRE_FALSE(consistency_holds(first, second, proof, merkle_root(first + 1, many_leaf), second_root));
            REQUIRE_FALSE(consistency_holds(second + 1, second, proof, first_root, second_root));
            for (std::size_t k = 0; k < proof.size(); ++k) {
                auto wrong = proof;
                wrong[k] = merkle_leaf("wrong");
                REQUIRE_FALSE(consistency_holds(first, second, wrong, first_root, second_root));
            }
        }
    }
}

TEST_CASE("a frontier survives being stored and grows on") {
    MerkleFrontier frontier;
    for (std::uint64_t n = 0; n < 300; ++n) {
        const auto stored = MerkleFrontier::from_bytes(frontier.size(), frontier.to_bytes());
        REQUIRE(stored == frontier);
        frontier.append(many_leaf(n));
        REQUIRE_FALSE(MerkleFrontier::from_bytes(frontier.size(), frontier.to_bytes() + "x"));
    }
    CHECK(frontier.root() == merkle_root(300, many_leaf));
    CHECK_THROWS_AS(frontier.append("not a hash"), std::logic_error);
}

TEST_CASE("a proof is made only of what the tree holds, and one too short or of nothing does not hold") {
    CHECK_THROWS_AS(inclusion_proof(3, 3, many_leaf), std::logic_error);
    CHECK_THROWS_AS(consistency_proof(0, 3, many_leaf), std::logic_error);
    CHECK_THROWS_AS(consistency_proof(4, 3, many_leaf), std::logic_error);
    const std::string three = merkle_root(3, many_leaf), seven = merkle_root(7, many_leaf);
    CHECK_FALSE(consistency_holds(0, 7, {}, merkle_empty_root(), seven));
    CHECK_FALSE(consistency_holds(3, 7, {}, three, seven));
    CHECK_FALSE(consistency_holds(3, 3, {three}, three, three));
    CHECK_FALSE(consistency_holds(3, 3, {}, three, seven));
    auto proof = consistency_proof(3, 7, many_leaf);
    proof.push_back(three);
    CHECK_FALSE(consistency_holds(3, 7, proof, three, seven));
    proof.resize(1);
    CHECK_FALSE(consistency_holds(3, 7, proof, three, seven));
}
