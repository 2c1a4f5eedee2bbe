// Files at rest: sealed piece by piece, under a key of their own that only the house's key file opens.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include "auth/sealed_file.hpp"
#include "tests/support/databases.hpp"

using namespace casework::auth;
using casework::testing::ScratchDirectory;

TEST_CASE("a piece of a file comes back only in its own place of its own file") {
    const ScratchDirectory scratch;
    const FileSeal house(scratch.path() + "/evidence.key");
    const auto wrapped = house.new_key("a1");
    const auto key = house.open_key("a1", wrapped);
    REQUIRE(key);
    const std::string plain(1000, 'x');
    const auto sealed = seal_piece(*key, {"a1", 3, false}, plain);
    CHECK(sealed.find("xxxx") == std::string::npos);
    CHECK(sealed.size() == plain.size() + sealed_piece_bytes - piece_bytes);
    CHECK(unseal_piece(*key, {"a1", 3, false}, sealed) == plain);
    CHECK_FALSE(unseal_piece(*key, {"a1", 2, false}, sealed));
    CHECK_FALSE(unseal_piece(*key, {"a1", 3, true}, sealed));
    CHECK_FALSE(unseal_piece(*key, {"a2", 3, false}, sealed));
    auto changed = sealed;
    changed[500] = static_cast<char>(changed[500] ^ 1);
    CHECK_FALSE(unseal_piece(*key, {"a1", 3, false}, changed));
    CHECK(seal_piece(*key, {"a1", 3, false}, plain) != sealed);
}

TEST_CASE("a file's key opens with the key file of its own house and for its own file only") {
    const ScratchDirectory scratch;
    const FileSeal house(scratch.path() + "/evidence.key"), again(scratch.path() + "/evidence.key"), other(scratch.path() + "/other.key");
    const auto wrapped = house.new_key("a1");
    CHECK(house.new_key("a1") != wrapped);
    CHECK(again.open_key("a1", wrapped) == house.open_key("a1", wrapped));
    CHECK_FALSE(other.open_key("a1", wrapped));
    CHECK_FALSE(house.open_key("a2", wrapped));
    CHECK_FALSE(house.open_key("a1", ""));
}

TEST_CASE("the key file of evidence is its owner's alone") {
    const ScratchDirectory scratch;
    const auto path = scratch.path() + "/evidence.key";
    { const FileSeal made(path); }
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0400);
    REQUIRE(::chmod(path.c_str(), 0440) == 0);
    CHECK_THROWS_WITH(FileSeal(path), Catch::Contains("rights to this secret"));
}
