// Conflicts of interest: found in both directions, told to information governance only, and undone by it alone.
#include <catch2/catch.hpp>

#include "persistence/access/declared_interests.hpp"
#include "persistence/access/restriction.hpp"
#include "persistence/audit/access_reviews.hpp"
#include "persistence/accounts.hpp"
#include "persistence/people/people.hpp"
#include "persistence/record_access.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::TestHouse;
using domain::conflict_of_interest::Declared;

namespace {

struct ConflictHouse : TestHouse {
    explicit ConflictHouse(const std::string& kind) : TestHouse(kind) {
        database->write([](Transaction& tx) {
            tx.run("INSERT INTO account (id, username, agency, name, title, role, password, created_at, email) VALUES ('USR-0009', 'owen.price', 'borough', 'Owen Price', '', 'auditor', '', 0, 'o@example.org')");
        });
        auditor.account = "USR-0009", auditor.agency = "borough", auditor.name = "Owen Price", auditor.role = domain::BaseRole::auditor, auditor.full_session = true;
    }
    AccessDesk desk(const domain::Actor& who) {
        now += std::chrono::seconds(1);
        domain::LedgerEntry entry;
        entry.account = who.account, entry.role = "practitioner";
        return {*database, *ledger, who, entry, now, "https://casework.example/", nullptr};
    }
    bool opens(const domain::Actor& who, const std::string& record) {
        auto gate = as(who);
        return open_nominal(gate, record).has_value();
    }
    std::vector<ConflictLine> waiting() {
        std::vector<ConflictLine> list;
        database->read([&](Transaction& tx) { list = conflicts_to_answer(tx, auditor, now); });
        return list;
    }
    void run(const std::string& sql) { database->write([&](Transaction& tx) { tx.run(sql); }); }
    domain::Outcome<bool> restriction(std::string act, const domain::Actor& whom, const std::string& record) {
        auto gate = as(chair);
        return change_restriction(gate, record, {.act = std::move(act), .account = whom.account, .reason = "Agreed with the chair today"});
    }
    // Somebody is called anew, as an administrator enters it.
    void rename(const domain::Actor& who, const std::string& name) {
        now += std::chrono::seconds(1);
        database->write([&](Transaction& tx) { must(set_details(tx, {*ledger, {}, now}, who.account, {.agency = who.agency, .name = name, .title = "", .email = "", .manager = ""})); });
    }
    // What the person's own record says about where somebody lives.
    void lives_at(const std::string& record, const std::string& address, const std::string& postcode) {
        const auto read = nominal(record);
        auto gate = as(chair);
        must(gate.perform(record, {auth::Action::edit, "edit", "nominal", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<int> {
            PersonFacts facts;
            facts.names.push_back({"name", read.person.name});
            facts.addresses.push_back({"home", address, postcode, {}, {}});
            return edit_person(writing, record, read.person.id, 1, facts);
        }));
    }
    domain::Actor auditor;
};

const domain::Date born{std::chrono::year{1989} / 4 / 2};

}  // namespace

TEST_CASE("whoever declares somebody who stands on a record is kept from it from that moment, and is told nothing") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell"), other = house.listed("Lee Marsh");
    CHECK(house.opens(house.contributor, record));
    const auto id = TestHouse::must(declare_person(house.desk(house.contributor), {"family", "Harwell, Dean", born, "", ""}));
    CHECK(house.opens(house.contributor, record));  // a surname first is another name
    TestHouse::must(declare_person(house.desk(house.contributor), {"family", "dean HARWELL", born, "", ""}));
    CHECK_FALSE(house.opens(house.contributor, record));
    CHECK(house.opens(house.contributor, other));
    CHECK(house.opens(house.chair, record));
    auto gate = house.as(house.contributor);
    CHECK(TestHouse::refused(open_nominal(gate, record)) == TestHouse::refused(open_nominal(gate, "NOM-2026-9999")));
    house.database->read([&](Transaction& tx) {
        const auto own = declared_people(tx, house.contributor.account);
        REQUIRE(own.size() == 2);
        CHECK(own[0].id == id);
    });
    REQUIRE(house.waiting().size() == 1);
    CHECK(house.waiting()[0].record == record);
    CHECK(house.waiting()[0].by_name);
    CHECK_FALSE(house.waiting()[0].by_address);
    CHECK(house.count("SELECT count(*) FROM mail WHERE recipient = 'o@example.org'") == 1);
    CHECK(record_conflicts(*house.database, *house.ledger) == 1);
    CHECK(record_conflicts(*house.database, *house.ledger) == 0);
    const auto found = house.entries("conflict_found");
    REQUIRE(found.size() == 1);
    CHECK(found[0].objects == std::vector<std::string>{record, house.contributor.account});
}

