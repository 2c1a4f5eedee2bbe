// The letters of a case review on both databases: made when the review has come to them, kept version by version, and no protected word leaves.
#include <catch2/catch.hpp>

#include "domain/documents/safe_contact.hpp"
#include "domain/papers/paper_kinds.hpp"
#include "persistence/case_review/review_papers.hpp"
#include "persistence/documents/paper_wordings.hpp"
#include "persistence/documents/stopped_documents.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/reports/reports.hpp"
#include "tests/persistence/reports/review_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::ReviewHouse;
using testing::TestHouse;
using Catch::Contains;
using domain::case_review::ReviewPaperAnswers;

namespace {

class LetterHouse : public ReviewHouse {
  public:
    FileStore store{database.directory() + "/files"};
    ReviewPaperAnswers answers() const {
        ReviewPaperAnswers a;
        a.letter_on = today(), a.advice = "Keep a diary.", a.appeal_route = "Write to the Police and Crime Commissioner.", a.outcome = "The bodies agreed who does what.", a.bodies = {"district", "police"};
        return a;
    }
    domain::Outcome<ReviewPaper> write(const std::string& id, std::string_view paper, const ReviewPaperAnswers& asked, const domain::Actor* who = nullptr) {
        auto gate = as(who ? *who : chair);
        auto written = write_review_paper(gate, id, paper, asked);
        gate.settle();
        return written;
    }
    domain::Outcome<ReviewPaper> write(const std::string& id, std::string_view paper) { return write(id, paper, answers()); }
    KeptDocument make(const std::string& id, std::string_view paper) {
        const auto written = must(write(id, paper));
        auto document = review_document(written, answers());
        document.kind = written.name, document.title = "Letter", document.wording = written.wording, document.pdf = "%PDF-1.7 " + written.words;
        auto gate = as(chair);
        return must(keep_document(gate, store, id, document, *written.cleared));
    }
    domain::Outcome<ReviewPaper> kept(const std::string& id, const std::string& document, const domain::Actor& who) {
        auto gate = as(who);
        return open_kept_review_paper(gate, id, document);
    }
    ReviewPapers papers(const std::string& id, const domain::Actor& who) {
        auto gate = as(who);
        return must(open_review_papers(gate, id));
    }
    // A report of the victim of the review, told by somebody else.
    void reported_by(const std::string& id, const std::string& name, const std::string& address) {
        NewReport n;
        n.report.category = "asb", n.report.kind = "rowdy", n.report.what = "Shouting at night.", n.report.channel = "phone", n.report.place = "PLC-0003", n.report.agency = "kent-police";
        n.report.occurred_from = n.report.reported_on = today();
        n.reporter = {"witness", name, address, "", "", "", "", true};
        auto gate = as(chair);
        const auto report = must(receive_report(gate, "tctf", n)).id;
        const auto victim = read(id).victim;
        database->write([&](Transaction& tx) { tx.run("UPDATE report SET victim = :victim WHERE id = :id", {with("victim", victim), with("id", report)}); });
    }
};

const std::string sentence(domain::documents::stopped_sentence());

}  // namespace

TEST_CASE("an acknowledgement is kept as it was made, made again it is a new version, and both stay") {
    LetterHouse house;
    const auto id = house.applied(3);
    const auto first = house.make(id, "review_acknowledgement"), second = house.make(id, "review_acknowledgement");
    CHECK(first.version == 1);
    CHECK(second.version == 2);
    CHECK(first.field_class == domain::FieldClass::f2);
    CHECK_THAT(TestHouse::must(house.kept(id, first.id, house.chair)).words, Contains("To: Walter Tarrant") && Contains(id));
    const auto papers = house.papers(id, house.chair);
    CHECK(papers.documents.size() == 2);
    CHECK(house.read(id).history.front().words == "letter made");
    const auto entries = house.entries("keep_document");
    REQUIRE(entries.size() == 2);
    CHECK(entries.front().fields.back() == "sha256 " + first.sha256);
}

