// The papers of a matter and their wordings on both databases: made when the record bears them out, kept version by version.
#include <catch2/catch.hpp>

#include "persistence/community_protection/case_papers.hpp"
#include "persistence/community_protection/court_bundle.hpp"
#include "persistence/documents/paper_wordings.hpp"
#include "persistence/community_protection/visits.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EnforcementHouse;
using Catch::Contains;


namespace {

class PaperHouse : public EnforcementHouse {
  public:
    FileStore store{database.directory() + "/files"};
    domain::Outcome<CasePaper> write(const std::string& id, const std::string& paper, const std::string& typed = {}) {
        auto gate = as(contributor);
        return write_case_paper(gate, id, {paper, typed});
    }
    KeptDocument make(const std::string& id, const std::string& paper) {
        auto written = must(write(id, paper));
        NewDocument document;
        document.kind = paper, document.title = paper, document.wording = written.wording, document.pdf = "%PDF-1.7 " + written.words;
        auto gate = as(contributor);
        return must(keep_document(gate, store, id, document, *written.cleared));
    }
    std::string kept_words(const std::string& id, const std::string& document) {
        auto gate = as(contributor);
        return must(open_kept_paper(gate, id, document)).words;
    }
    CasePapers papers(const std::string& id) {
        auto gate = as(contributor);
        return must(open_case_papers(gate, id));
    }
    domain::Outcome<int> draft(const domain::Actor& who, std::string_view paper, const std::string& body, int in_days = 0) {
        auto gate = as(who);
        return draft_wording(gate, "tctf", paper, {body, "The lawyers advised it.", domain::add_days(today(), in_days)});
    }
    domain::Outcome<bool> answer(const domain::Actor& who, std::string_view paper, int version, bool approve = true) {
        auto gate = as(who);
        return answer_wording(gate, "tctf", paper, version, approve, approve ? "" : "Too long.");
    }
};

std::string with_help(std::string_view paper) { return domain::papers::house_wording(paper) + "Trinity can help: ask the officer.\n"; }

}  // namespace

TEST_CASE("a statement of service says how the notice was given, and made again it is a new version") {
    PaperHouse house;
    const auto id = house.in_force();
    const auto first = house.make(id, "service_statement"), second = house.make(id, "service_statement");
    CHECK(first.version == 1);
    CHECK(second.version == 2);
    CHECK_THAT(house.kept_words(id, first.id), Contains(": How it was given: Handed to the person") && Contains(": Given by: CPO Mel Hart") && Contains("The bandstand"));
    CHECK(house.papers(id).documents.size() == 2);
    CHECK(house.papers(id).given.size() == 1);
    auto gate = house.as(house.stranger);
    CHECK(open_kept_paper(gate, id, first.id).error().front().kind == domain::RefusalKind::not_found);
    CHECK(open_case_papers(gate, id).error().front().kind == domain::RefusalKind::not_found);
}

TEST_CASE("what the record does not bear out cannot be made, and the page says why") {
    PaperHouse house;
    const auto id = house.given();
    CHECK(house.refused(house.write(id, "posting_certificate")) == "It was not posted on the premises");
    CHECK(house.refused(house.write(id, "closure_note")) == "It is still open");
    CHECK(house.refused(house.write(id, "poster")) == "Page not found");
    CHECK(house.refused(house.write(id, "complainant_update", "Gary Tindle has stopped")) == "Leave out the name of the person: whoever reported it is not told who is concerned");
    CHECK_THAT(house.must(house.write(id, "complainant_update", "It is quiet now.")).words, !Contains("Tindle") && Contains("It is quiet now.") && Contains("A warning has been given."));
    CaseAnswers away;
    away.reason = "It rested on a mistake.", away.told_on = house.today();
    house.must(house.step(id, "withdraw", away, &house.chair));
    CHECK_THAT(house.must(house.write(id, "withdrawal")).words, Contains("is withdrawn from"));
    CHECK_THAT(house.must(house.write(id, "closure_note")).words, Contains("# What was done"));
}

TEST_CASE("a wording is in force once another person has approved it, from its day on, and a paper remembers it") {
    PaperHouse house;
    const auto earlier = house.given();
    CHECK(house.refused(house.draft(house.contributor, "warning", with_help("warning"))) != "");
    const int version = house.must(house.draft(house.chair, "warning", with_help("warning"), 2));
    CHECK(house.refused(house.answer(house.chair, "warning", version)) == "You wrote this wording: another person must approve it");
    house.must(house.answer(house.deputy, "warning", version));
    CHECK(house.refused(house.answer(house.deputy, "warning", version)) == "It has been answered already");
    const auto before = house.given();
    house.pass_days(3);
    const auto after = house.given();
    const auto paper = [&](const std::string& id) {
        auto gate = house.as(house.contributor);
        return house.must(open_paper(gate, id));
    };
    CHECK(paper(earlier).wording.empty());
    CHECK(paper(before).wording.empty());
    CHECK(paper(after).wording == "warning 1");
    CHECK_THAT(paper(after).words, Contains("Trinity can help"));
    CHECK_THAT(paper(before).words, !Contains("Trinity can help"));
    auto gate = house.as(house.chair);
    CHECK(house.must(open_wordings(gate, "tctf", "warning")).today.version == 1);
    CHECK(house.must(list_wordings(gate, "tctf")).lines.front().in_force == 1);
}

