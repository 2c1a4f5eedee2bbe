// A SQLite house whose disk is full, whose file may not be written or is held by another process: 503, and well again by itself.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <linux/fs.h>
#include <openssl/pem.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>

#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/support/sample_files.hpp"
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
    return eventually(seconds{40}, [&] {
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

// "200 ready", with the line that ends it, as whoever watches the server asks: without a session.
std::string health(const LiveServer& server, const std::string& of) {
    tests::TlsClient watcher(server.port());
    watcher.send("GET /health/" + of + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const auto answer = watcher.answer();
    return answer ? std::to_string(answer->status) + " " + answer->body : "no answer";
}

// The certificate of the house, but ended yesterday.
void let_end(const fs::path& tls) {
    std::FILE* file = std::fopen((tls / "certificate.pem").c_str(), "r");
    X509* certificate = PEM_read_X509(file, nullptr, nullptr, nullptr);
    std::fclose(file);
    file = std::fopen((tls / "private_key.pem").c_str(), "r");
    EVP_PKEY* key = PEM_read_PrivateKey(file, nullptr, nullptr, nullptr);
    std::fclose(file);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -10 * 86400L);
    X509_gmtime_adj(X509_getm_notAfter(certificate), -86400L);
    X509_sign(certificate, key, EVP_sha256());
    fs::remove(tls / "certificate.pem");
    file = std::fopen((tls / "certificate.pem").c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

// What lies in a folder of the files, without the numbers of pieces.
std::set<std::string> lying(const std::string& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename().string());
    return names;
}

std::set<std::string> files_of(const Place& place, const std::string& sql) {
    persistence::Database database({.url = place.url(), .readers = 1, .statement_seconds = 20});
    std::set<std::string> names;
    std::string name;
    database.read([&](persistence::Transaction& tx) { tx.each(sql, {}, {&name}, [&] { names.insert(name); }); });
    return names;
}

void check_nothing_lost(const Place& place, const Held& held) {
    const auto words = place.words();
    for (const auto& word : held.words)
        if (words.count(word) != 1) FAIL_CHECK(word << " stands " << words.count(word) << " times");
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
    SmallDisk disk("160m");  // ready only with 64 MiB left
    if (!disk.mounted()) return testing::skip("a small disk can be mounted by root only");
    Place place("sqlite", disk.path());
    place.set("data.ballast_mib", "0");
    place.set("log.file", disk.path() + "/log");  // the log cannot be written either, and nobody minds
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 3);
    crowd.work(server.port());
    for (int time = 0; time < 2; ++time) {
        REQUIRE(serves(crowd));
        CHECK(health(server, "ready") == "200 ready\n");
        disk.fill();
        CHECK(refuses(crowd));
        CHECK(health(server, "live") == "200 live\n");
        CHECK(health(server, "ready") == "503 not ready\n");
        disk.free();
        CHECK(serves(crowd));
        CHECK(health(server, "ready") == "200 ready\n");
    }
    crowd.rest();
    check_nothing_lost(place, crowd.held());
    CHECK(server.stop() == 0);
}

TEST_CASE("while the disk of the files is full an upload is answered 503, nothing half lies there, and it goes on with room again") {
    SmallDisk disk("4m");
    if (!disk.mounted()) return testing::skip("a small disk can be mounted by root only");
    Place place("sqlite");
    place.set("data.files_directory", disk.path() + "/files");
    place.set("data.ballast_mib", "0");
    const std::string files = disk.path() + "/files", log = place.directory() + "/log";
    place.set("log.file", log);
    {
        LiveServer server(place);
        Visitor visitor(server.port(), "kofi.osei");
        const std::string form = "/records/NOM-2026-0001/evidence";
        const auto upload = [&] { return visitor.send_file(form, one_time_key(), {"IMG_0041.JPG", "image/jpeg", testing::samples::photograph()}, {{"caption", "The broken door"}}); };
        REQUIRE(upload()->status == 303);
        disk.fill();
        for (int time = 0; time < 2; ++time) {
            const auto refused = upload();
            REQUIRE(refused);
            CHECK(refused->status == 503);
            CHECK(header(*refused, "Retry-After") == "5");
        }
        CHECK(visitor.get("/nominals/NOM-2026-0001")->status == 200);  // what needs no file goes on
        CHECK(health(server, "ready") == "503 not ready\n");
        disk.free();
        const auto after = upload();
        CHECK((after && after->status == 303));
        CHECK(server.stop() == 0);
    }
    CHECK(lying(files + "/kept") == files_of(place, "SELECT id FROM evidence_file WHERE state IN ('held', 'clean')"));
    CHECK(lying(files + "/kept").size() == 2);
    CHECK(lying(files + "/arriving").empty());  // rows that wait for their first part have none
    std::ifstream words(log);
    const std::string said{std::istreambuf_iterator<char>(words), {}};
    CHECK(said.find("\"fault\":\"files unavailable\"") != said.npos);
}

TEST_CASE("a server whose certificate has ended or whose anchor file cannot be written is not ready, and says no more than that") {
    const Place place("sqlite");
    const fs::path anchor = fs::path(place.directory()) / "anchors" / "checkpoints", tls = fs::path(place.directory()) / "tls";
    LiveServer server(place);
    REQUIRE(health(server, "ready") == "200 ready\n");
    fs::rename(anchor, anchor.string() + ".aside");
    fs::create_directory(anchor);
    CHECK(health(server, "ready") == "503 not ready\n");
    fs::remove(anchor);
    fs::rename(anchor.string() + ".aside", anchor);
    CHECK(health(server, "ready") == "200 ready\n");
    let_end(tls);
    CHECK(health(server, "ready") == "503 not ready\n");
    CHECK(health(server, "live") == "200 live\n");
    CHECK(server.process().says("the certificate has ended", seconds{20}));
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
