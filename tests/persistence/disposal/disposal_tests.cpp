// Disposal of one record on both databases: who asks, who decides, what stops it, and that nothing of the record is left but its certificate.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <atomic>
#include <thread>

#include "domain/text.hpp"
#include "persistence/demo/demo.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/disposal/disposal_rows.hpp"
#include "persistence/disposal/disposals.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"
#include "tests/persistence/ledger_house.hpp"
#include "tests/support/ledger_claims.hpp"

using namespace casework;
using namespace casework::persistence;
using namespace std::chrono_literals;

namespace {

constexpr const char* why = "Seven years since it ended, and nobody came to notice.";

// The demo, with one record of each kind whose time is over.
struct DisposalHouse : testing::LedgerHouse {
    explicit DisposalHouse(const std::string& kind) : LedgerHouse(kind) {
        demo::load(*database, *ledger, now, "$argon2id$not-a-hash");
        nominal = one("SELECT n.id FROM nominal n JOIN agreed_place p ON p.nominal_id = n.id JOIN case_action a ON a.case_id = n.id WHERE n.panel = 'tctf' AND n.state = 'active' AND NOT EXISTS "
                      "(SELECT 1 FROM record_person o WHERE o.person_id = n.person_id AND o.record_id <> n.id) AND "
                      "NOT EXISTS (SELECT 1 FROM person_name a JOIN person_name b ON b.full_name = a.full_name AND b.record_id <> a.record_id WHERE a.record_id = n.id) ORDER BY n.id LIMIT 1");
        end(nominal, "nominal", "archived");
    }
    std::string one(const std::string& sql, std::vector<Bind> binds = {}) {
        std::string found;
        database->read([&](Transaction& tx) { tx.one(sql, std::move(binds), {&found}); });
        return found;
    }
    void run(const std::string& sql) {
        database->write([&](Transaction& tx) { tx.script(sql); });
    }
    void end(const std::string& id, const std::string& table, const std::string& state, const std::string& since = "2017-03-01") {
        run(fmt::format("UPDATE {} SET state = '{}', state_since = '{}' WHERE id = '{}'", table, state, since, id));
    }
    std::string coordinator_of(const std::string& record) {
        return one("SELECT a.username FROM membership m JOIN account a ON a.id = m.account JOIN record r ON r.panel = m.panel WHERE r.id = :id AND m.level = 'coordinator' ORDER BY m.chair DESC, a.id LIMIT 1", {with("id", record)});
    }
    Gate as(const std::string& username, const std::string& record) {
        now += 1s;
        Asked asked;
        asked.actor = demo::Stage(*database, *ledger, now).actor(username);
        asked.actor.password_at = now;
        asked.reference = "test";
        asked.purposes = {{"request_erase", record, "retention"}, {"close", record, "retention"}};
        return Gate(*database, *ledger, now, std::move(asked), reload_standing);
    }
    domain::Outcome<std::string> ask(const std::string& record, const std::string& reason = "retention_over") {
        auto gate = as(coordinator_of(record), record);
        auto asked = ask_for_disposal(gate, record, reason, why);
        gate.settle();
        return asked;
    }
    domain::Outcome<bool> answer(const std::string& id, bool approves = true, const std::string& who = "ruth.adeyemi") {
        auto gate = as(who, one("SELECT record_id FROM disposal WHERE id = :id", {with("id", id)}));
        auto answered = answer_disposal(gate, *ledger, id, approves, why);
        gate.settle();
        return answered;
    }
    // Where these words stand in any column of any table but the ledger's own and the certificate.
    std::string places_of(const std::string& words) {
        std::string places;
        database->read([&](Transaction& tx) {
            std::vector<std::pair<std::string, std::string>> columns;
            std::string table, column;
            tx.each(tx.is_postgresql() ? "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND data_type = 'text'"
                                       : "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND lower(c.type) = 'text'",
                    {}, {&table, &column}, [&] {
                        if (!table.starts_with("audit_") && table != "disposal") columns.emplace_back(table, column);
                    });
            std::string value;
            for (const auto& [in, name] : columns)
                tx.each(fmt::format("SELECT {} FROM {} WHERE {} LIKE :any", name, in, name), {with("any", "%" + words + "%")}, {&value}, [&] { places += fmt::format("{}.{}: {}\n", in, name, value); });
        });
        return places;
    }
    std::string nominal;
};

std::string first_message(const auto& outcome) { return outcome ? std::string() : outcome.error().front().message; }

std::string all_messages(const auto& outcome) {
    std::string all;
    if (!outcome)
        for (const auto& refusal : outcome.error()) all += refusal.message + "\n";
    return all;
}

}  // namespace

