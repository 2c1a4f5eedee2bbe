// Compressing answers. What stands in them may be secret and what was typed may stand beside it, yet their length tells nothing
// (BREACH): another site cannot ask in a person's name, because the session cookie does not come along, and form tokens are
// masked anew in every answer.
#include "web/compression.hpp"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace casework::web {
namespace {

constexpr std::size_t least_bytes = 1400;  // what fits one packet arrives no sooner when it is smaller
// A board of 39 KB: level 1 makes 7.9 KB in 113 us, level 6 7.0 KB in 290 us; zlib needs 219 us for its level 1.
constexpr int level = 1;

struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

libdeflate_compressor& compressor() {
    thread_local const std::unique_ptr<libdeflate_compressor, Free> kept(libdeflate_alloc_compressor(level));
    if (!kept) throw std::bad_alloc();
    return *kept;
}

bool is_text(std::string_view type) { return type.starts_with("text/") || type.starts_with("application/json") || type.starts_with("application/problem+json"); }

}  // namespace

void compress(const Request& request, Response& response) {
    if (response.body.size() < least_bytes || !is_text(response.header("content-type")) || !response.header("content-encoding").empty()) return;
    response.add("Vary", "Accept-Encoding");
    if (weight_in(request.header("accept-encoding"), "gzip") <= 0) return;
    auto& engine = compressor();
    std::string small(libdeflate_gzip_compress_bound(&engine, response.body.size()), '\0');
    const std::size_t size = libdeflate_gzip_compress(&engine, response.body.data(), response.body.size(), small.data(), small.size());
    if (size == 0) return;
    small.resize(size);
    small.shrink_to_fit();
    response.body = std::move(small);
    response.set("Content-Encoding", "gzip");
}

}  // namespace casework::web
