// Secret files: made once, private, and refused when shared.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <thread>

#include "auth/crypto.hpp"
#include "auth/key_files.hpp"

using namespace casework::auth;
namespace fs = std::filesystem;

namespace {
struct Directory {
    fs::path path = fs::temp_directory_path() / ("casework-keys-" + random_hex(8));
    Directory() { fs::create_directory(path); }
    ~Directory() { fs::remove_all(path); }
};
std::string secret() { return random_hex(32); }
}  // namespace

TEST_CASE("a secret file is made once, readable by its owner only") {
    const Directory directory;
    const fs::path path = directory.path / "hmac.key";
    const std::string first = secret_file(path, secret);
    CHECK(first.size() == 64);
    CHECK(secret_file(path, [] { return std::string("another"); }) == first);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0400);
    CHECK(std::distance(fs::directory_iterator(directory.path), fs::directory_iterator{}) == 1);
}

TEST_CASE("a secret that group or others may read is refused") {
    const Directory directory;
    const fs::path path = directory.path / "hmac.key";
    secret_file(path, secret);
    for (const mode_t mode : {0440, 0404, 0420, 0401}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        CHECK_THROWS_WITH(secret_file(path, secret), Catch::Contains("chmod 0400"));
    }
}

TEST_CASE("those who start at the same moment agree on the secret") {
    const Directory directory;
    std::vector<std::string> seen(8);
    std::vector<std::thread> threads;
    for (auto& mine : seen) threads.emplace_back([&] { mine = secret_file(directory.path / "hmac.key", secret); });
    for (auto& thread : threads) thread.join();
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 1);
}

TEST_CASE("a secret in a directory that does not exist is a fault, not an empty secret") {
    CHECK_THROWS_AS(secret_file("/nonexistent-directory/hmac.key", secret), std::system_error);
}
