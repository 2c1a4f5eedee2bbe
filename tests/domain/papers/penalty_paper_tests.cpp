// The fixed penalty notice of a public spaces order: everything that section 68 demands stands in it, and it is made only while it holds.
#include <catch2/catch.hpp>

#include "domain/papers/paper_kinds.hpp"
#include "domain/tools_and_powers/penalty_paper.hpp"

using namespace casework::domain;
using namespace casework::domain::tools_and_powers;
using Catch::Contains;

namespace {

constexpr Date day(unsigned month, unsigned of_month) { return Date{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{of_month}}; }

PenaltyPaperFacts facts() {
    PenaltyPaperFacts f;
    f.head.reference = "TOL-2026-0003", f.head.council = "Maidstone Borough Council", f.head.contact = "Maidstone Borough Council", f.head.recipient = "Gary Tindle";
    f.breach = 2, f.area = "Maidstone town centre", f.article = "1. Drink alcohol after being told to stop", f.alcohol = true;
    f.on = day(3, 1), f.at = 21 * 60 + 30, f.place = "By the fountain", f.officer = "Mel Hart";
    f.state = "issued", f.penalty = {day(3, 2), 10000, 7500, 10, "borough", false}, f.order_agency = "borough", f.today = day(3, 2);
    f.asked = {"You held an open can and went on drinking.", "Maidstone Borough Council, Payments", "King Street, Maidstone", {"post", "online"}, ""};
    return f;
}
std::string why(const PenaltyPaperFacts& f) {
    std::string said;
    for (const auto& refusal : penalty_paper_refused(f)) said += refusal.field + ": " + refusal.message + " (" + refusal.authority + ")\n";
    return said;
}

}  // namespace

TEST_CASE("the notice of a penalty holds particulars, the 14 days, both amounts, the payee and the ways to pay") {
    auto f = facts();
    CHECK(why(f).empty());
    const auto text = papers::stored(penalty_paper_text(f));
    CHECK_THAT(text, Contains("TOL-2026-0003, breach 2") && Contains("To: Gary Tindle") && Contains("instead of being prosecuted"));
    CHECK_THAT(text, Contains(": When: 1 March 2026 at 9:30pm") && Contains("= 1. Drink alcohol after being told to stop") && Contains("You held an open can") && Contains("section 63(6)") && Contains("£500") && !Contains("section 67"));
    CHECK_THAT(text, Contains("The penalty is £100. The last day to pay it is 16 March 2026: 14 days following 2 March 2026") && Contains("on or before 12 March 2026 the penalty is £75"));
    CHECK_THAT(text, Contains("No proceedings for this offence are started before the end of these 14 days. If you pay within them you cannot be convicted of it (section 68(4))."));
    CHECK_THAT(text, Contains("Pay to Maidstone Borough Council, Payments, King Street, Maidstone") && Contains("- Card online") && Contains("section 68(8) and (9)") && Contains("which made the order (section 68(3))"));
    CHECK_THAT(text, Contains("~ Mel Hart | Person authorised by the council | Maidstone Borough Council"));
    f.constable = true;
    CHECK_THAT(papers::stored(penalty_paper_text(f)), Contains("~ Mel Hart | Constable\n"));
}

TEST_CASE("a breach of another article is an offence of section 67") {
    auto f = facts();
    f.alcohol = false, f.article = "2. Play amplified music", f.penalty.early_days = 0, f.penalty.early_pence = 0;
    CHECK_THAT(papers::stored(penalty_paper_text(f)), Contains("section 67(1)") && Contains("£1,000") && !Contains("section 63") && !Contains("on or before"));
}

TEST_CASE("a notice is refused with the section where no penalty stands or its days are over") {
    const auto refused = [](auto change) {
        auto f = facts();
        change(f);
        return why(f);
    };
    CHECK_THAT(refused([](auto& f) { f.state = ""; }), Contains("No fixed penalty was given for this breach (2014 Act s.68(1))"));
    CHECK_THAT(refused([](auto& f) { f.state = "paid"; }), Contains("it was paid"));
    CHECK_THAT(refused([](auto& f) { f.head.recipient = ""; }), Contains("2014 Act s.68(1)"));
    CHECK_THAT(refused([](auto& f) { f.penalty.payee = "county"; }), Contains("the council that made the order (2014 Act s.68(3))"));
    CHECK(refused([](auto& f) { f.today = day(3, 16); }).empty());
    CHECK_THAT(refused([](auto& f) { f.today = day(3, 17); }), Contains("ended on 16 March 2026") && Contains("2014 Act s.68(4)"));
}

TEST_CASE("what section 68 asks of whoever makes the notice is refused under its field, all at once") {
    auto f = facts();
    f.asked = {};
    CHECK_THAT(why(f), Contains("particulars: ") && Contains("2014 Act s.68(5)(a)") && Contains("payee_name: ") && Contains("payee_address: ") && Contains("2014 Act s.68(5)(d)") && Contains("methods: ") && Contains("2014 Act s.68(5)(e)"));
    f = facts();
    f.asked.methods = {"online"};
    CHECK_THAT(why(f), Contains("methods: Payment by post can always be made: select it (2014 Act s.68(8))"));
}

TEST_CASE("what section 68 demands cannot be left out of the wording") {
    for (const auto& [part, authority] : {std::pair{"offence", "2014 Act s.68(5)(a)"}, {"amounts", "2014 Act s.68(4), (5)(b), (c), (7)"}, {"payment", "2014 Act s.68(3), (5)(d), (e), (8)"}, {"choice", "2014 Act s.68(2)"}}) {
        auto wording = papers::house_wording("pspo_penalty");
        const auto line = std::string("[[") + part + "]]\n";
        wording.replace(wording.find(line), line.size(), "");
        const auto refusals = papers::wording_refused("pspo_penalty", wording);
        REQUIRE(refusals.size() == 1);
        CHECK(refusals.front().authority == authority);
    }
    CHECK(papers::paper_of_document("pspo_penalty-3") == papers::find_paper("pspo_penalty"));
    CHECK(papers::find_paper("pspo_penalty-3") == nullptr);
}
