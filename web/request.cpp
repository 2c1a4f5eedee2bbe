// Reading a request's headers, cookies and query values.
#include "web/request.hpp"

#include <algorithm>
#include <charconv>

#include "domain/text.hpp"

namespace casework::web {

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

// RFC 6265 section 5.4: "name=value; name=value". The first of a repeated name counts.
std::string Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        pair.remove_prefix(std::min(pair.find_first_not_of(" \t"), pair.size()));
        const std::size_t equals = pair.find('=');
        if (equals != pair.npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
    }
    return {};
}

std::optional<std::string> Request::query_value(std::string_view name) const {
    const auto found = std::ranges::find(query, name, [](const auto& pair) { return std::string_view{pair.first}; });
    if (found == query.end()) return std::nullopt;
    return found->second;
}

int weight_in(std::string_view list, std::string_view word) {
    int best = -1;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        auto range = domain::ascii_lower(domain::trimmed(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
        const auto semicolon = std::min(range.find(';'), range.size());
        if (domain::trimmed(range.substr(0, semicolon)) != word) continue;
        int weight = 1000;
        if (const auto q = range.find("q=", semicolon); q != std::string::npos) {
            double share = 1;
            std::from_chars(range.data() + q + 2, range.data() + range.size(), share);
            weight = share > 0 ? static_cast<int>(std::min(share, 1.0) * 1000) : 0;  // "nan" is a number to from_chars, and none
        }
        best = std::max(best, weight);
    }
    return best;
}

}  // namespace casework::web
