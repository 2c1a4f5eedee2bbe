// What keeps a server from being given work: each thing by itself, whatever the machine of the test is like.
#include <catch2/catch.hpp>

#include <fstream>

#include "server/readiness.hpp"
#include "server/tls.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::server;
using namespace casework::tests;
using Catch::Contains;

TEST_CASE("a server is ready while disks, certificate, clock and anchor are right, and says which is not") {
    TemporaryDirectory directory;
    const auto certificate = directory.path() / "c.pem", anchor = directory.path() / "anchors";
    create_localhost_certificate({certificate, directory.path() / "k.pem"});
    Readiness good{.directories = {"/dev/shm"}, .certificate = certificate, .anchor_file = anchor, .clock_is_kept = [] { return true; }, .since_anchor = [] { return std::chrono::seconds(120); }};
    CHECK(why_not_ready(good) == "");
    std::ofstream(anchor) << "a note";
    CHECK(why_not_ready(good) == "");
    const auto said_with = [&](auto change) {
        auto other = good;
        change(other);
        return why_not_ready(other);
    };
    CHECK_THAT(said_with([](auto& r) { r.clock_is_kept = [] { return false; }; }), Contains("clock"));
    CHECK(said_with([](auto& r) { r.clock_is_kept = {}; }) == "");
    CHECK_THAT(said_with([](auto& r) { r.since_anchor = [] { return std::chrono::seconds(121); }; }), Contains("more than two minutes"));
    CHECK_THAT(said_with([](auto& r) { r.certificate += ".none"; }), Contains("certificate"));
    CHECK_THAT(said_with([&](auto& r) { r.anchor_file = directory.path(); }), Contains("anchor file"));
    CHECK_THAT(said_with([](auto& r) { r.directories.emplace_back("/nowhere"); }), Contains("disk of /nowhere"));
    CHECK_THAT(said_with([](auto& r) { r.directories.emplace_back("/proc"); }), Contains("disk of /proc"));  // a file system without room
}