TEST_CASE("an approved disposal leaves nothing of the record but its certificate, and the ledger whole") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto person = house.one("SELECT person_id FROM nominal WHERE id = :id", {with("id", house.nominal)});
    const auto name = house.one("SELECT full_name FROM person_name WHERE record_id = :id AND ordinal = 0", {with("id", house.nominal)});
    const auto list = house.one("SELECT list_id FROM agreed_place WHERE nominal_id = :id ORDER BY list_id LIMIT 1", {with("id", house.nominal)});
    const auto places = house.count("SELECT count(*) FROM agreed_place WHERE list_id = '" + list + "'");
    const auto others = house.count("SELECT count(*) FROM record");
    CHECK_FALSE(house.places_of(name).empty());
    const auto id = house.ask(house.nominal);
    INFO(first_message(id));
    REQUIRE(id);
    const auto approved = house.answer(*id);
    INFO(first_message(approved));
    REQUIRE(approved);
    CHECK(house.places_of(house.nominal) == "");
    CHECK(house.places_of(name) == "");
    CHECK(house.places_of(person) == "");
    CHECK(house.count("SELECT count(*) FROM record") == others - 1);
    CHECK(house.count("SELECT count(*) FROM agreed_place WHERE list_id = '" + list + "'") == places);
    CHECK(house.count("SELECT count(*) FROM agreed_place WHERE list_id = '" + list + "' AND nominal_id = ''") == 1);
    CHECK(testing::ledger_findings(house) == "");

    auto officer = house.as("ruth.adeyemi", "");
    const auto certificate = open_disposal(officer, *id);
    REQUIRE(certificate);
    CHECK(certificate->state == "erased");
    CHECK(certificate->record == house.nominal);
    CHECK(certificate->size.rows > 20);
    CHECK(certificate->size.people == 1);
    CHECK(certificate->digest.size() == 64);
    CHECK(certificate->words.empty());
    CHECK(house.count("SELECT count(*) FROM audit_entry e JOIN audit_subject s ON s.stream = e.stream AND s.seq = e.seq WHERE s.object_id = '" + house.nominal + "'") > 0);
    CHECK(house.count("SELECT count(*) FROM audit_entry e JOIN audit_subject s ON s.stream = e.stream AND s.seq = e.seq WHERE s.object_id = '" + house.nominal + "' AND e.detail IS NOT NULL") == 0);
    house.restart();
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("a longer reference that begins with the erased one is another record's, and stays") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto longer = house.nominal + "0";
    const auto other = house.one("SELECT id FROM nominal WHERE id <> :id ORDER BY id LIMIT 1", {with("id", house.nominal)});
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO record_event (record_id, n, at, kind, words, note, account, agency) VALUES (:other, 9001, 0, 'note', 'note added', :note, '', '')",
               {with("other", other), with("note", fmt::format("Seen with {0}, not {1}; again {1}", house.nominal, longer))});
        tx.run("UPDATE nominal SET evidence = :longer WHERE id = :other", {with("longer", longer), with("other", other)});
    });
    const auto id = house.ask(house.nominal);
    REQUIRE(id);
    REQUIRE(house.answer(*id));
    CHECK(house.one("SELECT note FROM record_event WHERE n = 9001") == fmt::format("Seen with (erased), not {0}; again {0}", longer));
    CHECK(house.one("SELECT evidence FROM nominal WHERE id = :other", {with("other", other)}) == longer);
}

