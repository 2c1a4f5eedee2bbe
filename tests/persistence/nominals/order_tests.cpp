// The order of the list: saving it by several people, agreeing it, and what those see who may not know everybody on it.
#include <catch2/catch.hpp>

#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;
using Catch::Contains;

namespace {

std::vector<std::string> ids_of(const Board& board) {
    std::vector<std::string> ids;
    for (const auto& entry : board.entries) ids.push_back(entry.id);
    return ids;
}

std::string save(TestHouse& house, const std::string& id, int incidents, const std::string& summary) {
    auto gate = house.as(house.contributor);
    domain::Clash clash;
    MeetingUpdate update;
    update.version = house.version(id);
    update.incidents = incidents;
    update.summary = summary;
    return TestHouse::refused(save_update(gate, id, update, clash));
}

void keep_contributor_from(TestHouse& house, const std::string& id) {
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:id, :account)", {with("id", id), with("account", house.contributor.account)}); });
}

// What the timeline says of moves, as one reads it.
std::vector<std::string> moves(TestHouse& house, const domain::Actor& who, const std::string& id) {
    auto gate = house.as(who);
    std::vector<std::string> words, on_page;
    for (const auto& event : TestHouse::must(open_timeline(gate, id)).events)
        if (event.kind == "moved") words.push_back(event.words);
    for (const auto& event : TestHouse::must(open_nominal(gate, id)).history)
        if (event.kind == "moved") on_page.push_back(event.words);
    CHECK(words == on_page);
    return words;
}

}  // namespace

TEST_CASE("an entry from which someone is excluded leaves no gap on their board") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin"), c = house.listed("Gary Tindle");
    keep_contributor_from(house, b);
    auto gate = house.as(house.contributor);
    const auto board = TestHouse::must(read_board(gate, "tctf"));
    CHECK(ids_of(board) == std::vector<std::string>{a, c});
    CHECK(board.entries[1].position == 2);
    // Their order of what they see leaves the hidden entry where it was.
    OrderClash clash;
    TestHouse::must(save_order(gate, "tctf", board.version, {c, a}, "", clash));
    CHECK(ids_of(house.board()) == std::vector<std::string>{c, b, a});
}

TEST_CASE("a timeline counts a move among the people whom its reader may know") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), hidden = house.listed("Leah Costin"), c = house.listed("Gary Tindle"), d = house.listed("Billy Orme");
    keep_contributor_from(house, hidden);
    auto chair = house.as(house.chair);
    OrderClash clash;
    TestHouse::must(save_order(chair, "tctf", house.board().version, {d, a, hidden, c}, "", clash));
    CHECK(moves(house, house.chair, d) == std::vector<std::string>{"moved from position 4 to 1"});
    CHECK(moves(house, house.contributor, d) == std::vector<std::string>{"moved from position 3 to 1"});
    // Passing nobody but the hidden person is no move to them.
    TestHouse::must(save_order(chair, "tctf", house.board().version, {d, a, c, hidden}, "", clash));
    CHECK(moves(house, house.contributor, c).empty());
    CHECK(moves(house, house.chair, c).size() + moves(house, house.chair, hidden).size() == 1);
}

TEST_CASE("moves of different people go together") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin"), c = house.listed("Gary Tindle"), d = house.listed("Billy Orme");
    const auto opened = house.board().version;
    OrderClash clash;
    auto first = house.as(house.chair), second = house.as(house.contributor);
    TestHouse::must(save_order(first, "tctf", opened, {b, a, c, d}, "Leah is worse", clash));
    TestHouse::must(save_order(second, "tctf", opened, {a, b, d, c}, "", clash));
    CHECK(ids_of(house.board()) == std::vector<std::string>{b, a, d, c});
    CHECK(clash.people.empty());
    const auto stranger_id = save_order(first, "tctf", house.board().version, {a, b, c, "NOM-2026-9999"}, "", clash);
    CHECK_THAT(TestHouse::refused(stranger_id), Contains("everyone on the list once"));
}

