// What the thread that reads and the one that looks owe each other: order, faults, an end.
#include <catch2/catch.hpp>

#include <stdexcept>
#include <thread>
#include <vector>

#include "persistence/page_pipeline.hpp"

using casework::persistence::PagePipeline;

TEST_CASE("rows that one thread hands over are looked at by another, all of them and in order") {
    std::vector<int> seen;
    std::thread::id looked_by;
    PagePipeline<int> pipeline([&](int& row) { seen.push_back(row), looked_by = std::this_thread::get_id(); });
    std::vector<int> all;
    for (int page = 0; page < 50; ++page) {
        pipeline.hand({2 * page, 2 * page + 1});
        all.insert(all.end(), {2 * page, 2 * page + 1});
    }
    pipeline.hand({});
    pipeline.finish();
    CHECK(seen == all);
    CHECK(looked_by != std::this_thread::get_id());
}

TEST_CASE("what looking at a row throws reaches the reader, who is never left waiting") {
    int looked = 0;
    PagePipeline<int> pipeline([&](int& row) {
        ++looked;
        if (row == 3) throw std::runtime_error("row 3");
    });
    for (int page = 0; page < 50; ++page) pipeline.hand({page});
    CHECK_THROWS_WITH(pipeline.finish(), "row 3");
    CHECK(looked == 4);
}

TEST_CASE("a reader that fails in the middle ends the other thread too") {
    int looked = 0;
    CHECK_THROWS_WITH(
        [&] {
            PagePipeline<int> pipeline([&](int&) { ++looked; });
            pipeline.hand({1, 2});
            throw std::runtime_error("the database is away");
        }(),
        "the database is away");
    CHECK(looked == 2);
}
