// The nominal list in the database: putting forward, deciding, the board, updates, clashes, who learns what.
#include <catch2/catch.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;
using Catch::Contains;

namespace {

MeetingUpdate update(int version, int incidents, const std::string& summary) {
    MeetingUpdate u;
    u.version = version;
    u.incidents = incidents;
    u.summary = summary;
    return u;
}
std::string save(TestHouse& house, const domain::Actor& who, const std::string& id, const MeetingUpdate& u) {
    auto gate = house.as(who);
    domain::Clash clash;
    return TestHouse::refused(save_update(gate, id, u, clash));
}
std::vector<std::string> ids_of(const Board& board) {
    std::vector<std::string> ids;
    for (const auto& entry : board.entries) ids.push_back(entry.id);
    return ids;
}

}  // namespace

TEST_CASE("a person put forward waits for the chair and then stands last on the list") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto first = house.listed("Dean Harwell"), second = house.proposed("Leah Costin");
    auto board = house.board();
    REQUIRE(board.entries.size() == 1);
    CHECK(board.entries[0].person.name == "Dean Harwell");
    CHECK(board.entries[0].person.age == 37);
    CHECK(board.entries[0].behaviours == std::vector<std::string>{"shoplifting"});
    REQUIRE(board.proposed.size() == 1);
    CHECK(board.proposed[0].agency_name == "Maidstone Borough Council");
    auto gate = house.as(house.chair);
    TestHouse::must(take_step(gate, second, "accept", TestHouse::acceptance(1)));
    board = house.board();
    CHECK(ids_of(board) == std::vector<std::string>{first, second});
    CHECK(board.version == 2);
    CHECK_FALSE(board.agreed);
    CHECK(house.nominal(second).next_review == domain::add_days(house.today(), 28));
}

TEST_CASE("every gap in a proposal is said at once and nothing is stored") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    auto gate = house.as(house.contributor);
    Proposal empty;
    empty.name = "Nobody Yet";
    const auto said = TestHouse::refused(propose(gate, "tctf", empty));
    CHECK_THAT(said, Contains("Select what the person does") && Contains("Enter how this affects the town centre"));
    CHECK(house.count("SELECT count(*) FROM record") == 0);
    CHECK(house.count("SELECT count(*) FROM person") == 0);
}

TEST_CASE("someone under 18 is refused and the safeguarding meeting is named") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    auto gate = house.as(house.contributor);
    CHECK_THAT(TestHouse::refused(propose(gate, "tctf", TestHouse::proposal("Young Person", 2010))), Contains("District Contextual Safeguarding Meeting"));
    CHECK(house.count("SELECT count(*) FROM nominal") == 0);
}

TEST_CASE("only the chair decides, and a viewer changes nothing") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.proposed("Dean Harwell");
    house.in_session();
    for (const auto& who : {house.contributor, house.deputy, house.viewer}) {
        auto gate = house.as(who);
        const auto outcome = take_step(gate, id, "accept", TestHouse::acceptance(1));
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().front().kind == domain::RefusalKind::forbidden);
    }
    auto gate = house.as(house.viewer);
    CHECK(propose(gate, "tctf", TestHouse::proposal("Another")).error().front().kind == domain::RefusalKind::forbidden);
    CHECK(house.nominal(id).state == "proposed");
}

TEST_CASE("a member of another group gets the same answer for the list, an entry and one that never was") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto gate = house.as(house.stranger);
    domain::Clash clash;
    OrderClash order_clash;
    for (const auto& refusals : {read_board(gate, "tctf").error(), open_nominal(gate, id).error(), open_nominal(gate, "NOM-2026-9999").error(), archived_nominals(gate, "tctf").error(),
                                 panel_actions(gate, "tctf").error(), take_step(gate, id, "archive", {}).error(), save_update(gate, id, update(1, 1, "x"), clash).error(),
                                 save_order(gate, "tctf", 1, {id}, "", order_clash).error(), add_note(gate, id, "x").error(), open_meeting(gate, house.in_session()).error()}) {
        REQUIRE(refusals.size() == 1);
        CHECK(refusals.front().kind == domain::RefusalKind::not_found);
        CHECK(refusals.front().message == "Page not found");
    }
    const auto work = my_work(gate);
    CHECK(work.waiting.empty());
    CHECK(work.meetings.empty());
    CHECK(work.reviews.empty());
}

TEST_CASE("updates give the figures of this meeting and the one before") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    CHECK(save(house, house.contributor, id, update(house.version(id), 3, "Three thefts.")).empty());
    CHECK(save(house, house.contributor, id, update(house.version(id), 4, "Four thefts, one counted late.")).empty());
    auto entry = house.board().entries.at(0);
    CHECK(entry.incidents == 4);
    CHECK_FALSE(entry.incidents_before);
    CHECK(entry.updated);
    house.end_session();
    house.pass_days(14);
    house.in_session();
    CHECK_FALSE(house.board().entries.at(0).updated);
    CHECK(save(house, house.contributor, id, update(house.version(id), 6, "Six thefts.")).empty());
    entry = house.board().entries.at(0);
    CHECK(entry.incidents == 6);
    CHECK(entry.incidents_before == 4);
    CHECK(house.nominal(id).updates.size() == 2);
}

