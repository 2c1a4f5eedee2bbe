// Stylesheet, script and icons, built from web/styles and web/scripts and carried inside the binary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casework::web {

struct Asset {
    std::string_view path;  // "/static/app-1A2B3C4D.css"
    std::string_view content_type;
    std::string_view etag;   // quoted, of the plain bytes
    std::string_view bytes;
    std::string_view brotli;  // empty when it is not smaller
    std::string_view gzip;
};

// Where a file of ours is served: "app.css" -> "/static/app-1A2B3C4D.css". An unknown name is a bug: std::out_of_range.
std::string asset_path(std::string_view logical);

// What stands at that address, or nullptr. All bytes have static lifetime.
const Asset* find_asset(std::string_view path);

std::vector<const Asset*> all_assets();

}  // namespace casework::web
