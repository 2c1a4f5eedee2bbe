// What a camera or phone writes beside the picture: when and where become fields, and the copy that is shown carries none of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casework::domain::evidence {

struct Taken {
    std::string at;  // 2026-03-14T15:09:26, by the device's own clock; with +01:00 or Z where it says; empty: not stated
    std::optional<double> latitude, longitude;  // degrees, WGS 84
    bool operator==(const Taken&) const = default;
};
// Of content that is of the type `code` of the table; nothing is believed that the content does not bear out.
Taken taken(std::string_view code, std::string_view content);

// The same picture, sound or film without what was written beside it (EXIF, GPS, XMP, comments, thumbnails, tags, what follows
// the end). How a photograph is turned stays. A PDF and plain text come back as they are.
std::string without_metadata(std::string_view code, std::string_view content);

}  // namespace casework::domain::evidence
