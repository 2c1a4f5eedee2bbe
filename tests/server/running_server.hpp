// A real server on a free loopback port with a small house behind it, for tests from outside.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "server/config.hpp"
#include "server/log.hpp"
#include "server/server.hpp"
#include "tests/server/tls_client.hpp"

namespace casework::tests {

// A directory of its own, gone at the end.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

class RunningServer {
  public:
    using Change = std::function<void(server::Config&)>;
    using House = std::function<web::Answered(web::Request&&)>;  // one that never waits for a ledger
    explicit RunningServer(const Change& change = {}, House house = {});
    RunningServer(const Change& change, web::Indoors indoors);

    unsigned short port() const { return server_.port(); }
    server::Server& server() { return server_; }
    server::Metrics& metrics() { return metrics_; }
    const server::Config& config() const { return config_; }
    std::vector<std::string> paths_seen() const;  // by the house, in order
    // The log once it holds `needle`, or as it is after a while: a line is written after its answer is sent.
    std::string log_with(std::string_view needle);

    // True when a new client gets its page.
    bool answers_a_good_client() const;

  private:
    static server::Config prepared(const std::filesystem::path& directory, const Change& change);
    web::Indoors watched(web::Indoors indoors);

    TemporaryDirectory directory_;
    server::Config config_;
    server::Log log_;
    server::Metrics metrics_;
    mutable std::mutex mutex_;
    std::vector<std::string> paths_;
    server::Server server_;
};

std::string get(std::string_view path, std::string_view more = "");
std::string post(std::string_view path, std::string_view body, std::string_view more = "");
std::string slurp(const std::filesystem::path& file);

}  // namespace casework::tests
