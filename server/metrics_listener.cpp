// A small blocking listener: who asks is a collector on this machine, and it gets two seconds.
#include "server/metrics_listener.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

#include <boost/asio/ip/tcp.hpp>

#include "server/http_head.hpp"
#include "server/response_bytes.hpp"

namespace casework::server {
namespace {

using Clock = std::chrono::steady_clock;
using Endpoint = boost::asio::ip::tcp::endpoint;

constexpr std::chrono::seconds patience{2};
constexpr std::size_t head_bytes_max = 4 * 1024;

HeadRules rules() {
    HeadRules made;
    made.hosts = {"localhost", "127.0.0.1", "[::1]"};  // no other name: a page elsewhere cannot be pointed here
    made.head_bytes_max = head_bytes_max;
    made.body_bytes_max = [](std::string_view) { return std::size_t{0}; };
    return made;
}

bool wait_for(int connection, short event, Clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd watched{.fd = connection, .events = event, .revents = 0};
    return left > 0 && ::poll(&watched, 1, static_cast<int>(left)) == 1;
}

// What came up to the end of the head, or of patience.
std::string read_head(int connection, const HeadRules& given, Clock::time_point until) {
    std::string bytes;
    while (wait_for(connection, POLLIN, until)) {
        char piece[1024];
        const ssize_t size = ::recv(connection, piece, sizeof piece, 0);
        if (size <= 0) break;
        bytes.append(piece, static_cast<std::size_t>(size));
        const auto end = head_end(bytes, 0, given);
        if (!end || *end > 0) break;
    }
    return bytes;
}

void send_all(int connection, std::string_view bytes, Clock::time_point until) {
    while (!bytes.empty() && wait_for(connection, POLLOUT, until)) {
        const ssize_t size = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

web::Response plain(int status, std::string body) {
    web::Response response{.status = status, .headers = {}, .body = std::move(body), .static_body = {}};
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    web::add_security_headers(response);
    return response;
}

[[noreturn]] void cannot_listen(const std::string& address, unsigned short port) {
    throw std::runtime_error("metrics.port: cannot listen on " + address + " port " + std::to_string(port) + ": " + std::generic_category().message(errno));
}

}  // namespace

MetricsListener::MetricsListener(const Metrics& metrics, const std::string& address, unsigned short port) : metrics_(metrics) {
    Endpoint endpoint(boost::asio::ip::make_address(address), port);
    socket_ = ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
    constexpr int yes = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const auto length = static_cast<socklen_t>(endpoint.size());
    if (::bind(socket_, endpoint.data(), length) != 0 || ::listen(socket_, 8) != 0) {
        const int cause = errno;
        ::close(socket_);
        errno = cause;
        cannot_listen(address, port);
    }
    socklen_t size = static_cast<socklen_t>(endpoint.capacity());
    ::getsockname(socket_, endpoint.data(), &size);
    port_ = endpoint.port();
    thread_ = std::jthread([this] { serve(); });
}

MetricsListener::~MetricsListener() {
    ::shutdown(socket_, SHUT_RDWR);  // ends the waiting accept
    thread_.join();
    ::close(socket_);
}

void MetricsListener::serve() {
    for (;;) {
        const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0 && (errno == EINVAL || errno == EBADF)) return;
        if (connection < 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});  // out of descriptors, or the client has gone
            continue;
        }
        answer(connection);
        ::close(connection);
    }
}

void MetricsListener::answer(int connection) const {
    const auto until = Clock::now() + patience;
    const HeadRules given = rules();
    const std::string bytes = read_head(connection, given, until);
    const auto end = head_end(bytes, 0, given);
    if (end && *end == 0) return;  // gone, or too slow
    const auto head = end ? check_head(std::string_view{bytes}.substr(0, *end), given) : std::unexpected(end.error());
    const web::Response response = !head                              ? plain(head.error().status, "refused\n")
                                   : head->method == web::Method::post ? plain(405, "the figures are read only\n")
                                   : head->path != "/metrics"          ? plain(404, "the figures are at /metrics\n")
                                                                       : plain(200, metrics_.text());
    const Framing framing{.head_only = head && head->method == web::Method::head, .keep_alive = false, .minor_version = 1};
    send_all(connection, response_bytes(response, framing), until);
    ::shutdown(connection, SHUT_WR);
}

}  // namespace casework::server
