// Writing the log as JSON lines through spdlog.
#include "server/log.hpp"

#include <cstdint>
#include <ctime>
#include <iterator>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace casework::server {
namespace {

void append_escaped(std::string& line, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (c == '"' || c == '\\') {
            line += {'\\', c};
        } else if (byte < 0x20 || byte >= 0x7f) {
            line += fmt::format("\\u{:04x}", byte);
        } else {
            line += c;
        }
    }
}

void append_text(std::string& line, std::string_view name, std::string_view value) {
    line.append(",\"").append(name).append("\":\"");
    append_escaped(line, value);
    line += '"';
}

// Spelled once a second.
std::string_view spelled(std::time_t second) {
    thread_local std::time_t last = -1;
    thread_local std::string text;
    if (last != second) text = fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(second));
    last = second;
    return text;
}

std::string opened(std::string_view level) {
    const auto now = std::chrono::system_clock::now();
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now - second).count();
    std::string line;
    line.reserve(300);
    fmt::format_to(std::back_inserter(line), R"({{"at":"{}.{:03}Z","level":"{}")", spelled(std::chrono::system_clock::to_time_t(second)), milliseconds, level);
    return line;
}

std::string_view name_of(Log::Level level) {
    return level == Log::Level::note ? "note" : level == Log::Level::warning ? "warning" : "error";
}

spdlog::level::level_enum spdlog_level(Log::Level level) {
    return level == Log::Level::note ? spdlog::level::info : level == Log::Level::warning ? spdlog::level::warn : spdlog::level::err;
}

spdlog::sink_ptr make_sink(const std::filesystem::path& file) {
    if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
}

}  // namespace

Log::Log(const std::filesystem::path& file) : file_(file) { open(); }
Log::~Log() { flush(); }

void Log::open() {
    auto logger = std::make_shared<spdlog::logger>("casework", make_sink(file_));
    logger->set_pattern("%v");
    logger->set_error_handler([](const std::string&) {});
    logger->flush_on(spdlog::level::warn);
    const std::lock_guard lock(mutex_);
    logger_ = std::move(logger);
}

std::shared_ptr<spdlog::logger> Log::current() const {
    const std::lock_guard lock(mutex_);
    return logger_;
}

void Log::reopen() {
    try {
        flush();
        open();
    } catch (const spdlog::spdlog_ex&) {
        event(Level::warning, "log could not be reopened");
    }
}

void Log::request(const RequestLine& request) {
    const Level level = request.fault.empty() ? Level::note : Level::error;
    std::string line = opened(name_of(level));
    append_text(line, "event", "request");
    append_text(line, "reference", request.reference);
    append_text(line, "method", request.method);
    append_text(line, "route", request.route);
    line += fmt::format(R"(,"status":{},"ms":{:.3f})", request.status, static_cast<double>(request.took.count()) / 1000);
    if (!request.account.empty()) append_text(line, "account", request.account);
    append_text(line, "remote", request.remote_address);
    if (!request.fault.empty()) append_text(line, "fault", request.fault);
    line += '}';
    current()->log(spdlog_level(level), spdlog::string_view_t(line));
}

void Log::event(Level level, std::string_view name, std::initializer_list<Field> fields) {
    std::string line = opened(name_of(level));
    append_text(line, "event", name);
    for (const auto& [key, value] : fields) append_text(line, key, value);
    line += '}';
    current()->log(spdlog_level(level), spdlog::string_view_t(line));
}

void Log::flush() { current()->flush(); }

}  // namespace casework::server
