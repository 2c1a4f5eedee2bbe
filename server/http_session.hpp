// One client connection: TLS, then requests one after another, each bounded in bytes and time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include <boost/asio/ip/tcp.hpp>

#include "server/body_budget.hpp"
#include "server/config.hpp"
#include "server/connection_cap.hpp"
#include "server/http_head.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/tls.hpp"
#include "server/worker_pool.hpp"
#include "web/indoors.hpp"

namespace casework::server {

// Requests that are indoors and not answered yet: the porch stands until there are none, because an answer may come from a thread
// that is not the porch's.
class Unanswered {
  public:
    void entered();
    void left();
    void wait_until_empty();

  private:
    std::mutex mutex_;
    std::condition_variable empty_;
    std::size_t count_ = 0;
};

// What all connections share.
struct Porch {
    const Config& config;
    Log& log;
    Metrics& metrics;
    WorkerPool& workers;
    web::Indoors indoors;
    HeadRules rules;
    std::atomic<bool> stopping = false;
    Unanswered unanswered = {};
    BodyBudget bodies{config.limits.bodies_bytes_max};
};

struct Arrival {
    boost::asio::ip::tcp::socket socket;
    std::string address;
    ConnectionCap::Place place;
    TlsContext tls;
};

class HttpSession;
using SessionHandle = std::shared_ptr<HttpSession>;

// Runs on the socket's own executor, one thread; `ended` is called there once, whatever happened.
SessionHandle start_session(Arrival arrival, Porch& porch, std::function<void(HttpSession*)> ended);
// Both on the session's thread: at stop an idle connection goes at once, a late one when the time is up.
void close_if_idle(HttpSession& session, bool fresh_too);  // fresh: connected, and nothing asked yet
void cut(HttpSession& session);

}  // namespace casework::server
