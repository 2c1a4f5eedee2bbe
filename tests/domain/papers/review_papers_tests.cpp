// The letters of a case review: each holds what the Act demands, and none is made before the review has come to it.
#include <catch2/catch.hpp>

#include "domain/case_review/review_papers.hpp"
#include "domain/papers/paper_kinds.hpp"

using namespace casework::domain;
using namespace casework::domain::case_review;
using Catch::Contains;

namespace {

constexpr Date day(unsigned month, unsigned of_month) { return Date{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{of_month}}; }

// An application of 2 March, decided on 16 March, reviewed on 20 April.
ReviewPaperFacts facts(State state) {
    ReviewPaperFacts f;
    f.head.reference = "ACR-2026-0001", f.head.recipient = "June Tarrant", f.head.council = "Maidstone Borough Council", f.head.officer = "Grace Holloway", f.head.officer_title = "Manager", f.head.contact = "01622 602 000";
    f.state = state, f.victim = "VIC-2026-0003", f.by_victim = false, f.today = day(4, 22);
    f.days.received_on = day(3, 2);
    f.decide_by = day(3, 20), f.answer_by = day(3, 17), f.review_by = day(4, 24);
    if (state != State::received && state != State::acknowledged && state != State::info_gathering) f.days.threshold_on = day(3, 16), f.decided_by = "the district council and the police", f.reason = "The bodies have weighed it.";
    f.days.panel_on = day(4, 20);
    f.took_part = {"the district council", "the chief officer of police"};
    f.days.recommendations = {{"Kent Police", "Patrol the square on Friday evenings.", "", "", {}}};
    Classified late{{}, "reported_late", {}, {}}, counts{{}, "qualifies", {}, {}};
    f.complaints = {counts, counts, late};
    f.asked.letter_on = day(4, 22);
    return f;
}
std::string text(std::string_view paper, const ReviewPaperFacts& f) { return papers::stored(review_paper_text(paper, f)); }
std::string why(std::string_view paper, const ReviewPaperFacts& f) {
    std::string said;
    for (const auto& refusal : review_paper_refused(paper, f)) said += refusal.field + ": " + refusal.message + " (" + refusal.authority + ")\n";
    return said;
}

}  // namespace

TEST_CASE("an acknowledgement says when, to whom it is passed, what is counted and by when it is decided") {
    const auto f = facts(State::received);
    CHECK(why("review_acknowledgement", f).empty());
    CHECK_THAT(text("review_acknowledgement", f), Contains("To: June Tarrant") && Contains("2 March 2026") && Contains("district council, the police, the integrated care board") && Contains("at least 3 complaints") &&
                                                      Contains("within 1 month beginning with the day of the behaviour") && Contains("by 20 March 2026: 14 working days after") && Contains("Section 104") && Contains("not satisfied"));
    CHECK_THAT(text("review_acknowledgement", f), Contains("for somebody else, who agrees") && !Contains("VIC-"));
}

TEST_CASE("a request tells the bodies their duty and its bounds, and names nobody") {
    auto f = facts(State::acknowledged);
    f.head.recipient = "the district council and the chief officer of police";
    f.asked_about = {{day(1, 4), day(1, 6), "Kent Police", "Noise", "46/1234/26"}};
    CHECK(why("review_request", f) == "bodies: Select the bodies that are asked (2014 Act Schedule 4 paragraph 7)\n");
    f.asked.bodies = {"district", "police"};
    CHECK(why("review_request", f).empty());
    CHECK_THAT(text("review_request", f), Contains("Schedule 4 paragraph 7") && Contains("data protection law") && Contains("interception of communications") && Contains("VIC-2026-0003") && Contains("Reference 46/1234/26") &&
                                              Contains("by 17 March 2026 (10 working days after this request)") && !Contains("Tarrant"));
    CHECK_FALSE(names_applicant("review_request"));
    CHECK(names_applicant("review_outcome"));
}

TEST_CASE("a refusal of the threshold gives reasons, advice, the way to appeal and its last day") {
    auto f = facts(State::threshold_not_met);
    CHECK_THAT(why("review_threshold", f), Contains("advice: ") && Contains("appeal_route: Enter how the applicant can complain or appeal (2014 Act Schedule 4 paragraph 3)"));
    f.asked.advice = "Keep a diary.", f.asked.appeal_route = "Write to the Police and Crime Commissioner.";
    CHECK(why("review_threshold", f).empty());
    CHECK_THAT(text("review_threshold", f), Contains("# There will be no ASB case review") && Contains("not met") && Contains("2 complaints qualify. 3 are needed") && Contains("1 does not count: reported too long after the behaviour (2014 Act s.104(11)(a))") &&
                                                Contains("The bodies have weighed it.") && Contains("Keep a diary.") && Contains("Write to the Police and Crime Commissioner.") && Contains("The last day is 20 May 2026: 28 days following 22 April 2026"));
}

