// Following the structure of files: every length is checked against what is there before it is believed.
#include "domain/evidence/content.hpp"

#include <algorithm>
#include <array>

#include "domain/text.hpp"

namespace casework::domain::evidence {
namespace {

using std::size_t;
using std::string_view;
using std::uint8_t;

constexpr size_t parts_max = 100'000;

uint8_t octet(string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

// Little-endian, as RIFF writes.
std::uint32_t small_end_32(string_view bytes, size_t at) {
    return static_cast<std::uint32_t>(octet(bytes, at) | octet(bytes, at + 1) << 8 | octet(bytes, at + 2) << 16) | static_cast<std::uint32_t>(octet(bytes, at + 3)) << 24;
}

// Coded lines run until a marker that is neither a stuffed byte nor a restart.
size_t end_of_scan(string_view content, size_t at) {
    for (; at + 1 < content.size(); ++at) {
        if (octet(content, at) != 0xFF) continue;
        const auto next = octet(content, at + 1);
        if (next != 0x00 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
    }
    return content.size();
}

bool one_of(string_view brand, std::initializer_list<string_view> brands) { return std::ranges::find(brands, brand) != brands.end(); }

// The first part of a film names its kind; nothing when there is none or the parts do not fit.
string_view brand_of(string_view content) {
    if (content.size() < 16 || content.substr(4, 4) != "ftyp" || film_parts(content, 0, content.size()).empty()) return {};
    return content.substr(8, 4);
}

bool has_pictures(string_view content) {
    for (const auto& top : film_parts(content, 0, content.size())) {
        if (top.name != "moov") continue;
        for (const auto& track : film_parts(content, top.payload, top.end)) {
            if (track.name != "trak") continue;
            for (const auto& media : film_parts(content, track.payload, track.end)) {
                if (media.name != "mdia") continue;
                for (const auto& handler : film_parts(content, media.payload, media.end))
                    if (handler.name == "hdlr" && handler.end - handler.payload >= 12 && content.substr(handler.payload + 8, 4) == "vide") return true;
            }
        }
    }
    return false;
}

// One whose parts can be followed: what cannot be followed cannot be copied without what it hides.
bool has_moov(string_view content) {
    return std::ranges::any_of(film_parts(content, 0, content.size()), [&](const Part& part) { return part.name == "moov" && !film_parts(content, part.payload, part.end).empty(); });
}

// The length of an MPEG-1 or 2 layer III frame by its head, 0 when it is none.
size_t mp3_frame(string_view content, size_t at) {
    if (at + 4 > content.size() || octet(content, at) != 0xFF || (octet(content, at + 1) & 0xE6) != 0xE2) return 0;
    const bool one = (octet(content, at + 1) & 0x18) == 0x18, reserved = (octet(content, at + 1) & 0x18) == 0x08;
    const bool half = (octet(content, at + 1) & 0x18) == 0x00;
    constexpr std::array<int, 16> kilobits_one{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    constexpr std::array<int, 16> kilobits_two{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    constexpr std::array<int, 4> rates{44100, 48000, 32000, 0};
    const int kilobits = (one ? kilobits_one : kilobits_two)[octet(content, at + 2) >> 4];
    const int rate = rates[(octet(content, at + 2) >> 2) & 3] / (one ? 1 : half ? 4 : 2);
    if (reserved || kilobits == 0 || rate == 0) return 0;
    return static_cast<size_t>((one ? 144 : 72) * kilobits * 1000 / rate + ((octet(content, at + 2) >> 1) & 1));
}

// ID3v2 writes its length in four bytes of seven bits.
size_t id3_length(string_view content, size_t at) {
    if (content.size() < at + 10 || content.substr(at, 3) != "ID3") return 0;
    size_t length = 0;
    for (size_t i = 6; i < 10; ++i) length = length << 7 | (octet(content, at + i) & 0x7F);
    return length + 10 + ((octet(content, at + 5) & 0x10) != 0 ? 10 : 0);
}

// The length of an ID3v1 or APE tag that ends there, 0 when none does.
size_t tag_at_end(string_view sound) {
    if (sound.size() >= 128 && sound.substr(sound.size() - 128, 3) == "TAG") return 128;
    if (sound.size() < 32 || sound.substr(sound.size() - 32, 8) != "APETAGEX") return 0;
    const auto foot = sound.substr(sound.size() - 32);
    const size_t length = size_t{small_end_32(foot, 12)} + ((octet(foot, 23) & 0x80) != 0 ? 32 : 0);
    return length <= sound.size() ? std::max<size_t>(length, 32) : 32;
}

}  // namespace

std::uint32_t figure_32(string_view bytes, size_t at) {
    return static_cast<std::uint32_t>(octet(bytes, at)) << 24 | static_cast<std::uint32_t>(octet(bytes, at + 1) << 16 | octet(bytes, at + 2) << 8 | octet(bytes, at + 3));
}
std::uint64_t figure_64(string_view bytes, size_t at) { return std::uint64_t{figure_32(bytes, at)} << 32 | figure_32(bytes, at + 4); }

std::vector<Segment> jpeg_segments(string_view content) {
    std::vector<Segment> segments;
    if (!content.starts_with("\xFF\xD8\xFF")) return {};
    for (size_t at = 2; segments.size() < parts_max;) {
        while (at + 1 < content.size() && octet(content, at) == 0xFF && octet(content, at + 1) == 0xFF) ++at;  // fill bytes
        if (at + 2 > content.size() || octet(content, at) != 0xFF) return {};
        const auto marker = octet(content, at + 1);
        if (marker == 0xD9) return segments;
        if (at + 4 > content.size() || marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD8)) return {};
        const size_t length = static_cast<size_t>(octet(content, at + 2) << 8 | octet(content, at + 3));
        Segment segment{marker, at, at + 4, at + 2 + length, at + 2 + length};
        if (length < 2 || segment.end > content.size()) return {};
        if (marker == 0xDA) segment.scan_end = end_of_scan(content, segment.end);
        at = segment.scan_end;
        segments.push_back(segment);
    }
    return {};
}

bool is_jpeg(string_view content) {
    const auto segments = jpeg_segments(content);
    return std::ranges::find(segments, uint8_t{0xDA}, &Segment::marker) != segments.end();
}

Parts png_parts(string_view content) {
    constexpr string_view signature("\x89PNG\r\n\x1A\n", 8);
    Parts parts;
    if (!content.starts_with(signature)) return {};
    for (size_t at = signature.size(); at + 12 <= content.size() && parts.size() < parts_max;) {
        const size_t length = figure_32(content, at);
        if (length > content.size() - at - 12) return {};
        parts.push_back({content.substr(at + 4, 4), at, at + 8, at + 8 + length});
        if (parts.back().name == "IEND") return parts;
        at += 12 + length;
    }
    return {};
}

bool is_png(string_view content) {
    const auto parts = png_parts(content);
    return !parts.empty() && parts.front().name == "IHDR" && parts.front().end - parts.front().payload == 13 && std::ranges::find(parts, string_view("IDAT"), &Part::name) != parts.end();
}

bool is_pdf(string_view content) {
    const bool begins = content.starts_with("%PDF-1.") || content.starts_with("%PDF-2.");
    return begins && content.substr(content.size() - std::min<size_t>(content.size(), 1024)).find("%%EOF") != string_view::npos;
}

Parts riff_parts(string_view content) {
    Parts parts;
    if (content.size() < 12 || content.substr(0, 4) != "RIFF" || small_end_32(content, 4) > content.size() - 8) return {};
    const size_t end = small_end_32(content, 4) + 8;
    for (size_t at = 12; at + 8 <= end && parts.size() < parts_max;) {
        const size_t length = small_end_32(content, at + 4);
        if (length > end - at - 8) return {};
        parts.push_back({content.substr(at, 4), at, at + 8, at + 8 + length});
        at += 8 + length + (length & 1);
    }
    return parts;
}

bool is_wav(string_view content) {
    const auto parts = riff_parts(content);
    return content.size() >= 12 && content.substr(8, 4) == "WAVE" && std::ranges::find(parts, string_view("fmt "), &Part::name) != parts.end() &&
           std::ranges::find(parts, string_view("data"), &Part::name) != parts.end();
}

Parts film_parts(string_view content, size_t from, size_t to) {
    Parts parts;
    for (size_t at = from; at < to;) {
        if (to - at < 8 || parts.size() >= parts_max) return {};
        std::uint64_t length = figure_32(content, at);
        size_t head = 8;
        if (length == 1 && to - at >= 16) length = figure_64(content, at + 8), head = 16;
        else if (length == 0) length = to - at;
        if (length < head || length > to - at) return {};
        parts.push_back({content.substr(at + 4, 4), at, at + head, at + static_cast<size_t>(length)});
        at += static_cast<size_t>(length);
    }
    return parts;
}

bool is_mp4(string_view content) { return one_of(brand_of(content), {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "3gp4", "3gp5", "3gp6"}) && has_moov(content); }
bool is_m4a(string_view content) {
    return one_of(brand_of(content), {"M4A ", "M4B ", "isom", "iso2", "mp42", "3gp4", "3gp5"}) && has_moov(content) && !has_pictures(content);
}
bool is_mov(string_view content) { return brand_of(content) == "qt  " && has_moov(content); }

Stretch mp3_sound(string_view content) {
    size_t from = 0, to = content.size();
    while (const size_t length = id3_length(content, from)) {
        if (length > to - from) return {};
        from += length;
    }
    while (const size_t length = tag_at_end(content.substr(from, to - from))) to -= length;
    return {from, to};
}

// Three frames, each where the one before it ends: two bytes alone would be found anywhere.
bool is_mp3(string_view content) {
    const auto sound = mp3_sound(content);
    size_t at = sound.from;
    for (int frames = 0; frames < 3; ++frames) {
        const size_t length = mp3_frame(content.substr(0, sound.to), at);
        if (length == 0 || length > sound.to - at) return false;
        at += length;
    }
    return true;
}

bool is_plain_text(string_view content) {
    const auto text = content.starts_with("\xEF\xBB\xBF") ? content.substr(3) : content;
    if (text.empty() || is_pdf(text) || !is_utf8(text)) return false;
    std::string lines(text);
    std::erase(lines, '\r');
    return !has_control_characters(lines);
}

}  // namespace casework::domain::evidence
