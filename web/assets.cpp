// Finds the assets inside the binary; the table and the bytes are written by web/build/build-assets.mjs.
#include "web/assets.hpp"

#include <stdexcept>
#include <vector>

#include "assets_symbols.inc"

namespace casework::web {

namespace {

struct Named {
    std::string_view logical;
    Asset asset;
};

std::string_view bytes_between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

const std::vector<Named>& table() {
    static const std::vector<Named> rows{
#include "assets_table.inc"
    };
    return rows;
}

}  // namespace

std::string asset_path(std::string_view logical) {
    for (const auto& row : table())
        if (row.logical == logical) return std::string(row.asset.path);
    throw std::out_of_range("no such asset: " + std::string(logical));
}

const Asset* find_asset(std::string_view path) {
    for (const auto& row : table())
        if (row.asset.path == path) return &row.asset;
    return nullptr;
}

std::vector<const Asset*> all_assets() {
    std::vector<const Asset*> all;
    for (const auto& row : table()) all.push_back(&row.asset);
    return all;
}

}  // namespace casework::web
