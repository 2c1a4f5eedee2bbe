// The ledger as auditors use it: what is found, what each use leaves behind, and who is not let in.
#include <catch2/catch.hpp>

#include <algorithm>

#include "persistence/audit/access_reviews.hpp"
#include "persistence/audit/ledger_search.hpp"
#include "persistence/audit/reading_patterns.hpp"
#include "persistence/ledger_export.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;

namespace {

struct AuditHouse : TestHouse {
    explicit AuditHouse(const std::string& kind) : TestHouse(kind) {
        database->write([](Transaction& tx) {
            tx.run("INSERT INTO account (id, username, agency, name, title, role, password, created_at, email) VALUES ('USR-0009', 'owen.price', 'borough', 'Owen Price', '', 'auditor', '', 0, 'o@example.org')");
            tx.run("UPDATE account SET username = lower(username), email = lower(username) || '@example.org'");
        });
        auditor.account = "USR-0009", auditor.agency = "borough", auditor.name = "Owen Price", auditor.role = domain::BaseRole::auditor, auditor.full_session = true;
    }
    LedgerQuestion about(std::string id) const {
        LedgerQuestion q;
        q.purpose = "lawfulness", q.about = std::move(id);
        return q;
    }
    LedgerPage search(const LedgerQuestion& q, std::string_view after = {}) {
        auto gate = as(auditor);
        auto page = must(search_ledger(AuditDesk{*database, gate}, q, after));
        gate.settle();
        return page;
    }
    void open(const domain::Actor& who, const std::string& record) {
        auto gate = as(who);
        must(open_nominal(gate, record));
        gate.settle();
    }
    domain::Actor auditor;
};

}  // namespace

TEST_CASE("an auditor searches the ledger by record, account, agency, rule, purpose and day, and each search is an entry with its purpose") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell"), other = house.proposed("Lee Marsh");
    house.open(house.viewer, record);
    house.open(house.contributor, record);
    auto q = house.about(record);
    q.operations = {"consultation"};
    const auto all = house.search(q);
    REQUIRE(all.rows.size() >= 2);
    CHECK(all.rows[0].entry.account == house.contributor.account);
    CHECK(all.names.at(house.viewer.account) == "PCSO Jess Marlow");
    q.account = "usr-0005";
    REQUIRE(house.search(q).rows.size() == 1);
    CHECK(house.search(q).rows[0].entry.account == house.viewer.account);
    q.account.clear(), q.agency = "borough";  // the auditor's own searches are of that agency too
    const auto of_agency = house.search(q);
    CHECK(std::ranges::any_of(of_agency.rows, [&](const LedgerRow& row) { return row.entry.account == house.contributor.account; }));
    CHECK(std::ranges::none_of(of_agency.rows, [](const LedgerRow& row) { return row.entry.agency != "borough"; }));
    q.agency.clear(), q.rule = "D8";
    CHECK(house.search(q).rows.empty());
    q.rule = "D5", q.used_for = "panel_work";
    CHECK(house.search(q).rows.size() >= 2);
    q.from = q.to = domain::add_days(house.today(), -1);
    CHECK(house.search(q).rows.empty());
    q.from = q.to = house.today();
    CHECK(house.search(q).rows.size() >= 2);
    const auto used = house.entries("ledger_search");
    REQUIRE(used.size() >= 8);
    CHECK(used[0].purpose == "lawfulness");
    CHECK(used[0].account == "USR-0009");
    CHECK(used[0].objects == std::vector<std::string>{record});
    CHECK(used.back().fields == std::vector<std::string>{"rule", "used_for", "operation", "from", "to"});
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id = '" + other + "'") < 5);
}

TEST_CASE("without one of the four purposes nothing is found, and nobody but an auditor finds anything") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.proposed("Dean Harwell");
    for (const char* purpose : {"", "curiosity", "panel_work"}) {
        auto q = house.about(record);
        q.purpose = purpose;
        auto gate = house.as(house.auditor);
        CHECK(TestHouse::refused(search_ledger(AuditDesk{*house.database, gate}, q, "")) == "Select what you use the log for");
    }
    for (const auto& who : {house.chair, house.viewer, house.stranger}) {
        auto gate = house.as(who);
        const auto page = search_ledger(AuditDesk{*house.database, gate}, house.about(record), "");
        CHECK_FALSE(page);
        CHECK_FALSE(who_looked(AuditDesk{*house.database, gate}, house.about(record)));
        CHECK_FALSE(reading_patterns(AuditDesk{*house.database, gate}, house.about(record)));
        CHECK_FALSE(list_reviews(gate, {}));
        CHECK_FALSE(start_review(gate, {"lawfulness", house.deputy.account, "", "Opened at night, twice"}));
    }
}

