// Which complaints qualify, whom the radar finds, and the four published figures.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/case_review/figures.hpp"
#include "domain/case_review/radar.hpp"

using namespace casework::domain;
using namespace casework::domain::case_review;

namespace {

Date day(std::string_view iso) { return *parse_iso_date(iso); }

Complaint complaint(std::string id, std::string_view behaviour, std::string_view reported, std::string agency = "kent-police") {
    Complaint c;
    c.id = std::move(id);
    c.victim = "PER-1";
    c.agency = std::move(agency);
    c.behaviour_on = day(behaviour);
    c.reported_on = day(reported);
    return c;
}
std::string reason(const Complaint& c, std::string_view application, const Procedure& procedure = {}) { return classify({c}, day(application), procedure).front().reason; }

std::vector<Complaint> three() {
    return {complaint("A", "2026-03-01", "2026-03-02"), complaint("B", "2026-04-01", "2026-04-02", "maidstone"), complaint("C", "2026-05-01", "2026-05-02", "golding-homes")};
}

}  // namespace

TEST_CASE("a complaint counts when it was made within one month beginning with the behaviour") {
    CHECK(reason(complaint("A", "2026-03-10", "2026-04-09"), "2026-04-09") == "qualifies");
    CHECK(reason(complaint("A", "2026-03-10", "2026-04-10"), "2026-04-10") == "reported_late");
    CHECK(reason(complaint("A", "2026-01-31", "2026-02-27"), "2026-03-01") == "qualifies");
    CHECK(reason(complaint("A", "2026-01-31", "2026-02-28"), "2026-03-01") == "reported_late");
    CHECK(reason(complaint("A", "2026-03-10", "2026-03-09"), "2026-04-10") == "reported_before");
}

TEST_CASE("an application counts complaints of the six months beginning with each complaint") {
    CHECK(reason(complaint("A", "2026-03-10", "2026-03-11"), "2026-09-10") == "qualifies");
    CHECK(reason(complaint("A", "2026-03-10", "2026-03-11"), "2026-09-11") == "applied_late");
    CHECK(reason(complaint("A", "2026-03-10", "2026-03-11"), "2026-03-10") == "after_application");
}

TEST_CASE("a procedure may vary both periods") {
    Procedure p;
    p.report_months = 2;
    p.apply_months = 12;
    CHECK(reason(complaint("A", "2026-03-10", "2026-05-09"), "2027-05-08", p) == "qualifies");
    CHECK(reason(complaint("A", "2026-03-10", "2026-05-09"), "2027-05-09", p) == "applied_late");
}

TEST_CASE("behaviour that distresses nobody does not qualify unless it is a hate incident and the procedure counts those") {
    auto c = complaint("A", "2026-03-10", "2026-03-11");
    c.distress = false;
    CHECK(reason(c, "2026-03-12") == "no_distress");
    c.hate = true;
    CHECK(reason(c, "2026-03-12") == "qualifies");
    Procedure p;
    p.hate_counts = false;
    CHECK(reason(c, "2026-03-12", p) == "no_distress");
}

TEST_CASE("several complaints about one incident count once and the newest of them counts") {
    auto complaints = three();
    complaints[1].incident = complaints[2].incident = "INC-7";
    const auto classified = classify(complaints, day("2026-06-01"), {});
    CHECK(qualifying_count(classified) == 2);
    CHECK(std::ranges::find(classified, std::string("B"), [](const auto& row) { return row.complaint.id; })->reason == "same_incident");
    Procedure p;
    p.incidents_once = false;
    CHECK(qualifying_count(classify(complaints, day("2026-06-01"), p)) == 3);
}

TEST_CASE("every reason why a complaint does not qualify cites the Act") {
    for (const auto& row : qualifying_reasons()) CHECK(std::string(row.note).starts_with("2014 Act s.10"));
}

TEST_CASE("the radar finds a victim whose complaints to three agencies add up") {
    const auto lines = radar(three(), {}, day("2026-06-01"), {});
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().victim == "PER-1");
    CHECK(lines.front().own == 3);
    CHECK(lines.front().agencies == std::vector<std::string>{"golding-homes", "kent-police", "maidstone"});
    CHECK(lines.front().last_day == day("2026-09-01"));
    CHECK(lines.front().why() == "3 qualifying complaints to 3 agencies, counted until 1 September 2026");
}

