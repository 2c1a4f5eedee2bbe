// Meetings in the database: who came, who accepted the confidentiality statement, and what opens to whom.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;
using Catch::Contains;

namespace {

MeetingRecord opened_by(TestHouse& house, const domain::Actor& who, const std::string& meeting) {
    auto gate = house.as(who);
    return TestHouse::must(open_meeting(gate, meeting));
}
AttendanceLine line_of(const MeetingRecord& meeting, const domain::Actor& who) { return *std::ranges::find(meeting.attendance, who.account, &AttendanceLine::account); }

}  // namespace

TEST_CASE("accepting the confidentiality statement writes nobody down as present") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto meeting = house.scheduled();
    for (const auto* who : {&house.chair, &house.contributor, &house.business}) {
        auto gate = house.as(*who);
        TestHouse::must(accept_confidentiality(gate, meeting));
    }
    auto record = opened_by(house, house.chair, meeting);
    CHECK(record.agencies_present == 0);
    CHECK(line_of(record, house.business).attends.empty());
    CHECK(line_of(record, house.business).accepted_at);
    auto gate = house.as(house.chair);
    CHECK_THAT(TestHouse::refused(take_meeting_step(gate, meeting, "start", {1, "", ""})), Contains("at least 3 agencies first. 0 agencies are recorded"));
    TestHouse::must(record_attendance(gate, meeting, {{house.chair.account, "in_room"}, {house.contributor.account, "online"}, {house.business.account, "in_room"}}));
    CHECK(opened_by(house, house.chair, meeting).agencies_present == 3);
    TestHouse::must(record_attendance(gate, meeting, {{house.business.account, ""}}));
    record = opened_by(house, house.chair, meeting);
    CHECK(record.agencies_present == 2);
    CHECK(line_of(record, house.business).accepted_at);
}

TEST_CASE("accepting twice keeps the first time") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto meeting = house.scheduled();
    auto gate = house.as(house.viewer);
    TestHouse::must(accept_confidentiality(gate, meeting));
    const auto first = line_of(opened_by(house, house.viewer, meeting), house.viewer).accepted_at;
    house.now += std::chrono::minutes(5);
    auto later = house.as(house.viewer);
    TestHouse::must(accept_confidentiality(later, meeting));
    CHECK(line_of(opened_by(house, house.viewer, meeting), house.viewer).accepted_at == first);
}

TEST_CASE("the people and actions of a meeting open to a member who accepted its statement, for that meeting only") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto chair = house.as(house.chair);
    TestHouse::must(add_action(chair, id, {"prevent", "Ask the outreach team to meet him", "borough", "Outreach", "", domain::add_days(house.today(), 7), "", ""}));
    const auto meeting = house.in_session();
    auto record = opened_by(house, house.contributor, meeting);
    CHECK(record.to_update.empty());
    CHECK(record.actions.empty());
    REQUIRE(record.closed.size() == 1);
    CHECK(record.closed.front().message == "Accept the confidentiality statement first");
    CHECK(record.line.title == "Nominals and locations");
    auto gate = house.as(house.contributor);
    TestHouse::must(accept_confidentiality(gate, meeting));
    record = opened_by(house, house.contributor, meeting);
    CHECK(record.closed.empty());
    REQUIRE(record.to_update.size() == 1);
    CHECK(record.to_update.front().person.name == "Dean Harwell");
    CHECK(record.actions.size() == 1);
    CHECK(opened_by(house, house.viewer, meeting).to_update.empty());
    CHECK(opened_by(house, house.contributor, house.scheduled(14)).to_update.empty());
}

TEST_CASE("a chair who has not accepted the statement does not agree the order") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    house.listed("Dean Harwell");
    const auto meeting = house.in_session();
    house.database->write([](Transaction& tx) { tx.run("DELETE FROM meeting_acceptance"); });
    auto gate = house.as(house.chair);
    CHECK_THAT(TestHouse::refused(agree_order(gate, meeting, house.board().version)), Contains("Accept the confidentiality statement first"));
    TestHouse::must(accept_confidentiality(gate, meeting));
    TestHouse::must(agree_order(gate, meeting, house.board().version));
}

TEST_CASE("planned meetings go on over pages and back") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    std::vector<std::string> all;
    for (int days = 1; days <= 15; ++days) all.push_back(house.scheduled(days));
    auto gate = house.as(house.viewer);
    const auto ids = [](const MeetingPage& page) {
        std::vector<std::string> ids;
        for (const auto& line : page.planned) ids.push_back(line.id);
        return ids;
    };
    const auto first = TestHouse::must(panel_meetings(gate, "tctf"));
    CHECK(ids(first) == std::vector<std::string>(all.begin(), all.begin() + 12));
    CHECK(first.planned_page.previous.empty());
    const auto second = TestHouse::must(panel_meetings(gate, "tctf", {}, {first.planned_page.next, {}}));
    CHECK(ids(second) == std::vector<std::string>(all.begin() + 12, all.end()));
    CHECK(second.planned_page.next.empty());
    const auto back = TestHouse::must(panel_meetings(gate, "tctf", {}, {{}, second.planned_page.previous}));
    CHECK(ids(back) == ids(first));
    CHECK(back.planned_page.previous.empty());
    CHECK(back.planned_page.next == first.planned_page.next);
}

TEST_CASE("past the actions that a meeting shows the list of the panel goes on") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto chair = house.as(house.chair);
    for (int n = 0; n < 53; ++n)
        TestHouse::must(add_action(chair, id, {"prevent", "Call number " + std::to_string(n), "borough", "Outreach", "", domain::add_days(house.today(), 7 + n), "", ""}));
    const auto record = opened_by(house, house.chair, house.in_session());
    CHECK(record.actions.size() == 50);
    const auto rest = TestHouse::must(panel_actions(chair, "tctf", WhichActions::open, record.actions_next));
    REQUIRE(rest.actions.size() == 3);
    CHECK(rest.actions.front().words == "Call number 50");
}
