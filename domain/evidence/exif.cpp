// EXIF is a TIFF: directories of entries that point at each other. Every pointer is checked, and each directory is read once.
#include "domain/evidence/exif.hpp"

#include <fmt/format.h>

#include <functional>
#include <optional>

#include "domain/calendar.hpp"
#include "domain/evidence/content.hpp"

namespace casework::domain::evidence {
namespace {

using std::size_t;
using std::string_view;

constexpr std::uint32_t orientation_tag = 0x0112, exif_directory = 0x8769, gps_directory = 0x8825, made_at = 0x9003, offset_of_made_at = 0x9011;
constexpr std::uint32_t latitude_reference = 1, latitude = 2, longitude_reference = 3, longitude = 4;
constexpr std::uint16_t ascii = 2, whole_16 = 3, whole_32 = 4, fraction = 5;

struct Entry {
    std::uint16_t type = 0;
    std::uint32_t count = 0;
    string_view value;  // as many bytes as type and count say
};

class Tiff {
  public:
    explicit Tiff(string_view bytes) : bytes_(bytes), small_end_(bytes.starts_with("II")) {}

    bool begins() const { return bytes_.size() >= 8 && (small_end_ || bytes_.starts_with("MM")) && figure(2, 2) == 42; }
    std::uint32_t first() const { return figure(4, 4); }

    void each(std::uint32_t directory, const std::function<void(std::uint32_t, const Entry&)>& use) const {
        if (directory < 8 || directory > bytes_.size() || bytes_.size() - directory < 2) return;
        const size_t entries = figure(directory, 2);
        for (size_t i = 0; i < entries && directory + 2 + (i + 1) * 12 <= bytes_.size(); ++i) {
            const size_t at = directory + 2 + i * 12;
            if (const auto entry = read(at)) use(figure(at, 2), *entry);
        }
    }
    std::uint32_t whole(const Entry& entry) const {
        if (entry.count < 1 || (entry.type != whole_16 && entry.type != whole_32)) return 0;
        return figure_of(entry.value, 0, entry.type == whole_16 ? 2 : 4);
    }
    // Degrees, minutes and seconds, each a fraction.
    std::optional<double> degrees(const Entry& entry) const {
        if (entry.type != fraction || entry.count != 3) return std::nullopt;
        double sum = 0, part = 1;
        for (size_t i = 0; i < 3; ++i, part *= 60) {
            const auto above = figure_of(entry.value, i * 8, 4), below = figure_of(entry.value, i * 8 + 4, 4);
            if (below == 0 && above != 0) return std::nullopt;
            sum += below == 0 ? 0 : static_cast<double>(above) / below / part;
        }
        return sum;
    }

  private:
    std::uint32_t figure_of(string_view bytes, size_t at, size_t length) const {
        std::uint32_t value = 0;
        for (size_t i = 0; i < length; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + (small_end_ ? length - 1 - i : i)]);
        return value;
    }
    std::uint32_t figure(size_t at, size_t length) const { return figure_of(bytes_, at, length); }
    std::optional<Entry> read(size_t at) const {
        constexpr size_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
        Entry entry{static_cast<std::uint16_t>(figure(at + 2, 2)), figure(at + 4, 4), {}};
        if (entry.type == 0 || entry.type >= std::size(sizes) || entry.count > bytes_.size()) return std::nullopt;
        const size_t length = sizes[entry.type] * entry.count;
        const size_t from = length <= 4 ? at + 8 : figure(at + 8, 4);
        if (from > bytes_.size() || length > bytes_.size() - from) return std::nullopt;
        entry.value = bytes_.substr(from, length);
        return entry;
    }

