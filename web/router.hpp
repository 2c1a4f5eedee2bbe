// Finding the row of the route table for a method and a path.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/percent_encoding.hpp"
#include "web/route.hpp"

namespace casework::web {

struct Matched {
    const Route* route = nullptr;  // nothing: no such path, or not with this method
    bool path_known = false;       // the path exists with another method: 405
    Fields parameters;
};
// HEAD is answered as GET.
Matched match(std::span<const Route> table, Method method, std::string_view path);

// The largest body an address takes beside ordinary forms: an upload where its row declares a file, otherwise nothing more.
std::size_t upload_bytes_max(std::string_view path);
inline bool takes_file(std::string_view path) { return upload_bytes_max(path) > 0; }

// One line per row: method, path, who may. The golden file of the tests.
std::string routes_text(std::span<const Route> table);
// What an access rule is called in the route table's text.
std::string access_text(const Access& access);

}  // namespace casework::web