TEST_CASE("a record that is opened about a declared person keeps the declarer away at once, even who opens it") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    TestHouse::must(declare_person(house.desk(house.deputy), {"household", "Dean Harwell", {}, "", ""}));
    TestHouse::must(declare_person(house.desk(house.contributor), {"self", "Dean Harwell", born, "", ""}));
    const auto record = house.proposed("Dean Harwell");
    CHECK_FALSE(house.opens(house.deputy, record));
    CHECK_FALSE(house.opens(house.contributor, record));
    CHECK(house.opens(house.chair, record));
    CHECK(house.waiting().size() == 2);
    const auto another = house.proposed("Dean Harwell", 1961);
    CHECK(house.opens(house.contributor, another));  // the birth date speaks against it
    CHECK_FALSE(house.opens(house.deputy, another));
}

TEST_CASE("the same address keeps away too, however it is written") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(declare_person(house.desk(house.business), {"self", "Dana Crisp", {}, "12 Lower Stone St", "ME156LL"}));
    CHECK(house.opens(house.business, record));
    house.lives_at(record, "12 Lower Stone Street", "ME15 6LL");
    CHECK_FALSE(house.opens(house.business, record));
    CHECK(house.waiting().at(0).by_address);
}

TEST_CASE("information governance lifts what is a namesake and keeps what is not, and never decides about itself") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(declare_person(house.desk(house.viewer), {"family", "Dean Harwell", {}, "", ""}));
    REQUIRE(house.waiting().size() == 1);
    const auto id = house.waiting()[0].id;
    for (const auto& who : {house.chair, house.viewer, house.stranger}) {
        CHECK_FALSE(open_conflict(house.desk(who), id));
        CHECK_FALSE(answer_conflict(house.desk(who), id, "lifted", "A namesake, born in another county"));
    }
    CHECK(open_conflict(house.desk(house.auditor), id));
    CHECK(TestHouse::refused(answer_conflict(house.desk(house.auditor), id, "lifted", "")) == "Say what you looked at and why you decide so");
    CHECK(TestHouse::refused(answer_conflict(house.desk(house.auditor), id, "", "x")) == "Select what it is");
    CHECK_FALSE(house.opens(house.viewer, record));
    CHECK(answer_conflict(house.desk(house.auditor), id, "lifted", "A namesake, born in another county"));
    CHECK(house.opens(house.viewer, record));
    CHECK(TestHouse::refused(answer_conflict(house.desk(house.auditor), id, "kept", "After all")) == "This was answered already");
    CHECK(house.waiting().empty());
    CHECK(house.entries("lift_conflict").size() == 1);
}

TEST_CASE("ending a declaration finds nothing more, and leaves what it found to information governance") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    const auto id = TestHouse::must(declare_person(house.desk(house.viewer), {"family", "Dean Harwell", {}, "", ""}));
    CHECK_FALSE(end_declaration(house.desk(house.chair), id));
    CHECK(end_declaration(house.desk(house.viewer), id));
    CHECK_FALSE(end_declaration(house.desk(house.viewer), id));
    CHECK_FALSE(house.opens(house.viewer, record));
    CHECK(house.opens(house.viewer, house.listed("Lee Marsh")));
    CHECK(TestHouse::refused(declare_person(house.desk(house.viewer), {"", "", {}, "12 Some Street", ""})) == "Select who they are to you\nEnter their full name\nEnter the postcode that goes with the address");
}

