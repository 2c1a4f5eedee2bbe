// Matching paths against patterns with {parameters}.
#include "web/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace casework::web {
namespace {

std::string_view next_segment(std::string_view& rest) {
    const auto end = std::min(rest.find('/'), rest.size());
    const auto segment = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return segment;
}

// References are read in any case: nom-2026-0041 is NOM-2026-0041.
std::string as_reference(std::string_view segment) {
    std::string upper(segment);
    const auto dash = segment.find('-');
    const bool reference = dash != std::string_view::npos && dash >= 2 && dash <= 4 &&
                           std::ranges::all_of(segment.substr(dash), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
    if (reference) std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return upper;
}

bool fits(std::string_view pattern, std::string_view path, Fields& parameters) {
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    while (!pattern.empty() || !path.empty()) {
        if (pattern.empty() || path.empty()) return false;
        const auto want = next_segment(pattern);
        const auto have = next_segment(path);
        if (want.starts_with('{')) {
            if (have.empty()) return false;
            parameters.emplace_back(want.substr(1, want.size() - 2), as_reference(have));
        } else if (want != have) {
            return false;
        }
    }
    return true;
}

}  // namespace

Matched match(std::span<const Route> table, Method method, std::string_view path) {
    Matched matched;
    if (path.size() > 1 && path.ends_with('/')) return matched;
    const auto wanted = method == Method::head ? Method::get : method;
    for (const auto& route : table) {
        Fields parameters;
        if (!fits(route.pattern, path, parameters)) continue;
        matched.path_known = true;
        if (route.method != wanted) continue;
        matched.route = &route;
        matched.parameters = std::move(parameters);
        return matched;
    }
    return matched;
}

std::size_t upload_bytes_max(std::string_view path) {
    const auto matched = match(routes(), Method::post, path);
    return matched.route != nullptr && matched.route->form.takes_file() ? matched.route->upload_bytes_max : 0;
}

std::string access_text(const Access& access) {
    struct Words {
        std::string operator()(Anyone) const { return "anyone"; }
        std::string operator()(SignedIn) const { return "signed in"; }
        std::string operator()(InPerson) const { return "signed in, never with a bearer token"; }
        std::string operator()(const OnRecord& a) const { return fmt::format("may {} the record {{{}}}", auth::name(a.action), a.parameter); }
        std::string operator()(const OnPanel& a) const { return a.parameter.empty() ? fmt::format("may {} the partnership", auth::name(a.action)) : fmt::format("may {} in the panel {{{}}}", auth::name(a.action), a.parameter); }
        std::string operator()(const ThroughRecords& a) const { return fmt::format("may {} a record that leads to it", auth::name(a.action)); }
    };
    return std::visit(Words{}, access);
}

std::string routes_text(std::span<const Route> table) {
    std::string text;
    for (const auto& route : table)
        text += fmt::format("{:<5}{:<52}{}\n", route.method == Method::post ? "POST" : "GET", route.pattern, access_text(route.access));
    return text;
}

}  // namespace casework::web
