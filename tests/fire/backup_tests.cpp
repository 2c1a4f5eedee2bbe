// Backups taken beside a server that is written to, restored elsewhere and served, and what is refused: a wrong key, damage, a ledger that does not hold.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/support/sample_files.hpp"

using namespace casework::fire;
using casework::testing::database_kinds;
using casework::testing::FreshDatabase;
using casework::testing::ScratchDirectory;

namespace {

namespace fs = std::filesystem;
namespace samples = casework::testing::samples;

const std::string backup_script = CASEWORK_SOURCE_DIR "/deploy/backup", restore_script = CASEWORK_SOURCE_DIR "/deploy/restore";

// A shelf for archives, with a key.
struct Shelf {
    Shelf() { REQUIRE(make_key(key) == 0); }
    static int make_key(const std::string& file) { return casework::testing::run({"age-keygen", "-o", file}).status; }
    std::string file(const std::string& name) const { return scratch.path() + "/" + name; }
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(scratch.path())) all.push_back(entry.path().filename().string());
        std::ranges::sort(all);
        return all;
    }

    Ran back_up(const Place& place, const std::string& name, const Words& more = {}, const Words& variables = {}) const {
        Words words{backup_script, "--to", file(name), "--key-file", key, "--scratch", scratch.path(), "--program", CASEWORK_PROGRAM, "--data", place.directory()};
        for (const auto& setting : place.settings()) words.insert(words.end(), setting.begin(), setting.end());
        words.insert(words.end(), more.begin(), more.end());
        auto environment = Place::environment();
        environment.variables.insert(environment.variables.end(), variables.begin(), variables.end());
        return casework::testing::run(words, environment);
    }
    Ran restore(const std::string& name, const std::string& directory, const std::string& with_key, const Words& more = {}) const {
        Words words{restore_script, file(name), "--key-file", with_key, "--program", CASEWORK_PROGRAM, "--data", directory};
        words.insert(words.end(), more.begin(), more.end());
        return casework::testing::run(words, Place::environment());
    }

    ScratchDirectory scratch;
    std::string key = scratch.path() + "/key";
};

std::vector<std::string> missing(const std::set<std::string>& acknowledged, const std::multiset<std::string>& stored) {
    std::vector<std::string> lost;
    std::ranges::copy_if(acknowledged, std::back_inserter(lost), [&](const std::string& note) { return stored.count(note) != 1; });
    return lost;
}

// The same archive with one bit turned in its middle.
void damage(const std::string& archive, const std::string& damaged) {
    fs::copy_file(archive, damaged);
    std::fstream file(damaged, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(damaged) / 2);
    file.seekg(middle);
    const auto byte = static_cast<char>(file.get() ^ 1);
    file.seekp(middle);
    file.put(byte);
}

// An empty database for the copy; on SQLite the copy brings its own.
struct Target {
    Target(const std::string& kind, const Shelf& shelf) : directory(shelf.file("restored")), url("sqlite:" + directory + "/casework.db") {
        if (kind == "sqlite") return;
        database = std::make_unique<FreshDatabase>(kind, false);
        url = database->url();
        const std::string url_file = shelf.file("restored_url");
        std::ofstream(url_file) << url << '\n';
        ::chmod(url_file.c_str(), 0400);
        words = {"--database-url-file", url_file};
    }
    std::string directory, url;
    Words words;
    std::unique_ptr<FreshDatabase> database;
};

std::string picture_page(const Crowd& crowd) { return "/records" + crowd.record().substr(crowd.record().rfind('/')) + "/evidence"; }

}  // namespace

TEST_CASE("a backup taken while a crowd writes holds all that was acknowledged before, and serves where it is restored") {
    const std::string kind = GENERATE(from_range(database_kinds()));
    const Shelf shelf;
    const Place place(kind);
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 1);
    const auto sent = crowd.window().send_file(picture_page(crowd), one_time_key(), {"door.jpg", "image/jpeg", samples::bare_jpeg()});
    REQUIRE(sent);
    REQUIRE(sent->status == 303);
    crowd.work(server.port());
    REQUIRE(eventually(seconds{10}, [&] { return crowd.acknowledged() >= 30; }));
    const Held before = crowd.held();
    const int acknowledged = crowd.acknowledged();
    const bool keys_apart = kind == "sqlite";
    const auto backed_up = shelf.back_up(place, "tonight", keys_apart ? Words{} : Words{"--with-keys"});
    INFO(backed_up.said);
    REQUIRE(backed_up.status == 0);
    CHECK(backed_up.says("verified, as of "));
    CHECK(crowd.acknowledged() > acknowledged);  // nobody had to wait for it
    crowd.rest();
    for (const auto& [status, count] : crowd.held().statuses) CHECK((status == 200 || status == 303));
    if (keys_apart) REQUIRE(shelf.back_up(place, "keys", {"--keys-only"}).status == 0);
    CHECK(server.stop() == 0);

    const Target target(kind, shelf);
    const auto restored = shelf.restore("tonight", target.directory, shelf.key, keys_apart ? Words{"--keys", shelf.file("keys")} : target.words);
    INFO(restored.said);
    REQUIRE(restored.status == 0);
    CHECK(restored.says("\nrestored: " + kind + " database of "));
    CHECK(restored.says(" rows, 1 files, ledger of "));
    const Place copy = Place::found(target.directory, target.url);
    CHECK(missing(before.words, copy.words()) == std::vector<std::string>{});
    LiveServer again(copy);
    Visitor visitor(again.port(), "priya.nair");
    const auto page = visitor.get(picture_page(crowd));
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(page->body.find("door.jpg") != std::string::npos);
    CHECK(again.stop() == 0);
    CHECK(copy.ledger_findings(before.receipts) == "");
    if (kind == "postgresql") CHECK(shelf.restore("tonight", target.directory + "2", shelf.key, target.words).says("the database is not empty"));
}

