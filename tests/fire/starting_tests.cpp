// Starting: over a migration that was killed, on a newer schema, beside another server, on the wrong kind of database; and a new certificate.
#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>
#include <random>

#include <openssl/ssl.h>

#include "auth/crypto.hpp"
#include "domain/ledger_entry.hpp"
#include "persistence/migrate.hpp"
#include "server/tls.hpp"
#include "tests/fire/crowd.hpp"
#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"

using namespace casework;
using namespace casework::fire;
using casework::testing::database_kinds;

namespace {

namespace fs = std::filesystem;

// An empty database without a schema, and the command that brings it forward.
struct Blank {
    explicit Blank(const std::string& kind) : database(kind, false) {
        const std::string file = scratch.path() + "/database_url";
        std::ofstream(file) << database.url() << '\n';
        fs::permissions(file, fs::perms::owner_read);
        migrate = {CASEWORK_PROGRAM, "migrate", "--data", scratch.path(), "--set", "data.database_url_file=" + file};
    }
    std::vector<int> applied() {
        database.reopen();
        std::vector<int> numbers;
        int number = 0;
        try {
            database->read([&](persistence::Transaction& tx) { tx.each("SELECT number FROM schema_migration ORDER BY number", {}, {&number}, [&] { numbers.push_back(number); }); });
        } catch (const std::exception&) {
            return {};  // killed before the first table
        }
        return numbers;
    }
    testing::ScratchDirectory scratch;
    testing::FreshDatabase database;
    Words migrate;
};

std::string serial_of(tests::TlsClient& client) {
    X509* certificate = SSL_get1_peer_certificate(client.native());
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_get_serialNumber(certificate), nullptr);
    char* text = BN_bn2hex(number);
    const std::string serial = text;
    OPENSSL_free(text);
    BN_free(number);
    X509_free(certificate);
    return serial;
}

void ask_for_health(tests::TlsClient& client) { client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"); }

}  // namespace

TEST_CASE("kill -9 during a migration leaves each step old or new, and the next one carries on to the end") {
    const auto kind = GENERATE(from_range(database_kinds()));
    std::mt19937 chance(std::random_device{}());
    std::size_t whole = 0;
    milliseconds lasts{400};
    int cut = 0;
    for (int cycle = 0; cycle < 6; ++cycle) {
        Blank blank(kind);
        const auto begun = std::chrono::steady_clock::now();
        {
            Child child(blank.migrate, blank.scratch.path() + "/said", Place::environment());
            const auto patience = milliseconds{cycle == 0 ? 60000 : static_cast<int>(chance() % static_cast<unsigned>(lasts.count()))};
            if (!child.ended_within(patience)) child.signal(SIGKILL);
            REQUIRE(child.ended_within(seconds{30}));
        }
        if (cycle == 0) lasts = std::max(milliseconds{50}, std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun));
        const auto before = blank.applied();
        if (cycle == 0) whole = before.size();
        cut += before.size() < whole ? 1 : 0;
        INFO(kind << ", " << before.size() << " of " << whole << " steps before it was killed");
        const auto again = testing::run(blank.migrate, Place::environment());
        REQUIRE(again.status == 0);
        REQUIRE(again.says("Applied") == (before.size() < whole));
        REQUIRE(blank.applied().size() == whole);
        REQUIRE(testing::run(blank.migrate, Place::environment()).says("up to date"));
    }
    CHECK(whole > 5);
    CHECK(cut > 0);
}

TEST_CASE("a dry run says what would be applied, and applies nothing") {
    Blank blank(GENERATE(from_range(database_kinds())));
    auto words = blank.migrate;
    words.push_back("--dry-run");
    const auto ran = testing::run(words, Place::environment());
    INFO(ran.said);
    CHECK(ran.status == 0);
    CHECK(ran.says("Would apply 0002_accounts"));
    CHECK(ran.says("Would apply 0120_served_from"));
    CHECK(blank.applied().empty());
}

TEST_CASE("a database of a newer program is refused with what to do, and left as it is") {
    const auto kind = GENERATE(from_range(database_kinds()));
    Place place(kind);
    {
        persistence::Database database({.url = place.url(), .readers = 1});
        database.write([](persistence::Transaction& tx) { tx.run("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (9999, '9999_later', 'x', 0)"); });
    }
    const auto refused = place.run({"serve"});
    CHECK(refused.status != 0);
    CHECK(refused.says("the database has schema 9999"));
    CHECK(refused.says("start a newer program"));
    {
        persistence::Database database({.url = place.url(), .readers = 1});
        database.write([](persistence::Transaction& tx) { tx.run("UPDATE schema_migration SET served_from = 120 WHERE number = 9999"); });
    }
    LiveServer server(place);  // its migrations say that this program can go on
    CHECK(server.stop() == 0);
}

