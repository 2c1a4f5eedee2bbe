// One message, one connection: there are few.
#include "server/mailer.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <fstream>
#include <memory>

#include "persistence/clock.hpp"

namespace casework::server {
namespace {

constexpr long connect_seconds = 10, whole_seconds = 30;

struct Text {
    std::string bytes;
    std::size_t sent = 0;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
    auto& text = *static_cast<Text*>(from);
    const auto n = std::min(size * count, text.bytes.size() - text.sent);
    std::memcpy(into, text.bytes.data() + text.sent, n);
    text.sent += n;
    return n;
}

// Lines of headers end where we say: nothing in them can begin another.
std::string line_of(std::string_view text) {
    std::string line;
    for (const unsigned char c : text) line += c < 0x20 || c == 0x7f ? ' ' : static_cast<char>(c);
    return line;
}

// RFC 5322 section 3.3.
std::string date_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::seconds>(persistence::system_now()));
    std::tm utc{};
    char text[64]{};
    gmtime_r(&now, &utc);
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &utc);
    return text;
}

std::string message(const Config& config, const persistence::Mail& mail) {
    auto text = fmt::format("Date: {}\r\nFrom: Casework <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@casework>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                            "Content-Type: text/plain; charset=utf-8\r\n\r\n",
                            date_now(), line_of(config.mail_from), line_of(mail.to), line_of(mail.subject), mail.id);
    for (const char c : mail.body) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return text;
}

std::string secret(const Config& config) {
    std::ifstream file(config.mail_password_file);
    std::string line;
    std::getline(file, line);
    return line;
}

}  // namespace

bool send_by_smtp(const Config& config, const persistence::Mail& mail, std::string& cause) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::string from = "<" + line_of(config.mail_from) + ">", to = "<" + line_of(mail.to) + ">";
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(curl_slist_append(nullptr, to.c_str()), curl_slist_free_all);
    if (!curl || !recipients) return false;
    Text text{message(config, mail)};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, config.mail_server.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(CURLOPT_TIMEOUT, whole_seconds);
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, static_cast<void*>(&text));
    const auto password = config.mail_password_file.empty() ? std::string() : secret(config);
    if (!password.empty()) set(CURLOPT_USERPWD, password.c_str());
    const auto code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) cause = curl_easy_strerror(code);
    return code == CURLE_OK;
}

}  // namespace casework::server