TEST_CASE("every kind of record can be disposed of, and links to it in what stays are empty") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    for (const auto& kind : domain::disposal::kinds()) {
        const std::string table(table_of(kind.kind)), ended(kind.ended.front());
        const auto record = house.one(fmt::format("SELECT r.id FROM record r JOIN {} t ON t.id = r.id WHERE r.kind = '{}' ORDER BY r.id DESC LIMIT 1", table, kind.kind));
        INFO(kind.kind << " " << record);
        REQUIRE_FALSE(record.empty());
        house.end(record, table, ended);
        house.run(fmt::format("UPDATE protection_breach SET state = 'closed' WHERE case_id = '{}'; UPDATE protection_measure SET state = 'closed' WHERE case_id = '{}'; UPDATE protection_appeal SET outcome = 'dismissed' WHERE case_id = '{}'; "
                              "UPDATE protection_case SET state = 'closed' WHERE warning_id = '{}'; UPDATE report SET state = 'resolved' WHERE matter = '{}'",
                              record, record, record, record, record));
        const auto id = house.ask(record);
        INFO(first_message(id));
        REQUIRE(id);
        const auto approved = house.answer(*id);
        INFO(first_message(approved));
        REQUIRE(approved);
        std::string left = house.places_of(record), told;
        for (const auto line : domain::words_of(left, '\n'))
            if (!line.starts_with("protection_paper.") && !line.starts_with("protection_breach_paper.") && !line.starts_with("document.")) told += std::string(line) + "\n";
        CHECK(told == "");
    }
    CHECK(testing::ledger_findings(house) == "");
}

TEST_CASE("a hold stops asking and approving and is named, and ends when it is lifted") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto coordinator = house.coordinator_of(house.nominal);
    const auto held = [&](const char* kind) {
        auto gate = house.as(coordinator, house.nominal);
        return place_hold(gate, house.nominal, {kind, "The coroner has asked for everything.", london_date(house.now)});
    };
    REQUIRE(held("inquest"));
    CHECK(first_message(house.ask(house.nominal)) == "A hold stands: inquest. Nothing is erased before it is lifted");
    {
        auto gate = house.as(coordinator, house.nominal);
        REQUIRE(lift_hold(gate, house.nominal, 1, "The inquest has ended, says the coroner."));
    }
    const auto id = house.ask(house.nominal);
    REQUIRE(id);
    REQUIRE(held("subject_access"));
    CHECK(first_message(house.answer(*id)) == "A hold stands: subject access request in progress. Nothing is erased before it is lifted");
    CHECK(house.one("SELECT id FROM nominal WHERE id = :id", {with("id", house.nominal)}) == house.nominal);
    CHECK(house.answer(*id, false));
    CHECK(house.one("SELECT state FROM disposal WHERE id = :id", {with("id", *id)}) == "refused");
    auto stranger = house.as("helen.fairley", house.nominal);
    CHECK(place_hold(stranger, house.nominal, {"inquest", "The coroner has asked for everything.", london_date(house.now)}).error().front().kind == domain::RefusalKind::not_found);
}

TEST_CASE("a live record, one whose retention runs, and one that others rest on are not erased") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    house.end(house.nominal, "nominal", "active");
    CHECK(first_message(house.ask(house.nominal)) == "Close or archive the record first");
    house.end(house.nominal, "nominal", "archived", domain::iso_date(london_date(house.now)));
    CHECK(first_message(house.ask(house.nominal)).starts_with("Its retention period ends on "));
    CHECK(house.ask(house.nominal, "mistake"));
    CHECK(first_message(house.ask(house.nominal, "mistake")) == "Somebody has asked for this already. A records officer decides");
    const auto warning = house.one("SELECT w.id FROM protection_case w JOIN protection_case n ON n.warning_id = w.id WHERE n.state = 'in_force' ORDER BY w.id LIMIT 1");
    REQUIRE_FALSE(warning.empty());
    house.end(warning, "protection_case", "escalated");
    CHECK_THAT(all_messages(house.ask(warning)), Catch::Contains("that have not ended rely on it"));
}

