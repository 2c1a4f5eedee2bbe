// Another program, run within bounds.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "persistence/outside/child_process.hpp"

using namespace casework::persistence;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

ChildEnded shell(const std::string& words, std::string_view input, ChildBounds bounds = {.time = seconds{20}, .output_bytes_max = 1 << 20}) { return run_child({"/bin/sh", "-c", words}, input, bounds); }

}  // namespace

TEST_CASE("a child process is fed and heard, however much there is of both") {
    const std::string much(900'000, 'x');
    const auto ended = shell("cat", much);
    CHECK_FALSE(ended.failed);
    CHECK(ended.output == much);
}

TEST_CASE("a child process that does not read its input may still be content") {
    const auto ended = shell("echo done", std::string(1 << 20, 'x'));
    CHECK_FALSE(ended.failed);
    CHECK(ended.output == "done\n");
}

TEST_CASE("how a child process failed is said in words") {
    CHECK(shell("exit 3", "").failed == "it ended with status 3");
    CHECK(shell("kill -9 $$", "").failed == "it was ended by signal 9");
    CHECK(run_child({"/no/such/program"}, "", {}).failed == "it could not be started: No such file or directory");
}

TEST_CASE("a child process that takes too long or says too much is ended with all it started") {
    const auto began = std::chrono::steady_clock::now();
    CHECK(shell("sleep 60 & sleep 60", "", {.time = milliseconds{300}, .output_bytes_max = 100}).failed == "it took longer than 0.3 s and was ended");
    CHECK(shell("while :; do echo much too much; done", "", {.time = seconds{20}, .output_bytes_max = 1000}).failed == "it wrote more than 1000 bytes and was ended");
    CHECK(std::chrono::steady_clock::now() - began < seconds{15});
}

TEST_CASE("a child process has none of our open files and, where that is asked, none of our environment") {
    const int ours = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC, as a library may open it
    REQUIRE(ours > 2);
    CHECK(shell("ls /proc/self/fd | wc -l", "").output == "4\n");  // three, and the folder that ls reads
    ::close(ours);
    ::setenv("CASEWORK_TEST_SECRET", "secret", 1);
    CHECK(shell("echo $CASEWORK_TEST_SECRET", "").output == "secret\n");
    CHECK(shell("echo $CASEWORK_TEST_SECRET", "", {.time = seconds{20}, .output_bytes_max = 100, .bare = true}).output == "\n");
    ::unsetenv("CASEWORK_TEST_SECRET");
}
