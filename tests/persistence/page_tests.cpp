// Pages by key: nothing is lost or shown twice, forwards and backwards, on the board, in a plan and in My work.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "persistence/page.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;

namespace {

struct Page {
    std::vector<std::string> ids;
    PageEnds ends;
};
using Read = std::function<Page(const PageAsked&)>;

std::vector<std::string> forwards(const Read& read, std::size_t size) {
    std::vector<std::string> all;
    PageAsked asked;
    do {
        const auto page = read(asked);
        CHECK(page.ids.size() <= size);
        CHECK(page.ends.previous.empty() == asked.after.empty());
        all.insert(all.end(), page.ids.begin(), page.ids.end());
        asked.after = page.ends.next;
    } while (!asked.after.empty());
    return all;
}
std::vector<std::string> backwards(const Read& read) {
    PageAsked asked;
    for (auto page = read(asked); !page.ends.next.empty(); page = read(asked)) asked.after = page.ends.next;
    auto page = read(asked);
    auto all = page.ids;
    while (!page.ends.previous.empty()) {
        page = read({{}, page.ends.previous});
        CHECK_FALSE(page.ends.next.empty());
        all.insert(all.begin(), page.ids.begin(), page.ids.end());
    }
    return all;
}

template <class Lines>
std::vector<std::string> ids_of(const Lines& lines) {
    std::vector<std::string> ids;
    for (const auto& line : lines) ids.push_back(line.id);
    return ids;
}

void goes_through(const Read& read, std::size_t size, const std::vector<std::string>& wanted) {
    CHECK(forwards(read, size) == wanted);
    CHECK(backwards(read) == wanted);
}

}  // namespace

TEST_CASE("a page that ends exactly with the list leads nowhere") {
    std::vector<int> lines{1, 2, 3};
    const auto key = [](int line) { return std::to_string(line); };
    auto ends = cut_page(lines, 3, {}, key);
    CHECK((ends.previous.empty() && ends.next.empty()));
    lines = {4, 5, 6, 7};
    ends = cut_page(lines, 3, {"3", {}}, key);
    CHECK((lines == std::vector{4, 5, 6} && ends.previous == "4" && ends.next == "6"));
    lines = {3, 2, 1};
    ends = cut_page(lines, 3, {{}, "4"}, key);
    CHECK((lines == std::vector{1, 2, 3} && ends.previous.empty() && ends.next == "3"));
}

TEST_CASE("everyone put forward is reached from the board, and all of them are counted") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    std::vector<std::string> all;
    for (int n = 0; n < 53; ++n) {
        if (n % 9 == 0) house.pass_days(1);
        all.push_back(house.proposed("Person " + std::to_string(n)));
    }
    auto gate = house.as(house.viewer);
    goes_through([&](const PageAsked& asked) {
        const auto board = TestHouse::must(read_board(gate, "tctf", "list", {asked, {}}));
        CHECK(board.figures.proposed == 53);
        return Page{ids_of(board.proposed), board.proposed_page};
    }, 25, all);
}

TEST_CASE("everyone monitored is reached from the board and every overdue review of theirs is counted on each page") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    std::vector<std::string> all;
    for (int n = 0; n < 27; ++n) all.push_back(house.listed("Person " + std::to_string(n)));
    house.database->write([](Transaction& tx) { tx.run("UPDATE nominal SET state = 'monitored'"); });
    house.pass_days(40);
    auto gate = house.as(house.viewer);
    goes_through([&](const PageAsked& asked) {
        const auto board = TestHouse::must(read_board(gate, "tctf", "list", {{}, asked}));
        CHECK(board.figures.monitored == 27);
        CHECK(board.overdue.size() == 27);
        return Page{ids_of(board.monitored), board.monitored_page};
    }, 25, all);
    auto reader = house.as(house.viewer);
    const auto reviews = [&](const PageAsked& asked) {
        const auto work = my_work(reader, asked);
        return Page{ids_of(work.reviews), work.reviews_page};
    };
    goes_through(reviews, 20, all);
}

TEST_CASE("every action of a plan is reached, the open before the finished") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto chair = house.as(house.chair);
    std::vector<std::string> open, finished;
    for (int n = 0; n < 104; ++n) {
        const auto saved = TestHouse::must(add_action(chair, id, {"prevent", "Call", "borough", "Outreach", "", domain::add_days(house.today(), 1 + n / 3), "", ""}));
        if (n % 2 == 0) {
            open.push_back(saved.id);
            continue;
        }
        ActionChange change;
        change.event = "complete";
        change.version = saved.version;
        change.outcome = "Done.";
        change.finished_on = house.today();
        domain::Clash clash;
        TestHouse::must(change_action(chair, saved.id, change, clash));
        finished.push_back(saved.id);
    }
    open.insert(open.end(), finished.begin(), finished.end());
    goes_through([&](const PageAsked& asked) {
        const auto record = TestHouse::must(open_nominal(chair, id, "read_plan", asked));
        return Page{ids_of(record.plan[1].actions), record.actions_page};
    }, 50, open);
}
