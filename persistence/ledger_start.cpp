// A ledger that does not verify at its head is not written on: what was done to it must be seen first (promise R86).
#include "persistence/ledger_start.hpp"

#include <algorithm>

#include "persistence/ledger.hpp"

namespace casework::persistence {
namespace {

[[noreturn]] void broken(const std::string& stream, const std::string& why) {
    throw LedgerBroken("the ledger does not verify (stream " + stream + "): " + why);
}

// Sizes and roots that the stream must have passed, from the anchors that are really signed.
std::map<std::int64_t, std::string> passed(const std::string& stream, const std::map<std::string, std::string>& keys, const std::vector<Anchor>& anchors) {
    std::map<std::int64_t, std::string> roots;
    for (const Anchor& anchor : anchors) {
        if (!anchor.note || stream_of_origin(anchor.note->checkpoint.origin) != stream) continue;
        if (std::ranges::none_of(keys, [&](const auto& key) { return anchor.note->holds(key.second); })) continue;
        roots[static_cast<std::int64_t>(anchor.note->checkpoint.size)] = anchor.note->checkpoint.root;
    }
    return roots;
}

auth::MerkleFrontier from_checkpoint(const StoredCheckpoint& stored, const std::map<std::string, std::string>& keys) {
    const auto note = auth::parse_note(stored.note);
    const auto size = static_cast<std::uint64_t>(stored.size);
    const auto frontier = auth::MerkleFrontier::from_bytes(size, stored.frontier);
    if (!note || note->checkpoint != checkpoint_of(stored.stream, size, stored.root) || !frontier || frontier->root() != stored.root ||
        std::ranges::none_of(keys, [&](const auto& key) { return note->holds(key.second); }))
        broken(stored.stream, "its last checkpoint is not what was signed");
    return *frontier;
}

void check_signature(const StoredHead& head, const std::map<std::string, std::string>& keys) {
    const auto key = keys.find(head.key_id);
    if (key == keys.end()) broken(head.stream, "its head is signed by a key that is not in the key directory");
    const auto said = checkpoint_of(head.stream, static_cast<std::uint64_t>(head.size), head.root);
    if (!auth::signature_holds(key->second, text_of(said), head.sig)) broken(head.stream, "the signature of its head does not hold");
}

}  // namespace

auth::MerkleFrontier check_at_start(Transaction& tx, const StoredHead& head, const std::map<std::string, std::string>& keys,
                                    const std::vector<Anchor>& anchors) {
    check_signature(head, keys);
    const auto roots = passed(head.stream, keys, anchors);
    if (!roots.empty() && roots.rbegin()->first > head.size) broken(head.stream, "it is shorter than its anchor: an older copy was restored");

    auth::MerkleFrontier frontier;
    if (const auto stored = last_checkpoint(tx, head.stream)) frontier = from_checkpoint(*stored, keys);
    const auto expect_root = [&] {
        const auto found = roots.find(static_cast<std::int64_t>(frontier.size()));
        if (found != roots.end() && found->second != frontier.root()) broken(head.stream, "it does not continue what its anchor says");
    };
    expect_root();
    each_entry(tx, head.stream, static_cast<std::int64_t>(frontier.size()), [&](const StoredEntry& entry) {
        const std::string leaf = auth::merkle_leaf(entry.body);
        if (entry.seq != static_cast<std::int64_t>(frontier.size())) broken(head.stream, "an entry is missing before " + std::to_string(entry.seq));
        if (entry.leaf != leaf) broken(head.stream, "entry " + std::to_string(entry.seq) + " was altered");
        frontier.append(leaf);
        expect_root();
    });
    if (static_cast<std::int64_t>(frontier.size()) != head.size) broken(head.stream, "its head counts another number of entries than there are");
    if (frontier.root() != head.root || frontier.to_bytes() != head.frontier) broken(head.stream, "its entries do not give the root that was signed");
    return frontier;
}

}  // namespace casework::persistence
