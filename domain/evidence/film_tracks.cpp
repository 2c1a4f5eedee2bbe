// Reading the sample tables of a track (ISO/IEC 14496-12, 8.4.3 and 8.7).
#include "domain/evidence/film_tracks.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace casework::domain::evidence {
namespace {

using std::size_t;
using std::string_view;
using std::uint64_t;

std::optional<Part> within(string_view film, const std::optional<Part>& part, string_view name) {
    if (!part) return std::nullopt;
    for (const auto& inner : film_parts(film, part->payload, part->end))
        if (inner.name == name) return inner;
    return std::nullopt;
}

// A table of the track: eight octets or twelve, the last four a count, then rows. Read as far as it goes.
struct Table {
    string_view bytes;
    size_t head = 8, row = 4;

    size_t rows() const {
        if (bytes.size() < head) return 0;
        return std::min<size_t>(figure_32(bytes, head - 4), (bytes.size() - head) / row);
    }
    size_t at(size_t number) const { return head + number * row; }
};

Table table(string_view film, const std::optional<Part>& tables, string_view name, size_t head, size_t row) {
    const auto part = within(film, tables, name);
    return {part ? film.substr(part->payload, part->end - part->payload) : string_view(), head, row};
}

// How long each sample is: one length for all, or one each, of four octets ("stsz") or of four to sixteen bits ("stz2").
class Lengths {
  public:
    Lengths(string_view film, const std::optional<Part>& tables) : each_(table(film, tables, "stsz", 12, 4)), small_(table(film, tables, "stz2", 12, 1)) {
        if (each_.bytes.size() >= 12) all_ = figure_32(each_.bytes, 4), count_ = all_ != 0 ? figure_32(each_.bytes, 8) : each_.rows();
        else if (small_.bytes.size() >= 12) bits_ = static_cast<std::uint8_t>(small_.bytes[7]), count_ = figure_32(small_.bytes, 8);
    }
    // Of `wanted` samples from `first` on. More than there are: those there are.
    uint64_t of(uint64_t first, uint64_t wanted) const {
        const uint64_t to = std::min(count_, first + wanted);
        if (first >= to) return 0;
        if (all_ != 0) return (to - first) * all_;
        uint64_t sum = 0;
        for (uint64_t i = first; i < to; ++i) sum += one(static_cast<size_t>(i));
        return sum;
    }
    uint64_t count() const { return count_; }

  private:
    uint64_t one(size_t i) const {
        if (bits_ == 0) return figure_32(each_.bytes, each_.at(i));
        const auto octet = [&](size_t at) -> uint64_t { return at < small_.bytes.size() ? static_cast<std::uint8_t>(small_.bytes[at]) : 0; };
        if (bits_ == 16) return octet(12 + 2 * i) << 8 | octet(13 + 2 * i);
        if (bits_ == 8) return octet(12 + i);
        return i % 2 == 0 ? octet(12 + i / 2) >> 4 : octet(12 + i / 2) & 0xF;
    }
    Table each_, small_;
    uint64_t all_ = 0, count_ = 0;
    std::uint8_t bits_ = 0;
};

}  // namespace

bool is_seen_or_heard(string_view film, const Part& track) {
    const auto handler = within(film, within(film, track, "mdia"), "hdlr");
    if (!handler || handler->end - handler->payload < 12) return false;
    const auto kind = film.substr(handler->payload + 8, 4);
    return kind == "vide" || kind == "soun";
}

std::vector<Stretch> samples_of(string_view film, const Part& track) {
    const auto tables = within(film, within(film, within(film, track, "mdia"), "minf"), "stbl");
    const auto near = table(film, tables, "stco", 8, 4), far = table(film, tables, "co64", 8, 8), runs = table(film, tables, "stsc", 8, 12);
    const Lengths lengths(film, tables);
    std::vector<Stretch> stretches;
    const size_t chunks = std::max(near.rows(), far.rows());
    uint64_t sample = 0;
    for (size_t chunk = 0, run = 0; chunk < chunks && sample < lengths.count(); ++chunk) {
        while (run + 1 < runs.rows() && figure_32(runs.bytes, runs.at(run + 1)) <= chunk + 1) ++run;
        const uint64_t samples = run < runs.rows() ? figure_32(runs.bytes, runs.at(run) + 4) : 1;
        const uint64_t from = near.rows() > 0 ? figure_32(near.bytes, near.at(chunk)) : figure_64(far.bytes, far.at(chunk));
        const uint64_t to = from > film.size() ? from : from + std::min<uint64_t>(lengths.of(sample, samples), film.size() - from);
        if (from < to) stretches.push_back({static_cast<size_t>(from), static_cast<size_t>(to)});
        sample += samples;
    }
    return stretches;
}

}  // namespace casework::domain::evidence