    string_view bytes_;
    bool small_end_;
};

string_view text_of(const Entry& entry) { return entry.type == ascii ? entry.value.substr(0, entry.value.find('\0')) : string_view{}; }

bool figures_like(string_view text, string_view shape) {
    if (text.size() != shape.size()) return false;
    for (size_t i = 0; i < text.size(); ++i)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
    return true;
}

// 2026:03:14 15:09:26 as a day of the calendar and a time of day; unset cameras write zeros or spaces.
std::string moment(string_view text, string_view offset) {
    if (!figures_like(text, "0000:00:00 00:00:00")) return {};
    const auto day = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
    const auto time = text.substr(11);
    if (!parse_iso_date(day) || time.substr(0, 2) > "23" || time.substr(3, 2) > "59" || time.substr(6, 2) > "60") return {};
    const bool with_offset = figures_like(offset, "+00:00") || figures_like(offset, "-00:00");
    return day + "T" + std::string(time) + (with_offset ? std::string(offset) : "");
}

struct Place {
    std::string latitude_side, longitude_side;
    std::optional<double> latitude, longitude;
};

// A place without its side of the equator or of Greenwich is no place.
void put_place(const Place& place, Taken& taken) {
    const bool sides = (place.latitude_side == "N" || place.latitude_side == "S") && (place.longitude_side == "E" || place.longitude_side == "W");
    if (!sides || !place.latitude || !place.longitude || *place.latitude > 90 || *place.longitude > 180) return;
    taken.latitude = place.latitude_side == "S" ? -*place.latitude : *place.latitude;
    taken.longitude = place.longitude_side == "W" ? -*place.longitude : *place.longitude;
}

Place read_place(const Tiff& tiff, std::uint32_t directory) {
    Place place;
    tiff.each(directory, [&](std::uint32_t tag, const Entry& entry) {
        if (tag == latitude_reference) place.latitude_side = text_of(entry);
        else if (tag == longitude_reference) place.longitude_side = text_of(entry);
        else if (tag == latitude) place.latitude = tiff.degrees(entry);
        else if (tag == longitude) place.longitude = tiff.degrees(entry);
    });
    return place;
}

std::string read_moment(const Tiff& tiff, std::uint32_t directory) {
    string_view at, offset;
    tiff.each(directory, [&](std::uint32_t tag, const Entry& entry) {
        if (tag == made_at) at = text_of(entry);
        else if (tag == offset_of_made_at) offset = text_of(entry);
    });
    return moment(at, offset);
}

}  // namespace

Exif read_exif(string_view bytes) {
    Exif exif;
    const Tiff tiff(bytes);
    if (!tiff.begins()) return exif;
    std::uint32_t details = 0, gps = 0;
    tiff.each(tiff.first(), [&](std::uint32_t tag, const Entry& entry) {
        if (tag == exif_directory) details = tiff.whole(entry);
        else if (tag == gps_directory) gps = tiff.whole(entry);
        else if (tag == orientation_tag) exif.orientation = static_cast<int>(tiff.whole(entry));
    });
    if (exif.orientation < 1 || exif.orientation > 8) exif.orientation = 1;
    exif.taken.at = read_moment(tiff, details);
    put_place(read_place(tiff, gps), exif.taken);
    return exif;
}

string_view exif_in_jpeg(string_view content) {
    constexpr string_view name("Exif\0\0", 6);
    for (const auto& segment : jpeg_segments(content)) {
        const auto payload = content.substr(segment.payload, segment.end - segment.payload);
        if (segment.marker == 0xE1 && payload.starts_with(name)) return payload.substr(name.size());
    }
    return {};
}

std::string exif_segment_with_orientation(int orientation) {
    std::string tiff("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    tiff += static_cast<char>(orientation);
    tiff += std::string(6, '\0');  // the rest of the value, and no directory after this one
    return std::string("\xFF\xE1\0", 3) + static_cast<char>(tiff.size() + 8) + std::string("Exif\0\0", 6) + tiff;
}

std::string since_1904(std::uint64_t seconds) {
    constexpr std::uint64_t to_1970 = 2'082'844'800, year_2100 = 6'200'000'000;
    if (seconds <= to_1970 || seconds > year_2100) return {};
    const auto at = std::chrono::sys_seconds{std::chrono::seconds{seconds - to_1970}};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::hh_mm_ss time{at - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_date(Date{day}), time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace casework::domain::evidence