TEST_CASE("pages of a search over all streams join without gap or repetition") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.proposed("Dean Harwell");
    for (int day = 0; day < 40; ++day) {
        house.open(day % 2 == 0 ? house.viewer : house.contributor, record);
        house.pass_days(1);
        for (int i = 0; i < 2; ++i) house.open(house.chair, record);
    }
    LedgerQuestion q;
    q.purpose = "integrity", q.operations = {"consultation"}, q.used_for = "panel_work";
    std::vector<std::string> seen;
    std::string after;
    int pages = 0;
    do {
        const auto page = house.search(q, after);
        for (const auto& row : page.rows) {
            CHECK(std::ranges::find(seen, row.place.text()) == seen.end());
            seen.push_back(row.place.text());
        }
        after = page.next ? page.next->text() : "";
    } while (!after.empty() && ++pages < 20);
    CHECK(pages >= 2);
    CHECK(std::ssize(seen) >= 120);
    q.about = record;
    q.account = house.viewer.account;
    CHECK(house.search(q).rows.size() == 20);
}

TEST_CASE("who looked at a record names each account once, and of a person counts the records they stand on") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    house.open(house.viewer, record);
    house.open(house.viewer, record);
    const auto person = house.nominal(record).person.id;
    auto gate = house.as(house.auditor);
    const auto report = TestHouse::must(who_looked(AuditDesk{*house.database, gate}, house.about(person)));
    CHECK(std::ranges::find(report.ids, record) != report.ids.end());
    const auto viewer = std::ranges::find(report.lookers, house.viewer.account, &Looker::account);
    REQUIRE(viewer != report.lookers.end());
    CHECK(viewer->looks == 2);
    CHECK(viewer->changes == 0);
    CHECK(viewer->name == "PCSO Jess Marlow");
    CHECK(std::ranges::find(report.lookers, house.stranger.account, &Looker::account) == report.lookers.end());
}

TEST_CASE("a file with proofs is verified without the database, and is recorded with its digest as a disclosure") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.proposed("Dean Harwell");
    house.open(house.viewer, record);
    auto gate = house.as(house.auditor);
    LedgerQuestion everything;
    everything.purpose = "lawfulness";
    CHECK_FALSE(prove_extract(AuditDesk{*house.database, gate}, everything));
    auto q = house.about(record);
    q.operations = {"consultation"};
    const auto extract = TestHouse::must(prove_extract(AuditDesk{*house.database, gate}, q));
    gate.settle();
    CHECK(extract.entries >= 1);
    const auto bundle = parse_ledger_bundle(extract.text);
    REQUIRE(bundle);
    CHECK(verify_bundle(*bundle, {}).holds());
    const auto handed = house.entries("ledger_bundle");
    REQUIRE(handed.size() == 1);
    CHECK(handed.back().operation == domain::LoggedOperation::disclosure);
    CHECK(handed.back().after == auth::sha256(extract.text));
    CHECK(handed.back().count == static_cast<std::int64_t>(extract.entries));
    const auto lines = [](const LedgerExtract& rows) { return std::to_string(rows.rows.size()) + " rows\n"; };
    const auto csv = TestHouse::must(extract_ledger(AuditDesk{*house.database, gate}, q, lines));
    const auto lookers = TestHouse::must(extract_who_looked(AuditDesk{*house.database, gate}, q, [](const WhoLooked& report) { return report.subject; }));
    gate.settle();
    CHECK(house.entries("ledger_export").back().after == auth::sha256(csv));
    CHECK(house.entries("ledger_export").back().operation == domain::LoggedOperation::disclosure);
    CHECK(house.entries("who_looked_export").back().after == auth::sha256(lookers));
    CHECK(house.entries("who_looked_export").back().operation == domain::LoggedOperation::disclosure);
    // Never a part of what was asked for.
    const auto before = house.entries("ledger_export").size();
    CHECK(TestHouse::refused(extract_ledger(AuditDesk{*house.database, gate}, q, lines, 0)).starts_with("More than 0 entries: narrow it with a first and a last day"));
    CHECK(TestHouse::refused(prove_extract(AuditDesk{*house.database, gate}, q, 0)).starts_with("More than 0 entries"));
    gate.settle();
    CHECK(house.entries("ledger_export").size() == before);
    // The password again, five minutes after it was given.
    auto asked = gate.asked();
    asked.actor.password_at = house.now - std::chrono::minutes(6);
    Gate later(*house.database, *house.ledger, house.now, std::move(asked));
    for (const auto& refused : {extract_ledger(AuditDesk{*house.database, later}, q, lines).error(), prove_extract(AuditDesk{*house.database, later}, q).error(), extract_who_looked(AuditDesk{*house.database, later}, q, [](const WhoLooked&) { return std::string("x"); }).error()})
        CHECK(refused.front().kind == domain::RefusalKind::password_again);
}

