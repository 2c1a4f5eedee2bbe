// Putting the porch together and taking it down again.
#include "server/server.hpp"

#include <deque>
#include <thread>
#include <utility>

#include "server/listener.hpp"

namespace casework::server {
namespace {

HeadRules head_rules(const Config& config) {
    HeadRules rules;
    rules.hosts = config.hosts;
    rules.head_bytes_max = config.limits.head_bytes_max;
    rules.target_bytes_max = config.limits.target_bytes_max;
    rules.lines_max = config.limits.header_lines_max;
    rules.line_bytes_max = config.limits.header_line_bytes_max;
    rules.body_bytes_max = [form = config.limits.body_bytes_max](std::string_view) { return form; };
    return rules;
}

}  // namespace

struct Server::State {
    State(const Config& given, Log& log_, Metrics& metrics, web::Indoors indoors)
        : config(given),
          log(log_),
          tls({given.certificate, given.private_key}, [this](std::string_view warning) { log.event(Log::Level::warning, warning); }),
          cap(given.limits.connections_max, given.limits.connections_per_address_max),
          workers(given.worker_threads, given.queue_max),
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
    if (config.port != 0 && !config.share_port) require_free_port(config.listen_address, state_->port);
    for (std::size_t i = 0; i < config.io_threads; ++i) {
        Listener& listener = state_->listeners.emplace_back(state_->porch, state_->cap, state_->tls);
        listener.bind({address, state_->port});
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
    const auto last = Clock::now() + state_->config.deadlines.drain;
    while (state_->cap.open() > 0 && Clock::now() < last) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    const bool all_finished = state_->cap.open() == 0;
    for (Listener& listener : state_->listeners) listener.cut_all();
    if (!all_finished) state_->workers.forget_waiting();
    state_->workers.stop();
    for (Listener& listener : state_->listeners) listener.join();
    return all_finished;
}

}  // namespace casework::server
