// Destroying a key is forgetting a few bytes: the sealed words stay where they are and say nothing any more.
#include "persistence/ledger_details.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "auth/key_files.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t key_bytes = 32;

std::string key_context(std::string_view stream) { return fmt::format("casework ledger detail key {}", stream); }
std::string detail_context(std::string_view stream, std::int64_t seq) { return fmt::format("casework ledger detail {} {}", stream, seq); }

std::int64_t ms_of(domain::Instant at) { return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count(); }

// "<node>/2026-11" of the months that were over by then: the names of months sort as they follow each other.
std::vector<std::string> keyed_months_before(Transaction& tx, domain::Instant before) {
    const auto first_kept = month_stream("", ms_of(before));
    std::vector<std::string> months;
    std::string stream;
    tx.each("SELECT stream FROM audit_detail_key WHERE destroyed_ts IS NULL ORDER BY stream", {}, {&stream}, [&] {
        if (stream.substr(stream.find('/')) < first_kept) months.push_back(stream);
    });
    return months;
}

domain::LedgerEntry shredded(const Shredding& which, std::string object_type, std::vector<std::string> objects, std::int64_t count) {
    domain::LedgerEntry entry;
    entry.role = which.approvals.empty() || which.rule == "disposal" ? "" : "operator";
    entry.action = "detail.shred";
    entry.operation = domain::LoggedOperation::erasure;
    entry.object_type = std::move(object_type);
    entry.objects = std::move(objects);
    entry.count = count;
    entry.rule = which.rule;
    entry.approvals = which.approvals;
    return entry;
}

std::int64_t shred_months(Transaction& tx, Ledger& ledger, const Shredding& which, domain::Instant now) {
    const auto months = keyed_months_before(tx, std::min(*which.before, now));
    for (const auto& month : months)
        tx.run("UPDATE audit_detail_key SET wrapped = '', destroyed_ts = :now WHERE stream = :stream", {with("now", ms_of(now)), with("stream", month)});
    const auto count = static_cast<std::int64_t>(months.size());
    if (count > 0) ledger.append(tx, shredded(which, "stream", months, count));
    return count;
}

std::int64_t shred_about(Transaction& tx, Ledger& ledger, const Shredding& which) {
    const auto count = tx.run(
        "UPDATE audit_entry SET detail = NULL WHERE detail IS NOT NULL AND (stream, seq) IN (SELECT stream, seq FROM audit_subject WHERE object_id = :id)", {with("id", which.about)});
    if (count > 0) ledger.append(tx, shredded(which, "ledger", {which.about}, count));
    return count;
}

}  // namespace

DetailKeys::DetailKeys(const std::filesystem::path& directory) : wrapping_(auth::secret_file(directory / "ledger-detail.key", [] { return auth::random_bytes(key_bytes); })) {
    if (wrapping_.size() != key_bytes) throw std::runtime_error((directory / "ledger-detail.key").string() + ": is no key of 32 bytes");
}

std::optional<std::string> DetailKeys::stored_key_of(Transaction& tx, const std::string& stream) const {
    std::string wrapped;
    if (!tx.one("SELECT wrapped FROM audit_detail_key WHERE stream = :stream AND destroyed_ts IS NULL", {with("stream", stream)}, {&wrapped})) return std::nullopt;
    const auto bytes = auth::from_base64(wrapped);
    auto key = bytes ? auth::unseal(wrapping_, *bytes, key_context(stream)) : std::nullopt;
    if (!key) throw LedgerBroken("the details of " + stream + " are sealed under another ledger-detail.key: restore that file from the backup of the data directory");
    return key;
}

std::string DetailKeys::key_of(Transaction& tx, const std::string& stream) const {
    if (auto stored = stored_key_of(tx, stream)) return *std::move(stored);
    auto key = auth::random_bytes(key_bytes);
    const auto wrapped = auth::to_base64(auth::seal(wrapping_, key, key_context(stream)));
    tx.run("INSERT INTO audit_detail_key (stream, wrapped) VALUES (:stream, :wrapped)", {with("stream", stream), with("wrapped", wrapped)});
    return key;
}

std::string seal_detail(std::string_view key, std::string_view stream, std::int64_t seq, std::string_view words) { return auth::seal(key, words, detail_context(stream, seq)); }

std::optional<std::string> unseal_detail(std::string_view key, std::string_view stream, std::int64_t seq, std::string_view sealed) {
    return auth::unseal(key, sealed, detail_context(stream, seq));
}

Detail detail_of(Transaction& tx, const DetailKeys& keys, const std::string& stream, std::int64_t seq) {
    const auto entry = entry_at(tx, stream, seq);
    if (entry.seq < 0 || domain::decode_ledger_entry(entry.body).detail_digest.empty()) return {};
    const auto key = entry.detail.empty() ? std::nullopt : keys.stored_key_of(tx, stream);
    if (!key) return {DetailState::destroyed, {}};
    auto words = unseal_detail(*key, stream, seq, entry.detail);
    if (!words) throw std::runtime_error(fmt::format("the detail of {}.{} was altered: verify the ledger", stream, seq));
    return {DetailState::kept, *std::move(words)};
}

std::int64_t shred_details(Database& database, Ledger& ledger, const Shredding& which, domain::Instant now) {
    std::int64_t count = 0;
    database.write([&](Transaction& tx) { count = which.before ? shred_months(tx, ledger, which, now) : shred_about(tx, ledger, which); });
    return count;
}

std::int64_t shred_details_within(Transaction& tx, Ledger& ledger, const Shredding& about) { return shred_about(tx, ledger, about); }

std::int64_t shred_old_details(Database& database, Ledger& ledger, std::size_t months, domain::Instant now) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const auto first_kept = today.year() / today.month() - std::chrono::months(months);
    return shred_details(database, ledger, {.before = std::chrono::sys_days(first_kept / 1), .about = {}, .approvals = {}}, now);
}

}  // namespace casework::persistence