TEST_CASE("reading at night and without a link to own work stands out; a coordinator's own list does not") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Jane Marlow");
    house.open(house.chair, record);
    house.open(house.viewer, record);
    house.now += std::chrono::hours(14);
    house.open(house.deputy, record);
    auto gate = house.as(house.auditor);
    LedgerQuestion q;
    q.purpose = "self-monitoring", q.to = house.today();
    const auto patterns = TestHouse::must(reading_patterns(AuditDesk{*house.database, gate}, q));
    const auto has = [&](const domain::Actor& who, domain::audit::Pattern pattern) { return std::ranges::any_of(patterns.findings, [&](const auto& f) { return f.account == who.account && f.pattern == pattern; }); };
    CHECK(has(house.viewer, domain::audit::Pattern::no_own_work));
    CHECK(has(house.viewer, domain::audit::Pattern::same_surname));  // PCSO Jess Marlow opened Jane Marlow
    CHECK(has(house.deputy, domain::audit::Pattern::hours));
    CHECK_FALSE(has(house.chair, domain::audit::Pattern::no_own_work));
    CHECK(patterns.names.at(house.viewer.account) == "PCSO Jess Marlow, Kent Police");
    q.from = domain::add_days(house.today(), -40);
    CHECK(TestHouse::refused(reading_patterns(AuditDesk{*house.database, gate}, q)) == "At most 31 days");
}

TEST_CASE("the page of a person is a look like any other, and an address is compared with what the reader declared") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Jane Marlow"), person = house.nominal(record).person.id;
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, field_class) VALUES (:person, :record, 0, 'home', '12 Lower Stone Street', 'ME15 6LL', 1)", {with("person", person), with("record", record)});
    });
    const auto patterns = [&] {
        auto gate = house.as(house.auditor);
        LedgerQuestion q;
        q.purpose = "self-monitoring", q.to = house.today();
        return TestHouse::must(reading_patterns(AuditDesk{*house.database, gate}, q));
    };
    const auto found = [&](const domain::Actor& who, domain::audit::Pattern pattern) {
        std::vector<std::string> about;
        for (const auto& f : patterns().findings)
            if (f.account == who.account && f.pattern == pattern) about = f.records;
        return about;
    };
    const auto looks = patterns().looks;
    for (const auto& who : {house.viewer, house.deputy}) {
        auto gate = house.as(who);
        TestHouse::must(open_person(gate, person));
        list_people(gate);
        gate.settle();
    }
    CHECK(patterns().looks == looks + 2);
    CHECK(found(house.viewer, domain::audit::Pattern::no_own_work) == std::vector<std::string>{person});
    CHECK(found(house.viewer, domain::audit::Pattern::same_surname) == std::vector<std::string>{person});
    CHECK(found(house.deputy, domain::audit::Pattern::no_own_work).empty());
    CHECK(found(house.deputy, domain::audit::Pattern::same_address).empty());
    // Declared by hand: nobody was kept away, as when the conflict was lifted or the looks came first.
    house.database->write([&](Transaction& tx) {
        for (const auto& [id, who, ended] : {std::tuple{"DEC-1", &house.deputy, false}, {"DEC-2", &house.viewer, true}})
            tx.run("INSERT INTO declared_person (id, account, relation, full_name, name_key, address, postcode, declared_at, ended_at) VALUES (:id, :account, 'household', 'Tom Reddish', 'reddish tom', '12 Lower Stone St', 'ME156LL', 0, :ended)",
                   {with("id", id), with("account", who->account), with("ended", ended ? std::optional<std::int64_t>(1) : std::nullopt)});
    });
    CHECK(found(house.deputy, domain::audit::Pattern::same_address) == std::vector<std::string>{person});
    CHECK(found(house.viewer, domain::audit::Pattern::same_address).empty());
    house.open(house.deputy, record);
    CHECK(found(house.deputy, domain::audit::Pattern::same_address) == std::vector<std::string>{person, record});
}