TEST_CASE("the radar falls silent on the day after the count has lapsed") {
    CHECK(radar(three(), {}, day("2026-09-01"), {}).size() == 1);
    CHECK(radar(three(), {}, day("2026-09-02"), {}).empty());
}

TEST_CASE("a fourth complaint keeps the count when the first one lapses") {
    auto complaints = three();
    complaints.push_back(complaint("D", "2026-06-01", "2026-06-01"));
    const auto lines = radar(complaints, {}, day("2026-06-02"), {});
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().last_day == day("2026-10-01"));
}

TEST_CASE("complaints of neighbours about the same behaviour count for each of them") {
    auto complaints = three();
    for (auto& c : complaints) c.about = "CPW-2026-0009";
    complaints[1].victim = "PER-2";
    complaints[2].victim = "PER-3";
    const auto lines = radar(complaints, {}, day("2026-06-01"), {});
    REQUIRE(lines.size() == 3);
    for (const auto& line : lines) {
        CHECK(line.own == 1);
        CHECK(line.about == "CPW-2026-0009");
        CHECK(line.complaints.size() == 3);
    }
}

TEST_CASE("a victim whose own complaints lapsed is not offered a review on the complaints of others") {
    auto complaints = three();
    for (auto& c : complaints) c.about = "CPW-2026-0009";
    complaints.push_back(complaint("D", "2025-01-01", "2025-01-02"));
    complaints.back().victim = "PER-9";
    complaints.back().about = "CPW-2026-0009";
    const auto lines = radar(complaints, {}, day("2026-06-01"), {});
    CHECK(std::ranges::none_of(lines, [](const auto& line) { return line.victim == "PER-9"; }));
}

TEST_CASE("the radar is quiet while a review is open and until something new happens") {
    CHECK(radar(three(), {{"PER-1", true, day("2026-01-01")}}, day("2026-06-01"), {}).empty());
    CHECK(radar(three(), {{"PER-1", false, day("2026-05-02")}}, day("2026-06-01"), {}).empty());
    CHECK(radar(three(), {{"PER-1", false, day("2026-05-01")}}, day("2026-06-01"), {}).size() == 1);
    CHECK(radar(three(), {{"PER-2", true, day("2026-05-01")}}, day("2026-06-01"), {}).size() == 1);
}

TEST_CASE("the victim whose count lapses soonest stands first") {
    auto complaints = three();
    for (auto c : three()) {
        c.victim = "PER-0";
        c.id += "2";
        c.behaviour_on = c.reported_on = add_days(c.reported_on, 5);
        complaints.push_back(c);
    }
    const auto lines = radar(complaints, {}, day("2026-06-01"), {});
    REQUIRE(lines.size() == 2);
    CHECK(lines.front().victim == "PER-1");
}

TEST_CASE("a year without applications publishes four zeros") {
    const auto lines = publication(figures({}, {day("2022-01-01"), day("2022-12-31")}));
    REQUIRE(lines.size() == 4);
    for (const auto& line : lines) CHECK(line.figure == "0");
}

TEST_CASE("each yearly figure counts by the day of its own event") {
    const std::vector<CountedReview> reviews{
        {day("2025-12-30"), {day("2026-01-09")}, {}, {}},
        {day("2026-02-01"), {}, {day("2026-03-10")}, day("2026-03-10")},
        {day("2026-11-01"), {day("2026-11-12")}, {day("2027-01-20")}, day("2027-01-20")},
    };
    CHECK(figures(reviews, {day("2026-01-01"), day("2026-12-31")}) == Figures{2, 2, 1, 1});
}

TEST_CASE("a reporting period is at most twelve months") {
    CHECK(period_refused({day("2026-01-01"), day("2026-12-31")}).empty());
    CHECK(period_refused({day("2026-01-01"), day("2027-01-01")}).front().authority == "2014 Act s.105(4)");
    CHECK_FALSE(period_refused({day("2026-01-02"), day("2026-01-01")}).empty());
}
