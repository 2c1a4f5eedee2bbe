// Writing an answer: no server banner, a length where the status has a body, the date once a second.
#include "server/response_bytes.hpp"

#include <array>
#include <ctime>
#include <string_view>

#include <fmt/format.h>

namespace casework::server {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 411: return "Length Required";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Answer";
    }
}

// RFC 9110 section 5.6.7, independent of the locale.
std::string http_date(std::time_t at) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&at, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)],
                       utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string_view date_now() {
    thread_local std::time_t second = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != second) {
        second = now;
        text = http_date(now);
    }
    return text;
}

bool has_length(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string response_bytes(const web::Response& response, const Framing& framing) {
    const std::string_view body = response.static_body.empty() ? std::string_view{response.body} : response.static_body;
    std::string bytes;
    bytes.reserve(1500 + (response.static_body.empty() ? body.size() : static_copy_max));
    const auto line = [&](std::string_view name, std::string_view value) {
        bytes.append(name).append(": ").append(value).append("\r\n");
    };
    bytes.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason(response.status)).append("\r\n");
    line("Date", date_now());
    for (const auto& [name, value] : response.headers) line(name, value);
    if (has_length(response.status)) line("Content-Length", std::to_string(body.size()));
    if (!framing.keep_alive) line("Connection", "close");
    if (framing.keep_alive && framing.minor_version == 0) line("Connection", "keep-alive");
    bytes.append("\r\n");
    const bool copied = response.static_body.empty() || body.size() <= static_copy_max;
    if (!framing.head_only && has_length(response.status) && copied) bytes.append(body);
    return bytes;
}

}  // namespace casework::server