TEST_CASE("who may not know the applicant sees that a letter was made and none of its words, and another group finds nothing") {
    LetterHouse house;
    const auto id = house.applied(3);
    const auto kept = house.make(id, "review_acknowledgement");
    const auto seen = house.papers(id, house.contributor);
    CHECK(seen.documents.size() == 1);
    CHECK_FALSE(seen.offers.front().may_make);
    CHECK(house.kept(id, kept.id, house.contributor).error().front().kind == domain::RefusalKind::forbidden);
    CHECK(house.write(id, "review_acknowledgement", house.answers(), &house.contributor).error().front().kind == domain::RefusalKind::forbidden);
    CHECK(house.kept(id, kept.id, house.viewer).error().front().kind == domain::RefusalKind::not_found);
    CHECK(house.kept(id, kept.id, house.stranger).error().front().kind == domain::RefusalKind::not_found);
    CHECK(house.write(id, "review_acknowledgement", house.answers(), &house.stranger).error().front().kind == domain::RefusalKind::not_found);
    auto gate = house.as(house.stranger);
    CHECK(open_review_papers(gate, id).error().front().kind == domain::RefusalKind::not_found);
    CHECK(open_review_paper_form(gate, id, "review_acknowledgement").error().front().kind == domain::RefusalKind::not_found);
}

TEST_CASE("a request to the bodies names nobody and anybody who works the review makes it") {
    LetterHouse house;
    const auto id = house.applied(2);
    CHECK(TestHouse::refused(house.write(id, "review_request")) == "Acknowledge the application first");
    ReviewAnswers sent;
    sent.asked.letter_on = house.today();
    TestHouse::must(house.take(id, "acknowledge", sent));
    const auto request = TestHouse::must(house.write(id, "review_request", house.answers(), &house.contributor));
    CHECK_THAT(request.words, Contains("To: the district council and the chief officer of police") && Contains("Kent Police") && Contains(house.read(id).victim) && !Contains("Tarrant"));
    auto named = house.answers();
    named.typed = "Walter Tarrant lives alone.";
    CHECK(TestHouse::refused(house.write(id, "review_request", named)) == sentence);
}

TEST_CASE("the letter about a refused threshold holds its reasons and appeal, and the step that tells the applicant begins with them") {
    LetterHouse house;
    const auto applied = house.applied(2);
    CHECK_THAT(TestHouse::refused(house.write(applied, "review_threshold")), Contains("have not decided the threshold yet"));
    const auto id = house.decided(2, "refuse_threshold");
    CHECK_THAT(TestHouse::refused(house.write(id, "review_threshold", {house.today(), "", "", "", {}, ""})), Contains("what the applicant can do instead") && Contains("complain or appeal"));
    house.make(id, "review_threshold");
    CHECK(house.read(id).facts.advice == "Keep a diary.");
    CHECK(house.read(id).facts.appeal_route == "Write to the Police and Crime Commissioner.");
    auto gate = house.as(house.chair);
    CHECK(TestHouse::must(open_review_paper_form(gate, id, "review_threshold")).stands.advice == "Keep a diary.");
    TestHouse::must(house.take(id, "notify_refusal", house.letter()));
    auto again = house.answers();
    again.advice = "Something else.";
    TestHouse::must(house.write(id, "review_threshold", again));
    CHECK(house.read(id).facts.advice == "Ring 101 when it happens.");  // what was told stays
    const auto words = TestHouse::must(house.write(id, "review_threshold")).words;
    CHECK_THAT(words, Contains("The bodies have weighed it.") && Contains("The last day is " + domain::long_date(domain::add_days(house.today(), 28))));
}

TEST_CASE("the outcome letter holds every recommendation and is not made before the review was held") {
    LetterHouse house;
    const auto id = house.decided(3, "meet_threshold");
    CHECK_THAT(TestHouse::must(house.write(id, "review_threshold")).words, Contains("There will be an ASB case review"));
    CHECK(TestHouse::refused(house.write(id, "review_outcome")) == "The review has not been held yet");
    TestHouse::must(house.take(id, "convene", house.convened(0)));
    CHECK(TestHouse::refused(house.write(id, "review_outcome")) == "The review has not been held yet");
    TestHouse::must(house.take(id, "hold", house.held()));
    const auto letter = TestHouse::must(house.write(id, "review_outcome"));
    CHECK_THAT(letter.words, Contains("The bodies agreed who does what.") && Contains("To Kent Police: Patrol the square on Friday evenings.") && Contains("To Golding Homes: Mend the gate.") && !Contains("Camera at the gate"));
    auto gate = house.as(house.chair);
    CHECK(TestHouse::must(open_review_paper_form(gate, id, "review_outcome")).plan == "Camera at the gate\nOne officer for Mr Tarrant");
}

