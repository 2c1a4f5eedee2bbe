// Reading in pages, so that no statement takes long.
#include "persistence/audit/ledger_walk.hpp"

#include <algorithm>
#include <deque>
#include <tuple>

#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

constexpr int page_rows = 100;

struct Found {
    AccessLogPlace place;
    domain::LedgerEntry entry;
};

auto order(const AccessLogPlace& p) { return std::tie(p.at_ms, p.stream, p.seq); }

// Entries of one kind from the newest backwards; `more` reads the next page and says whether there may be another.
struct Source {
    using More = std::function<bool(std::deque<Found>&)>;
    explicit Source(More read) : more(std::move(read)) { fill(); }

    More more;
    std::deque<Found> buffer;
    bool ended = false;

    void fill() {
        while (buffer.empty() && !ended) ended = !more(buffer);
    }
    Found take() {
        auto found = std::move(buffer.front());
        buffer.pop_front();
        fill();
        return found;
    }
};

void join(std::vector<Source>& sources, const TakeEntry& take) {
    AccessLogPlace last;
    for (;;) {
        Source* newest = nullptr;
        for (auto& source : sources)
            if (!source.buffer.empty() && (newest == nullptr || order(newest->buffer.front().place) < order(source.buffer.front().place))) newest = &source;
        if (newest == nullptr) return;
        auto found = newest->take();
        if (found.place == last) continue;  // about two of the subjects
        last = found.place;
        if (!take(found.place, found.entry)) return;
    }
}

Source about(Transaction& tx, const std::string& subject, const LedgerStretch& stretch) {
    return Source([&tx, subject, from = stretch.from, since = stretch.since_ms](std::deque<Found>& buffer) mutable {
        AccessLogPlace place;
        std::string body;
        int rows = 0;
        tx.each(about_subject_sql, {with("subject", subject), with("at", from.at_ms), with("stream", from.stream), with("seq", from.seq), with("rows", page_rows)}, {&place.at_ms, &place.stream, &place.seq, &body}, [&] {
            ++rows;
            if (place.at_ms >= since) buffer.push_back({place, domain::decode_ledger_entry(bytes_of_hex(body))});
        });
        if (rows > 0) from = place;
        return rows == page_rows && place.at_ms >= since;
    });
}

std::int64_t entries_before(Transaction& tx, const StoredHead& head, const AccessLogPlace& from) {
    if (from.at_ms == INT64_MAX) return head.size;
    std::int64_t low = 0, high = head.size;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const AccessLogPlace place{domain::decode_ledger_entry(entry_at(tx, head.stream, middle).body).at_ms, head.stream, middle};
        if (order(place) < order(from)) low = middle + 1;
        else high = middle;
    }
    return low;
}

Source of_stream(Transaction& tx, const StoredHead& head, const LedgerStretch& stretch) {
    return Source([&tx, stream = head.stream, since = stretch.since_ms, before = entries_before(tx, head, stretch.from)](std::deque<Found>& buffer) mutable {
        std::int64_t seq = 0;
        std::string body;
        bool reached = before <= 0;
        if (reached) return false;
        tx.each("SELECT seq, hex_out(body) FROM audit_entry WHERE stream = :stream AND seq < :before ORDER BY seq DESC LIMIT :rows", {with("stream", stream), with("before", before), with("rows", page_rows)}, {&seq, &body}, [&] {
            if (reached) return;
            auto entry = domain::decode_ledger_entry(bytes_of_hex(body));
            reached = entry.at_ms < since;
            if (!reached) buffer.push_back({{entry.at_ms, stream, seq}, std::move(entry)});
        });
        before = seq;
        return !reached && seq > 0;
    });
}

}  // namespace

void walk_about(Transaction& tx, const std::vector<std::string>& subjects, const LedgerStretch& stretch, const TakeEntry& take) {
    std::vector<Source> sources;
    for (const auto& subject : subjects) sources.push_back(about(tx, subject, stretch));
    join(sources, take);
}

void walk_ledger(Transaction& tx, const LedgerStretch& stretch, const TakeEntry& take) {
    std::vector<Source> sources;
    for (const auto& head : all_heads(tx)) sources.push_back(of_stream(tx, head, stretch));
    join(sources, take);
}

}  // namespace casework::persistence
