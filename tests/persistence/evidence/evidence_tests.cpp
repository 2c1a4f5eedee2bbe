// Evidence on both databases: read only through its record and only when clean, kept byte for byte, copied without metadata, destroyed by rule.
#include <catch2/catch.hpp>

#include "tests/persistence/evidence/evidence_house.hpp"
#include "tests/support/clam_daemon.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EvidenceHouse;
using domain::FieldClass;
using domain::RefusalKind;
using domain::evidence::State;
namespace samples = casework::testing::samples;

namespace {

domain::Outcome<ServedFile> original(EvidenceHouse& house, const domain::Actor& who, const std::string& id, bool with_purpose = true) {
    auto gate = house.as(who);
    if (with_purpose) gate.give_purpose({"export_rows", house.record, "prosecution"});
    auto file = open_original(*house.database, gate, house.store, house.record, id);
    gate.settle();
    return file;
}

domain::Outcome<bool> removed(EvidenceHouse& house, const domain::Actor& who, const std::string& id, std::string_view reason = "Shows a neighbour's child, not the behaviour.") {
    auto gate = house.as(who);
    return remove_evidence(*house.database, gate, house.store, house.record, id, reason);
}

bool holds(std::string_view bytes, std::string_view words) { return bytes.find(words) != bytes.npos; }

}  // namespace

TEST_CASE("the original is kept byte for byte, sealed, and its digest stands in the ledger") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean();
    CHECK(EvidenceHouse::must(original(house, house.chair, id)).bytes == samples::photograph());
    for (const auto* word : {"JFIF", "serial-number", "canary", "IMG_0041"}) CHECK_FALSE(holds(house.lying(), word));
    const auto entry = house.entries("receive_file").at(0);
    CHECK(entry.fields == std::vector<std::string>{"sha256 " + auth::to_hex(auth::sha256(samples::photograph()))});
    CHECK(entry.objects == std::vector<std::string>{house.record, id});
    CHECK(entry.operation == domain::LoggedOperation::collection);
    for (const auto* action : {"begin_upload", "receive_file", "export_evidence"})
        for (const auto& each : house.entries(action)) CHECK_FALSE(holds(domain::encode(each), "IMG_0041"));
}

TEST_CASE("the original leaves only for a purpose, to a coordinator, and is recorded as disclosed") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean();
    CHECK(original(house, house.chair, id, false).error().front().kind == RefusalKind::password_again);
    CHECK(original(house, house.contributor, id).error().front().kind == RefusalKind::forbidden);
    CHECK(original(house, house.stranger, id).error().front().kind == RefusalKind::not_found);
    REQUIRE(original(house, house.chair, id));
    const auto entry = house.entries("export_evidence").back();
    CHECK(entry.operation == domain::LoggedOperation::disclosure);
    CHECK(entry.purpose == "prosecution");
    CHECK(entry.recipients == std::vector<std::string>{house.chair.account});
}

TEST_CASE("the copy that is shown has no metadata, and time and place stand in fields") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean();
    const auto copy = EvidenceHouse::must(house.shown(house.viewer, id));
    CHECK(copy.bytes == samples::bare_jpeg());
    CHECK(copy.content_type == "image/jpeg");
    const auto file = house.row(id);
    CHECK(file.taken.at == "2026-03-14T15:09:26+00:00");
    CHECK(file.taken.latitude == Approx(51.272));
    CHECK(file.taken.longitude == Approx(0.529));
    CHECK(house.entries("read_evidence").back().objects == std::vector<std::string>{house.record, id});
}

TEST_CASE("evidence is read through its own record by whoever may read that, and by nobody else") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean(), other = house.proposed("Somebody Else");
    CHECK(house.shown(house.viewer, id));
    CHECK(house.shown(house.stranger, id).error().front().kind == RefusalKind::not_found);
    auto gate = house.as(house.chair);
    CHECK(open_copy(*house.database, gate, house.store, other, id).error().front().kind == RefusalKind::not_found);
    auto list = house.as(house.stranger);
    CHECK(list_evidence(list, house.record).error().front().kind == RefusalKind::not_found);
    CHECK(house.shown(house.chair, "00000000000000000000000000000000").error().front().kind == RefusalKind::not_found);
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:id, :account)", {with("id", house.record), with("account", house.chair.account)}); });
    CHECK(house.shown(house.chair, id).error().front().kind == RefusalKind::not_found);
    CHECK(original(house, house.chair, id).error().front().kind == RefusalKind::not_found);
}

TEST_CASE("a protected file shows only in answer to a reveal") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto plain = house.clean(), guarded = house.clean(FieldClass::f2);
    CHECK(house.listed_files().size() == 1);
    auto reveals = house.as(house.chair);
    CHECK(EvidenceHouse::must(list_evidence(reveals, house.record, true)).size() == 2);
    CHECK(house.shown(house.chair, guarded));
    CHECK(house.entries("read_evidence").back().rule == "D5");
    for (const auto& other : {house.contributor, house.viewer}) CHECK_FALSE(house.shown(other, guarded));
    CHECK(original(house, house.chair, guarded).error().front().kind == RefusalKind::not_found);
}

