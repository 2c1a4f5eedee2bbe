// ClamAV's real daemon with a signature of our own: found, not found, away; and daemons that say something else are never believed.
#include <catch2/catch.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "persistence/outside/virus_scanner.hpp"
#include "tests/support/clam_daemon.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
using namespace casework::persistence;
using Verdict = Scan::Verdict;

namespace {

// Takes one connection, reads a little and says that.
class Liar {
  public:
    explicit Liar(std::string answer) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::ranges::copy(path(), address.sun_path);
        file_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(file_, 1) != 0) throw std::runtime_error("no socket");
        thread_ = std::jthread([this, answer = std::move(answer)] {
            const int visitor = ::accept(file_, nullptr, nullptr);
            char bytes[4096];
            (void)::recv(visitor, bytes, sizeof bytes, 0);
            if (!answer.empty()) (void)::send(visitor, answer.data(), answer.size(), MSG_NOSIGNAL);
            else std::this_thread::sleep_for(std::chrono::milliseconds{600});
            ::close(visitor);
        });
    }
    ~Liar() {
        thread_.join();
        ::close(file_);
    }
    std::string path() const { return scratch_.path() + "/socket"; }

  private:
    testing::ScratchDirectory scratch_;
    int file_ = -1;
    std::jthread thread_;
};

}  // namespace

TEST_CASE("the scanner's daemon finds the test signatures and passes what is harmless") {
    if (!testing::ClamDaemon::installed()) return testing::skip("clamav-daemon is not installed");
    testing::ClamDaemon daemon;
    const VirusScanner scanner(daemon.socket());
    CHECK_FALSE(scanner.answers());
    CHECK(scanner.scan("harmless").verdict == Verdict::unknown);
    daemon.start();
    CHECK(scanner.answers());
    CHECK(scanner.scan("harmless").verdict == Verdict::clean);
    const auto found = scanner.scan("before " + std::string(testing::test_virus) + " after");
    CHECK(found.verdict == Verdict::infected);
    CHECK(found.found == "Casework.Test.UNOFFICIAL");
    CHECK(scanner.scan(testing::eicar).found == "Eicar-Test-Signature.UNOFFICIAL");
    CHECK(scanner.scan(std::string(25 * 1024 * 1024, 'x')).verdict == Verdict::clean);
    CHECK(scanner.scan(std::string(27 * 1024 * 1024, 'x')).verdict == Verdict::unknown);
    daemon.stop();
    const auto away = scanner.scan("harmless");
    CHECK(away.verdict == Verdict::unknown);
    CHECK(away.cause == "the scanner is away");
}

TEST_CASE("whatever a scanner says that is no plain OK leaves the file held") {
    using namespace std::string_literals;
    for (const auto& answer : {"stream: OKAY\0"s, "OK\0"s, "stream: OK FOUNDATION\0"s, "stream: x ERROR\0"s, "INSTREAM size limit exceeded. ERROR\0"s, "stream: OK"s, std::string(5000, 'x')}) {
        INFO(answer.substr(0, 40));
        const Liar liar(answer);
        CHECK(VirusScanner(liar.path(), std::chrono::milliseconds{1500}).scan("content").verdict == Verdict::unknown);
    }
    const Liar silent("");
    CHECK(VirusScanner(silent.path(), std::chrono::milliseconds{300}).scan("content").verdict == Verdict::unknown);
    CHECK(VirusScanner("").scan("content").cause == "no scanner is configured");
    const Liar odd("stream: Evil\n<b>name FOUND\0"s);
    CHECK(VirusScanner(odd.path()).scan("content").found == "Evil--b-name");
}
