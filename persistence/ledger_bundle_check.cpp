// Verifying an export without the database: whole streams are recomputed, single entries follow their proofs to the signed note.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "persistence/ledger_anchor.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_replay.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

using Keys = std::map<std::string, std::string>;

struct BundleCheck {
    Keys keys;
    std::vector<Anchor> anchors;
    LedgerReport report;
    std::map<std::string, Replay> replays;

    void find(const std::string& stream, std::string what, std::int64_t seq = -1) { report.findings.push_back({stream, seq, std::move(what)}); }
    std::string signer_of(const auth::SignedNote& note) const;
    std::vector<ExpectedRoot> expected(const BundledStream& stream, const auth::SignedNote& note);
    void check(const BundledStream& stream);
    void check_whole(const BundledStream& stream, const auth::SignedNote& note);
    void check_proved(const BundledStream& stream, const auth::SignedNote& note);
    void check_opened();
};

std::string BundleCheck::signer_of(const auth::SignedNote& note) const {
    const auto key = std::ranges::find_if(keys, [&](const auto& each) { return note.holds(each.second); });
    return key == keys.end() ? std::string() : key->first;
}

// Anchors and the note speak of the same tree; where sizes are equal, roots must be.
std::vector<ExpectedRoot> BundleCheck::expected(const BundledStream& stream, const auth::SignedNote& note) {
    const auth::Checkpoint& said = note.checkpoint;
    std::vector<ExpectedRoot> roots = {{static_cast<std::int64_t>(said.size), said.root, "its signed note", signer_of(note)}};
    for (const Anchor& anchor : anchors) {
        if (!anchor.note || stream_of_origin(anchor.note->checkpoint.origin) != stream.name) continue;
        const auto& checkpoint = anchor.note->checkpoint;
        const std::string signer = signer_of(*anchor.note);
        if (signer.empty())
            find(stream.name, fmt::format("the anchor of {} entries is not signed by a key that is trusted", checkpoint.size));
        else if (checkpoint.size == said.size && checkpoint.root != said.root) find(stream.name, "its signed note says another root than an anchor of the same size");
        else roots.push_back({static_cast<std::int64_t>(checkpoint.size), checkpoint.root, "an anchor", signer});
    }
    return roots;
}

void BundleCheck::check_whole(const BundledStream& stream, const auth::SignedNote& note) {
    const auth::Checkpoint& said = note.checkpoint;
    Replay& replay = replays.try_emplace(stream.name, stream.name, expected(stream, note), report.findings).first->second;
    for (const BundledEntry& entry : stream.entries) replay.take({entry.seq, entry.body, auth::merkle_leaf(entry.body), {}});
    replay.finish();
    if (replay.size() > static_cast<std::int64_t>(said.size)) find(stream.name, "it has more entries than its signed note says");
}

void BundleCheck::check_proved(const BundledStream& stream, const auth::SignedNote& note) {
    const auth::Checkpoint& said = note.checkpoint;
    expected(stream, note);
    std::int64_t last_ms = 0;
    for (const BundledEntry& entry : stream.entries) {
        const auto index = static_cast<std::uint64_t>(entry.seq);
        if (index >= said.size || !auth::inclusion_holds(auth::merkle_leaf(entry.body), index, said.size, entry.proof, said.root))
            find(stream.name, "the entry is not the one that its signed note covers under this number", entry.seq);
        try {
            const auto meaning = domain::decode_ledger_entry(entry.body);
            if (meaning.at_ms < last_ms) find(stream.name, "its time is before that of the entry before it", entry.seq);
            if (meaning.node != node_of(stream.name)) find(stream.name, "it was written by another writer than its stream's", entry.seq);
            last_ms = meaning.at_ms;
        } catch (const std::runtime_error& error) {
            find(stream.name, error.what(), entry.seq);
        }
    }
}

void BundleCheck::check(const BundledStream& stream) {
    report.entries += static_cast<std::int64_t>(stream.entries.size());
    const auto note = auth::parse_note(stream.note);
    if (!note || stream_of_origin(note->checkpoint.origin) != stream.name) return find(stream.name, "its note is not a signed note of this stream");
    if (signer_of(*note).empty()) find(stream.name, "its note is not signed by a key that is trusted");
    if (stream.whole) check_whole(stream, *note);
    else check_proved(stream, *note);
}

// Where the roll-up is there whole, so must be every stream that it lists.
void BundleCheck::check_opened() {
    for (const auto& [name, replay] : replays) {
        if (!is_roll_up(name)) continue;
        for (const LifeEvent& event : replay.life())
            if (event.action == "stream.open" && !event.objects.empty() && !replays.contains(event.objects[0])) find(event.objects[0], "the roll-up says that it was opened, and it is not in the export");
    }
    for (const auto& [name, replay] : replays)
        if (!replays.contains(roll_up_stream(node_of(name)))) find(name, "the stream that lists it is not in the export");
    for (const Anchor& anchor : anchors)
        if (!replays.empty() && anchor.note && !replays.contains(stream_of_origin(anchor.note->checkpoint.origin)))
            find(stream_of_origin(anchor.note->checkpoint.origin), "an anchor speaks of it, and it is not in the export");
}

bool holds(const LedgerBundle& bundle, const std::string& receipt) {
    for (const BundledStream& stream : bundle.streams)
        for (const BundledEntry& entry : stream.entries)
            if (receipt.starts_with(stream.name + '.') && receipt == fmt::format("{}.{}.{}", stream.name, entry.seq, auth::to_hex(auth::merkle_leaf(entry.body)).substr(0, 16))) return true;
    return false;
}

}  // namespace

LedgerReport verify_bundle(const LedgerBundle& bundle, const VerifyOptions& options) {
    BundleCheck check{options.keys, {}, {}, {}};
    if (check.keys.empty())
        for (const std::string& key : bundle.public_keys) check.keys[key_id_of(key)] = key;
    for (const std::string& file : options.anchor_files)
        for (Anchor& anchor : read_anchors(file)) check.anchors.push_back(std::move(anchor));
    for (const Anchor& anchor : check.anchors)
        if (!anchor.note) check.find("", "the anchor file holds something that is not a signed note");
    for (const BundledStream& stream : bundle.streams) check.check(stream);
    check.check_opened();
    check_key_times(check.replays, check.report.findings);
    for (const std::string& receipt : options.receipts)
        if (!holds(bundle, receipt)) check.find("", "the export does not hold what receipt " + receipt + " was given for");
    check.report.streams = static_cast<std::int64_t>(bundle.streams.size());
    check.report.anchors = static_cast<std::int64_t>(check.anchors.size());
    check.report.receipts = static_cast<std::int64_t>(options.receipts.size());
    return std::move(check.report);
}

}  // namespace casework::persistence
