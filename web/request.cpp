// Reading a request's headers, cookies and query values.
#include "web/request.hpp"

#include <algorithm>

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

}  // namespace casework::web