TEST_CASE("a wording without a statutory part never becomes a draft, and one that is not approved is never used") {
    PaperHouse house;
    CHECK_THAT(house.refused(house.draft(house.chair, "notice", "[[title]]\n[[to]]\nBe good.\n")), Contains("leaves out [[appeal]]") && Contains("leaves out [[requirements]]"));
    const int version = house.must(house.draft(house.chair, "notice", with_help("notice")));
    CHECK(house.refused(house.draft(house.chair, "notice", with_help("notice"), -1)) == "The day it takes effect must be today or later: what was given before is not worded anew");
    house.must(house.answer(house.deputy, "notice", version, false));
    auto gate = house.as(house.chair);
    CHECK(house.must(open_wordings(gate, "tctf", "notice")).today.version == 0);
    CHECK(house.must(open_wordings(gate, "tctf", "notice")).versions.front().answer_reason == "Too long.");
}

TEST_CASE("a visit is kept with time, place and who was seen, and its photograph must be evidence of the case") {
    PaperHouse house;
    const auto id = house.opened();
    NewVisit visit{house.today(), 970, "Brenchley Gardens", "other", "", "Music could be heard.", ""};
    const auto add = [&](const domain::Actor& who) {
        auto gate = house.as(who);
        return add_visit(gate, id, visit);
    };
    CHECK(house.refused(add(house.contributor)) == "Enter who was seen");
    visit.seen_words = "A warden";
    CHECK(house.must(add(house.contributor)).version == 1);
    CHECK(add(house.viewer).error().front().kind == domain::RefusalKind::forbidden);
    visit.file = "0123";
    CHECK(house.refused(add(house.contributor)) == "The photograph is not among the evidence of this case");
    REQUIRE(house.read(id).visits.size() == 1);
    CHECK(house.read(id).visits.front().seen_words == "A warden");
    CHECK(house.read(id).history.front().words == "visit on " + domain::long_date(house.today()) + ", Brenchley Gardens");
}

TEST_CASE("a file of evidence is said to prove a test or a breach of its own case, and nothing else") {
    PaperHouse house;
    const auto id = house.opened();
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO evidence_file (id, record_id, state, type, field_class, file_name, bytes, wrapped_key, uploaded_by, began_at) VALUES ('F1', :id, 'clean', 'jpeg', 0, 'door.jpg', 4, 'k', 'USR-0003', 0)", {with("id", id)});
        tx.run("INSERT INTO evidence_file (id, record_id, state, type, field_class, file_name, bytes, wrapped_key, uploaded_by, began_at) VALUES ('F2', :id, 'clean', 'jpeg', 2, 'who.jpg', 4, 'k', 'USR-0003', 0)", {with("id", id)});
    });
    auto gate = house.as(house.contributor);
    house.must(save_bearings(gate, id, "F1", {"persistent", "unreasonable"}));
    CHECK(house.refused(save_bearings(gate, id, "F1", {"breach 1"})) == "Select tests or breaches from the list");
    CHECK(save_bearings(gate, id, "F2", {"persistent"}).error().front().kind == domain::RefusalKind::not_found);  // protected
    CHECK(house.must(open_bearings(gate, id, "F1")).chosen == std::vector<std::string>{"persistent", "unreasonable"});
    CHECK(house.read(id).linked_files.size() == 2);
}

TEST_CASE("a court bundle is gathered by a coordinator for a purpose, with the papers as they were given") {
    PaperHouse house;
    const auto id = house.in_force();
    auto officer = house.as(house.contributor);
    CHECK(gather_bundle(officer, id).error().front().kind == domain::RefusalKind::forbidden);
    auto unasked = house.as(house.chair);
    CHECK(gather_bundle(unasked, id).error().front().kind == domain::RefusalKind::password_again);
    auto gate = house.as(house.chair);
    gate.give_purpose({"export_rows", id, "prosecution"});
    const auto source = house.must(gather_bundle(gate, id));
    REQUIRE(source.papers.size() == 2);
    CHECK(source.papers.front().name == "warning");
    CHECK(source.papers.back().name == "notice");
    CHECK(source.records.size() == 2);
    CHECK(source.services.size() == 2);
}
