// Reading EXIF: the few facts of a photograph that become fields of the record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/evidence/metadata.hpp"

namespace casework::domain::evidence {

struct Exif {
    Taken taken;
    int orientation = 1;  // 1 upright; 2 to 8 turned or mirrored
};
// The TIFF block of EXIF 2.3, without the name before it. Anything that does not hold together is left out.
Exif read_exif(std::string_view tiff);
// The TIFF block within a JPEG, empty when there is none.
std::string_view exif_in_jpeg(std::string_view content);
// A whole APP1 segment that says how the picture is turned, and nothing else.
std::string exif_segment_with_orientation(int orientation);

// Seconds since 1904 (QuickTime) as 2026-03-14T15:09:26Z; empty for 0 and for what no calendar of ours reaches.
std::string since_1904(std::uint64_t seconds);

}  // namespace casework::domain::evidence
