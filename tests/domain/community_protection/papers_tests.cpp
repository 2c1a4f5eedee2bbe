// Papers in parts: what the law demands stands in every wording, and what is made for whoever reported it names nobody.
#include <catch2/catch.hpp>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/made_papers.hpp"
#include "domain/papers/paper_kinds.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::domain::papers;
using Catch::Contains;

namespace {

std::string refused(std::string_view paper, std::string_view wording) {
    std::string said;
    for (const auto& refusal : wording_refused(paper, wording)) said += refusal.message + " (" + refusal.authority + ")\n";
    return said;
}
MadePaperFacts facts() {
    MadePaperFacts f;
    f.head.reference = "CPN-2026-0001", f.head.recipient = "Vince Harker", f.head.address = "77 Hartnup Street, Maidstone", f.head.officer = "Mel Hart", f.head.council = "Maidstone Borough Council";
    f.notice = true, f.category = "Noise", f.state = "A notice has been given.";
    return f;
}

}  // namespace

TEST_CASE("every paper can be worded by the house's own order and reads with invented facts") {
    for (const auto& kind : paper_kinds()) {
        INFO(kind.name);
        CHECK(refused(kind.name, house_wording(kind.name)) == "");
        const auto house = stored(sample_paper(kind.name, {}));
        CHECK(house == stored(sample_paper(kind.name, house_wording(kind.name))));
        CHECK(house.starts_with("# "));
        CHECK(parse_paper(house).size() > 3);
    }
}

TEST_CASE("a wording that leaves out what the law demands is refused with the section") {
    const auto without = [](std::string_view paper, const std::string& part) {
        auto wording = house_wording(paper);
        wording.replace(wording.find("[[" + part + "]]\n"), part.size() + 5, "");
        return refused(paper, wording);
    };
    CHECK_THAT(without("warning", "warning"), Contains("leaves out [[warning]]") && Contains("2014 Act s.43(5)(a)"));
    CHECK_THAT(without("notice", "appeal"), Contains("2014 Act s.43(7)(b)"));
    CHECK_THAT(without("notice", "consequences"), Contains("sections 47 to 51"));
    CHECK_THAT(without("penalty", "payment"), Contains("2014 Act s.52(6)(d), (e), (9)"));
    CHECK_THAT(without("cost", "appeal"), Contains("2014 Act s.47(7)"));
    CHECK(without("warning", "challenge") == "");  // no section demands it
}

TEST_CASE("a wording names only parts that exist, each once, and begins with what the paper is") {
    CHECK_THAT(refused("warning", house_wording("warning") + "[[requirements]]\n[[fees]]\nsee [[to]] above"), Contains("more than once") && Contains("[[fees]] is not a part") && Contains("on a line of its own"));
    CHECK_THAT(refused("warning", "Dear resident\n" + house_wording("warning")), Contains("must begin with [[title]]"));
    CHECK(refused("warning", "  \n ") == "Enter the wording ()\n");
    CHECK_THAT(refused("warning", house_wording("warning") + std::string(6001, 'x')), Contains("6,000"));
}

TEST_CASE("a partnership's own words stand between the parts and change none of them") {
    const auto own = stored(sample_paper("notice", "[[title]]\n[[to]]\n# Help for you\nTrinity can help you: ask the officer.\n- by phone\n[[binding]]\n[[conduct]]\n[[requirements]]\n[[appeal]]\n[[consequences]]\n[[signature]]\n"));
    CHECK_THAT(own, Contains("# Help for you\np Trinity can help you: ask the officer.\n- by phone\np You must do what this notice says."));
    CHECK(explained_in(parse_paper(own)).size() == 6);
}

TEST_CASE("the difference between two wordings is what was taken out and put in") {
    std::string shown;
    for (const auto& change : wording_changes("[[title]]\nOld words\n[[to]]\n", "[[title]]\n[[to]]\nNew words\n")) shown += (change.kind == WordingChange::Kind::same ? " " : change.kind == WordingChange::Kind::out ? "-" : "+") + change.line + "|";
    CHECK(shown == " [[title]]|-Old words| [[to]]|+New words|");
}

TEST_CASE("a paper that the record does not bear out is not made") {
    auto f = facts();
    const auto why = [&](std::string_view paper) { return made_paper_refused(paper, f).empty() ? std::string() : made_paper_refused(paper, f).front().authority; };
    CHECK(why("service_statement") == "2014 Act s.55");
    CHECK(why("posting_certificate") == "2014 Act s.45");
    CHECK(why("withdrawal") == "[2019] EWHC 84 (Admin)");
    CHECK(why("prosecution_summary") == "2014 Act s.48");
    CHECK_FALSE(why("closure_note").empty());
    CHECK(why("complainant_update").empty());
    f.service = ServiceRecord{.method = "posted_on_premises", .address = "3 Mill Lane", .on = Date{std::chrono::year{2026} / 3 / 2}, .enquiries = {{Date{std::chrono::year{2026} / 2 / 20}, "Asked at the Land Registry"}}};
    CHECK(why("posting_certificate").empty());
    CHECK_THAT(stored(made_paper_text("posting_certificate", f)), Contains("- 20 February 2026: Asked at the Land Registry") && Contains("section 45(4)"));
}

TEST_CASE("an update to whoever reported it names nobody and says what a case review is") {
    auto f = facts();
    CHECK_THAT(stored(made_paper_text("complainant_update", f)), !Contains("Harker") && !Contains("Hartnup") && Contains("case review"));
    f.typed = "Mr Harker of 77 Hartnup St has stopped.";
    CHECK(made_paper_refused("complainant_update", f).size() == 2);
    f.typed = "It has been quiet since Friday.";
    CHECK(made_paper_refused("complainant_update", f).empty());
}
