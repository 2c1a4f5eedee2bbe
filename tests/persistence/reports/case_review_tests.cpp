// An ASB case review on the database, from the application to its close: what each step keeps, what it waits for, and both appeals.
#include <catch2/catch.hpp>

#include "tests/persistence/reports/review_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::ReviewHouse;

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
