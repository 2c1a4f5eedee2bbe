// What the content of a file says it is, whatever its name: structure is followed to its end, not only the first bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casework::domain::evidence {

bool is_jpeg(std::string_view content);
bool is_png(std::string_view content);
bool is_pdf(std::string_view content);
bool is_wav(std::string_view content);
bool is_mp3(std::string_view content);
bool is_m4a(std::string_view content);  // sound only
bool is_mp4(std::string_view content);
bool is_mov(std::string_view content);
bool is_plain_text(std::string_view content);  // UTF-8 without control characters, and no PDF

// Big-endian figures, as these formats write them; the caller has looked that they are there.
std::uint32_t figure_32(std::string_view bytes, std::size_t at);
std::uint64_t figure_64(std::string_view bytes, std::size_t at);

// One part of a file that is made of parts: where it stands with its head, and where its payload begins and ends.
struct Part {
    std::string_view name;
    std::size_t at = 0, payload = 0, end = 0;
};
using Parts = std::vector<Part>;
// The parts of a PNG, of a RIFF (WAV), and of an MP4 or MOV between two places; empty when they do not fill the room exactly.
Parts png_parts(std::string_view content);
Parts riff_parts(std::string_view content);
Parts film_parts(std::string_view content, std::size_t from, std::size_t to);

// A JPEG's segments. `scan_end`: where the picture's coded lines after a start of scan end.
struct Segment {
    std::uint8_t marker = 0;
    std::size_t at = 0, payload = 0, end = 0, scan_end = 0;
};
// Up to and without the end marker; empty when it is no whole JPEG. What follows the picture is no part of it.
std::vector<Segment> jpeg_segments(std::string_view content);

// Where the coded sound of an MP3 begins and ends, without the tags before and after it; nothing found: two equal places.
struct Stretch {
    std::size_t from = 0, to = 0;
};
Stretch mp3_sound(std::string_view content);

}  // namespace casework::domain::evidence
