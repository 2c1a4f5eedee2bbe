// No entry, no data: what the ledger does when it cannot be written, and what is left when the process is killed.
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "persistence/ledger_verify.hpp"
#include "tests/persistence/ledger_house.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::LedgerHouse;

namespace {

std::string findings(Database& database, VerifyOptions options) {
    std::string text;
    for (const auto& finding : verify_ledger(database, options).findings) text += finding.stream + ": " + finding.what + "\n";
    return text;
}

// Writes entries and says each receipt on the pipe once it is durable, until it is killed.
[[noreturn]] void write_until_killed(const std::string& url, const LedgerOptions& options, int pipe) {
    Database database({.url = url, .readers = 1});
    Ledger ledger(database, options, system_now);
    for (int i = 0;; ++i) {
        std::vector<std::future<Receipt>> waiting;
        for (int k = 0; k < 5; ++k) waiting.push_back(ledger.record(LedgerHouse::entry("NOM-" + std::to_string(i))));
        for (auto& one : waiting) {
            const std::string line = one.get().text() + "\n";
            if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
        }
        if (i % 7 == 0) ledger.checkpoint();
    }
}

std::vector<std::string> receipts_until(int pipe, std::size_t enough, pid_t child) {
    std::string text;
    char buffer[4096];
    ssize_t n = 0;
    bool killed = false;
    while ((n = ::read(pipe, buffer, sizeof buffer)) > 0) {
        text.append(buffer, static_cast<std::size_t>(n));
        if (!killed && static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) >= enough) killed = ::kill(child, SIGKILL) == 0;
    }
    std::vector<std::string> receipts;
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) receipts.push_back(text.substr(at, end - at));
    return receipts;
}

}  // namespace

TEST_CASE("no acknowledged entry is lost when the process is killed, and the ledger verifies and goes on") {
#if defined(__SANITIZE_THREAD__)
    return testing::skip("the thread sanitizer does not follow a fork of a process with threads");
#endif
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    const testing::ScratchDirectory keys;
    const LedgerOptions options{keys.path() + "/keys", keys.path() + "/anchors", "server", "0.1.0"};
    VerifyOptions verify{.keys = {}, .anchor_files = {options.anchor_file}, .receipts = {}};
    for (int cycle = 0; cycle < 4; ++cycle) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            try {
                write_until_killed(database.url(), options, ends[1]);
            } catch (...) {
                ::_exit(1);
            }
        }
        ::close(ends[1]);
        const auto receipts = receipts_until(ends[0], 23 + static_cast<std::size_t>(cycle) * 17, child);
        ::close(ends[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));
        verify.receipts.insert(verify.receipts.end(), receipts.begin(), receipts.end());
        REQUIRE(findings(*database, verify) == "");
    }
    CHECK(verify.receipts.size() > 4 * 23);
}

TEST_CASE("while another connection holds the SQLite file nothing is acknowledged, and afterwards all goes on") {
    LedgerHouse house("sqlite");
    house.read_of("NOM-1");
    house.ledger.reset();
    Database impatient({.url = house.database.url(), .readers = 1, .statement_seconds = 1});
    Ledger ledger(impatient, house.options(), system_now);
    ledger.record(LedgerHouse::entry("NOM-1")).get();
    Database other({.url = house.database.url(), .readers = 1});
    other.write([&](Transaction& tx) {
        tx.run("UPDATE audit_key SET to_ts = NULL");
        CHECK_THROWS_AS(ledger.record(LedgerHouse::entry("NOM-2")).get(), DatabaseUnavailable);
        CHECK_FALSE(ledger.healthy());
    });
    CHECK_NOTHROW(ledger.record(LedgerHouse::entry("NOM-3")).get());
    CHECK(ledger.healthy());
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id = 'NOM-2'") == 0);
    CHECK(findings(*house.database, {}) == "");
}

TEST_CASE("a full disk acknowledges nothing and leaves a ledger that verifies") {
    LedgerHouse house("sqlite");
    house.read_of("NOM-1");
    // SQLite says the same of a file at its largest allowed size as of a disk without room.
    house.database->write([](Transaction& tx) { tx.script("PRAGMA max_page_count = 1"); });
    bool refused = false;
    for (int i = 0; i < 2000 && !refused; ++i) {
        auto entry = LedgerHouse::entry("NOM-2");
        entry.request_id = std::string(4000, 'x');
        try {
            house.ledger->record(std::move(entry)).get();
        } catch (const DatabaseUnavailable&) {
            refused = true;
        }
    }
    CHECK(refused);
    CHECK(findings(*house.database, {}) == "");
    house.database->write([](Transaction& tx) { tx.script("PRAGMA max_page_count = 1000000"); });
    CHECK_NOTHROW(house.read_of("NOM-3"));
    CHECK(findings(*house.database, {}) == "");
}
