// Jobs on both databases: rows are carried in once each, by the rights of the moment; files hold what may leave and are recorded whole.
#include <catch2/catch.hpp>

#include <future>
#include <thread>

#include "auth/crypto.hpp"
#include "persistence/jobs/jobs.hpp"
#include "persistence/sessions.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;
using domain::jobs::Event;
using domain::jobs::State;

namespace {

using Rows = std::vector<StagedRow>;

constexpr domain::Date fifth_of_march{std::chrono::year{2026} / 3 / 5};

std::string staged(TestHouse& house, Rows rows = {{2, "a\r\n", false}, {3, "b\r\n", false}, {4, "c\r\n", true}}) {
    auto gate = house.as(house.contributor);
    return TestHouse::must(stage_import(gate, "tctf", {"people.csv", "full_name\r\n", std::move(rows)}));
}

Job opened(TestHouse& house, const std::string& id, const domain::Actor& who) {
    auto gate = house.as(who);
    return TestHouse::must(open_job(*house.database, gate, id));
}

OpenJob open_one(TestHouse& house, const std::string& id) {
    for (auto& job : open_jobs(*house.database))
        if (job.id == id) return job;
    throw std::runtime_error("the job is not open");
}

Gate gate_of(TestHouse& house, const OpenJob& job) { return Gate(*house.database, *house.ledger, house.now, job.asked, reload_standing); }

ImportedPerson person(const std::string& name, const std::string& known = {}) {
    ImportedPerson imported;
    imported.proposal = TestHouse::proposal(name);
    imported.proposal.person = known;
    imported.facts.names = {{"name", name}, {"nickname", "Deano"}};
    imported.facts.birth = StatedBirth{imported.proposal.born, {}, {}, ""};
    imported.facts.addresses = {{"home", "4 Example Road", "ME14 1AA", {}, {}}};
    imported.edit.behaviours = imported.proposal.behaviours;
    imported.edit.tools = {{"cpw", "Not in Week Street", fifth_of_march, {}}};
    for (std::size_t i = 0; i < 3; ++i) imported.edit.risks[i].to = std::array{"self", "others", "business"}[i];
    imported.edit.objectives[1] = "A home by spring";
    return imported;
}

// Checked and started, with these choices.
std::string running(TestHouse& house, const std::vector<RowChoice>& choices = {}, const std::vector<RowMatch>& matches = {}) {
    const auto id = staged(house);
    const auto job = open_one(house, id);
    note_matches(*house.database, id, 2, matches);
    note_matches(*house.database, id, 3, {});
    REQUIRE(move_job(*house.database, job, Event::check, house.now));
    auto gate = house.as(house.contributor);
    TestHouse::must(start_import(*house.database, gate, id, choices));
    return id;
}

// Another server of the same database, with a ledger of its own.
struct SecondServer {
    explicit SecondServer(TestHouse& house) : database({.url = house.database.url(), .readers = 1}), ledger(database, {keys.path() + "/keys", keys.path() + "/anchors", "server", "0.1.0"}, system_now) {}
    testing::ScratchDirectory keys;
    Database database;
    Ledger ledger;
};

// A file of that content, looked at and ready to be started.
std::string previewed(TestHouse& house, const std::string& sha256) {
    auto gate = house.as(house.contributor);
    const auto id = TestHouse::must(stage_import(gate, "tctf", {"people.csv", "full_name\r\n", {{2, "a\r\n", false}}, sha256}));
    note_matches(*house.database, id, 2, {});
    REQUIRE(move_job(*house.database, open_one(house, id), Event::check, house.now));
    return id;
}

}  // namespace

TEST_CASE("two servers that are asked to bring in the same file at the same moment let one of them") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    if (!house.database.url().starts_with("postgresql")) return;  // one server owns a SQLite file
    SecondServer other(house);
    const auto first = previewed(house, "5ea1"), second = previewed(house, "5ea1");
    const auto asked = house.as(house.contributor).asked();
    const auto start = [&](Database& database, Ledger& ledger, const std::string& id) {
        return std::async(std::launch::async, [&, id] {
            Gate gate(database, ledger, house.now, asked);
            return start_import(database, gate, id, {}).has_value();
        });
    };
    Database between({.url = house.database.url(), .readers = 1});
    std::future<bool> one, two;
    // While somebody holds both jobs, both servers have looked at them and neither has written.
    between.write([&](Transaction& tx) {
        tx.run("UPDATE job SET sha256 = sha256");
        one = start(*house.database, *house.ledger, first);
        two = start(other.database, other.ledger, second);
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
    });
    CHECK(one.get() + two.get() == 1);
    CHECK(house.count("SELECT count(*) FROM job WHERE state = 'running'") == 1);
}

