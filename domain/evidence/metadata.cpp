// Copies without metadata: pictures and sounds keep the parts on a list, films keep their layout with the rest blanked.
#include "domain/evidence/metadata.hpp"

#include <algorithm>
#include <array>

#include "domain/evidence/content.hpp"
#include "domain/evidence/exif.hpp"
#include "domain/evidence/film_tracks.hpp"

namespace casework::domain::evidence {
namespace {

using std::size_t;
using std::string;
using std::string_view;

template <size_t N>
bool among(const std::array<string_view, N>& names, string_view name) { return std::ranges::find(names, name) != names.end(); }

// ---- JPEG (ITU-T T.81)

constexpr std::uint8_t app0 = 0xE0, app2 = 0xE2, app14 = 0xEE;

string_view payload_of(const Segment& segment, string_view content) { return content.substr(segment.payload, segment.end - segment.payload); }

// JFIF, the colour profile and Adobe's colour transform say how to show the picture; a thumbnail may show more than the picture.
bool is_kept(const Segment& segment, string_view content) {
    const auto payload = payload_of(segment, content);
    if (segment.marker == app0) return payload.starts_with(string_view("JFIF\0", 5)) && payload.size() == 14;
    if (segment.marker == app2) return payload.starts_with(string_view("ICC_PROFILE\0", 12));
    if (segment.marker == app14) return payload.starts_with("Adobe") && payload.size() == 12;
    return segment.marker < app0;  // tables, frames and scans: what the picture is decoded from
}

string jpeg_copy(string_view content) {
    string copy = "\xFF\xD8";
    const int turned = read_exif(exif_in_jpeg(content)).orientation;
    if (turned > 1) copy += exif_segment_with_orientation(turned);
    for (const auto& segment : jpeg_segments(content))
        if (is_kept(segment, content)) copy += content.substr(segment.at, segment.scan_end - segment.at);
    return copy + "\xFF\xD9";
}

// ---- PNG (ISO/IEC 15948)

constexpr std::array<string_view, 16> png_kept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs", "cICP", "acTL", "fcTL", "fdAT"};

string png_copy(string_view content) {
    string copy(content.substr(0, 8));
    for (const auto& part : png_parts(content))
        if (among(png_kept, part.name)) copy += content.substr(part.at, part.end + 4 - part.at);  // with its check sum
    return copy;
}

string_view exif_in_png(string_view content) {
    for (const auto& part : png_parts(content))
        if (part.name == "eXIf") return content.substr(part.payload, part.end - part.payload);
    return {};
}

// ---- WAV (RIFF)

string small_end(std::uint32_t figure) {
    string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(figure >> (8 * i) & 0xFF);
    return bytes;
}

string wav_copy(string_view content) {
    constexpr std::array<string_view, 3> kept{"fmt ", "fact", "data"};
    string parts = "WAVE";
    for (const auto& part : riff_parts(content)) {
        if (!among(kept, part.name)) continue;
        parts += content.substr(part.at, part.end - part.at);
        if (((part.end - part.payload) & 1) != 0) parts += '\0';
    }
    return "RIFF" + small_end(static_cast<std::uint32_t>(parts.size())) + parts;
}

// ---- MP4, M4A and MOV (ISO/IEC 14496-12): places stay where they are, because tables inside count bytes from the beginning.

constexpr int film_depth_max = 6;
constexpr std::array<string_view, 5> film_blanked{"udta", "meta", "uuid", "free", "skip"};
constexpr std::array<string_view, 3> film_searched{"moov", "trak", "mdia"};
constexpr std::array<string_view, 3> film_headers{"mvhd", "tkhd", "mdhd"};  // hold when the film was made and changed

void blank(string& copy, const Part& part) {
    copy.replace(part.at + 4, 4, "free");
    std::fill(copy.begin() + static_cast<std::ptrdiff_t>(part.payload), copy.begin() + static_cast<std::ptrdiff_t>(part.end), '\0');
}

void blank_times(string& copy, const Part& part) {
    const size_t length = part.end > part.payload && copy[part.payload] == 1 ? 16 : 8;
    const size_t from = std::min(part.payload + 4, part.end), to = std::min(from + length, part.end);
    std::fill(copy.begin() + static_cast<std::ptrdiff_t>(from), copy.begin() + static_cast<std::ptrdiff_t>(to), '\0');
}

void blank_between(string& copy, size_t from, size_t to) {
    if (from < to) std::fill(copy.begin() + static_cast<std::ptrdiff_t>(from), copy.begin() + static_cast<std::ptrdiff_t>(to), '\0');
}

// Where a track stood that is neither pictures nor sound nobody finds its samples any more; the places and speeds in them go as well. Only
// what lies in the parts for samples is touched, whatever the tables of the track claim.
void blank_samples(string& copy, string_view content, const Parts& film, const Part& track) {
    for (const auto& [from, to] : samples_of(content, track))
        for (const auto& part : film)
            if (part.name == "mdat") blank_between(copy, std::max(from, part.payload), std::min(to, part.end));
}

void blank_other_tracks(string& copy, string_view content, const Parts& film) {
    for (const auto& part : film) {
        if (part.name != "moov") continue;
        for (const auto& track : film_parts(content, part.payload, part.end))
            if (track.name == "trak" && !is_seen_or_heard(content, track)) blank_samples(copy, content, film, track), blank(copy, track);
    }
}

// What does not follow the rules within, or nests deeper than any film does, is blanked as a whole.
void blank_film(string& copy, string_view content, const Parts& parts, int depth = 0) {
    for (const auto& part : parts) {
        const auto within = among(film_searched, part.name) ? film_parts(content, part.payload, part.end) : Parts{};
        if (among(film_headers, part.name)) blank_times(copy, part);
        else if (!within.empty() && depth < film_depth_max) blank_film(copy, content, within, depth + 1);
        else if (among(film_blanked, part.name) || among(film_searched, part.name)) blank(copy, part);
    }
}

string film_copy(string_view content) {
    string copy(content);
    const auto parts = film_parts(content, 0, content.size());
    blank_film(copy, content, parts);
    blank_other_tracks(copy, content, parts);
    return copy;
}

// ISO 6709 as phones write it: +51.2720+000.5290/
std::optional<double> degrees(string_view text, size_t whole_figures) {
    if (text.size() < whole_figures + 3 || (text[0] != '+' && text[0] != '-') || text[whole_figures + 1] != '.') return std::nullopt;
    double value = 0, tenth = 1;
    for (size_t i = 1; i < text.size(); ++i) {
        if (i == whole_figures + 1) continue;
        if (text[i] < '0' || text[i] > '9') return i > whole_figures + 2 ? std::optional(text[0] == '-' ? -value : value) : std::nullopt;
        if (i <= whole_figures) value = value * 10 + (text[i] - '0');
        else value += (text[i] - '0') * (tenth /= 10);
    }
    return std::nullopt;  // something follows a place that was written out
}

void find_place(string_view words, Taken& taken) {
    for (size_t at = 0; at + 12 < words.size() && !taken.latitude; ++at) {
        const auto latitude = degrees(words.substr(at), 2);
        if (!latitude) continue;
        const auto next = words.find_first_of("+-", at + 1);
        const auto longitude = next == string_view::npos ? std::nullopt : degrees(words.substr(next), 3);
        if (longitude && next - at < 16 && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) taken.latitude = latitude, taken.longitude = longitude;
    }
}

void find_in_film(string_view content, const Parts& parts, Taken& taken) {
    for (const auto& part : parts) {
        const auto payload = content.substr(part.payload, part.end - part.payload);
        if (part.name == "mvhd" && payload.size() >= 20) taken.at = since_1904(payload[0] == 1 ? figure_64(payload, 4) : figure_32(payload, 4));
        else if (part.name == "udta" || part.name == "meta") find_place(payload, taken);
    }
}

Taken taken_of_film(string_view content) {
    Taken found;
    for (const auto& part : film_parts(content, 0, content.size()))
        if (part.name == "moov") find_in_film(content, film_parts(content, part.payload, part.end), found);
    return found;
}

}  // namespace

Taken taken(string_view code, string_view content) {
    if (code == "jpeg") return read_exif(exif_in_jpeg(content)).taken;
    if (code == "png") return read_exif(exif_in_png(content)).taken;
    if (code == "mp4" || code == "m4a" || code == "mov") return taken_of_film(content);
    return {};
}

string without_metadata(string_view code, string_view content) {
    if (code == "jpeg") return jpeg_copy(content);
    if (code == "png") return png_copy(content);
    if (code == "wav") return wav_copy(content);
    if (code == "mp4" || code == "m4a" || code == "mov") return film_copy(content);
    if (code == "mp3") {
        const auto sound = mp3_sound(content);
        return string(content.substr(sound.from, sound.to - sound.from));
    }
    return string(content);
}

}  // namespace casework::domain::evidence
