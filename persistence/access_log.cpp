// One walk backwards along the key of audit_subject, so that page 400 costs what page 1 does.
#include "persistence/access_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// Who was found to have an interest, and whose reading is looked into, is between them and information governance: whoever works on the
// record is told neither.
bool of_governance(const AccessLogRow& row) { return row.object_type == "interest" || row.object_type == "access_review" || row.action == "conflict_found"; }

AccessLogRow row_of(AccessLogPlace place, domain::LedgerEntry e) {
    const domain::Instant at{std::chrono::milliseconds(e.at_ms)};
    return {std::move(place), at,        e.account, e.agency, e.role,    e.membership, e.action, e.operation,
            e.object_type,    e.panel,   e.purpose, e.rule,   e.outcome, e.status,     e.fields};
}

}  // namespace

std::string AccessLogPlace::text() const { return fmt::format("{}.{}.{}", at_ms, stream, seq); }

std::optional<AccessLogPlace> AccessLogPlace::parse(std::string_view text) {
    const auto first = text.find('.'), last = text.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    const auto at = number(text.substr(0, first)), seq = number(text.substr(last + 1));
    const auto stream = text.substr(first + 1, last - first - 1);
    if (!at || !seq || stream.empty() || stream.size() > 64 || stream.find('\0') != std::string_view::npos) return std::nullopt;
    return AccessLogPlace{*at, std::string(stream), *seq};
}

AccessLogPage ledger_about(Transaction& tx, std::string_view subject, const std::optional<AccessLogPlace>& after, int rows_max) {
    const int rows = std::clamp(rows_max, 1, 100);
    const AccessLogPlace from = after.value_or(AccessLogPlace{INT64_MAX, "", 0});
    AccessLogPage page;
    AccessLogPlace place;
    std::string body;
    tx.each(about_subject_sql,
            {with("subject", subject), with("at", from.at_ms), with("stream", from.stream), with("seq", from.seq), with("rows", rows + 1)},
            {&place.at_ms, &place.stream, &place.seq, &body},
            [&] { page.rows.push_back(row_of(place, domain::decode_ledger_entry(bytes_of_hex(body)))); });
    if (page.rows.size() > static_cast<std::size_t>(rows)) {
        page.rows.pop_back();
        page.next = page.rows.back().place;
    }
    return page;
}

AccessLogPage access_log(Transaction& tx, const auth::Permit& permit, const std::optional<AccessLogPlace>& after, int rows_max) {
    const auto rows = static_cast<std::size_t>(std::clamp(rows_max, 1, 100));
    AccessLogPage page;
    for (auto from = after; page.rows.size() <= rows;) {
        auto more = ledger_about(tx, permit.record(), from, static_cast<int>(rows) + 1);
        std::ranges::remove_copy_if(more.rows, std::back_inserter(page.rows), of_governance);
        if (!more.next) break;
        from = more.next;
    }
    if (page.rows.size() > rows) {
        page.rows.resize(rows);
        page.next = page.rows.back().place;
    }
    return page;
}

std::vector<std::pair<std::string, std::int64_t>> ledger_streams(Transaction& tx) {
    std::vector<std::pair<std::string, std::int64_t>> streams;
    for (const StoredHead& head : all_heads(tx)) streams.emplace_back(head.stream, head.size);
    return streams;
}

}  // namespace casework::persistence