TEST_CASE("a job is seen by the one who asked, and by nobody else") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = staged(house);
    const auto job = opened(house, id, house.contributor);
    CHECK(job.state == State::uploaded);
    CHECK(job.counts.rows == 3);
    CHECK(job.counts.faulty == 1);
    CHECK(job.rows.front().cells == "a\r\n");
    for (const auto& other : {house.chair, house.viewer, house.stranger}) {
        auto gate = house.as(other);
        CHECK(open_job(*house.database, gate, id).error().front().kind == domain::RefusalKind::not_found);
        auto again = house.as(other);
        CHECK(cancel_job(*house.database, again, id).error().front().kind == domain::RefusalKind::not_found);
    }
    auto lists = house.as(house.chair);
    CHECK(TestHouse::must(my_jobs(lists, "tctf", true)).empty());
}

TEST_CASE("whoever may not put people forward cannot upload a file, and nobody has more than five open") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    auto viewer = house.as(house.viewer);
    CHECK(stage_import(viewer, "tctf", {"people.csv", "full_name\r\n", {{2, "a", false}}}).error().front().kind == domain::RefusalKind::forbidden);
    auto empty = house.as(house.contributor);
    CHECK(stage_import(empty, "tctf", {"people.csv", "full_name\r\n", {}}).error().front().field == "file");
    for (int i = 0; i < 5; ++i) staged(house);
    auto sixth = house.as(house.contributor);
    CHECK(stage_import(sixth, "tctf", {"people.csv", "full_name\r\n", {{2, "a", false}}}).error().front().message == "Finish or cancel one of your 5 open jobs first");
}

TEST_CASE("an import waits until a choice is made for each row that looks like somebody known") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto known = house.nominal(house.proposed("Dean Harwell")).person.id;
    const auto id = staged(house);
    const auto job = open_one(house, id);
    note_matches(*house.database, id, 2, {{known, "Same name"}});
    CHECK_FALSE(move_job(*house.database, job, Event::check, house.now));
    note_matches(*house.database, id, 3, {});
    REQUIRE(move_job(*house.database, job, Event::check, house.now));

    const auto start = [&](std::vector<RowChoice> choices) {
        auto gate = house.as(house.contributor);
        return start_import(*house.database, gate, id, choices);
    };
    CHECK(start({}).error().front().message == "Choose for 1 row that looks like somebody known");
    CHECK(start({{2, false, "PER-2026-9999"}}).error().front().field == "row-2");
    CHECK(start({{4, false, ""}}).error().front().field == "row-4");
    CHECK(opened(house, id, house.contributor).state == State::previewed);
    REQUIRE(start({{2, true, ""}}));
    const auto counts = opened(house, id, house.contributor).counts;
    CHECK(counts.left_out == 1);
    CHECK(counts.waiting == 1);
    CHECK(counts.faulty == 1);
}

TEST_CASE("a row becomes a person with everything that the forms take, once, with an entry of its own") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = running(house);
    const auto job = open_one(house, id);
    auto gate = gate_of(house, job);
    const auto saved = TestHouse::must(import_row(gate, "tctf", id, 2, person("Dean Harwell")));
    const auto people = house.count("SELECT count(*) FROM person");
    CHECK(import_row(gate, "tctf", id, 2, person("Dean Harwell")).error().front().kind == domain::RefusalKind::conflict);
    CHECK(house.count("SELECT count(*) FROM person") == people);
    CHECK_FALSE(move_job(*house.database, job, Event::finish, house.now));
    TestHouse::must(import_row(gate, "tctf", id, 3, person("Mo Quill")));
    CHECK(move_job(*house.database, job, Event::finish, house.now));

    const auto record = house.nominal(saved.id);
    CHECK(record.state == "proposed");
    CHECK(record.person.name == "Dean Harwell");
    CHECK(record.tools == std::vector<ToolLine>{{"cpw", "Not in Week Street", fifth_of_march, {}}});
    CHECK(record.plan[1].objective == "A home by spring");
    CHECK(record.proposed_agency == "borough");
    const auto done = opened(house, id, house.contributor);
    CHECK(done.state == State::done);
    CHECK(done.counts.made == 2);
    CHECK(done.rows.front().record == saved.id);
    for (const auto& row : done.rows) CHECK(row.cells.empty());
    int imports = 0;
    for (const auto& entry : house.entries())
        if (entry.action == "import" && entry.outcome == "done") {
            ++imports;
            CHECK(entry.operation == domain::LoggedOperation::collection);
            CHECK(entry.account == house.contributor.account);
            CHECK(std::ranges::find(entry.objects, id) != entry.objects.end());
        }
    CHECK(imports == 2);
}

