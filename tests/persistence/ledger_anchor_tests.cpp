// The anchor file and the ledger's keys on a disk that misbehaves: whole notes or what stood before, whole keys or a fault.
#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "auth/merkle.hpp"
#include "persistence/ledger_anchor.hpp"
#include "persistence/ledger_keys.hpp"
#include "tests/support/databases.hpp"

using namespace casework;
using namespace casework::persistence;

namespace {

namespace fs = std::filesystem;

std::string note_of_size(std::uint64_t size) {
    static const auto key = auth::SigningKey::generate();
    return auth::signed_note({"casework/node/2026-11", size, auth::merkle_leaf("root")}, key);
}

// No file of this process grows past so many bytes while this stands.
class FileLimit {
  public:
    explicit FileLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_);
    }
    FileLimit(const FileLimit&) = delete;

  private:
    rlimit before_{};
    void (*signal_)(int);
};

std::vector<std::uint64_t> sizes(const std::vector<Anchor>& anchors) {
    std::vector<std::uint64_t> list;
    for (const auto& anchor : anchors) list.push_back(anchor.note ? anchor.note->checkpoint.size : 0);
    return list;
}

}  // namespace

TEST_CASE("a note that does not fit the disk leaves the anchor file as it was") {
    const testing::ScratchDirectory scratch;
    const std::string path = scratch.path() + "/folder/anchors";
    append_anchors(path, {note_of_size(1), note_of_size(2)});
    const auto before = fs::file_size(path);
    {
        const FileLimit half(before + 50);
        CHECK_THROWS_AS(append_anchors(path, {note_of_size(3)}), std::system_error);
        CHECK(fs::file_size(path) == before);
        const FileLimit full(before);
        CHECK_THROWS_AS(append_anchors(path, {note_of_size(3)}), std::system_error);
        CHECK(fs::file_size(path) == before);
    }
    append_anchors(path, {note_of_size(4)});
    CHECK(sizes(read_anchors(path)) == std::vector<std::uint64_t>{1, 2, 4});
}

TEST_CASE("an anchor file that cannot be opened, filled or made durable is a fault with its name") {
    const testing::ScratchDirectory scratch;
    for (const std::string path : {scratch.path().c_str(), "/dev/full", "/dev/null"})
        CHECK_THROWS_WITH(append_anchors(path, {note_of_size(1)}), Catch::Contains(path));
    const auto here = fs::current_path();
    fs::current_path(scratch.path());
    append_anchors("anchors", {note_of_size(1)});  // a path without a folder
    fs::current_path(here);
    CHECK(sizes(read_anchors(scratch.path() + "/anchors")) == std::vector<std::uint64_t>{1});
}

TEST_CASE("of a long anchor file only notes that are surely whole are read at start") {
    const testing::ScratchDirectory scratch;
    const std::string path = scratch.path() + "/anchors";
    CHECK(read_last_anchors(path, 1000).empty());
    append_anchors(path, {note_of_size(11), note_of_size(12), note_of_size(13)});
    const auto whole = fs::file_size(path), one = whole / 3;
    CHECK(sizes(read_last_anchors(path, whole + 1)) == std::vector<std::uint64_t>{11, 12, 13});
    CHECK(sizes(read_last_anchors(path, 2 * one + 20)) == std::vector<std::uint64_t>{13});
    CHECK(read_last_anchors(path, 20).empty());
    std::ofstream(path, std::ios::app) << "\n\n";
    CHECK(sizes(read_anchors(path)) == std::vector<std::uint64_t>{11, 12, 13});  // empty lines are no notes
}

TEST_CASE("a key or secret that is not one is a fault, and never a weaker key") {
    const testing::ScratchDirectory scratch;
    const fs::path keys = fs::path(scratch.path()) / "keys";
    const auto id = LedgerKeys(keys, "server").key_id;
    CHECK(LedgerKeys(keys, "server").key_id == id);
    CHECK(public_keys(keys).size() == 1);
    const auto spoil = [&](const char* name, const char* text) {
        fs::remove(keys / name);
        std::ofstream(keys / name) << text;
        fs::permissions(keys / name, fs::perms::owner_read);
    };
    spoil("ledger-digest.key", "00ff\n");
    CHECK_THROWS_WITH(LedgerKeys(keys, "server"), Catch::Contains("not the secret"));
    spoil("ledger-digest.key", "words\n");
    CHECK_THROWS_WITH(LedgerKeys(keys, "server"), Catch::Contains("not the secret"));
    for (const char* text : {"words", "00ff"}) {
        spoil("another.pub", text);
        CHECK_THROWS_WITH(public_keys(keys), Catch::Contains("not a public key"));
    }
    CHECK_THROWS_AS(WriterLock(keys / "missing" / "lock", std::chrono::milliseconds{0}), std::system_error);
}
