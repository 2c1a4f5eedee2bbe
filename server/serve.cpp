// Signals, the first certificate, and the order of starting and stopping.
#include "server/serve.hpp"

#include <sys/resource.h>

#include <csignal>
#include <optional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/metrics_listener.hpp"
#include "server/scheduler.hpp"
#include "server/server.hpp"
#include "server/tls.hpp"

namespace casework::server {
namespace {

namespace net = boost::asio;

// As many connections as the machine allows, and no core dump: it would hold keys and records.
void set_limits() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    constexpr rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

void make_first_certificate(const Config& config) {
    const bool ours = config.certificate == config.data_directory / "tls" / "certificate.pem";
    if (ours) create_localhost_certificate({config.certificate, config.private_key});
}

void reload(Server& server, Log& log) {
    log.reopen();
    try {
        server.reload_certificate();
        log.event(Log::Level::note, "certificate read again");
    } catch (const std::exception& refused) {
        log.event(Log::Level::error, "certificate kept", {{"cause", refused.what()}});
    }
}

// Caught from the moment this exists, so that a stop that comes while we start is a clean stop too.
class Signals {
  public:
    void wait_for_stop(Server& server, Log& log) {
        hear_again(server, log);
        stop_.async_wait([this](const boost::system::error_code&, int) { io_.stop(); });
        io_.run();
    }

  private:
    void hear_again(Server& server, Log& log) {
        again_.async_wait([&, this](const boost::system::error_code& error, int) {
            if (error) return;
            reload(server, log);
            hear_again(server, log);
        });
    }

    net::io_context io_{1};
    net::signal_set stop_{io_, SIGTERM, SIGINT};
    net::signal_set again_{io_, SIGHUP};
};

std::string shown_address(const Config& config, unsigned short port) {
    const std::string host = config.hosts.empty() ? config.listen_address : config.hosts.front();
    return "https://" + host + (port == 443 ? "" : ":" + std::to_string(port));
}

}  // namespace

int serve(const Config& config, Log& log, Metrics& metrics, web::Indoors indoors, std::function<void()> on_stop,
          std::function<void(const std::string&)> ready) {
    std::signal(SIGPIPE, SIG_IGN);
    Signals signals;
    set_limits();
    make_first_certificate(config);
    Server server(config, log, metrics, std::move(indoors));
    std::optional<MetricsListener> figures;
    if (config.metrics_port != 0) figures.emplace(metrics, config.metrics_address, static_cast<unsigned short>(config.metrics_port));
    Scheduler scheduler([&](std::string_view task, std::string_view cause) { log.event(Log::Level::error, "task failed", {{"task", task}, {"cause", cause}}); });
    // A fresh context has fresh ticket keys: what is resumed today cannot be opened with tomorrow's memory.
    scheduler.every(std::chrono::hours{24}, "renew ticket keys", [&] { server.reload_certificate(); });
    scheduler.every(std::chrono::milliseconds{500}, "flush the log", [&] { log.flush(); });
    server.start();
    log.event(Log::Level::note, "serving", {{"version", CASEWORK_VERSION}});
    if (ready) ready(shown_address(config, server.port()));
    signals.wait_for_stop(server, log);
    log.event(Log::Level::note, "stopping");
    scheduler.stop();
    if (!server.stop()) log.event(Log::Level::warning, "some requests were cut at stop");
    if (on_stop) on_stop();
    log.event(Log::Level::note, "stopped");
    log.flush();
    return 0;
}

}  // namespace casework::server
