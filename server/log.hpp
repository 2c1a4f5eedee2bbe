// The log: one JSON object a line; route patterns, ids and figures only, never a word a person typed.
#pragma once

#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace spdlog {
class logger;
}

namespace casework::server {

struct RequestLine {
    std::string_view reference;
    std::string_view method;
    std::string_view route;    // pattern, or the literal reason of an edge refusal
    int status = 0;
    std::chrono::microseconds took{};
    std::string_view account;
    std::string_view remote_address;
    std::string_view fault;    // our own words
};

class Log {
  public:
    enum class Level { note, warning, error };
    using Field = std::pair<std::string_view, std::string_view>;

    // An empty path is standard error. Errors while writing are ignored: a full disk must not stop an answer.
    explicit Log(const std::filesystem::path& file);
    ~Log();

    void request(const RequestLine& line);
    void event(Level level, std::string_view name, std::initializer_list<Field> fields = {});
    void flush();
    void reopen();  // after log rotation

  private:
    void open();
    std::shared_ptr<spdlog::logger> current() const;

    std::filesystem::path file_;
    mutable std::mutex mutex_;  // guards the pointer, which reopen swaps
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace casework::server
