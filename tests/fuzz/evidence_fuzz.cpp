// Evidence of every type on any bytes: what is accepted stays of its type as a copy, and the copy says neither when nor where it was taken.
#include "domain/evidence/file_types.hpp"
#include "domain/evidence/metadata.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace casework::domain::evidence;
using casework::fuzz::must;

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto content = casework::fuzz::text_of(input, size);
    for (const auto& type : file_types()) {
        const auto found = taken(type.code, content);
        must(!found.latitude || (*found.latitude >= -90 && *found.latitude <= 90 && *found.longitude >= -180 && *found.longitude <= 180), "a place is on the earth");
        const auto copy = without_metadata(type.code, content);
        if (!type.is_content(content)) continue;
        must(type.is_content(copy), "a copy is of the type of its original");
        must(taken(type.code, copy) == Taken{}, "a copy says neither when nor where");
        must(without_metadata(type.code, copy) == copy, "a copy of a copy is the same copy");
    }
    return 0;
}
