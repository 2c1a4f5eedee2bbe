// The note of a head is made from the signature that the writer left in it; the proofs come from the stream's tree, level by level.
#include "persistence/ledger_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

using Keys = std::map<std::string, std::string>;

// Every complete level of the tree, so that many proofs cost one pass over the leaves.
class Levels {
  public:
    explicit Levels(std::vector<std::string> leaves) {
        levels_.push_back(std::move(leaves));
        while (levels_.back().size() > 1) {
            const auto& below = levels_.back();
            std::vector<std::string> above;
            for (std::size_t i = 0; i + 1 < below.size(); i += 2) above.push_back(auth::merkle_node(below[i], below[i + 1]));
            if (below.size() % 2 == 1) above.push_back(below.back());  // RFC 9162: the last without a sibling moves up as it is
            levels_.push_back(std::move(above));
        }
    }
    std::vector<std::string> proof(std::size_t index) const {
        std::vector<std::string> siblings;
        for (const auto& level : levels_) {
            if ((index ^ 1) < level.size()) siblings.push_back(level[index ^ 1]);
            index >>= 1;
        }
        return siblings;
    }

  private:
    std::vector<std::vector<std::string>> levels_;
};

Keys stored_keys(Transaction& tx) {
    Keys keys;
    std::string id, key;
    tx.each("SELECT key_id, hex_out(pubkey) FROM audit_key ORDER BY key_id", {}, {&id, &key}, [&] { keys[id] = bytes_of_hex(key); });
    return keys;
}

BundledStream begun(const StoredHead& head, const Keys& keys, bool whole) {
    const auto key = keys.find(head.key_id);
    if (key == keys.end()) throw std::runtime_error("the head of " + head.stream + " is signed by a key that the ledger does not know: verify it first");
    return {head.stream, whole, note_of(checkpoint_of(head.stream, static_cast<std::uint64_t>(head.size), head.root), key->second, head.sig), {}};
}

bool wished(const ExportWish& wish, const domain::LedgerEntry& entry) {
    if ((wish.from_ms && entry.at_ms < *wish.from_ms) || (wish.before_ms && entry.at_ms >= *wish.before_ms)) return false;
    if (wish.also && !wish.also(entry)) return false;
    const auto subjects = subjects_of(entry);
    return std::ranges::all_of(wish.subjects, [&](const std::string& id) { return std::ranges::binary_search(subjects, id); });
}

// The numbers that the index gives for the first subject of the wish; without one every entry is looked at.
std::optional<std::set<std::pair<std::string, std::int64_t>>> candidates(Transaction& tx, const ExportWish& wish) {
    if (wish.subjects.empty()) return std::nullopt;
    std::set<std::pair<std::string, std::int64_t>> found;
    std::string stream;
    std::int64_t seq = 0;
    tx.each("SELECT stream, seq FROM audit_subject WHERE object_id = :id AND at_ms >= :since AND at_ms < :until",
            {with("id", wish.subjects.front()), with("since", wish.from_ms.value_or(INT64_MIN)), with("until", wish.before_ms.value_or(INT64_MAX))}, {&stream, &seq},
            [&] { found.emplace(stream, seq); });
    return found;
}

void add_proofs(Transaction& tx, BundledStream& stream, std::int64_t size) {
    std::vector<std::string> leaves;
    each_entry(tx, stream.name, 0, [&](const StoredEntry& entry) {
        if (static_cast<std::int64_t>(leaves.size()) < size) leaves.push_back(auth::merkle_leaf(entry.body));
    });
    const Levels levels(std::move(leaves));
    for (BundledEntry& entry : stream.entries) entry.proof = levels.proof(static_cast<std::size_t>(entry.seq));
}

void add_wished(Transaction& tx, BundledStream& stream, const ExportWish& wish, const std::optional<std::set<std::pair<std::string, std::int64_t>>>& numbers) {
    const auto take = [&](const StoredEntry& entry) {
        if (stream.whole || wished(wish, domain::decode_ledger_entry(entry.body))) stream.entries.push_back({entry.seq, entry.body, {}});
    };
    if (!numbers) return each_entry(tx, stream.name, 0, take);
    for (auto at = numbers->lower_bound({stream.name, 0}); at != numbers->end() && at->first == stream.name; ++at) take(entry_at(tx, stream.name, at->second));
}

}  // namespace

LedgerBundle export_ledger(Transaction& tx, const ExportWish& wish) {
    const Keys keys = stored_keys(tx);
    LedgerBundle bundle;
    for (const auto& [id, key] : keys) bundle.public_keys.push_back(key);
    const auto numbers = candidates(tx, wish);
    for (const StoredHead& head : all_heads(tx)) {
        BundledStream stream = begun(head, keys, wish.everything());
        add_wished(tx, stream, wish, numbers);
        if (!stream.whole && stream.entries.empty()) continue;
        if (!stream.whole) add_proofs(tx, stream, head.size);
        bundle.streams.push_back(std::move(stream));
    }
    return bundle;
}

std::optional<LedgerBundle> prove_entry(Transaction& tx, const std::string& stream, std::int64_t seq) {
    const Keys keys = stored_keys(tx);
    const StoredEntry entry = entry_at(tx, stream, seq);
    const auto heads = all_heads(tx);
    const auto head = std::ranges::find(heads, stream, &StoredHead::stream);
    if (entry.seq < 0 || head == heads.end() || seq >= head->size) return std::nullopt;
    LedgerBundle bundle;
    for (const auto& [id, key] : keys) bundle.public_keys.push_back(key);
    bundle.streams.push_back(begun(*head, keys, false));
    bundle.streams[0].entries.push_back({seq, entry.body, {}});
    add_proofs(tx, bundle.streams[0], head->size);
    return bundle;
}

}  // namespace casework::persistence
