// One stream of the ledger as the database holds it: entries, subjects, head (private to persistence).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "auth/merkle.hpp"
#include "auth/signed_note.hpp"
#include "domain/ledger_entry.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// The name of the stream in which a node's other streams are opened and closed.
std::string roll_up_stream(std::string_view node);
// "<node>/2026-11" of that instant (UTC).
std::string month_stream(std::string_view node, std::int64_t at_ms);
std::string node_of(std::string_view stream);
bool is_roll_up(std::string_view stream);
// What a head or checkpoint of the stream says: origin "casework/<stream>".
auth::Checkpoint checkpoint_of(std::string_view stream, std::uint64_t size, std::string_view root);
std::string stream_of_origin(std::string_view origin);  // empty when the origin is no stream's

// The ids under which an entry is found again: its objects and its account, each once.
std::vector<std::string> subjects_of(const domain::LedgerEntry& entry);

struct StoredEntry {
    std::int64_t seq = 0;
    std::string body, leaf, detail;  // detail: ciphertext, empty when there is none
};
void insert_entry(Transaction& tx, const std::string& stream, const StoredEntry& entry, const domain::LedgerEntry& meaning);
// Calls `each` for the entries from number `from` on, in order, read in pages so that no statement takes long.
void each_entry(Transaction& tx, const std::string& stream, std::int64_t from, const std::function<void(const StoredEntry&)>& each);
// The same, but `each` is called on a thread of its own while the next page is read: for long looks at long streams.
void each_entry_beside(Transaction& tx, const std::string& stream, std::int64_t from, const std::function<void(const StoredEntry&)>& each);
// What stands about a subject, newest first, from a place on: one walk along the key of the index, however long the ledger is.
inline constexpr std::string_view about_subject_sql =
    "SELECT s.at_ms, s.stream, s.seq, hex_out(e.body) FROM audit_subject s JOIN audit_entry e ON e.stream = s.stream AND e.seq = s.seq "
    "WHERE s.object_id = :subject AND (s.at_ms, s.stream, s.seq) < (:at, :stream, :seq) "
    "ORDER BY s.at_ms DESC, s.stream DESC, s.seq DESC LIMIT :rows";
// One entry; its seq is -1 when there is none.
StoredEntry entry_at(Transaction& tx, const std::string& stream, std::int64_t seq);

struct StoredHead {
    std::string stream;
    std::int64_t size = 0;
    std::string root, frontier, sig, key_id;
    std::int64_t epoch = 0;
};
std::vector<StoredHead> heads_of_node(Transaction& tx, const std::string& node);
std::vector<StoredHead> all_heads(Transaction& tx);

struct StoredCheckpoint {
    std::string stream;
    std::int64_t size = 0;
    std::string root, frontier, note;
};
void each_checkpoint(Transaction& tx, const std::string& stream, const std::function<void(const StoredCheckpoint&)>& each);
std::optional<StoredCheckpoint> last_checkpoint(Transaction& tx, const std::string& stream);

std::string bytes_of_hex(const std::string& hex);  // of a column read with hex_out; throws when it is none

}  // namespace casework::persistence
