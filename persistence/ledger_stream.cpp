// The statements of the ledger's tables; binary travels as hex (hex_in, hex_out).
#include "persistence/ledger_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "auth/crypto.hpp"
#include "persistence/page_pipeline.hpp"

namespace casework::persistence {
namespace {

using auth::to_hex;

constexpr std::string_view roll_up = "/roll-up", origin_prefix = "casework/";
constexpr int page_rows = 1000;

std::vector<StoredHead> read_heads(Transaction& tx, std::string_view sql, std::vector<Bind> binds) {
    std::vector<StoredHead> heads;
    StoredHead h;
    tx.each(sql, std::move(binds), {&h.stream, &h.size, &h.root, &h.frontier, &h.sig, &h.key_id, &h.epoch}, [&] {
        heads.push_back({h.stream, h.size, bytes_of_hex(h.root), bytes_of_hex(h.frontier), bytes_of_hex(h.sig), h.key_id, h.epoch});
    });
    return heads;
}

StoredEntry entry_of(const StoredEntry& hex) { return {hex.seq, bytes_of_hex(hex.body), bytes_of_hex(hex.leaf), bytes_of_hex(hex.detail)}; }

// Pages of entries as the database writes their bytes.
void each_page(Transaction& tx, const std::string& stream, std::int64_t from, const std::function<void(std::vector<StoredEntry>&&)>& take) {
    for (;;) {
        std::vector<StoredEntry> page;
        StoredEntry e;
        tx.each("SELECT seq, hex_out(body), hex_out(leaf), hex_out(detail) FROM audit_entry WHERE stream = :stream AND seq >= :from ORDER BY seq LIMIT :rows",
                {with("stream", stream), with("from", from), with("rows", page_rows)}, {&e.seq, &e.body, &e.leaf, &e.detail}, [&] { page.push_back(e); });
        const bool last = page.size() < page_rows || page.back().seq < from;  // a number that goes back was put there by hand
        from = page.empty() ? from : page.back().seq + 1;
        take(std::move(page));
        if (last) return;
    }
}

}  // namespace

std::string bytes_of_hex(const std::string& hex) {
    auto bytes = auth::from_hex(hex);
    if (!bytes) throw std::runtime_error("a binary column did not arrive as hex");
    return std::move(*bytes);
}

std::string roll_up_stream(std::string_view node) { return std::string(node).append(roll_up); }

std::string month_stream(std::string_view node, std::int64_t at_ms) {
    const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(at_ms)};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
    return fmt::format("{}/{:04}-{:02}", node, static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
}

std::string node_of(std::string_view stream) { return std::string(stream.substr(0, stream.find('/'))); }
bool is_roll_up(std::string_view stream) { return stream.ends_with(roll_up); }

auth::Checkpoint checkpoint_of(std::string_view stream, std::uint64_t size, std::string_view root) {
    return {std::string(origin_prefix).append(stream), size, std::string(root)};
}

std::string stream_of_origin(std::string_view origin) {
    return origin.starts_with(origin_prefix) ? std::string(origin.substr(origin_prefix.size())) : std::string();
}

std::vector<std::string> subjects_of(const domain::LedgerEntry& entry) {
    std::vector<std::string> ids = entry.objects;
    ids.push_back(entry.account);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (!ids.empty() && ids.front().empty()) ids.erase(ids.begin());
    return ids;
}

void insert_entry(Transaction& tx, const std::string& stream, const StoredEntry& entry, const domain::LedgerEntry& meaning) {
    const auto detail = entry.detail.empty() ? std::nullopt : std::optional(to_hex(entry.detail));
    tx.run("INSERT INTO audit_entry (stream, seq, body, leaf, detail) VALUES (:stream, :seq, hex_in(:body), hex_in(:leaf), hex_in(:detail))",
           {with("stream", stream), with("seq", entry.seq), with("body", to_hex(entry.body)), with("leaf", to_hex(entry.leaf)), with("detail", detail)});
    for (const std::string& id : subjects_of(meaning))
        tx.run("INSERT INTO audit_subject (object_id, at_ms, stream, seq) VALUES (:id, :at, :stream, :seq)",
               {with("id", id), with("at", meaning.at_ms), with("stream", stream), with("seq", entry.seq)});
}

void each_entry(Transaction& tx, const std::string& stream, std::int64_t from, const std::function<void(const StoredEntry&)>& each) {
    each_page(tx, stream, from, [&](const std::vector<StoredEntry>& page) {
        for (const StoredEntry& entry : page) each(entry_of(entry));
    });
}

void each_entry_beside(Transaction& tx, const std::string& stream, std::int64_t from, const std::function<void(const StoredEntry&)>& each) {
    PagePipeline<StoredEntry> pipeline([&](const StoredEntry& entry) { each(entry_of(entry)); });
    each_page(tx, stream, from, [&](std::vector<StoredEntry>&& page) { pipeline.hand(std::move(page)); });
    pipeline.finish();
}

StoredEntry entry_at(Transaction& tx, const std::string& stream, std::int64_t seq) {
    StoredEntry e;
    if (!tx.one("SELECT hex_out(body), hex_out(leaf), hex_out(detail) FROM audit_entry WHERE stream = :stream AND seq = :seq",
                {with("stream", stream), with("seq", seq)}, {&e.body, &e.leaf, &e.detail}))
        return {-1, {}, {}, {}};
    return {seq, bytes_of_hex(e.body), bytes_of_hex(e.leaf), bytes_of_hex(e.detail)};
}

std::vector<StoredHead> heads_of_node(Transaction& tx, const std::string& node) {
    return read_heads(tx,
                      "SELECT stream, size, hex_out(root), hex_out(frontier), hex_out(sig), key_id, epoch FROM audit_head "
                      "WHERE substr(stream, 1, 17) = :prefix ORDER BY stream",
                      {with("prefix", node + "/")});
}

std::vector<StoredHead> all_heads(Transaction& tx) {
    return read_heads(tx, "SELECT stream, size, hex_out(root), hex_out(frontier), hex_out(sig), key_id, epoch FROM audit_head ORDER BY stream", {});
}

void each_checkpoint(Transaction& tx, const std::string& stream, const std::function<void(const StoredCheckpoint&)>& each) {
    std::vector<StoredCheckpoint> page;
    StoredCheckpoint c;
    c.stream = stream;
    std::int64_t after = -1;
    do {
        page.clear();
        tx.each("SELECT size, hex_out(root), hex_out(frontier), note FROM audit_checkpoint WHERE stream = :stream AND size > :after ORDER BY size LIMIT :rows",
                {with("stream", stream), with("after", after), with("rows", page_rows)}, {&c.size, &c.root, &c.frontier, &c.note},
                [&] { page.push_back({stream, c.size, bytes_of_hex(c.root), bytes_of_hex(c.frontier), c.note}); });
        for (const StoredCheckpoint& checkpoint : page) each(checkpoint);
        if (page.size() < page_rows || page.back().size <= after) return;
        after = page.back().size;
    } while (true);
}

std::optional<StoredCheckpoint> last_checkpoint(Transaction& tx, const std::string& stream) {
    StoredCheckpoint c;
    if (!tx.one("SELECT stream, size, hex_out(root), hex_out(frontier), note FROM audit_checkpoint WHERE stream = :stream ORDER BY size DESC LIMIT 1",
                {with("stream", stream)}, {&c.stream, &c.size, &c.root, &c.frontier, &c.note}))
        return std::nullopt;
    c.root = bytes_of_hex(c.root);
    c.frontier = bytes_of_hex(c.frontier);
    return c;
}

}  // namespace casework::persistence