TEST_CASE("a start says in ledger and log whether anything keeps the clock right") {
    Place place("sqlite");
    const std::string log = place.directory() + "/log";
    place.set("log.file", log);
    LiveServer server(place);
    CHECK(server.stop() == 0);
    const bool kept = persistence::clock_is_synchronised();  // as this machine is
    std::string body;
    std::vector<std::string> said;
    persistence::Database database({.url = place.url(), .readers = 1, .statement_seconds = 20});
    database.read([&](persistence::Transaction& tx) {
        tx.each("SELECT hex_out(body) FROM audit_entry", {}, {&body}, [&] {
            if (const auto entry = domain::decode_ledger_entry(*auth::from_hex(body)); entry.action == "start" && entry.object_type == "server") said.insert(said.end(), entry.fields.begin(), entry.fields.end());
        });
    });
    CHECK(said == std::vector<std::string>{kept ? "clock synchronised" : "clock not synchronised"});
    std::ifstream file(log);
    const std::string lines{std::istreambuf_iterator<char>(file), {}};
    CHECK((lines.find("\"event\":\"clock not synchronised\"") == lines.npos) == kept);
}

TEST_CASE("a second server on the same SQLite file is refused, and the first goes on") {
    const Place place("sqlite");
    LiveServer server(place);
    Visitor visitor(server.port(), "priya.nair");
    const auto second = place.run({"serve"});
    CHECK(second.status != 0);
    CHECK(second.says("another server already uses"));
    CHECK(second.says("use PostgreSQL for several servers"));
    CHECK(visitor.get("/")->status == 200);
    server.kill();
    LiveServer after(place);  // what a killed server held is free again
    CHECK(after.stop() == 0);
}

TEST_CASE("a demo is not served as if it were real, nor a real database as a demo") {
    const Place place("sqlite");
    const Words real{CASEWORK_PROGRAM, "serve", "--port", "0", "--data", place.directory()};
    const auto refused = testing::run(real, Place::environment());
    CHECK(refused.status != 0);
    CHECK(refused.says("data.demo: this database is a demo, whose passwords are published"));

    const testing::ScratchDirectory scratch;
    REQUIRE(testing::run({CASEWORK_PROGRAM, "agency", "add", "kent-police", "--name", "Kent Police", "--data", scratch.path()}, Place::environment()).status == 0);
    const auto mistaken = testing::run({CASEWORK_PROGRAM, "serve", "--demo", "--port", "0", "--data", scratch.path()}, Place::environment());
    CHECK(mistaken.status != 0);
    CHECK(mistaken.says("data.demo: this database is not a demo"));
}

TEST_CASE("a certificate is exchanged five times while a crowd works, and no request of theirs fails") {
    const Place place("sqlite");
    LiveServer server(place);
    Crowd crowd(server.port(), 3, 5);
    const fs::path tls = fs::path(place.directory()) / "tls";
    const server::TlsFiles files{tls / "certificate.pem", tls / "private_key.pem"};
    crowd.work(server.port());
    for (int i = 0; i < 5; ++i) {
        const auto before = [&] { tests::TlsClient client(server.port()); return serial_of(client); }();
        const int done = crowd.acknowledged();
        CHECK(eventually(seconds{60}, [&] { return crowd.acknowledged() > done + 10; }));
        fs::remove(files.certificate);
        fs::remove(files.private_key);
        server::create_localhost_certificate(files);
        server.process().signal(SIGHUP);
        CHECK(eventually(seconds{20}, [&] {
            tests::TlsClient after(server.port());
            return after.connected() && serial_of(after) != before;
        }));
    }
    crowd.rest();
    const auto held = crowd.held();
    CHECK(held.silences == 0);
    CHECK(held.unrecorded == 0);
    for (const auto& [status, times] : held.statuses) CHECK((status == 200 || status == 303));
    CHECK(held.words.size() > 20);
    CHECK(server.stop() == 0);
}

TEST_CASE("SIGHUP gives new connections a new certificate, old ones go on, and a bad pair changes nothing") {
    const Place place("sqlite");
    LiveServer server(place);
    tests::TlsClient before(server.port());
    const auto first = serial_of(before);
    const fs::path tls = fs::path(place.directory()) / "tls";
    const server::TlsFiles files{tls / "certificate.pem", tls / "private_key.pem"};
    fs::remove(files.certificate);
    server.process().signal(SIGHUP);
    pause(milliseconds{300});
    {
        tests::TlsClient still(server.port());
        CHECK(serial_of(still) == first);
    }
    fs::remove(files.private_key);
    server::create_localhost_certificate(files);
    server.process().signal(SIGHUP);
    CHECK(eventually(seconds{10}, [&] {
        tests::TlsClient after(server.port());
        return after.connected() && serial_of(after) != first;
    }));
    ask_for_health(before);
    const auto answer = before.answer();
    CHECK((answer && answer->status == 200));
    CHECK(server.stop() == 0);
}