TEST_CASE("only a records officer decides, never about what they asked for, on the open disposal and nothing else") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto id = house.ask(house.nominal);
    REQUIRE(id);
    const auto judged = [&](const std::string& who, const std::string& record, auth::Action action) {
        auto gate = house.as(who, record);
        return gate.would_allow(record, action);
    };
    CHECK(judged("ruth.adeyemi", house.nominal, auth::Action::read).verdict == auth::Verdict::allow);
    CHECK(judged("ruth.adeyemi", house.nominal, auth::Action::read).fields == domain::FieldSet{true, false, false});
    CHECK(judged("ruth.adeyemi", house.nominal, auth::Action::edit).verdict == auth::Verdict::deny);
    const auto other = house.one("SELECT id FROM nominal WHERE id <> :id ORDER BY id LIMIT 1", {with("id", house.nominal)});
    CHECK(judged("ruth.adeyemi", other, auth::Action::read).verdict == auth::Verdict::deny);
    {
        auto gate = house.as("ruth.adeyemi", house.nominal);
        CHECK(gate.check(house.nominal, {auth::Action::read, "read", "address"}).front().kind == domain::RefusalKind::not_found);  // never its content
        CHECK(list_disposals(gate)->open.size() == 1);
    }
    for (const auto* who : {"tom.reddish", "priya.nair"}) CHECK_FALSE(house.answer(*id, true, who));
    CHECK(house.answer(*id, true, "owen.price").error().front().kind == domain::RefusalKind::not_found);
    house.run("UPDATE account SET role = 'records_officer' WHERE username = '" + house.coordinator_of(house.nominal) + "'");
    CHECK_FALSE(house.answer(*id, true, house.coordinator_of(house.nominal)));
    CHECK(first_message(house.answer(*id)) == "The person who asked may no longer ask for this. Refuse it, so that somebody else asks");
    CHECK(house.answer(*id, false));
}

TEST_CASE("whoever a record was kept from does not see its certificate") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto coordinator = house.coordinator_of(house.nominal);
    const auto id = house.ask(house.nominal);
    REQUIRE(id);
    const auto other = house.one("SELECT a.username FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = 'tctf' AND m.level = 'coordinator' AND a.username <> :first ORDER BY a.id LIMIT 1", {with("first", coordinator)});
    REQUIRE_FALSE(other.empty());
    const auto sees = [&] {
        auto gate = house.as(other, house.nominal);
        const bool opened = open_disposal(gate, *id).has_value();
        const auto all = list_disposals(gate);
        const auto holds = [&](const std::vector<Disposal>& part) { return std::ranges::find(part, *id, &Disposal::id) != part.end(); };
        return std::pair(opened, all && (holds(all->open) || holds(all->ended)));
    };
    CHECK(sees() == std::pair(true, true));
    house.run("INSERT INTO record_exclusion (record_id, account) SELECT '" + house.nominal + "', id FROM account WHERE username = '" + other + "'");
    CHECK(sees() == std::pair(false, false));
    REQUIRE(house.answer(*id));
    CHECK(sees() == std::pair(false, false));
    auto gate = house.as(coordinator, house.nominal);
    CHECK(open_disposal(gate, *id));
}

TEST_CASE("two approvals at once erase once, and the asker may withdraw before") {
    DisposalHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto first = house.ask(house.nominal);
    REQUIRE(first);
    {
        auto gate = house.as(house.coordinator_of(house.nominal), house.nominal);
        REQUIRE(withdraw_disposal(gate, *first));
    }
    CHECK_FALSE(house.answer(*first));
    const auto id = house.ask(house.nominal);
    REQUIRE(id);
    auto one = house.as("ruth.adeyemi", house.nominal), two = house.as("ruth.adeyemi", house.nominal);
    REQUIRE(open_disposal(one, *id));
    REQUIRE(open_disposal(two, *id));
    std::atomic<int> at_once{0}, erased{0};
    const auto approve = [&](Gate& gate) {
        ++at_once;
        while (at_once < 2) std::this_thread::yield();
        erased += answer_disposal(gate, *house.ledger, *id, true, why).has_value();
    };
    {
        std::jthread other([&] { approve(two); });
        approve(one);
    }
    CHECK(erased == 1);
    one.settle(), two.settle();
    CHECK(house.count("SELECT count(*) FROM disposal WHERE state = 'erased'") == 1);
    CHECK(house.count("SELECT count(*) FROM disposal") == 1);
    CHECK(testing::ledger_findings(house) == "");
}