TEST_CASE("the same person as somebody known gets a second record, not a second person") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto entry = house.proposed("Dean Harwell");
    const auto known = house.nominal(entry).person.id;
    const auto id = running(house, {{2, false, known}}, {{known, "Same name"}});
    auto gate = gate_of(house, open_one(house, id));
    // Already on the way in this group: the rule of the form holds for a row too, and the row can be tried no more.
    const auto refused = import_row(gate, "tctf", id, 2, person("Dean Harwell", known));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message.find(entry) != std::string::npos);
    refuse_row(*house.database, id, 2, {{"", refused.error().front().message, ""}});
    CHECK(opened(house, id, house.contributor).counts.refused == 1);
}

TEST_CASE("nothing more is carried in once the job is stopped, or once the person may no longer do it") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = running(house);
    const auto job = open_one(house, id);
    auto gate = gate_of(house, job);
    house.database->write([&](Transaction& tx) { tx.run("UPDATE membership SET level = 'viewer' WHERE account = :account", {with("account", house.contributor.account)}); });
    CHECK(import_row(gate, "tctf", id, 2, person("Dean Harwell")).error().front().kind == domain::RefusalKind::forbidden);
    house.database->write([&](Transaction& tx) { tx.run("UPDATE membership SET level = 'contributor' WHERE account = :account", {with("account", house.contributor.account)}); });
    auto canceller = house.as(house.contributor);
    REQUIRE(cancel_job(*house.database, canceller, id));
    CHECK(import_row(gate, "tctf", id, 2, person("Dean Harwell")).error().front().kind == domain::RefusalKind::conflict);
    CHECK(house.count("SELECT count(*) FROM nominal") == 0);
    CHECK(house.count("SELECT count(*) FROM job_row WHERE cells <> ''") == 0);
}

TEST_CASE("a file is written for a coordinator with purpose and password, without protected facts, and every record in it is recorded") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = house.proposed("Dean Harwell");
    const auto person_id = house.nominal(id).person.id;
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, field_class) VALUES (:person, :record, 7, 'protected', 'CANARY HOUSE', 2)",
               {with("person", person_id), with("record", id)});
    });
    auto contributor = house.as(house.contributor);
    CHECK(ask_export(contributor, "tctf", "export_nominals").error().front().kind == domain::RefusalKind::forbidden);
    auto asker = house.as(house.chair);
    const auto job_id = TestHouse::must(ask_export(asker, "tctf", "export_nominals"));
    const auto job = open_one(house, job_id);
    auto gate = gate_of(house, job);
    const auto records = TestHouse::must(read_export(gate, "tctf"));
    REQUIRE(records.size() == 1);
    CHECK(records[0].facts.addresses.empty());
    CHECK(records[0].evidence == "Six thefts from shops since September.");
    TestHouse::must(keep_export(gate, job, "the text", {id, person_id}));
    gate.settle();

    auto fetcher = house.as(house.chair);
    const auto file = TestHouse::must(fetch_export(*house.database, fetcher, job_id));
    CHECK(file.text == "the text");
    CHECK(file.sha256 == auth::to_hex(auth::sha256("the text")));
    fetcher.settle();
    auto other = house.as(house.deputy);
    CHECK(fetch_export(*house.database, other, job_id).error().front().kind == domain::RefusalKind::not_found);
    int recorded = 0;
    for (const auto& entry : house.entries())
        if (entry.action == "write_export" || entry.action == "fetch_export" || entry.action == "read_export") {
            ++recorded;
            CHECK(entry.operation == domain::LoggedOperation::disclosure);
            CHECK(entry.purpose == "meeting");
            CHECK(std::ranges::find(entry.objects, id) != entry.objects.end());
            CHECK(std::ranges::find(entry.objects, person_id) != entry.objects.end());
            if (entry.action == "write_export") CHECK(entry.fields == std::vector<std::string>{"sha256 " + file.sha256});
        }
    CHECK(recorded == 3);

    house.pass_days(2);
    auto late = house.as(house.chair);
    CHECK(fetch_export(*house.database, late, job_id).error().front().kind == domain::RefusalKind::not_found);
    clear_old_jobs(*house.database, house.now);
    CHECK(house.count("SELECT count(*) FROM job WHERE file <> ''") == 0);
}

TEST_CASE("a file that stood for a day without being carried in is forgotten") {
    TestHouse house(GENERATE(from_range(casework::testing::database_kinds())));
    const auto id = staged(house);
    house.pass_days(2);
    clear_old_jobs(*house.database, house.now);
    CHECK(opened(house, id, house.contributor).state == State::cancelled);
    CHECK(house.count("SELECT count(*) FROM job_row WHERE cells <> ''") == 0);
}