TEST_CASE("a wrong key, a damaged archive and a place that is not empty are refused, and nothing half restored is left") {
    const Shelf shelf;
    const Place place("sqlite");
    REQUIRE(shelf.back_up(place, "tonight").status == 0);
    CHECK(shelf.back_up(place, "tonight").says("is there already"));
    const Target target("sqlite", shelf);
    const std::string other_key = shelf.file("other_key");
    REQUIRE(Shelf::make_key(other_key) == 0);
    damage(shelf.file("tonight"), shelf.file("damaged"));
    for (const auto& refused : {shelf.restore("tonight", target.directory, other_key), shelf.restore("damaged", target.directory, shelf.key)}) {
        INFO(refused.said);
        CHECK(refused.status == 1);
        CHECK(refused.says("Either this is not its key, or the archive was damaged"));
        CHECK_FALSE(fs::exists(target.directory));
    }
    fs::permissions(other_key, fs::perms::others_read, fs::perm_options::add);
    CHECK(shelf.restore("tonight", target.directory, other_key).says("is readable by others"));
    CHECK(shelf.restore("tonight", place.directory(), shelf.key).says("is not empty"));
    CHECK(shelf.restore("tonight", target.directory, shelf.key).status == 0);
}

TEST_CASE("an anchor written between copying database and anchors does not speak against the copy") {
    const Shelf shelf;
    const Place place("sqlite");
    LiveServer server(place);
    const std::string anchors = place.directory() + "/anchors/checkpoints", tools = shelf.file("tools");
    const auto bytes = fs::file_size(anchors);
    // sqlite3, but when it has copied the database the server is stopped, which writes a last entry and its anchor.
    fs::create_directory(tools);
    std::ofstream(tools + "/sqlite3") << "#!/bin/sh\n/usr/bin/sqlite3 \"$@\" || exit\ncase \"$*\" in *" << place.directory() << "/*) kill -TERM " << server.process().pid()
                                      << "; for i in $(seq 200); do [ $(stat -c %s " << anchors << ") -gt " << bytes << " ] && break; sleep 0.05; done ;; esac\n";
    fs::permissions(tools + "/sqlite3", fs::perms::owner_all);
    const auto backed_up = shelf.back_up(place, "tonight", {}, {"PATH=" + tools + ":/usr/bin:/bin"});
    INFO(backed_up.said);
    CHECK(backed_up.status == 0);
    CHECK(fs::file_size(anchors) > bytes);
    CHECK(server.process().ended_within(seconds{12}) == 0);
}

TEST_CASE("a backup does not count when rows or ledger are not what was signed, and leaves no archive") {
    const Shelf shelf;
    const Place place("sqlite");
    const std::string file = place.directory() + "/casework.db", older = shelf.file("older.db");
    fs::copy_file(file, older);
    {
        LiveServer server(place);
        Visitor visitor(server.port(), "priya.nair");
        CHECK(visitor.get("/account")->status == 200);
        REQUIRE(server.stop() == 0);
    }
    const std::string newer = shelf.file("newer.db");
    fs::rename(file, newer);
    fs::copy_file(older, file);
    const auto rolled_back = shelf.back_up(place, "rolled_back");
    INFO(rolled_back.said);
    CHECK(rolled_back.status == 1);
    CHECK(rolled_back.says("anchor"));
    fs::rename(newer, file);
    REQUIRE(casework::testing::run({"sqlite3", file, "UPDATE record_event SET note = 'Never said' WHERE kind = 'note'"}).status == 0);
    const auto rewritten = shelf.back_up(place, "rewritten");
    INFO(rewritten.said);
    CHECK(rewritten.status == 1);
    CHECK(rewritten.says("Verifying the ledger failed"));
    CHECK(shelf.names() == std::vector<std::string>{"key", "older.db"});
}
