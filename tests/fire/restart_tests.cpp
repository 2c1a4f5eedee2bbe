// A restart with the listening socket handed over: sessions go on, and nobody who asks meanwhile is refused.
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

// What systemd keeps open between two runs of the server.
class OpenSocket {
  public:
    OpenSocket() : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(descriptor_, 1024) == 0);
    }
    ~OpenSocket() { ::close(descriptor_); }
    OpenSocket(const OpenSocket&) = delete;
    OpenSocket& operator=(const OpenSocket&) = delete;
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

// Asks on a new connection each time, with the session it has.
void keep_asking(const Visitor& visitor, const std::atomic<bool>& enough, std::atomic<int>& answered, std::atomic<int>& failed) {
    while (!enough) {
        Visitor window = visitor.second_window();
        window.patience = tests::milliseconds{60000};
        const auto page = window.get("/account");
        ++(page && page->status == 200 ? answered : failed);
    }
}

}  // namespace

TEST_CASE("a restart loses no session and fails no request when its socket is handed over") {
    const Place place(GENERATE(from_range(testing::database_kinds())));
    const OpenSocket socket;
    auto server = std::make_unique<LiveServer>(place, socket.descriptor());
    const auto port = server->port();
    const Visitor visitor(port, "priya.nair");
    std::atomic<bool> enough = false;
    std::atomic<int> answered = 0, failed = 0;
    std::vector<std::jthread> askers;
    for (int i = 0; i < 3; ++i) askers.emplace_back([&] { keep_asking(visitor, enough, answered, failed); });
    for (int restart = 0; restart < 3; ++restart) {
        const int before = answered;
        CHECK(eventually(seconds{60}, [&] { return answered > before + 5; }));
        CHECK(server->stop() == 0);
        server = std::make_unique<LiveServer>(place, socket.descriptor());
        CHECK(server->port() == port);
    }
    const int before = answered;
    CHECK(eventually(seconds{60}, [&] { return answered > before + 5; }));
    enough = true;
    askers.clear();
    CHECK(failed == 0);
    CHECK(answered > 20);
}
