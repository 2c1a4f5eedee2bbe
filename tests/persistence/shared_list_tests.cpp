// What a group sees of the records that others share with it: live sharings, as the table of access says, page by page.
#include <catch2/catch.hpp>

#include "auth/crypto.hpp"
#include "persistence/shared_list.hpp"
#include "persistence/sharing.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;

namespace {

class SharedHouse : public TestHouse {
  public:
    SharedHouse() : TestHouse(GENERATE(from_range(database_kinds()))) {}

    std::string shared(const std::string& name) {
        const auto id = proposed(name);
        auto gate = as(chair);
        must(share(gate, id, {"daf", "safeguarding", "The forum has to know.", {}}));
        return id;
    }
    SharedPage page(const domain::Actor& who, const PageAsked& asked = {}) {
        auto gate = as(who);
        auto list = must(shared_with_panel(gate, "daf", asked));
        gate.settle();
        return list;
    }
    std::vector<std::string> records(const domain::Actor& who, const PageAsked& asked = {}) {
        std::vector<std::string> ids;
        for (const auto& line : page(who, asked).lines) ids.push_back(line.record);
        return ids;
    }
    void set(std::string_view sql, const std::string& id) {
        database->write([&](Transaction& tx) { tx.run(sql, {with("id", id)}); });
    }
    domain::LedgerEntry last_list() { return entries("list_shared").back(); }
};

}  // namespace

TEST_CASE("a group lists what is shared with it, newest first, with whose it is and what for, and the entry names each") {
    SharedHouse house;
    const auto kept = house.proposed("Leah Costin");
    const auto first = house.shared("Dean Harwell"), second = house.shared("Mo Quill");
    const auto list = house.page(house.stranger);
    REQUIRE(list.lines.size() == 2);
    CHECK(list.lines[0].record == second);
    CHECK(list.lines[1].record == first);
    CHECK(list.lines[1].person.name == "Dean Harwell");
    CHECK(list.lines[1].panel_name == "Town Centre Task Force");
    CHECK(list.lines[1].purpose == "safeguarding");
    CHECK(list.lines[1].shared_by_name == "Sgt Priya Nair");
    CHECK(list.ends.next.empty());
    const auto entry = house.last_list();
    CHECK(std::ranges::find(entry.objects, first) != entry.objects.end());
    CHECK(std::ranges::find(entry.objects, list.lines[1].person.id) != entry.objects.end());
    CHECK(std::ranges::find(entry.objects, kept) == entry.objects.end());
}

TEST_CASE("an ended sharing is not on the list, and the group that owns the records has no such page") {
    SharedHouse house;
    const auto id = house.shared("Dean Harwell");
    {
        auto gate = house.as(house.chair);
        CHECK(shared_with_panel(gate, "daf").error().front().kind == domain::RefusalKind::not_found);
    }
    auto gate = house.as(house.chair);
    TestHouse::must(end_sharing(gate, id, {"daf", "safeguarding", "The risk has passed.", {}}));
    const auto list = house.page(house.stranger);
    CHECK(list.lines.empty());
    CHECK(list.ends.next.empty());
    CHECK(list.ends.previous.empty());
}

TEST_CASE("a sensitive record is one line with whom to ask, and a restricted one or an excluded reader leaves no trace") {
    SharedHouse house;
    const auto sensitive = house.shared("Dean Harwell"), restricted = house.shared("Mo Quill"), excluded = house.shared("Ines Marlowe");
    house.set("UPDATE record SET sensitivity = 2 WHERE id = :id", sensitive);
    house.set("UPDATE record SET sensitivity = 3 WHERE id = :id", restricted);
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:id, :account)", {with("id", excluded), with("account", house.stranger.account)});
    });
    const auto list = house.page(house.stranger);
    REQUIRE(list.lines.size() == 1);
    const auto& line = list.lines[0];
    CHECK(line.record == sensitive);
    CHECK(line.one_line);
    CHECK(line.contacts == std::vector<std::string>{"Sgt Priya Nair"});
    CHECK(line.person.name.empty());
    CHECK(line.person.id.empty());
    CHECK(line.state.empty());
    CHECK(line.purpose.empty());
    CHECK(line.shared_by_name.empty());
    CHECK(house.last_list().objects.back() == sensitive);
    CHECK(house.last_list().count == -1);
}

TEST_CASE("the list is walked page by page in both directions, and records that may not be seen leave no gap") {
    SharedHouse house;
    std::vector<std::string> newest_first;
    for (int i = 0; i < 32; ++i) newest_first.insert(newest_first.begin(), house.shared("Person " + std::string(1, static_cast<char>('A' + i % 26)) + std::to_string(i)));
    for (const std::size_t hidden : {20u, 3u}) {
        house.set("UPDATE record SET sensitivity = 3 WHERE id = :id", newest_first[hidden]);
        newest_first.erase(newest_first.begin() + static_cast<std::ptrdiff_t>(hidden));
    }
    const auto first = house.page(house.stranger);
    CHECK(first.lines.size() == 25);
    CHECK(first.ends.previous.empty());
    const auto rest = house.page(house.stranger, {first.ends.next, {}});
    CHECK(rest.lines.size() == 5);
    CHECK(rest.ends.next.empty());
    auto walked = house.records(house.stranger);
    for (const auto& line : rest.lines) walked.push_back(line.record);
    CHECK(walked == newest_first);
    CHECK(house.records(house.stranger, {{}, rest.ends.previous}) == house.records(house.stranger));
    CHECK(house.records(house.stranger, {"nonsense", {}}).size() == 25);
}
