// The guard of outgoing documents on both databases: what it stops, what the maker and what the coordinator learn, and what the ledger keeps.
#include <catch2/catch.hpp>

#include "domain/documents/safe_contact.hpp"
#include "persistence/documents/documents.hpp"
#include "persistence/reports/reports.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"
#include "tests/persistence/evidence/evidence_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EnforcementHouse;

namespace {

// A restricted record of another group, on which the person of the matter stands beside somebody who is protected from them.
class GuardedHouse : public EnforcementHouse {
  public:
    void on_restricted_record(const std::string& person) {
        database->write([&](Transaction& tx) {
            tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES ('MAR-2026-0001', 'marac', 'daf', 3, 'forum', 0)");
            tx.run("INSERT INTO person (id, opened_at) VALUES ('PER-V', 0)");
            stand(tx, person, "perpetrator");
            stand(tx, "PER-V", "victim");
            tx.run("INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key, field_class) VALUES ('PER-V', 'MAR-2026-0001', 0, 'name', 'Ivy Hale', 'hale ivy', 1)");
        });
    }
    void address(std::string_view person, std::string_view kind, std::string_view words, int field_class, std::string_view until = {}) {
        database->write([&](Transaction& tx) {
            int n = 0;
            tx.one("SELECT count(*) FROM person_address WHERE person_id = :person", {with("person", person)}, {&n});
            tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, to_day, field_class) VALUES (:person, 'MAR-2026-0001', :n, :kind, :words, '', :until, :class)",
                   {with("person", person), with("n", n), with("kind", kind), with("words", words), until.empty() ? with("until", nullptr) : with("until", until), with("class", field_class)});
        });
    }
    std::string person_of(const std::string& id) { return read(id).person.id; }
    std::string paper(const std::string& id) {
        auto gate = as(contributor);
        const auto refused_as = refused(open_paper(gate, id));
        gate.settle();
        return refused_as;
    }
    std::vector<StoppedLine> waiting() {
        auto gate = as(stranger);
        return must(list_stopped(gate, "daf", {})).lines;
    }
    domain::Outcome<bool> answer(const std::string& stop, bool release, const domain::Actor* who = nullptr) {
        auto gate = as(who ? *who : stranger);
        return answer_stopped(gate, "daf", stop, release, "She has moved away since.");
    }

  private:
    void stand(Transaction& tx, std::string_view person, std::string_view role) {
        tx.run("INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) VALUES ('MAR-2026-0001', :person, :role, 'USR-0006', 0)", {with("person", person), with("role", role)});
    }
};

const std::string sentence(domain::documents::stopped_sentence());

}  // namespace

TEST_CASE("a paper that would tell where somebody must not be found stops with one sentence, whatever the cause") {
    GuardedHouse house;
    const auto id = house.opened();
    house.fill(id);
    house.must(house.step(id, "draft_warning"));
    CHECK(house.paper(id).empty());
    house.on_restricted_record(house.person_of(id));
    SECTION("a protected address stands in its words") { house.address("PER-V", "protected", "20 Church St", 2); }
    SECTION("a home that they shared before stands in its words") {
        house.address("PER-V", "home", "20 Church Street", 1, "2026-01-01");
        house.address(house.person_of(id), "home", "20 church st.", 1);
    }
    SECTION("somebody is named who suffered it") { house.must(house.save(id, "conduct", {{"description", "You shouted at Mrs Hale in Brenchley Gardens, again and again."}})); }
    SECTION("the same person stands there under another number") {
        house.database->write([&](Transaction& tx) {
            tx.run("DELETE FROM record_person WHERE record_id = 'MAR-2026-0001' AND role = 'perpetrator'");
            tx.run("INSERT INTO person (id, opened_at) VALUES ('PER-S', 0)");
            tx.run("INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) VALUES ('MAR-2026-0001', 'PER-S', 'perpetrator', 'USR-0006', 0)");
            tx.run("INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key) SELECT 'PER-S', 'MAR-2026-0001', 0, 'name', full_name, sort_key FROM person_name WHERE record_id LIKE 'CPW%'");
        });
        house.address("PER-V", "protected", "Flat 1, 20 Church Street", 2);
    }
    CHECK(house.paper(id) == sentence);
    REQUIRE(house.waiting().size() == 1);
    CHECK(house.waiting().front().answer == "waiting");
    CHECK(house.paper(id) == sentence);  // asked again, it is the same question
    CHECK(house.waiting().size() == 1);
    const auto checks = house.entries("check_document");
    CHECK(checks.back().fields == std::vector<std::string>{"document warning", "stopped"});
    CHECK(checks.back().objects == std::vector<std::string>{id});
    CHECK(checks.back().outcome == "refused");
    CHECK(checks.front().fields == std::vector<std::string>{"document warning", "cleared"});
}

TEST_CASE("a paper that would tell who reported the matter stops, and only the coordinators of the group see why") {
    GuardedHouse house;
    const auto id = house.opened();
    house.fill(id);
    NewReport n;
    n.report.category = "asb", n.report.kind = "rowdy", n.report.what = "Shouting at night.", n.report.channel = "phone", n.report.place = "PLC-0003";
    n.report.occurred_from = n.report.reported_on = house.today();
    SECTION("by where they live") { n.reporter = {"victim", "Ann Oakden", "20 Church Street, Maidstone", "", "", "", "", true}; }
    SECTION("by their name") {
        n.reporter = {"victim", "Ann Oakden", "", "", "", "", "", true};
        house.must(house.save(id, "conduct", {{"description", "You shouted at Ann Oakden in Brenchley Gardens, again and again."}}));
    }
    auto gate = house.as(house.contributor);
    const auto report = house.must(receive_report(gate, "tctf", n)).id;
    CHECK(house.paper(id).empty());  // not of this matter yet
    house.database->write([&](Transaction& tx) { tx.run("UPDATE report SET matter = :matter WHERE id = :id", {with("matter", id), with("id", report)}); });
    CHECK(house.paper(id) == sentence);
    auto chair = house.as(house.chair);
    const auto lines = house.must(list_stopped(chair, "tctf", {})).lines;
    REQUIRE(lines.size() == 1);
    const auto stop = house.must(open_stopped(chair, "tctf", lines.front().id));
    REQUIRE(stop.shown.size() == 1);
    CHECK(stop.shown.front().record == report);
    CHECK(stop.shown.front().person.empty());
}

