// A SQLite house whose disk is full, whose file may not be written or is held by another process: 503, and well again by itself.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

namespace fs = std::filesystem;

// A file system of its own that is easily filled.
class SmallDisk {
  public:
    explicit SmallDisk(const std::string& size) { mounted_ = ::mount("tmpfs", path().c_str(), "tmpfs", MS_NOSUID | MS_NODEV, ("mode=0700,size=" + size).c_str()) == 0; }
    ~SmallDisk() {
        if (mounted_) ::umount2(path().c_str(), MNT_DETACH);
    }
    bool mounted() const { return mounted_; }
    const std::string& path() const { return scratch_.path(); }

    void fill() {
        std::ofstream file(path() + "/filling", std::ios::app);
        const std::string block(4096, 'x');
        while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) continue;
    }
    void free() { fs::remove(path() + "/filling"); }

  private:
    testing::ScratchDirectory scratch_;
    bool mounted_ = false;
};

// Nobody may write the file, not even through a descriptor that is open. False where the file system knows no such flag.
bool forbid_writing(const std::string& path, bool forbidden) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    int flags = 0;
    bool done = file >= 0 && ::ioctl(file, FS_IOC_GETFLAGS, &flags) == 0;
    flags = forbidden ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
    done = done && ::ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
    ::close(file);
    return done;
}

// Whatever happens to the test, the files can be removed after it.
struct Forbidden {
    explicit Forbidden(std::vector<std::string> given) : paths(std::move(given)) {
        for (const auto& path : paths) done = forbid_writing(path, true) && done;
    }
    ~Forbidden() {
        for (const auto& path : paths) forbid_writing(path, false);
    }
    std::vector<std::string> paths;
    bool done = true;
};

// True once people are refused and nothing is acknowledged any more.
bool refuses(const Crowd& crowd) {
    return eventually(seconds{20}, [&] {
        const int before = crowd.acknowledged();
        auto held = crowd.held();
        const int refused = held.statuses[503];
        pause(milliseconds{1000});
        held = crowd.held();
        return crowd.acknowledged() == before && held.statuses[503] > refused;
    });
}

bool serves(const Crowd& crowd) {
    const int before = crowd.acknowledged();
    return eventually(seconds{15}, [&] { return crowd.acknowledged() >= before + 10; });
}

void check_nothing_lost(const Place& place, const Held& held) {
    const auto notes = place.notes();
    for (const auto& note : held.notes)
        if (notes.count(note) != 1) FAIL_CHECK(note << " stands " << notes.count(note) << " times");
    CHECK(place.ledger_findings(held.receipts) == "");
    CHECK(held.unrecorded == 0);
    CHECK(held.without_retry_after == 0);
    CHECK(held.silences == 0);
    CHECK(held.slowest < seconds{8});
    for (const auto& [status, count] : held.statuses) {
        INFO("status " << status << ", " << count << " times");
        CHECK((status == 200 || status == 303 || status == 503));
    }
}

}  // namespace

TEST_CASE("on a full disk everything answers 503 in time, and with room again the same server serves") {
    SmallDisk disk("24m");
    if (!disk.mounted()) return testing::skip("a small disk can be mounted by root only");
    Place place("sqlite", disk.path());
    place.set("log.file", disk.path() + "/log");  // the log cannot be written either, and nobody minds
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 3);
    crowd.work(server.port());
    for (int time = 0; time < 2; ++time) {
        REQUIRE(serves(crowd));
        disk.fill();
        CHECK(refuses(crowd));
        Visitor other = crowd.window();
        const auto live = other.get("/health/live"), ready = other.get("/health/ready");
        CHECK((live && live->status == 200));
        CHECK((ready && ready->status == 503));
        disk.free();
        CHECK(serves(crowd));
    }
    crowd.rest();
    check_nothing_lost(place, crowd.held());
    CHECK(server.stop() == 0);
}

TEST_CASE("the ballast gives a full disk back its room, stands in the ledger, and is made anew at the next start") {
    SmallDisk disk("48m");
    if (!disk.mounted()) return testing::skip("a small disk can be mounted by root only");
    Place place("sqlite", disk.path());
    place.set("data.ballast_mib", "8");
    const auto ballast = fs::path(disk.path()) / "ballast";
    {
        LiveServer server(place);
        REQUIRE(fs::file_size(ballast) == 8U << 20);
        Crowd crowd(server.port(), 3, 3);
        crowd.work(server.port());
        REQUIRE(serves(crowd));
        disk.fill();
        REQUIRE(refuses(crowd));
        const auto freed = place.run({"ballast", "free"});
        INFO(freed.said);
        CHECK(freed.status == 0);
        CHECK(freed.says("Freed 8 MiB"));
        CHECK_FALSE(fs::exists(ballast));
        CHECK(serves(crowd));
        crowd.rest();
        check_nothing_lost(place, crowd.held());
        CHECK(server.stop() == 0);
    }
    CHECK(place.run({"ballast", "free"}).says("there is no ballast in"));
    {
        LiveServer server(place);  // the disk is nearly full still: it starts, without
        CHECK_FALSE(fs::exists(ballast));
        CHECK(server.process().says("no ballast"));
        CHECK(server.stop() == 0);
    }
    disk.free();
    LiveServer server(place);
    CHECK(fs::file_size(ballast) == 8U << 20);
    CHECK(server.stop() == 0);
}

TEST_CASE("while the database file may not be written nothing is shown, and afterwards the same server serves") {
    Place place("sqlite");
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 3);
    crowd.work(server.port());
    REQUIRE(serves(crowd));
    {
        const std::string file = place.directory() + "/casework.db";
        const Forbidden forbidden({file, file + "-wal"});
        if (!forbidden.done) return testing::skip("this file system has no flag against writing");
        CHECK(refuses(crowd));
    }
    CHECK(serves(crowd));
    crowd.rest();
    check_nothing_lost(place, crowd.held());
    CHECK(server.stop() == 0);
}

TEST_CASE("a server does not start on a database file that it may not write, and says so") {
    const Place place("sqlite");
    const std::string file = place.directory() + "/casework.db";
    const Forbidden forbidden({file});
    if (!forbidden.done) return testing::skip("this file system has no flag against writing");
    const auto ended = place.run({"serve"});
    CHECK(ended.status != 0);
    CHECK(ended.says("casework: "));
    CHECK(ended.says("readonly"));
}

TEST_CASE("while another process holds the database everything answers 503 in time, and then goes on") {
    const auto kind = GENERATE(from_range(testing::database_kinds()));
    Place place(kind);
    LiveServer server(place);
    Crowd crowd(server.port(), 4, 4);
    crowd.work(server.port());
    REQUIRE(serves(crowd));
    const auto held = [&] {
        CHECK(refuses(crowd));
        pause(seconds{3});
    };
    {
        persistence::Database other({.url = place.url(), .readers = 1, .statement_seconds = 10});
        if (other.is_postgresql())
            other.write([&](persistence::Transaction& tx) {
                tx.run("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE");
                held();
            });
        else
            other.read([&](persistence::Transaction& tx) {
                tx.run("COMMIT");
                tx.run("BEGIN IMMEDIATE");
                held();
                tx.run("ROLLBACK");
                tx.run("BEGIN");
            });
    }
    CHECK(serves(crowd));
    crowd.rest();
    check_nothing_lost(place, crowd.held());
    CHECK(server.stop() == 0);
}
