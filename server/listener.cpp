// Accepting connections, as many as the cap allows.
#include "server/listener.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <chrono>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace casework::server {
namespace {

namespace net = boost::asio;
using net::ip::tcp;
using boost::system::error_code;
using ReusePort = net::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int backlog = 1024;

std::string address_text(const tcp::socket& socket) {
    error_code error;
    const auto address = socket.remote_endpoint(error).address();
    if (error) return {};
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace

Listener::Listener(Porch& porch, ConnectionCap& cap, const TlsContextHolder& tls) : porch_(porch), cap_(cap), tls_(tls) {}

Listener::~Listener() { join(); }

void Listener::bind(const tcp::endpoint& endpoint) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(backlog);
}

// Closing it later leaves the socket itself with whoever opened it.
void Listener::take(int listening) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const bool v6 = ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &length) == 0 && address.ss_family == AF_INET6;
    acceptor_.assign(v6 ? tcp::v6() : tcp::v4(), ::fcntl(listening, F_DUPFD_CLOEXEC, 0));
}

unsigned short Listener::port() const { return acceptor_.local_endpoint().port(); }

void Listener::start() {
    net::co_spawn(io_, [this] { return accept_all(); }, net::detached);
    thread_ = std::jthread([this] { run(); });
}

// Whatever a handler throws ends that handler only.
void Listener::run() {
    for (;;) {
        try {
            io_.run();
            return;
        } catch (...) {
            porch_.log.event(Log::Level::error, "fault on an I/O thread");
        }
    }
}

net::awaitable<void> Listener::accept_all() {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    net::steady_timer pause(io_);
    while (acceptor_.is_open()) {
        co_await acceptor_.async_accept(arriving_, token);
        if (!error) admit();
        if (!error || !acceptor_.is_open()) continue;
        pause.expires_after(std::chrono::milliseconds{100});  // out of file descriptors: wait for some to return
        co_await pause.async_wait(token);
    }
}

void Listener::admit() {
    tcp::socket socket = std::move(arriving_);
    arriving_ = tcp::socket(io_);
    try {
        std::string address = address_text(socket);
        auto place = cap_.admit(address);
        if (!place) return porch_.metrics.refused("too many connections");  // the socket closes here
        socket.set_option(tcp::no_delay(true));
        Arrival arrival{.socket = std::move(socket), .address = std::move(address), .place = std::move(place), .tls = tls_.current()};
        const SessionHandle session = start_session(std::move(arrival), porch_, [this](HttpSession* ended) { sessions_.erase(ended); });
        sessions_.emplace(session.get(), session);
    } catch (const std::exception&) {
        porch_.log.event(Log::Level::warning, "connection refused by a fault");
    }
}

void Listener::stop_accepting() {
    net::post(io_, [this] {
        error_code ignored;
        acceptor_.close(ignored);
        for (const auto& [raw, weak] : sessions_) {
            if (const auto session = weak.lock()) close_if_idle(*session, false);
        }
    });
}

void Listener::close_idle() {
    net::post(io_, [this] {
        for (const auto& [raw, weak] : sessions_) {
            if (const auto session = weak.lock()) close_if_idle(*session, true);
        }
    });
}

void Listener::cut_all() {
    net::post(io_, [this] {
        for (const auto& [raw, weak] : sessions_) {
            if (const auto session = weak.lock()) cut(*session);
        }
    });
}

void Listener::join() {
    work_.reset();
    io_.stop();
    if (thread_.joinable()) thread_.join();
}

void require_free_port(const std::string& address, unsigned short port) {
    net::io_context io;
    tcp::acceptor probe(io);
    const tcp::endpoint endpoint(net::ip::make_address(address), port);
    error_code error;
    probe.open(endpoint.protocol(), error);
    probe.set_option(tcp::acceptor::reuse_address(true), error);
    probe.bind(endpoint, error);
    if (!error) probe.listen(1, error);
    if (error) throw std::runtime_error("listen.port: cannot listen on " + address + " port " + std::to_string(port) + ": " + error.message());
}

}  // namespace casework::server
