// LISTEN_PID and LISTEN_FDS, as sd_listen_fds(3) describes them.
#include "server/handed_socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace casework::server {
namespace {

constexpr int first_handed = 3;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

bool listens(int descriptor) {
    int on = 0;
    socklen_t length = sizeof on;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &on, &length) == 0 && on == 1;
}

}  // namespace

std::optional<int> handed_socket() {
    const bool ours = variable("LISTEN_PID") == std::to_string(::getpid());
    const auto count = variable("LISTEN_FDS");
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);  // not for the programs that we start
    if (!ours || count.empty() || count == "0") return std::nullopt;
    if (count != "1" || !listens(first_handed)) throw std::runtime_error("LISTEN_FDS: one listening socket is taken over, of the address in listen.address");
    ::fcntl(first_handed, F_SETFD, FD_CLOEXEC);
    return first_handed;
}

}  // namespace casework::server
