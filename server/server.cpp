// Putting the porch together and taking it down again.
#include "server/server.hpp"

#include <algorithm>
#include <deque>
#include <thread>
#include <utility>

#include "server/handed_socket.hpp"
#include "server/listener.hpp"
#include "server/premises.hpp"
#include "web/router.hpp"

namespace casework::server {
namespace {

// Who has just connected is about to ask something: a stop lets them.
constexpr std::chrono::milliseconds first_request_grace{1000};

HeadRules head_rules(const Config& config) {
    HeadRules rules;
    rules.hosts = config.hosts;
    rules.head_bytes_max = config.limits.head_bytes_max;
    rules.target_bytes_max = config.limits.target_bytes_max;
    rules.lines_max = config.limits.header_lines_max;
    rules.line_bytes_max = config.limits.header_line_bytes_max;
    rules.body_bytes_max = [limits = config.limits](std::string_view path) { return std::max(limits.body_bytes_max, std::min(limits.upload_bytes_max, web::upload_bytes_max(path))); };
    return rules;
}

}  // namespace

struct Server::State {
    State(const Config& given, Log& log_, Metrics& metrics, web::Indoors indoors)
        : config(given),
          log(log_),
          tls({given.certificate, given.private_key, given.demo}, [this](std::string_view warning) { log.event(Log::Level::warning, warning); }),
          cap(given.limits.connections_max, given.limits.connections_per_address_max),
          workers(given.worker_threads, given.queue_max, requests_at_once(given)),
          porch{.config = given, .log = log_, .metrics = metrics, .workers = workers, .indoors = std::move(indoors), .rules = head_rules(given)} {
        const auto watch = [&](const char* name, const char* help, auto figure) { watched.push_back(metrics.watch(name, help, [figure] { return static_cast<double>(figure()); })); };
        watch("casework_connections_open", "Client connections that are open.", [this] { return cap.open(); });
        watch("casework_queue_length", "Requests that wait for a worker.", [this] { return workers.waiting(); });
        watch("casework_workers_busy", "Workers with a request.", [this] { return workers.busy(); });
        watch("casework_workers", "Workers there are.", [this] { return config.worker_threads; });
    }

    const Config& config;
    Log& log;
    TlsContextHolder tls;
    ConnectionCap cap;
    WorkerPool workers;
    Porch porch;
    std::deque<Listener> listeners;
    unsigned short port = 0;
    bool stopped = false;
    std::vector<Metrics::Watched> watched;  // last, so that nothing is asked of what has gone
};

Server::Server(const Config& config, Log& log, Metrics& metrics, web::Indoors indoors) : state_(std::make_unique<State>(config, log, metrics, std::move(indoors))) {
    namespace ip = boost::asio::ip;
    const auto address = ip::make_address(config.listen_address);
    state_->port = static_cast<unsigned short>(config.port);
    const auto handed = handed_socket();
    if (!handed && config.port != 0 && !config.share_port) require_free_port(config.listen_address, state_->port);
    for (std::size_t i = 0; i < config.io_threads; ++i) {
        Listener& listener = state_->listeners.emplace_back(state_->porch, state_->cap, state_->tls);
        if (handed) listener.take(*handed);
        else listener.bind({address, state_->port});
        // Everything that was checked about the address holds for this one only.
        if (handed && listener.endpoint().address() != address) throw std::runtime_error("listen.address: is " + config.listen_address + ", but the socket handed over listens on " + listener.endpoint().address().to_string());
        state_->port = listener.port();
    }
}

Server::~Server() { stop(); }

void Server::start() {
    for (Listener& listener : state_->listeners) listener.start();
}

unsigned short Server::port() const { return state_->port; }

void Server::reload_certificate() { state_->tls.reload(); }

bool Server::stop() {
    using Clock = std::chrono::steady_clock;
    if (std::exchange(state_->stopped, true)) return true;
    state_->porch.stopping = true;
    for (Listener& listener : state_->listeners) listener.stop_accepting();
    const auto begun = Clock::now();
    const auto wait_until = [&](Clock::time_point last) {
        while (state_->cap.open() > 0 && Clock::now() < last) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    };
    wait_until(begun + std::min<std::chrono::milliseconds>(first_request_grace, state_->config.deadlines.drain));
    for (Listener& listener : state_->listeners) listener.close_idle();
    wait_until(begun + state_->config.deadlines.drain);
    const bool all_finished = state_->cap.open() == 0;
    for (Listener& listener : state_->listeners) listener.cut_all();
    if (!all_finished) state_->workers.forget_waiting();
    state_->workers.stop();
    state_->porch.unanswered.wait_until_empty();
    for (Listener& listener : state_->listeners) listener.join();
    return all_finished;
}

}  // namespace casework::server
