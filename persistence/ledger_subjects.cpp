// First two sums are compared, which costs one pass; only where they differ is each row looked up.
#include "persistence/ledger_subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "persistence/page_pipeline.hpp"

namespace casework::persistence {
namespace {

constexpr int page_rows = 5000;
constexpr std::size_t shown_max = 20;  // findings of one kind for one stream; more are counted

struct SubjectRow {
    std::string object;
    std::int64_t at_ms = INT64_MIN;
    std::string stream;
    std::int64_t seq = INT64_MIN;
    bool operator==(const SubjectRow&) const = default;
};

// Pages in the order of the index.
void each_page(Transaction& tx, const std::function<void(std::vector<SubjectRow>&&)>& take) {
    SubjectRow r, last;
    for (;;) {
        std::vector<SubjectRow> page;
        tx.each("SELECT object_id, at_ms, stream, seq FROM audit_subject WHERE (object_id, at_ms, stream, seq) > (:object, :at, :stream, :seq) "
                "ORDER BY object_id, at_ms, stream, seq LIMIT :rows",
                {with("object", last.object), with("at", last.at_ms), with("stream", last.stream), with("seq", last.seq), with("rows", page_rows)},
                {&r.object, &r.at_ms, &r.stream, &r.seq}, [&] { page.push_back(r); });
        const bool ends = page.size() < page_rows || page.back() == last;  // no progress: values of another type, put there by hand
        if (!page.empty()) last = page.back();
        take(std::move(page));
        if (ends) return;
    }
}

struct Missed {
    std::string stream;
    std::vector<LedgerFinding>& findings;
    std::size_t count = 0;

    void add(std::int64_t seq, std::string what) {
        if (++count <= shown_max) findings.push_back({stream, seq, std::move(what)});
    }
    void close() const {
        if (count > shown_max) findings.push_back({stream, -1, fmt::format("and {} more rows of the subject index that differ", count - shown_max)});
    }
};

bool indexed(Transaction& tx, const SubjectRow& row) {
    std::int64_t found = 0;
    return tx.one("SELECT seq FROM audit_subject WHERE object_id = :object AND at_ms = :at AND stream = :stream AND seq = :seq",
                  {with("object", row.object), with("at", row.at_ms), with("stream", row.stream), with("seq", row.seq)}, {&found});
}

domain::LedgerEntry meaning(const StoredEntry& entry) {
    try {
        return domain::decode_ledger_entry(entry.body);
    } catch (const std::runtime_error&) {
        return {};  // reported by the replay
    }
}

void name_missing(Transaction& tx, Missed& missed) {
    each_entry(tx, missed.stream, INT64_MIN, [&](const StoredEntry& entry) {
        const auto e = meaning(entry);
        for (const std::string& id : subjects_of(e))
            if (!indexed(tx, {id, e.at_ms, missed.stream, entry.seq})) missed.add(entry.seq, "a subject of the entry is missing from the index");
    });
}

void name_invented(Transaction& tx, Missed& missed) {
    std::vector<SubjectRow> rows;
    each_page(tx, [&](const std::vector<SubjectRow>& page) { std::ranges::copy_if(page, std::back_inserter(rows), [&](const SubjectRow& row) { return row.stream == missed.stream; }); });
    for (const SubjectRow& row : rows) {
        const auto e = meaning(entry_at(tx, row.stream, row.seq));
        const auto ids = subjects_of(e);
        if (e.at_ms != row.at_ms || std::ranges::find(ids, row.object) == ids.end()) missed.add(row.seq, "the index names a subject that the entry does not have");
    }
}

}  // namespace

std::int64_t verify_subjects(Transaction& tx, const std::map<std::string, SubjectSum>& expected, std::vector<LedgerFinding>& findings) {
    std::map<std::string, SubjectSum> found;
    std::int64_t rows = 0;
    PagePipeline<SubjectRow> pipeline([&](const SubjectRow& row) { found[row.stream].add(row.object, row.at_ms, row.stream, row.seq); });
    each_page(tx, [&](std::vector<SubjectRow>&& page) {
        rows += static_cast<std::int64_t>(page.size());
        pipeline.hand(std::move(page));
    });
    pipeline.finish();
    for (const auto& [stream, sum] : expected) found.try_emplace(stream);
    for (const auto& [stream, sum] : found) {
        const auto should = expected.find(stream);
        if (should != expected.end() && should->second == sum) continue;
        Missed missed{stream, findings};
        name_missing(tx, missed);
        name_invented(tx, missed);
        missed.close();
        if (missed.count == 0) findings.push_back({stream, -1, "the index of subjects does not agree with the entries"});
    }
    return rows;
}

}  // namespace casework::persistence
