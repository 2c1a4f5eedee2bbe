// What is left when the server is killed in the middle of uploads: everything acknowledged, nothing served that is not whole, no orphans.
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/persistence/evidence/evidence_house.hpp"
#include "tests/support/child.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EvidenceHouse;
using domain::evidence::State;

namespace {

// Large enough that a kill mostly finds an upload between two parts.
const std::string& content() {
    static const std::string bytes = EvidenceHouse::long_wav(3 * auth::piece_bytes + 77);
    return bytes;
}

// Uploads one file after another in its own database, ledger and store, and says each id once it is held.
[[noreturn]] void upload_until_killed(const EvidenceHouse& house, int pipe) {
    Database database({.url = house.database.url(), .readers = 1});
    Ledger ledger(database, house.options(), system_now);
    const FileStore store(house.database.directory() + "/files");
    for (;;) {
        Asked asked;
        asked.actor = house.contributor;
        asked.reference = "test";
        Gate gate(database, ledger, house.now, std::move(asked));
        const auto id = EvidenceHouse::must(add_file(database, gate, store, house.record, EvidenceHouse::recording(0), content()));
        gate.settle();
        const std::string line = id + "\n";
        if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
    }
}

// The ids it said before it was killed, a moment after the last of them.
std::vector<std::string> killed_after(const EvidenceHouse& house, std::size_t enough, std::chrono::milliseconds moment) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        try {
            upload_until_killed(house, ends[1]);
        } catch (const std::exception& fault) {
            ::dprintf(2, "the child could not upload: %s\n", fault.what());
            ::_exit(1);
        }
    }
    ::close(ends[1]);
    std::vector<std::string> ids;
    char line[33];
    while (ids.size() < enough && ::read(ends[0], line, sizeof line) == sizeof line) ids.emplace_back(line, 32);
    casework::testing::pause(moment);
    ::kill(child, SIGKILL);
    while (::read(ends[0], line, sizeof line) == sizeof line) ids.emplace_back(line, 32);
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    return ids;
}

void send_the_rest(EvidenceHouse& house, const EvidenceFile& file) {
    for (auto offset = file.arrived; offset < file.bytes; offset += static_cast<std::int64_t>(auth::piece_bytes)) {
        auto gate = house.as(house.contributor);
        EvidenceHouse::must(add_part(*house.database, gate, house.store, house.record, file.id, offset, std::string_view(content()).substr(static_cast<std::size_t>(offset), auth::piece_bytes)));
        gate.settle();
    }
}

void clean_all(EvidenceHouse& house) {
    house.database->write([](Transaction& tx) { tx.run("UPDATE evidence_file SET state = 'clean' WHERE state = 'held'"); });
}

}  // namespace

TEST_CASE("evidence that was acknowledged is whole after a kill, an upload goes on where it stood, and orphans are swept") {
#if defined(__SANITIZE_THREAD__)
    return testing::skip("the thread sanitizer does not follow a fork of a process with threads");
#endif
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    std::size_t acknowledged = 0, resumed = 0;
    for (int cycle = 0; cycle < 6; ++cycle) {
        house.ledger.reset();
        const auto ids = killed_after(house, 1, std::chrono::milliseconds(7 * cycle));
        house.open();
        acknowledged += ids.size();
        for (const auto& id : ids) CHECK(house.row(id).state != State::arriving);
        for (const auto& file : house.listed_files()) {
            if (file.state == State::arriving) CHECK_FALSE(house.shown(house.chair, file.id));
            if (file.state == State::arriving) send_the_rest(house, file), ++resumed;
        }
    }
    clean_all(house);
    for (const auto& file : house.listed_files()) CHECK(auth::sha256(EvidenceHouse::must(house.shown(house.chair, file.id)).bytes) == auth::sha256(content()));
    CHECK(acknowledged >= 6);
    WARN(acknowledged << " files acknowledged, " << resumed << " taken up again after a kill");
    house.age_files();
    sweep_files(*house.database, *house.ledger, house.store, house.now);
    CHECK(house.files("arriving") == 0);
    CHECK(house.files("kept") == house.listed_files().size());
}

TEST_CASE("pieces that a kill left behind a joined file are swept, and the file stays") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto kept = house.clean();
    std::ofstream(house.database.directory() + "/files/arriving/" + kept + ".0") << "left behind";
    house.age_files();
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 1);
    CHECK(house.files("arriving") == 0);
    CHECK(house.shown(house.chair, kept));
}

TEST_CASE("what no row knows is swept, and an upload that nobody finishes ends after a day") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto kept = house.clean();
    auto gate = house.as(house.contributor);
    const auto begun = EvidenceHouse::must(begin_upload(gate, house.store, house.record, EvidenceHouse::recording(static_cast<std::int64_t>(content().size()))));
    EvidenceHouse::must(add_part(*house.database, gate, house.store, house.record, begun, 0, std::string_view(content()).substr(0, auth::piece_bytes)));
    const auto orphan = house.store.made(5);
    house.store.keep(orphan, "nobody");
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 0);
    house.age_files();
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 1);
    CHECK_THROWS_AS(house.store.read(orphan), StoredFileBroken);
    CHECK(house.files("arriving") == 1);
    house.pass_days(2);
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 1);
    CHECK(house.files("arriving") == 0);
    CHECK(house.row(begun).state == State::removed);
    CHECK(house.entries("expire_upload").at(0).objects == std::vector<std::string>{house.record, begun});
    CHECK(house.shown(house.chair, kept));
}