TEST_CASE("whoever works on a record is told neither of a conflict of interest nor of an access review: only that somebody is kept away") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(declare_person(house.desk(house.viewer), {"family", "Dean Harwell", {}, "", ""}));
    record_conflicts(*house.database, *house.ledger);
    const auto id = house.waiting().at(0).id;
    CHECK(open_conflict(house.desk(house.auditor), id));
    CHECK(answer_conflict(house.desk(house.auditor), id, "kept", "Her brother"));
    {
        auto gate = house.as(house.auditor);
        const auto review = TestHouse::must(start_review(gate, {"lawfulness", house.viewer.account, record, "She opened her brother's record"}));
        TestHouse::must(ask_in_review(gate, review, "Why did you open it?", "https://casework.example/"));
        gate.settle();
    }
    for (const auto& act : {"conflict_found", "read_conflict", "confirm_conflict", "start_access_review", "ask_in_access_review"}) {
        INFO(act);
        const auto entries = house.entries(act);
        REQUIRE(entries.size() == 1);  // auditors find it in the ledger, under the record
        CHECK(std::ranges::find(entries[0].objects, record) != entries[0].objects.end());
        for (const auto& who : {house.chair, house.contributor}) {
            auto gate = house.as(who);
            const auto log = TestHouse::must(read_access(gate, record, ""));
            CHECK(std::ranges::none_of(log.page.rows, [&](const auto& row) { return row.action == act; }));
            CHECK(std::ranges::any_of(log.page.rows, [](const auto& row) { return row.action == "propose"; }));
        }
    }
    const auto change = [&](const char* act) {
        auto gate = house.as(house.chair);
        return change_restriction(gate, record, {.act = act, .account = house.viewer.account, .agency = "", .reason = "Asked to stay away"});
    };
    const auto excluded = [&] {
        auto gate = house.as(house.chair);
        const auto list = TestHouse::must(read_restriction(gate, record)).excluded;
        REQUIRE(list.size() == 1);
        return list[0].account + "|" + list[0].name + "|" + list[0].reason;
    };
    const std::string untold = "|Somebody|Kept away by information governance";
    CHECK(excluded() == untold);
    CHECK(TestHouse::refused(change("include")) == "They are not excluded");
    CHECK_FALSE(house.opens(house.viewer, record));
    TestHouse::must(change("exclude"));
    CHECK(excluded() == house.viewer.account + "|PCSO Jess Marlow|Asked to stay away");
    TestHouse::must(change("include"));
    CHECK(excluded() == untold);
    CHECK_FALSE(house.opens(house.viewer, record));
}

TEST_CASE("a coordinator does not let back in whom a conflict of interest keeps away, and what a coordinator said stays when it is lifted") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(declare_person(house.desk(house.viewer), {"family", "Dean Harwell", {}, "", ""}));
    const auto id = house.waiting().at(0).id;
    CHECK(TestHouse::refused(house.restriction("include", house.viewer, record)) == "They are not excluded");
    CHECK_FALSE(house.opens(house.viewer, record));
    TestHouse::must(answer_conflict(house.desk(house.auditor), id, "kept", "It is the brother"));
    CHECK(TestHouse::refused(house.restriction("include", house.viewer, record)) == "They are not excluded");

    SECTION("both keep away") {
        house.run("UPDATE declared_match SET answer = '', answered_by = '', answered_at = NULL");
        TestHouse::must(house.restriction("exclude", house.viewer, record));
        TestHouse::must(answer_conflict(house.desk(house.auditor), id, "lifted", "A namesake, born in another county"));
        CHECK_FALSE(house.opens(house.viewer, record));  // the coordinator has not taken back theirs
        TestHouse::must(house.restriction("include", house.viewer, record));
        CHECK(house.opens(house.viewer, record));
    }
    SECTION("the row is gone") {  // as it was possible once
        house.run("DELETE FROM record_exclusion");
        CHECK(house.opens(house.viewer, record));
        house.lives_at(record, "3 Brewer Street", "ME14 1RU");
        CHECK_FALSE(house.opens(house.viewer, record));
        CHECK(house.waiting().empty());  // nothing new: it was confirmed
    }
}

