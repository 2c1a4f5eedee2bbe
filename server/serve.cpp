// Signals, the first certificate, and the order of starting and stopping.
#include "server/serve.hpp"

#include <sys/resource.h>

#include <csignal>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/scheduler.hpp"
#include "server/server.hpp"
#include "server/tls.hpp"

namespace casework::server {
namespace {

namespace net = boost::asio;

void raise_open_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
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

// Returns when SIGTERM or SIGINT has come.
void wait_for_stop(Server& server, Log& log) {
    net::io_context io{1};
    net::signal_set stop(io, SIGTERM, SIGINT);
    net::signal_set again(io, SIGHUP);
    std::function<void(const boost::system::error_code&, int)> on_hup = [&](const boost::system::error_code& error, int) {
        if (error) return;
        reload(server, log);
        again.async_wait(on_hup);
    };
    again.async_wait(on_hup);
    stop.async_wait([&](const boost::system::error_code&, int) { io.stop(); });
    io.run();
}

std::string shown_address(const Config& config, unsigned short port) {
    const std::string host = config.hosts.empty() ? config.listen_address : config.hosts.front();
    return "https://" + host + (port == 443 ? "" : ":" + std::to_string(port));
}

}  // namespace

int serve(const Config& config, Log& log, web::Indoors indoors, std::function<void()> on_stop, std::function<void(const std::string&)> ready) {
    std::signal(SIGPIPE, SIG_IGN);
    raise_open_files();
    make_first_certificate(config);
    Server server(config, log, std::move(indoors));
    // A fresh context has fresh ticket keys: what is resumed today cannot be opened with tomorrow's memory.
    Scheduler daily([&](std::string_view, std::string_view cause) { log.event(Log::Level::error, "certificate kept", {{"cause", cause}}); });
    daily.every(std::chrono::hours{24}, "renew ticket keys", [&] { server.reload_certificate(); });
    server.start();
    log.event(Log::Level::note, "serving", {{"version", CASEWORK_VERSION}});
    if (ready) ready(shown_address(config, server.port()));
    wait_for_stop(server, log);
    log.event(Log::Level::note, "stopping");
    daily.stop();
    if (!server.stop()) log.event(Log::Level::warning, "some requests were cut at stop");
    if (on_stop) on_stop();
    log.event(Log::Level::note, "stopped");
    log.flush();
    return 0;
}

}  // namespace casework::server