TEST_CASE("while the scanner is away evidence is held and not served, and is scanned when it returns") {
    if (!testing::ClamDaemon::installed()) return testing::skip("clamav-daemon is not installed");
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    testing::ClamDaemon daemon;
    const VirusScanner scanner(daemon.socket());
    const auto good = house.held(), bad = house.held(samples::photograph() + std::string(testing::test_virus));
    CHECK(house.scan(scanner).away == "the scanner is away");
    for (const auto& id : {good, bad}) {
        CHECK(house.shown(house.chair, id).error().front().message == "You cannot open this file: it is held until it is scanned");
        CHECK_FALSE(original(house, house.chair, id));
    }
    daemon.start();
    const auto round = house.scan(scanner);
    CHECK(round.passed == 1);
    CHECK(round.infected == 1);
    CHECK(house.shown(house.viewer, good));
    CHECK(house.shown(house.chair, bad).error().front().message == "You cannot open this file: it is refused because malicious software was found in it");
    CHECK(house.row(bad).found == "Casework.Test.UNOFFICIAL");
    CHECK(house.files("kept") == 1);
    const auto entries = house.entries("scan");
    REQUIRE(entries.size() == 2);
    CHECK(entries.front().role == "system");
    CHECK(entries.front().fields == std::vector<std::string>{"clean"});
    CHECK(entries.back().objects == std::vector<std::string>{house.record, bad});
    CHECK(entries.back().fields == std::vector<std::string>{"infected"});
    CHECK(house.scan(scanner).passed == 0);
    daemon.stop();
}

TEST_CASE("a coordinator destroys evidence for a reason, and what a document relies on stays") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean(), used = house.clean();
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO evidence_use (file_id, used_in) VALUES (:id, 'bundle')", {with("id", used)}); });
    CHECK(removed(house, house.contributor, id).error().front().kind == RefusalKind::forbidden);
    CHECK(removed(house, house.chair, id, "mistake").error().front().field == "reason");
    CHECK(removed(house, house.chair, used).error().front().authority == "CPIA 1996 s.26 and Code of Practice para 5.1");
    CHECK(removed(house, house.stranger, id).error().front().kind == RefusalKind::not_found);
    REQUIRE(removed(house, house.chair, id));
    CHECK(removed(house, house.chair, id).error().front().kind == RefusalKind::rule);
    CHECK_FALSE(house.shown(house.chair, id));
    CHECK(house.files("kept") == 1);
    const auto row = house.row(id);
    CHECK(row.state == State::removed);
    CHECK(row.sha256 == auth::to_hex(auth::sha256(samples::photograph())));
    CHECK(house.count("SELECT count(*) FROM evidence_file WHERE wrapped_key = ''") == 1);
    const auto entry = house.entries("remove_evidence").back();
    CHECK(entry.operation == domain::LoggedOperation::erasure);
    CHECK_FALSE(holds(domain::encode(entry), "neighbour"));
}

TEST_CASE("the disposal of a record destroys every file of it, whatever relies on it") {
    EvidenceHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.clean();
    house.held();
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO evidence_use (file_id, used_in) VALUES (:id, 'bundle')", {with("id", id)});
        CHECK(erase_evidence(tx, house.record, "USR-0009", house.now) == 2);
    });
    CHECK_FALSE(house.shown(house.chair, id));
    house.age_files();
    CHECK(sweep_files(*house.database, *house.ledger, house.store, house.now) == 2);
    CHECK(house.files("kept") == 0);
    CHECK(house.count("SELECT count(*) FROM evidence_file WHERE file_name <> '' OR caption <> '' OR latitude IS NOT NULL OR taken_at <> ''") == 0);
}

TEST_CASE("a stored file that was changed, cut, swapped or lost is a fault and is never shown") {
    EvidenceHouse house("sqlite");
    const auto id = house.clean(), other = house.clean();
    const auto path = house.database.directory() + "/files/kept/" + id, second = house.database.directory() + "/files/kept/" + other;
    std::filesystem::copy_file(path, path + ".safe");
    const auto put_back = [&] { std::filesystem::copy_file(path + ".safe", path, std::filesystem::copy_options::overwrite_existing); };
    std::filesystem::copy_file(second, path, std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_AS(house.shown(house.chair, id), StoredFileBroken);
    put_back();
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
    CHECK_THROWS_AS(house.shown(house.chair, id), StoredFileBroken);
    put_back();
    {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(100);
        file.put('x');
    }
    CHECK_THROWS_AS(house.shown(house.chair, id), StoredFileBroken);
    std::filesystem::remove(path);
    CHECK_THROWS_AS(house.shown(house.chair, id), StoredFileBroken);
    put_back();
    CHECK(house.shown(house.chair, id));
}
