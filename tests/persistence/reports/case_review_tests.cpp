// An ASB case review on the database, from the application to its close: what each step keeps, what it waits for, and both appeals.
#include <catch2/catch.hpp>

#include "persistence/case_review/reviews.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::TestHouse;

namespace {

class ReviewHouse : public TestHouse {
  public:
    ReviewHouse() : TestHouse(GENERATE(from_range(testing::database_kinds()))) {}

    std::string applied(int complaints) {
        Application a;
        a.channel = "phone", a.applicant_kind = "victim", a.applicant = a.victim_name = "Walter Tarrant", a.contact = "By letter", a.safe_contact = "In the afternoon";
        a.received_on = today();
        for (int i = 0; i < complaints; ++i) a.complaints.push_back({domain::add_days(today(), -30 * (i + 1)), domain::add_days(today(), -30 * (i + 1) + 2), "kent-police", "asb", "", false});
        auto gate = as(chair);
        return must(apply_for_review(gate, "tctf", a)).id;
    }
    ReviewRecord read(const std::string& id) {
        auto gate = as(chair);
        return must(open_review(gate, id));
    }
    domain::Outcome<Saved> take(const std::string& id, std::string_view event, ReviewAnswers answers) {
        answers.version = read(id).version;
        auto gate = as(chair);
        return take_review_step(gate, id, event, answers);
    }
    // Gathered from every body, and decided.
    std::string decided(int complaints, std::string_view event) {
        const auto id = applied(complaints);
        ReviewAnswers a;
        a.asked.letter_on = today();
        must(take(id, "acknowledge", a));
        a.asked.relevant_bodies = a.asked.notified_bodies = {"district", "police", "icb"};
        must(take(id, "request_information", a));
        a.asked.all_classified = true, a.asked.victim_risk = "High: he lives alone.", a.asked.decided_by = "Council and police", a.asked.reason = "The bodies have weighed it.";
        a.asked.persistence = "Every week", a.asked.harm = "He does not leave the house", a.asked.adequacy = "One visit";
        must(take(id, event, a));
        return id;
    }
    ReviewAnswers convened(int days_ahead) const {
        ReviewAnswers a;
        a.asked.chair = "Nina Abbott, Head of Community Safety", a.asked.victim_invited = true, a.asked.panel_on = domain::add_days(today(), days_ahead);
        return a;
    }
    ReviewAnswers held() const {
        ReviewAnswers a;
        a.asked.panel_on = today(), a.asked.attending_bodies = {"district", "police", "icb"}, a.asked.victim_contribution = "He wants to sit in his garden.";
        a.asked.recommendations = {{"Kent Police", "Patrol the square on Friday evenings.", "", "", {}}, {"Golding Homes", "Mend the gate.", "", "", {}}};
        a.plan = "Camera at the gate\nOne officer for Mr Tarrant";
        return a;
    }
    ReviewAnswers letter() const {
        ReviewAnswers a;
        a.asked.letter_on = today(), a.asked.appeal_route = "Write to the Police and Crime Commissioner.", a.asked.letter_shareable = true, a.asked.advice = "Ring 101 when it happens.";
        return a;
    }
    ReviewAnswers because(const char* reason) const {
        ReviewAnswers a;
        a.asked.reason = reason, a.asked.decided_by = "Police and Crime Commissioner", a.asked.letter_on = today(), a.asked.panel_on = domain::add_days(today(), 20);
        return a;
    }
    std::string told_outcome() {
        const auto id = decided(3, "meet_threshold");
        must(take(id, "convene", convened(0)));
        must(take(id, "hold", held()));
        must(take(id, "notify_outcome", letter()));
        return id;
    }
    domain::Outcome<Saved> answer(const std::string& id, int n, const domain::case_review::Recommendation& what) {
        const auto version = read(id).version;
        auto gate = as(chair);
        return answer_recommendation(gate, id, version, n, what);
    }
};

}  // namespace

TEST_CASE("a review whose threshold is met is convened, held, told and followed up until every body has answered") {
    ReviewHouse house;
    const auto id = house.decided(3, "meet_threshold");
    CHECK(house.read(id).limb == "count");
    CHECK(house.refused(house.take(id, "hold", house.held())) != "");
    auto own = house.convened(10);
    own.asked.chair_handled_case = true;
    CHECK(house.refused(house.take(id, "convene", own)) == "Choose a chair who has not handled the case");
    house.must(house.take(id, "convene", house.convened(10)));
    house.must(house.take(id, "convene", house.convened(12)));
    CHECK(house.refused(house.take(id, "hold", ReviewAnswers{})) != "");
    house.pass_days(12);
    auto absent = house.held();
    absent.asked.attending_bodies = {"district"};
    CHECK(house.refused(house.take(id, "hold", absent)).find("Missing: chief officer of police and integrated care board") != std::string::npos);
    house.must(house.take(id, "hold", house.held()));
    CHECK(house.read(id).plan == "Camera at the gate\nOne officer for Mr Tarrant");
    const domain::case_review::Recommendation accepted{"", "", "accepted", "", house.today()};
    CHECK(house.refused(house.answer(id, 1, accepted)) == "Tell the applicant the outcome first");
    house.must(house.take(id, "notify_outcome", house.letter()));
    house.must(house.take(id, "track", {}));
    CHECK(house.refused(house.take(id, "close", {})).starts_with("2 recommendations wait for an answer"));
    house.must(house.answer(id, 1, accepted));
    CHECK(house.refused(house.answer(id, 2, {"", "", "not_accepted", "", house.today()})) == "Enter the body’s reason");
    house.must(house.answer(id, 2, {"", "", "not_accepted", "The gate is not theirs.", house.today()}));
    CHECK_FALSE(house.answer(id, 3, accepted));
    house.must(house.take(id, "close", {}));
    const auto closed = house.read(id);
    CHECK(closed.state == "closed");
    CHECK(closed.days.recommendations[1].response == "The gate is not theirs.");
}

