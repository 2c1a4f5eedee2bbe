// A request as the house sees it: already checked by the porch, bounded, and with nothing of Beast in it.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::web {

// Holds the token of a signed-in browser.
inline constexpr std::string_view session_cookie = "__Host-session";

enum class Method { get, head, post };

struct Request {
    Method method = Method::get;
    std::string target;          // as sent: path and query
    std::string path;            // percent-decoded, valid UTF-8, starts with '/'
    std::vector<std::pair<std::string, std::string>> query;  // percent-decoded
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
    std::string body;            // at most the configured size
    std::string remote_address;  // of the peer, or of the client behind the configured proxy
    std::chrono::steady_clock::time_point received = std::chrono::steady_clock::now();  // what was durable then is seen by a reading
    std::string reference;       // "7F3A-91C2": on the page, in the log and in the ledger

    std::string_view header(std::string_view name) const;  // empty when absent
    std::string cookie(std::string_view name) const;       // empty when absent
    std::optional<std::string> query_value(std::string_view name) const;
};

// Thousandths of the weight that a list like Accept or Accept-Encoding gives to a word of it; -1 when it does not name it.
int weight_in(std::string_view list, std::string_view word);

}  // namespace casework::web