TEST_CASE("what is only near does not stop a paper") {
    GuardedHouse house;
    const auto id = house.opened();
    house.fill(id);
    house.on_restricted_record(house.person_of(id));
    house.address("PER-V", "protected", "22 Church Street", 2);
    house.address("PER-V", "home", "20 Church Street", 1);  // her open home, never shared with anybody
    CHECK(house.paper(id).empty());
}

TEST_CASE("a coordinator of the group whose fact it is releases a paper, and nobody else learns what it was") {
    GuardedHouse house;
    const auto id = house.opened();
    house.fill(id);
    house.on_restricted_record(house.person_of(id));
    house.address("PER-V", "protected", "20 Church Street", 2);
    REQUIRE(house.paper(id) == sentence);
    const auto stop = house.waiting().front().id;
    {
        auto gate = house.as(house.contributor);
        CHECK(list_stopped(gate, "daf", {}).error().front().kind == domain::RefusalKind::not_found);
        CHECK(open_stopped(gate, "daf", stop).error().front().kind == domain::RefusalKind::not_found);
        CHECK(open_stopped(gate, "tctf", stop).error().front().kind == domain::RefusalKind::forbidden);
        const auto work = my_work(gate);
        REQUIRE(work.my_stopped.size() == 1);
        CHECK(work.my_stopped.front().state == "waiting");
        CHECK(work.my_stopped.front().kind == "warning");
    }
    {
        auto gate = house.as(house.chair);  // coordinates the group of the paper, not the group of the fact
        CHECK(my_work(gate).stopped.empty());
        CHECK(open_stopped(gate, "tctf", stop).error().front().kind == domain::RefusalKind::not_found);
    }
    {
        auto gate = house.as(house.stranger);
        CHECK(my_work(gate).stopped.size() == 1);
        const auto seen = house.must(open_stopped(gate, "daf", stop));
        REQUIRE(seen.shown.size() == 1);
        CHECK(seen.shown.front().what == "protected_address");
        CHECK(seen.shown.front().person == "PER-V");
        CHECK(seen.asking_panel == "Town Centre Task Force");
        CHECK(house.refused(answer_stopped(gate, "daf", stop, true, " ")) == "Enter why you release or refuse it");
    }
    house.must(house.answer(stop, false));
    CHECK(house.paper(id) == sentence);
    CHECK(house.read(id).stopped.front().state == "refused");
    house.must(house.answer(stop, true));
    CHECK(house.paper(id).empty());
    CHECK(house.read(id).stopped.front().state == "released");
    house.database->write([](Transaction& tx) { tx.run("UPDATE person_address SET address = '20 Church Street, top flat' WHERE person_id = 'PER-V'"); });
    CHECK(house.paper(id) == sentence);  // another fact: asked again
    CHECK(house.waiting().size() == 2);
    CHECK(house.entries("answer_stopped").back().fields == std::vector<std::string>{"released"});
}

TEST_CASE("nothing is given at an address that must not be told, and the same step goes on once it is released") {
    GuardedHouse house;
    const auto id = house.opened();
    house.fill(id);
    house.must(house.step(id, "draft_warning"));
    house.must(house.step(id, "approve", {}, &house.deputy));
    house.on_restricted_record(house.person_of(id));
    house.address("PER-V", "protected", "4 Quarry View, Maidstone ME15 7AA", 2);
    auto there = house.handed_over();
    there.service.address = "The hall of 4 Quarry Vw, me15 7aa";
    CHECK(house.refused(house.step(id, "issue", there)) == sentence);
    CHECK(house.read(id).state == "approved");
    CHECK(house.read(id).services.empty());
    const auto stop = house.waiting().front().id;
    {
        auto gate = house.as(house.stranger);
        CHECK(house.must(open_stopped(gate, "daf", stop)).shown.front().place == "destination");
    }
    house.must(house.answer(stop, true));
    house.must(house.step(id, "issue", there));
    CHECK(house.read(id).state == "issued");
}

TEST_CASE("a document that was kept is checked again whenever it is opened") {
    GuardedHouse house;
    FileStore store(house.database.directory() + "/files");
    const auto id = house.opened();
    NewDocument letter;
    letter.kind = "closure", letter.title = "Closure note", letter.pdf = "%PDF-1.7";
    auto gate = house.as(house.contributor);
    const auto cleared = house.must(clear_document(gate, id, "closure", "You live at 20 Church Street, Maidstone."));
    const auto kept = house.must(keep_document(gate, store, id, letter, cleared));
    CHECK(open_document(*house.database, gate, store, id, kept.id));
    house.on_restricted_record(house.person_of(id));
    house.address("PER-V", "protected", "20 Church Street", 2);
    auto viewer = house.as(house.viewer);
    CHECK(house.refused(open_document(*house.database, viewer, store, id, kept.id)) == sentence);
    CHECK(house.refused(clear_document(gate, id, "closure", "Near 20 Church Street")) == sentence);
}