TEST_CASE("an access review is started, asked, answered in My work and closed; the person sees their question only") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    auto gate = house.as(house.auditor);
    CHECK(TestHouse::refused(start_review(gate, {"lawfulness", "USR-0009", "", "My own reading"})) == "Somebody else reviews what you opened");
    const auto id = TestHouse::must(start_review(gate, {"integrity", "usr-0005", record, "She is not on the case and opened it twice"}));
    CHECK(id.starts_with("ARV-"));
    const AccessDesk viewer{*house.database, *house.ledger, house.viewer, {}, house.now, "https://casework.example/", nullptr};
    CHECK_FALSE(question_for_me(viewer, id));
    TestHouse::must(ask_in_review(gate, id, "Why did you open it on Monday?", "https://casework.example/"));
    CHECK(house.count("SELECT count(*) FROM mail WHERE recipient = 'usr-0005@example.org'") == 1);
    CHECK_FALSE(ask_in_review(gate, id, "And on Tuesday as well?", ""));
    const AccessDesk deputy{*house.database, *house.ledger, house.deputy, {}, house.now, "", nullptr};
    CHECK_FALSE(question_for_me(deputy, id));
    CHECK(TestHouse::must(question_for_me(viewer, id)).question == "Why did you open it on Monday?");
    CHECK_FALSE(answer_question(viewer, id, "No"));
    CHECK(answer_question(viewer, id, "I stood at her door that evening"));
    CHECK_FALSE(answer_question(viewer, id, "I stood at her door that evening"));
    const auto answered = TestHouse::must(open_review(gate, id));
    CHECK(answered.questions.front().answer == "I stood at her door that evening");
    house.database->read([&](Transaction& tx) {
        CHECK(reviews_waiting(tx, house.auditor, house.today()).size() == 1);
        CHECK(reviews_waiting(tx, house.chair, house.today()).empty());
        CHECK(questions_for_me(tx, house.viewer).empty());
    });
    CHECK(close_review(gate, id, "in_order", "The duty rota says so"));
    CHECK_FALSE(close_review(gate, id, "in_order", "The duty rota says so"));
    gate.settle();
    const auto started = house.entries("start_access_review");
    REQUIRE(started.size() == 2);
    CHECK(started.back().objects == std::vector<std::string>{id, "USR-0005", record});
    CHECK(house.entries("open_access_review").front().purpose == "integrity");
    CHECK(house.entries("close_access_review").front().purpose == "integrity");
}

TEST_CASE("one's own history holds what one did, and nothing of what others did about one or what was only asked for") {
    AuditHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell"), restricted = house.listed("Lee Marsh");
    house.database->write([&](Transaction& tx) { tx.run("UPDATE record SET sensitivity = 3 WHERE id = :id", {with("id", restricted)}); });
    house.open(house.viewer, record);
    {
        auto gate = house.as(house.viewer);
        CHECK_FALSE(open_nominal(gate, restricted));
        gate.settle();
        domain::LedgerEntry who;
        who.account = house.viewer.account;
        CHECK(ask_for_access({*house.database, *house.ledger, house.viewer, who, house.now, "", nullptr}, restricted, "I arrested them last night"));
    }
    house.search(house.about(house.viewer.account));
    auto gate = house.as(house.viewer);
    const auto history = own_history({*house.database, gate}, "");
    REQUIRE(history.rows.size() == 3);
    CHECK(history.rows[0].action == "ask_access");
    CHECK(history.rows[0].objects.empty());
    CHECK(history.rows[1].outcome == "refused");
    CHECK(history.rows[1].objects.empty());
    CHECK(history.rows[2].objects.front() == record);
}
