// The notice of a penalty on both databases: made from the breach, versions counted for each breach, stopped where a place must not be told.
#include <catch2/catch.hpp>

#include "domain/documents/safe_contact.hpp"
#include "persistence/tools/penalty_papers.hpp"
#include "tests/persistence/tools/order_house.hpp"

using namespace casework;
using namespace casework::persistence;
namespace powers = casework::domain::tools_and_powers;
using testing::OrderHouse;
using testing::TestHouse;
using Catch::Contains;

namespace {

class NoticeHouse : public OrderHouse {
  public:
    FileStore store{database.directory() + "/files"};
    powers::PenaltyPaperAnswers answers() const { return {"He held an open can and went on drinking.", "Maidstone Borough Council, Payments", "King Street, Maidstone", {"post", "online"}, ""}; }
    domain::Outcome<PenaltyPaper> write(int breach, const powers::PenaltyPaperAnswers& asked, const domain::Actor* who = nullptr) {
        auto gate = as(who ? *who : contributor);
        auto written = write_penalty_paper(gate, order, breach, asked);
        gate.settle();
        return written;
    }
    KeptDocument make(int breach) {
        const auto written = must(write(breach, answers()));
        auto document = penalty_document(written);
        document.kind = written.name, document.title = "Notice", document.pdf = "%PDF-1.7 " + written.words;
        auto gate = as(contributor);
        return must(keep_document(gate, store, order, document, *written.cleared));
    }
    PenaltyPapers papers(int breach) {
        auto gate = as(contributor);
        return must(open_penalty_papers(gate, order, breach));
    }
};

}  // namespace

TEST_CASE("the notice of a penalty says what was met and set, and versions are counted for each breach") {
    NoticeHouse house;
    TestHouse::must(house.record(house.met()));
    TestHouse::must(house.end(1, "cancelled", "Wrong day"));
    TestHouse::must(house.record(house.met()));
    CHECK(TestHouse::refused(house.write(1, house.answers())) == "This penalty has ended: it was cancelled");
    const auto first = house.make(2), second = house.make(2);
    CHECK(first.kind == "pspo_penalty-2");
    CHECK(first.version == 1);
    CHECK(second.version == 2);
    CHECK(house.papers(2).documents.size() == 2);
    CHECK(house.papers(1).documents.empty());
    CHECK(house.tool(house.order).history.front().words == "fixed penalty notice made");
    auto gate = house.as(house.contributor);
    const auto words = TestHouse::must(open_kept_penalty_paper(gate, house.order, 2, first.id)).words;
    CHECK_THAT(words, Contains("To: Gary Tindle") && Contains("= 1. Drink alcohol after being told to stop") && Contains("He held an open can") && Contains("The penalty is £100") && Contains("made by Maidstone Borough Council"));
    CHECK_THAT(words, Contains("The last day to pay it is " + domain::long_date(domain::add_days(house.today(), 14))));
    CHECK(open_kept_penalty_paper(gate, house.order, 1, first.id).error().front().kind == domain::RefusalKind::not_found);
    auto stranger = house.as(house.stranger);
    CHECK(open_kept_penalty_paper(stranger, house.order, 2, first.id).error().front().kind == domain::RefusalKind::not_found);
    CHECK(open_penalty_papers(stranger, house.order, 2).error().front().kind == domain::RefusalKind::not_found);
    CHECK(house.write(2, house.answers(), &house.viewer).error().front().kind == domain::RefusalKind::forbidden);
}

TEST_CASE("no notice is made of a warning, after its 14 days, or without what section 68 asks") {
    NoticeHouse house;
    auto warned = house.met();
    warned.result = "warned";
    TestHouse::must(house.record(warned));
    CHECK(house.write(1, house.answers()).error().front().authority == "2014 Act s.68(1)");
    CHECK(house.write(9, house.answers()).error().front().kind == domain::RefusalKind::not_found);
    TestHouse::must(house.record(house.met()));
    CHECK_THAT(TestHouse::refused(house.write(2, {})), Contains("in reasonable detail") && Contains("name to which the penalty is paid"));
    house.pass_days(14);
    CHECK(house.write(2, house.answers()).has_value());
    house.pass_days(1);
    CHECK(house.write(2, house.answers()).error().front().authority == "2014 Act s.68(4)");
    CHECK_FALSE(house.papers(2).offer.stopped_by.empty());
}

TEST_CASE("a notice that would go to a protected address or name a victim stops with the neutral sentence") {
    NoticeHouse house;
    TestHouse::must(house.record(house.met()));
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES ('MAR-2026-0001', 'marac', 'daf', 3, 'forum', 0)");
        tx.run("INSERT INTO person (id, opened_at) VALUES ('PER-V', 0)");
        for (const auto& [person, role] : {std::pair<std::string, std::string>{house.person, "perpetrator"}, {"PER-V", "victim"}})
            tx.run("INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) VALUES ('MAR-2026-0001', :person, :role, 'USR-0006', 0)", {with("person", person), with("role", role)});
        tx.run("INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key, field_class) VALUES ('PER-V', 'MAR-2026-0001', 0, 'name', 'Ivy Hale', 'hale ivy', 1)");
        tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, field_class) VALUES ('PER-V', 'MAR-2026-0001', 0, 'protected', '20 Church St', '', 2)");
    });
    const std::string sentence(domain::documents::stopped_sentence());
    CHECK(house.write(1, house.answers()).has_value());
    auto asked = house.answers();
    SECTION("it goes there") { asked.address = "20 Church Street\nMaidstone"; }
    SECTION("it stands in the particulars") { asked.particulars = "He drank in front of 20 Church Street."; }
    SECTION("somebody is named") { asked.particulars = "He shouted at Mrs Hale."; }
    CHECK(TestHouse::refused(house.write(1, asked)) == sentence);
}