TEST_CASE("a letter that would name another complainant or where they live stops with the neutral sentence, also once it is kept") {
    LetterHouse house;
    const auto id = house.applied(3);
    auto asked = house.answers();
    asked.typed = "Ann Oakden of 20 Church Street told us too.";
    CHECK(house.write(id, "review_acknowledgement", asked).has_value());  // nobody of that name is known yet
    SECTION("by name") { house.reported_by(id, "Ann Oakden", ""); }
    SECTION("by address") { house.reported_by(id, "A. B.", "20 Church St, Maidstone"); }
    CHECK(TestHouse::refused(house.write(id, "review_acknowledgement", asked)) == sentence);
    CHECK(house.write(id, "review_acknowledgement").has_value());
    auto gate = house.as(house.deputy);
    const auto waiting = TestHouse::must(list_stopped(gate, "tctf", {})).lines;
    REQUIRE(waiting.size() == 1);
    CHECK(waiting.front().kind == "review_acknowledgement");
}

TEST_CASE("a letter goes where the applicant wants to hear, and stops when that is a place that must not be told") {
    LetterHouse house;
    const auto id = house.applied(3);
    house.database->write([&](Transaction& tx) { tx.run("UPDATE case_review_source SET contact = 'By letter to 20 Church Street' WHERE review_id = :id", {with("id", id)}); });
    CHECK(house.write(id, "review_acknowledgement").has_value());
    SECTION("the applicant’s own report says the same place") {
        house.reported_by(id, "Walter Tarrant", "20 Church Street, Maidstone");
        CHECK(house.write(id, "review_acknowledgement").has_value());
    }
    SECTION("it is where another complainant lives") {
        house.reported_by(id, "Ann Oakden", "20 Church Street, Maidstone");
        CHECK(TestHouse::refused(house.write(id, "review_acknowledgement")) == sentence);
    }
}

TEST_CASE("a letter to whoever applied for somebody does not name whom") {
    LetterHouse house;
    const auto id = house.applied(3);
    house.database->write([&](Transaction& tx) {
        tx.run("UPDATE case_review_source SET applicant = 'June Tarrant' WHERE review_id = :id", {with("id", id)});
        tx.run("UPDATE case_review SET applicant_kind = 'relative' WHERE id = :id", {with("id", id)});
    });
    CHECK_THAT(TestHouse::must(house.write(id, "review_acknowledgement")).words, Contains("To: June Tarrant") && !Contains("Walter"));
    auto asked = house.answers();
    asked.typed = "Walter Tarrant can ring us.";
    CHECK(TestHouse::refused(house.write(id, "review_acknowledgement", asked)) == sentence);
}

TEST_CASE("a group’s own wording of a letter is used from its day on, and the letter remembers it") {
    LetterHouse house;
    const auto id = house.applied(3);
    auto chair = house.as(house.chair);
    const int version = TestHouse::must(draft_wording(chair, "tctf", "review_acknowledgement", {domain::papers::house_wording("review_acknowledgement") + "Victim Support can help you.\n", "Agreed with Victim Support.", house.today()}));
    auto deputy = house.as(house.deputy);
    TestHouse::must(answer_wording(deputy, "tctf", "review_acknowledgement", version, true, ""));
    const auto letter = TestHouse::must(house.write(id, "review_acknowledgement"));
    CHECK(letter.wording == "review_acknowledgement 1");
    CHECK_THAT(letter.words, Contains("Victim Support can help you."));
}

TEST_CASE("a letter tells nobody where the victim is protected, though another group keeps that") {
    LetterHouse house;
    const auto id = house.applied(3);
    house.database->write([&](Transaction& tx) {
        tx.run("UPDATE case_review_source SET applicant = 'June Tarrant' WHERE review_id = :id", {with("id", id)});
        tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES ('MAR-2026-0001', 'marac', 'daf', 3, 'forum', 0)");
        tx.run("INSERT INTO person (id, opened_at) VALUES ('PER-V', 0)");
        tx.run("INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) VALUES ('MAR-2026-0001', 'PER-V', 'victim', 'USR-0006', 0)");
        tx.run("INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key, field_class) VALUES ('PER-V', 'MAR-2026-0001', 0, 'name', 'Walter Tarrant', :key, 1)", {with("key", surname_first("Walter Tarrant"))});
        tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, field_class) VALUES ('PER-V', 'MAR-2026-0001', 0, 'protected', '20 Church St', '', 2)");
    });
    auto asked = house.answers();
    CHECK(house.write(id, "review_acknowledgement", asked).has_value());
    asked.typed = "We were at 20 Church Street.";
    CHECK(TestHouse::refused(house.write(id, "review_acknowledgement", asked)) == sentence);
    auto gate = house.as(house.stranger);
    CHECK(TestHouse::must(list_stopped(gate, "daf", {})).lines.size() == 1);
}