TEST_CASE("a threshold that is met says by which limb, and what follows") {
    auto f = facts(State::threshold_met);
    f.met = f.by_count = true;
    CHECK(why("review_threshold", f).empty());
    CHECK_THAT(text("review_threshold", f), Contains("# There will be an ASB case review") && Contains("section 104(4)") && Contains("by 24 April 2026: 28 working days after the decision") && Contains("asks the person you applied for") && Contains("not satisfied"));
    f.by_count = false;
    CHECK_THAT(text("review_threshold", f), Contains("section 104(5)"));
}

TEST_CASE("the outcome letter tells the outcome, every recommendation, how to appeal and until when") {
    auto f = facts(State::review_held);
    CHECK_THAT(why("review_outcome", f), Contains("outcome: Enter the outcome as it may be told (2014 Act s.104(8)(a))") && Contains("appeal_route: "));
    f.asked.outcome = "The bodies agreed who does what.", f.asked.appeal_route = "Write to the Police and Crime Commissioner.";
    CHECK(why("review_outcome", f).empty());
    CHECK_THAT(text("review_outcome", f), Contains("held on 20 April 2026") && Contains("The bodies agreed who does what.") && Contains("- To Kent Police: Patrol the square on Friday evenings.") && Contains("section 104(7)") && Contains("The last day is 20 May 2026"));
    f.days.recommendations.clear();
    CHECK_THAT(text("review_outcome", f), Contains("made no recommendations"));
}

TEST_CASE("no letter is made before the review has come to it, each refusal with its section") {
    const auto stopped = [](std::string_view paper, State state, bool appealed = false) {
        auto f = facts(state);
        f.appealed = appealed;
        const auto refusals = review_paper_stopped(paper, f);
        return refusals.empty() ? std::string() : refusals.front().message + " (" + refusals.front().authority + ")";
    };
    auto offered = facts(State::offered);
    offered.days.received_on.reset();
    for (const auto paper : review_papers()) CHECK(review_paper_stopped(paper, offered).front().authority == "2014 Act s.104(1)");
    for (const auto paper : review_papers()) CHECK(stopped(paper, State::withdrawn) == "The application was withdrawn (Local review procedure)");
    CHECK_THAT(stopped("review_acknowledgement", State::threshold_met), Contains("2014 Act s.104(6)"));
    CHECK_THAT(stopped("review_request", State::received), Contains("Acknowledge the application first"));
    CHECK_THAT(stopped("review_request", State::review_held), Contains("Schedule 4 paragraph 7"));
    CHECK_THAT(stopped("review_threshold", State::info_gathering), Contains("have not decided the threshold yet (2014 Act s.104(6))"));
    CHECK_THAT(stopped("review_threshold", State::threshold_appeal), Contains("Schedule 4 paragraph 3"));
    CHECK_THAT(stopped("review_threshold", State::closed_not_met, true), Contains("The appeal against this decision has been decided"));
    CHECK_THAT(stopped("review_outcome", State::review_scheduled), Contains("has not been held yet (2014 Act s.104(8))"));
    CHECK_THAT(stopped("review_outcome", State::review_appeal), Contains("Schedule 4 paragraph 3"));
    CHECK(stopped("review_outcome", State::monitoring).empty());
}

TEST_CASE("a letter is dated no earlier than what it tells and no later than the post of the coming days") {
    auto f = facts(State::received);
    f.asked.letter_on = day(3, 1);
    CHECK_THAT(why("review_acknowledgement", f), Contains("letter_on: Date of the letter must be on or after 2 March 2026"));
    f.asked.letter_on = day(4, 30);
    CHECK_THAT(why("review_acknowledgement", f), Contains("on or before 29 April 2026"));
    f.asked.letter_on.reset();
    CHECK_THAT(why("review_acknowledgement", f), Contains("Enter the date of the letter"));
}

TEST_CASE("what the Act demands of a letter cannot be left out of its wording") {
    for (const auto& [paper, part, authority] : {std::tuple{"review_threshold", "appeal", "2014 Act Schedule 4 paragraph 3"}, {"review_threshold", "decision", "2014 Act s.104(6)"}, {"review_outcome", "recommendations", "2014 Act s.104(7), (8)(b)"},
                                                 {"review_outcome", "outcome", "2014 Act s.104(8)(a)"}, {"review_request", "duty", "2014 Act Schedule 4 paragraph 7"}, {"review_acknowledgement", "received", "2014 Act s.104(3)(b)"}}) {
        auto wording = papers::house_wording(paper);
        const auto line = std::string("[[") + part + "]]\n";
        wording.replace(wording.find(line), line.size(), "");
        const auto refusals = papers::wording_refused(paper, wording);
        REQUIRE(refusals.size() == 1);
        CHECK(refusals.front().authority == authority);
    }
}