TEST_CASE("the chair reviews with the update and the date moves on") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    house.end_session();
    house.pass_days(30);
    CHECK(house.board().overdue == std::vector<std::string>{id});
    auto with_review = update(house.version(id), 2, "Quieter.");
    with_review.review = true;
    CHECK_THAT(save(house, house.contributor, id, with_review), Contains("Only the chair"));
    CHECK(save(house, house.chair, id, with_review).empty());
    CHECK(house.board().overdue.empty());
    CHECK(house.nominal(id).next_review == domain::add_days(house.today(), 28));
}

TEST_CASE("two edits of different fields go together and of the same field clash") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto opened = edit_of(house.nominal(id));
    auto theirs = opened, mine = opened;
    theirs.risks[2] = {"business", "high", "Stores lose stock daily"};
    mine.custody_place = "HMP Elmley";
    domain::Clash clash;
    auto first = house.as(house.chair), second = house.as(house.contributor);
    TestHouse::must(edit_nominal(first, id, theirs, clash));
    TestHouse::must(edit_nominal(second, id, mine, clash));
    auto now = house.nominal(id);
    CHECK(now.custody_place == "HMP Elmley");
    REQUIRE(now.risks.size() == 1);

    auto late = opened;
    late.custody_place = "HMP Rochester";
    auto third = house.as(house.chair);
    const auto refused = edit_nominal(third, id, late, clash);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().kind == domain::RefusalKind::conflict);
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].field == "custody_place");
    CHECK(clash.fields[0].before.empty());
    CHECK(clash.fields[0].theirs == "HMP Elmley");
    CHECK(clash.fields[0].mine == "HMP Rochester");
    CHECK(clash.fields[0].by_name == "CPO Mel Hart");
    CHECK(clash.version == now.version);
    CHECK(house.nominal(id).custody_place == "HMP Elmley");
}

TEST_CASE("of eight who save the same field at the same moment one is saved and seven are shown both values") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto opened = edit_of(house.nominal(id));
    const auto changes = [&] { return house.count("SELECT count(*) FROM record_change WHERE record_id = '" + id + "' AND field = 'custody_place'"); };
    const auto before = changes();
    constexpr int people = 8;
    std::vector<std::unique_ptr<Gate>> gates;
    for (int i = 0; i < people; ++i) gates.emplace_back(new Gate(house.as(i % 2 == 0 ? house.chair : house.deputy)));
    std::array<domain::Clash, people> clashes;
    std::array<bool, people> saved{};
    std::atomic<int> ready = 0;
    {
        std::vector<std::jthread> all;
        for (std::size_t i = 0; i < people; ++i)
            all.emplace_back([&, i] {
                auto mine = opened;
                mine.custody_place = fmt::format("Wing {}", i);
                ++ready;
                while (ready < people) std::this_thread::yield();
                saved[i] = edit_nominal(*gates[i], id, mine, clashes[i]).has_value();
            });
    }
    CHECK(std::ranges::count(saved, true) == 1);
    CHECK(changes() == before + 1);
    const auto stands = house.nominal(id).custody_place;
    for (std::size_t i = 0; i < people; ++i) {
        if (saved[i]) continue;
        REQUIRE(clashes[i].fields.size() == 1);
        CHECK(clashes[i].fields[0].theirs == stands);
        CHECK(clashes[i].fields[0].mine == fmt::format("Wing {}", i));
    }
}

TEST_CASE("choices on the clash page save what was chosen and nothing that was left alone") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto opened = house.nominal(id).version;
    REQUIRE(save(house, house.chair, id, update(opened, 2, "Quiet week.")).empty());
    auto mine = update(opened, 0, "Arrested on Friday.");
    mine.incidents = 2, mine.last_seen_where = "Week Street";
    auto gate = house.as(house.contributor);
    domain::Clash clash;
    REQUIRE_FALSE(save_update(gate, id, mine, clash));
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].field == "summary");
    CHECK(clash.merged == std::vector<std::string>{"last_seen_where"});
    // Somebody saves another place meanwhile: the choice about the summary stands, the place is put to the person.
    auto again = update(clash.version, 2, "Quiet week.");
    again.last_seen_where = "Brenchley Gardens";
    REQUIRE(save(house, house.chair, id, again).empty());
    mine.choices = {.seen = clash.version, .seen_order = 0, .fields = {{"summary", domain::Keep::both}}};
    REQUIRE_FALSE(save_update(gate, id, mine, clash));
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].field == "last_seen_where");
    CHECK(clash.fields[0].theirs == "Brenchley Gardens");
    mine.choices.seen = clash.version;
    mine.choices.fields.push_back({"last_seen_where", domain::Keep::theirs});
    TestHouse::must(save_update(gate, id, mine, clash));
    CHECK(house.nominal(id).summary == "Quiet week.\nArrested on Friday.");
    CHECK(house.nominal(id).last_seen_where == "Brenchley Gardens");
}