TEST_CASE("of a person whom both moved it is said who did it and when, and the answer goes with the other moves") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin"), c = house.listed("Gary Tindle"), d = house.listed("Sean Wilk"), e = house.listed("Billy Orme");
    const auto opened = house.board().version;
    OrderClash clash;
    auto first = house.as(house.chair), second = house.as(house.contributor);
    TestHouse::must(save_order(first, "tctf", opened, {e, a, b, c, d}, "Billy is worse", clash));
    const auto moved_at = house.board().changed_at;
    house.now += std::chrono::minutes(7);
    auto third = house.as(house.deputy);
    TestHouse::must(save_order(third, "tctf", opened + 1, {e, a, b, d, c}, "", clash));
    const std::vector<std::string> mine{b, e, c, d, a};
    CHECK_THAT(TestHouse::refused(save_order(second, "tctf", opened, mine, "", clash)), Contains("Someone else changed"));
    CHECK(ids_of(house.board()) == std::vector<std::string>{e, a, b, d, c});
    REQUIRE(clash.people.size() == 5);
    const auto& billy = clash.people.front();
    CHECK((billy.id == e && billy.asked && billy.name == "Billy Orme"));
    CHECK((billy.before == 5 && billy.theirs == 1 && billy.mine == 2));
    CHECK(billy.by_name == "Sgt Priya Nair");
    CHECK(billy.at == moved_at);
    CHECK(std::ranges::count(clash.people, true, &OrderClash::Person::asked) == 1);
    CHECK(clash.merged == std::vector<std::string>{a});
    CHECK(clash.version == opened + 2);

    SECTION("theirs") {
        TestHouse::must(save_order(second, "tctf", opened, mine, "", clash, {.seen = 0, .seen_order = clash.version, .fields = {{e, domain::Keep::theirs}}}));
        CHECK(ids_of(house.board()) == std::vector<std::string>{e, b, d, c, a});
    }
    SECTION("mine") {
        TestHouse::must(save_order(second, "tctf", opened, mine, "", clash, {.seen = 0, .seen_order = clash.version, .fields = {{e, domain::Keep::mine}}}));
        CHECK(ids_of(house.board()) == std::vector<std::string>{b, e, d, c, a});
        CHECK(house.board().version == opened + 3);
    }
    SECTION("moved once more before the answer: asked again") {
        const domain::Choices answer{.seen = 0, .seen_order = clash.version, .fields = {{e, domain::Keep::mine}}};
        TestHouse::must(save_order(third, "tctf", clash.version, {a, e, b, d, c}, "", clash));
        CHECK_FALSE(save_order(second, "tctf", opened, mine, "", clash, answer));
        CHECK((clash.people[1].asked && clash.people[1].theirs == 2));
        CHECK(clash.people[1].by_name == "Sgt Tom Reddish");
        CHECK(ids_of(house.board()) == std::vector<std::string>{a, e, b, d, c});
    }
    SECTION("others moved before the answer: the answer holds") {
        const domain::Choices answer{.seen = 0, .seen_order = clash.version, .fields = {{e, domain::Keep::theirs}}};
        const auto f = house.listed("Mark Foss");
        TestHouse::must(save_order(second, "tctf", opened, mine, "", clash, answer));
        CHECK(ids_of(house.board()) == std::vector<std::string>{e, b, d, c, a, f});
    }
}

TEST_CASE("an agreed list stays as it was agreed whatever happens afterwards") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto a = house.listed("Dean Harwell"), b = house.listed("Leah Costin");
    CHECK(save(house, a, 5, "Five thefts.").empty());
    auto gate = house.as(house.chair);
    const auto list = TestHouse::must(agree_order(gate, house.in_session(), house.board().version)).id;
    CHECK(house.board().agreed);
    CHECK_THAT(TestHouse::refused(agree_order(gate, house.in_session(), house.board().version)), Contains("agreed already"));
    OrderClash clash;
    TestHouse::must(save_order(gate, "tctf", house.board().version, {b, a}, "", clash));
    CHECK(save(house, a, 9, "Nine.").empty());
    const auto board = house.board();
    CHECK_FALSE(board.agreed);
    CHECK(board.entries[0].moved.up == 1);
    CHECK(board.entries[1].moved.up == -1);
    auto reader = house.as(house.viewer);
    const auto kept = TestHouse::must(print_agreed_list(reader, "tctf", list));
    REQUIRE(kept.entries.size() == 2);
    CHECK(kept.entries[0].id == a);
    CHECK(kept.entries[0].incidents == 5);
    CHECK(kept.entries[0].summary == "Five thefts.");
    CHECK(TestHouse::must(agreed_lists(reader, "tctf")).lists.size() == 1);
    auto other = house.as(house.stranger);
    CHECK(read_agreed_list(other, "tctf", list).error().front().kind == domain::RefusalKind::not_found);
}

TEST_CASE("the order is agreed only in a meeting in session") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    house.listed("Dean Harwell");
    house.end_session();
    const auto meeting = house.scheduled(7);
    auto gate = house.as(house.chair);
    CHECK_THAT(TestHouse::refused(agree_order(gate, meeting, house.board().version)), Contains("Start the meeting"));
}