TEST_CASE("an applicant who is told that the threshold is not met can appeal once, in time, and a review is held when it is upheld") {
    ReviewHouse house;
    const auto id = house.decided(2, "refuse_threshold");
    house.must(house.take(id, "notify_refusal", house.letter()));
    CHECK(house.refused(house.take(id, "appeal", {})) == "Enter why the applicant is dissatisfied");
    house.must(house.take(id, "appeal", house.because("Nobody asked my neighbours.")));
    house.must(house.take(id, "dismiss_appeal", house.because("The bodies had asked.")));
    CHECK(house.refused(house.take(id, "appeal", house.because("Again."))) == "This decision has been appealed against already");

    const auto other = house.decided(2, "refuse_threshold");
    house.must(house.take(other, "notify_refusal", house.letter()));
    house.must(house.take(other, "appeal", house.because("Nobody asked my neighbours.")));
    CHECK(house.read(other).state == "threshold_appeal");
    house.must(house.take(other, "uphold_appeal", house.because("The harm was left out.")));
    const auto upheld = house.read(other);
    CHECK(upheld.state == "threshold_met");
    CHECK(upheld.threshold == "met");
    CHECK(upheld.appeal_decision == "Upheld by Police and Crime Commissioner: The harm was left out.");

    const auto late = house.decided(2, "refuse_threshold");
    house.must(house.take(late, "notify_refusal", house.letter()));
    house.pass_days(29);
    CHECK(house.refused(house.take(late, "appeal", house.because("I was away."))).starts_with("The time to appeal ended on"));
}

TEST_CASE("an upheld appeal against a review has it held again, and that one can be appealed against afresh") {
    ReviewHouse house;
    const auto id = house.told_outcome();
    house.must(house.take(id, "appeal", house.because("The plan does nothing.")));
    auto yesterday = house.because("It has to be looked at again.");
    yesterday.asked.panel_on = domain::add_days(house.today(), -1);
    CHECK(house.refused(house.take(id, "uphold_appeal", yesterday)) == "Enter the date of the panel, today or in the future");
    house.must(house.take(id, "uphold_appeal", house.because("It has to be looked at again.")));
    CHECK(house.read(id).state == "review_scheduled");
    house.pass_days(20);
    house.must(house.take(id, "hold", house.held()));
    house.must(house.take(id, "notify_outcome", house.letter()));
    house.must(house.take(id, "appeal", house.because("Still nothing.")));
    house.must(house.take(id, "dismiss_appeal", house.because("The plan is sound.")));
    CHECK(house.read(id).state == "monitoring");
    auto gate = house.as(house.chair);
    const auto figures = house.must(read_review_figures(gate, "tctf")).years.front().figures;
    CHECK(figures.applications == 1);
    CHECK(figures.with_recommendations == 1);
}

TEST_CASE("two people who take a step of one review at once: the second is told, and nothing is kept twice") {
    ReviewHouse house;
    const auto id = house.decided(3, "meet_threshold");
    auto first = house.convened(10), second = house.convened(14);
    first.version = second.version = house.read(id).version;
    auto one = house.as(house.chair);
    house.must(take_review_step(one, id, "convene", first));
    auto two = house.as(house.deputy);
    CHECK_FALSE(take_review_step(two, id, "convene", second));
    CHECK(house.read(id).facts.panel_on == domain::add_days(house.today(), 10));
}

TEST_CASE("a partnership may ask for fewer qualifying complaints than three and never for more") {
    CHECK(setting_refused({"review_threshold_count", "1", domain::Date{std::chrono::year{2026} / 12 / 1}, "Agreed by the bodies"}, domain::Date{std::chrono::year{2026} / 11 / 1}).empty());
    const auto refusals = setting_refused({"review_threshold_count", "4", domain::Date{std::chrono::year{2026} / 12 / 1}, "Agreed by the bodies"}, domain::Date{std::chrono::year{2026} / 11 / 1});
    REQUIRE(refusals.size() == 1);
    CHECK(refusals.front().authority.find("s.104(4)") != std::string::npos);
}
