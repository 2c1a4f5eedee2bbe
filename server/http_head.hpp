// The strict check of a request's raw head: decides framing, host and target before any library parses the same bytes.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/request.hpp"

namespace casework::server {

struct HeadRules {
    std::vector<std::string> hosts;  // lower case; an entry without a port accepts any port
    std::size_t head_bytes_max = 16 * 1024;
    std::size_t target_bytes_max = 4096;
    std::size_t lines_max = 64;
    std::size_t line_bytes_max = 8 * 1024;
    std::function<std::size_t(std::string_view path)> body_bytes_max = [](std::string_view) { return std::size_t{1024 * 1024}; };
};

// Every refusal closes the connection.
struct HeadRefusal {
    int status = 400;      // 400 405 411 413 414 417 421 431 501 505
    std::string_view why;  // a literal, for the log
};

struct HttpHead {
    web::Method method = web::Method::get;
    int minor_version = 1;
    std::string target;  // origin form: path and query as sent
    std::string path;    // decoded, valid UTF-8
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, values trimmed
    std::size_t content_length = 0;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Number of bytes of the first head in `bytes` including its empty line; 0 while more must come. Refuses at the
// first byte that cannot belong to a head, so a bare LF is not waited on. `scanned` bytes have been looked at before.
std::expected<std::size_t, HeadRefusal> head_end(std::string_view bytes, std::size_t scanned, const HeadRules& rules);

// `head` is exactly one head with its empty line.
std::expected<HttpHead, HeadRefusal> check_head(std::string_view head, const HeadRules& rules);

}  // namespace casework::server