TEST_CASE("what was lifted is not found again by the next change of the same facts") {
    ConflictHouse house("sqlite");
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(declare_person(house.desk(house.viewer), {"family", "Dean Harwell", {}, "", ""}));
    TestHouse::must(answer_conflict(house.desk(house.auditor), house.waiting().at(0).id, "lifted", "A namesake"));
    house.lives_at(record, "3 Brewer Street", "ME14 1RU");
    CHECK(house.opens(house.viewer, record));
    CHECK(house.waiting().empty());
}

TEST_CASE("the name of an account alone is shown to information governance and keeps nobody away") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Jess Marlow");
    CHECK(house.waiting().empty());  // no account was looked at yet
    CHECK(match_new_staff(*house.database, house.now) > 5);
    CHECK(match_new_staff(*house.database, house.now) == 0);
    REQUIRE(house.waiting().size() == 1);
    CHECK(house.waiting()[0].account == house.viewer.account);
    CHECK(house.waiting()[0].own_name);
    CHECK_FALSE(house.waiting()[0].excludes);
    CHECK(house.opens(house.viewer, record));
    CHECK(house.count("SELECT count(*) FROM mail WHERE recipient = 'o@example.org'") == 1);
    CHECK(house.count("SELECT count(*) FROM mail") == 1);
    CHECK(record_conflicts(*house.database, *house.ledger) == 1);
    REQUIRE(house.entries("namesake_found").size() == 1);
    CHECK(house.entries("namesake_found")[0].objects == std::vector<std::string>{house.waiting()[0].id});  // the person reads the access log of the record
    house.database->read([&](Transaction& tx) { CHECK(declared_people(tx, house.viewer.account).empty()); });
    CHECK_FALSE(end_declaration(house.desk(house.viewer), "OWN-2026-0005"));

    const auto id = house.waiting()[0].id;
    CHECK(house.opens(house.viewer, house.listed("Jess Marlow", 1961)));
    CHECK(house.waiting().size() == 2);
    TestHouse::must(answer_conflict(house.desk(house.auditor), id, "kept", "The same birth date in the personnel file"));
    CHECK_FALSE(house.opens(house.viewer, record));
    TestHouse::must(answer_conflict(house.desk(house.auditor), house.waiting().at(0).id, "lifted", "Somebody else"));
    CHECK_FALSE(house.opens(house.viewer, record));
}

TEST_CASE("a name with the birth date or the address that its owner declared keeps the owner away, also after a new name") {
    ConflictHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto record = house.listed("Jess Harwell"), another = house.listed("Jess Harwell", 1961), third = house.listed("Jess Harwell", 1975);
    TestHouse::must(declare_person(house.desk(house.viewer), {"self", "Jessica Marlow", born, "4 Brewer Street", "ME141RU"}));
    CHECK(house.waiting().empty());
    house.rename(house.viewer, "Jess Harwell");
    CHECK_FALSE(house.opens(house.viewer, record));
    CHECK(house.opens(house.viewer, another));  // born on another day: somebody else
    REQUIRE(house.waiting().size() == 1);
    CHECK(house.waiting()[0].excludes);
    house.lives_at(third, "4 Brewer St", "ME14 1RU");
    CHECK_FALSE(house.opens(house.viewer, third));
    house.rename(house.viewer, "Jess Marlow");
    CHECK_FALSE(house.opens(house.viewer, record));  // what was found is for information governance to decide

    // First the name, then what makes it certain.
    const auto own = house.listed("Dana Crisp");
    match_new_staff(*house.database, house.now);
    CHECK(house.opens(house.business, own));
    TestHouse::must(declare_person(house.desk(house.business), {"self", "Dana Price", born, "", ""}));
    CHECK_FALSE(house.opens(house.business, own));
}

TEST_CASE("a new account is looked at when it is made") {
    ConflictHouse house("sqlite");
    const auto record = house.listed("Dean Harwell");
    house.database->write([&](Transaction& tx) { TestHouse::must(add_account(tx, {*house.ledger, {}, house.now}, {.username = "d.harwell", .agency = "borough", .name = "Dean Harwell", .title = "", .password_phc = ""})); });
    REQUIRE(house.waiting().size() == 1);
    CHECK(house.waiting()[0].record == record);
}
