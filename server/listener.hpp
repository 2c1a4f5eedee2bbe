// One I/O thread: its own io_context, its own listening socket (SO_REUSEPORT) and the connections it accepted.
#pragma once

#include <string>
#include <thread>
#include <unordered_map>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server/http_session.hpp"

namespace casework::server {

class Listener {
  public:
    Listener(Porch& porch, ConnectionCap& cap, const TlsContextHolder& tls);
    ~Listener();

    void bind(const boost::asio::ip::tcp::endpoint& endpoint);  // throws boost::system::system_error
    void take(int listening);  // a share in a socket that listens already; throws boost::system::system_error
    boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
    unsigned short port() const;
    void start();
    void stop_accepting();  // from any thread; connections that wait for a further request close
    void close_idle();      // from any thread; those that never asked anything close too
    void cut_all();         // from any thread; every connection closes
    void join();            // ends the thread

  private:
    boost::asio::awaitable<void> accept_all();
    void admit();
    void run();

    Porch& porch_;
    ConnectionCap& cap_;
    const TlsContextHolder& tls_;
    boost::asio::io_context io_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
    boost::asio::ip::tcp::acceptor acceptor_{io_};
    boost::asio::ip::tcp::socket arriving_{io_};
    std::unordered_map<HttpSession*, std::weak_ptr<HttpSession>> sessions_;
    std::jthread thread_;
};

// Throws std::runtime_error when another process listens there: SO_REUSEPORT alone would share the port in silence.
void require_free_port(const std::string& address, unsigned short port);

}  // namespace casework::server