TEST_CASE("a place on the list left as the form showed it moves nobody back") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin"), c = house.listed("Gary Tindle");
    const auto opened = house.nominal(c);
    auto chair = house.as(house.chair), gate = house.as(house.contributor);
    OrderClash order_clash;
    TestHouse::must(save_order(chair, "tctf", opened.order_version, {c, a, b}, "", order_clash));
    auto mine = update(opened.version, 1, "Seen daily.");
    mine.position = 3, mine.order_version = opened.order_version;
    domain::Clash clash;
    TestHouse::must(save_update(gate, c, mine, clash));
    CHECK(ids_of(house.board()) == std::vector<std::string>{c, a, b});
    // Typed elsewhere than both: theirs or mine is the person's choice.
    mine.version = house.nominal(c).version, mine.position = 2;
    REQUIRE_FALSE(save_update(gate, c, mine, clash));
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].field == "position");
    CHECK(clash.fields[0].before == "3");
    CHECK(clash.fields[0].theirs == "1");
    mine.choices = {.seen = clash.version, .seen_order = clash.order_version, .fields = {{"position", domain::Keep::mine}}};
    TestHouse::must(save_update(gate, c, mine, clash));
    CHECK(ids_of(house.board()) == std::vector<std::string>{a, c, b});
}

TEST_CASE("what an edit records comes back as it was typed") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto edit = edit_of(house.nominal(id));
    edit.tools = {{"cbo", "Not to enter Fremlin Walk", house.today(), domain::add_days(house.today(), 200)}};
    edit.conditions = {{"licence", "Live at the hostel", domain::add_days(house.today(), 20)}};
    edit.support = {{"treatment", house.today(), "accepted"}};
    edit.known_to = {"borough", "kent-police"};
    edit.lead_officer = "USR-0002";
    edit.objectives[1] = "Out of the doorway by Christmas";
    auto gate = house.as(house.contributor);
    domain::Clash clash;
    TestHouse::must(edit_nominal(gate, id, edit, clash));
    const auto record = house.nominal(id);
    CHECK(record.tools == edit.tools);
    CHECK(record.conditions == edit.conditions);
    CHECK(record.support == edit.support);
    CHECK(record.known_to == edit.known_to);
    CHECK(record.lead_officer_name == "Sgt Tom Reddish");
    CHECK(record.plan[1].objective == "Out of the doorway by Christmas");
    NominalEdit copy;
    for (const auto& each : values_of(edit)) put_value(copy, each.field, each.value);
    CHECK(values_of(copy) == values_of(edit));
    auto wrong = edit_of(record);
    wrong.tools[0].kind = "curse";
    wrong.risks[0].level = "high";
    CHECK_THAT(TestHouse::refused(edit_nominal(gate, id, wrong, clash)), Contains("Select the kind of order") && Contains("Enter the reason"));
}

TEST_CASE("someone archived comes back with their history, on the same entry") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto gate = house.as(house.chair);
    StepAnswers answers;
    answers.version = house.version(id);
    answers.reason = "custody";
    CHECK_THAT(TestHouse::refused(take_step(gate, id, "archive", answers)), Contains("date of release"));
    answers.release_on = domain::add_days(house.today(), 60);
    TestHouse::must(take_step(gate, id, "archive", answers));
    CHECK(house.board().entries.empty());
    auto archived = TestHouse::must(archived_nominals(gate, "tctf"));
    REQUIRE(archived.entries.size() == 1);
    CHECK(archived.entries[0].reason == "custody");
    CHECK(archived.entries[0].detail == domain::iso_date(*answers.release_on));
    house.pass_days(90);
    StepAnswers again;
    again.version = house.version(id);
    again.reason = "Seen stealing again";
    again.evidence_on = house.today();
    auto later = house.as(house.chair);
    TestHouse::must(take_step(later, id, "reopen", again));
    const auto record = house.nominal(id);
    CHECK(record.state == "active");
    CHECK(record.times_listed == 2);
    CHECK(record.history.size() >= 4);
    CHECK(ids_of(house.board()) == std::vector<std::string>{id});
}

TEST_CASE("a step on a version that has moved on is a conflict and changes nothing") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto before = house.version(id);
    CHECK(save(house, house.contributor, id, update(before, 1, "One.")).empty());
    auto gate = house.as(house.chair);
    StepAnswers answers;
    answers.version = before;
    answers.reason = "moved";
    const auto refused = take_step(gate, id, "archive", answers);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().kind == domain::RefusalKind::conflict);
    CHECK(house.nominal(id).state == "active");
}

TEST_CASE("three quiet meetings suggest archiving and move nobody") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Marlon Abbey");
    for (int meeting = 0; meeting < 3; ++meeting) {
        CHECK(house.board().suggestions.empty());
        CHECK(save(house, house.contributor, id, update(house.version(id), meeting % 2, "Quiet.")).empty());
        house.end_session();
        house.pass_days(14);
        house.in_session();
    }
    const auto board = house.board();
    REQUIRE(board.suggestions.size() == 1);
    CHECK(board.suggestions[0].because == "has had 3 meetings with 1 incident or fewer");
    CHECK(board.entries.size() == 1);
}
