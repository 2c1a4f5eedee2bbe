// The operator's command that takes the checkpoints: what it gets, how long it may take, and that its failure loses nothing.
#include <catch2/catch.hpp>

#include <fstream>

#include "server/anchor_command.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::server;
using namespace std::chrono_literals;
using casework::tests::slurp;
using casework::tests::TemporaryDirectory;

namespace {

const std::string first = "casework/n/2026-11\n3\nroot\n\n\xe2\x80\x94 casework/n/2026-11 sig\n";
const std::string later = "casework/n/2026-11\n9\nroot\n\n\xe2\x80\x94 casework/n/2026-11 sig\n";
const std::string other = "casework/n/roll-up\n2\nroot\n\n\xe2\x80\x94 casework/n/roll-up sig\n";

}  // namespace

TEST_CASE("the anchor command gets the notes on its standard input") {
    const TemporaryDirectory directory;
    const auto taken = (directory.path() / "taken").string();
    AnchorCommand command("cat >> " + taken, 10s);
    CHECK_FALSE(command.hand_over({first, other}));
    CHECK(slurp(taken) == first + "\n" + other + "\n");
    CHECK_FALSE(command.hand_over({}));
    CHECK(slurp(taken) == first + "\n" + other + "\n");
}

TEST_CASE("what a failing anchor command did not take is handed over the next time, the newest note of each stream") {
    const TemporaryDirectory directory;
    const auto taken = (directory.path() / "taken").string(), broken = (directory.path() / "broken").string();
    AnchorCommand command("test ! -e " + broken + " && cat > " + taken, 10s);
    std::ofstream(broken) << "";
    CHECK(command.hand_over({first, other}) == "it ended with status 1");
    std::filesystem::remove(broken);
    CHECK_FALSE(command.hand_over({later}));
    CHECK(slurp(taken) == later + "\n" + other + "\n");
}

TEST_CASE("an anchor command that takes too long is ended with all it started") {
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THAT(run_with_input("sleep 60 & sleep 60", first, 200ms).value(), Catch::Contains("took longer than 0.2 s"));
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

TEST_CASE("an anchor command that reads nothing of much input neither blocks nor kills the server") {
    const std::string much(1 << 20, 'x');
    CHECK_FALSE(run_with_input("exit 0", much, 5s));
    CHECK_THAT(run_with_input("sleep 60", much, 200ms).value(), Catch::Contains("took longer"));
    CHECK_THAT(run_with_input("/nowhere/at/all", first, 5s).value(), Catch::Contains("status 127"));
}

TEST_CASE("without an anchor command there is nothing to hand over") {
    AnchorCommand none("", 1s);
    CHECK_FALSE(none.hand_over({first}));
}
