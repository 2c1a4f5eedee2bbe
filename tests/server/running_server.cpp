// Starting and watching the server under test.
#include "tests/server/running_server.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "server/tls.hpp"

namespace casework::tests {
namespace {

// Says what it was asked, so that a test sees order and content.
web::Answered echo(web::Request&& request) {
    web::Response response{.status = 200, .headers = {}, .body = request.path + "|" + request.body, .static_body = {}};
    response.set("Content-Type", "text/plain; charset=utf-8");
    return {.response = std::move(response), .route = "/echo", .account = "acc-1", .fault = {}};
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "casework-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
}

TemporaryDirectory::~TemporaryDirectory() { std::filesystem::remove_all(path_); }

server::Config RunningServer::prepared(const std::filesystem::path& directory, const Change& change) {
    server::Config config;
    config.port = 0;
    config.data_directory = directory;
    config.certificate = directory / "certificate.pem";
    config.private_key = directory / "private_key.pem";
    config.log_file = directory / "log";
    if (change) change(config);
    server::create_localhost_certificate({config.certificate, config.private_key});
    return config;
}

web::Indoors RunningServer::watched(web::Indoors indoors) {
    return [this, inner = std::move(indoors)](web::Request&& request, const web::Reply& reply) {
        {
            const std::lock_guard lock(mutex_);
            paths_.push_back(request.path);
        }
        inner(std::move(request), reply);
    };
}

RunningServer::RunningServer(const Change& change, House house)
    : RunningServer(change, [inner = house ? std::move(house) : House(echo)](web::Request&& request, const web::Reply& reply) { reply(inner(std::move(request))); }) {}

RunningServer::RunningServer(const Change& change, web::Indoors indoors)
    : config_(prepared(directory_.path(), change)), log_(config_.log_file), server_(config_, log_, metrics_, watched(std::move(indoors))) {
    server_.start();
}

std::vector<std::string> RunningServer::paths_seen() const {
    const std::lock_guard lock(mutex_);
    return paths_;
}

std::string RunningServer::log_with(std::string_view needle) {
    std::string text;
    for (int i = 0; i < 500 && text.find(needle) == text.npos; ++i) {
        if (i > 0) std::this_thread::sleep_for(milliseconds{10});
        log_.flush();
        text = slurp(config_.log_file);
    }
    return text;
}

bool RunningServer::answers_a_good_client() const {
    TlsClient client(port());
    client.send(get("/good"));
    const auto answer = client.answer();
    return answer && answer->status == 200 && answer->body == "/good|";
}

std::string get(std::string_view path, std::string_view more) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view more) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

std::string slurp(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace casework::tests
