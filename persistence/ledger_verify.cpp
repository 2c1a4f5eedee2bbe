// Gathers what heads, checkpoints, anchors, closed months and the roll-up say of each stream, and replays the streams against it.
#include "persistence/ledger_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "persistence/ledger_anchor.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_replay.hpp"
#include "persistence/ledger_subjects.hpp"

namespace casework::persistence {
namespace {

using Keys = std::map<std::string, std::string>;

struct Segment {
    std::string stream;
    std::int64_t first_ms = 0, last_ms = 0, size = 0;
    std::string root, sig, key_id, state;
};

struct StoredKey {
    std::string id, public_key, introduced_by;
    std::int64_t from_ms = 0;
};

std::vector<StoredKey> stored_keys(Transaction& tx) {
    std::vector<StoredKey> keys;
    StoredKey k;
    tx.each("SELECT key_id, hex_out(pubkey), introduced_by_entry, from_ts FROM audit_key ORDER BY key_id", {}, {&k.id, &k.public_key, &k.introduced_by, &k.from_ms},
            [&] { keys.push_back({k.id, bytes_of_hex(k.public_key), k.introduced_by, k.from_ms}); });
    return keys;
}

std::map<std::string, Segment> segments(Transaction& tx) {
    std::map<std::string, Segment> all;
    Segment s;
    tx.each("SELECT stream, first_ts, last_ts, size, hex_out(root), hex_out(sig), key_id, state FROM audit_segment", {},
            {&s.stream, &s.first_ms, &s.last_ms, &s.size, &s.root, &s.sig, &s.key_id, &s.state},
            [&] { all[s.stream] = {s.stream, s.first_ms, s.last_ms, s.size, bytes_of_hex(s.root), bytes_of_hex(s.sig), s.key_id, s.state}; });
    return all;
}

// The names in a table without reading its rows: one step along the key for each stream. A name that comes twice is a
// value of another type (SQLite lets a blob stand in a text column), put there by hand.
std::set<std::string> streams_in(Transaction& tx, std::string_view sql, std::vector<LedgerFinding>& findings) {
    std::set<std::string> streams;
    std::string last, next;
    while (tx.one(sql, {with("after", last)}, {&next})) {
        if (!streams.insert(next).second) {
            findings.push_back({next, -1, "rows were put beside its own under a name of another type"});
            break;
        }
        last = next;
    }
    return streams;
}

struct Check {
    Transaction& tx;
    const VerifyOptions& options;
    const std::vector<Anchor>& anchors_before;
    const std::vector<Anchor>& anchors_after;
    LedgerReport report;
    Keys keys;
    std::vector<StoredKey> introduced_keys;
    std::map<std::string, StoredHead> heads;
    std::map<std::string, Segment> closed;
    std::map<std::string, std::vector<ExpectedRoot>> expected;
    std::map<std::string, Replay> replays;

    void find(const std::string& stream, std::string what, std::int64_t seq = -1) { report.findings.push_back({stream, seq, std::move(what)}); }

    void run();
    void read_keys();
    void read_heads();
    void read_segments();
    void read_anchors();
    void read_checkpoints(const std::string& stream, const std::set<std::pair<std::string, std::int64_t>>& anchored);
    void check_signature(const std::string& stream, const char* what, const std::string& key_id, const auth::Checkpoint& said, const std::string& sig);
    void replay(const std::string& stream);
    void check_head(const std::string& stream, const Replay& replay);
    void check_segment(const std::string& stream, const Replay& replay);
    void check_roll_up(const std::string& node);
    void check_opening(const std::string& stream, const std::string& before);
    void check_introduced_keys();
    void check_receipts();
};

void Check::read_keys() {
    introduced_keys = stored_keys(tx);
    for (const StoredKey& key : introduced_keys) {
        if (key_id_of(key.public_key) != key.id) find("", "key " + key.id + " in the database is not the key of that name");
        if (options.keys.empty()) keys[key.id] = key.public_key;
        else if (!options.keys.contains(key.id)) find("", "key " + key.id + " in the database is not among the keys that are trusted");
    }
    if (!options.keys.empty()) keys = options.keys;
}

void Check::check_signature(const std::string& stream, const char* what, const std::string& key_id, const auth::Checkpoint& said, const std::string& sig) {
    const auto key = keys.find(key_id);
    if (key == keys.end()) return find(stream, fmt::format("{} is signed by a key that is not trusted", what));
    if (!auth::signature_holds(key->second, text_of(said), sig)) find(stream, fmt::format("the signature of {} does not hold", what));
}

void Check::read_heads() {
    for (StoredHead& head : all_heads(tx)) {
        check_signature(head.stream, "its head", head.key_id, checkpoint_of(head.stream, static_cast<std::uint64_t>(head.size), head.root), head.sig);
        expected[head.stream].push_back({head.size, head.root, "its head"});
        heads.emplace(head.stream, std::move(head));
    }
}

void Check::read_segments() {
    closed = segments(tx);
    for (const auto& [stream, segment] : closed) {
        check_signature(stream, "the record of its closing", segment.key_id, checkpoint_of(stream, static_cast<std::uint64_t>(segment.size), segment.root), segment.sig);
        expected[stream].push_back({segment.size, segment.root, "the record of its closing"});
    }
}

void Check::read_anchors() {
    for (const Anchor& anchor : anchors_before) {
        ++report.anchors;
        if (!anchor.note) {
            find("", "the anchor file holds something that is not a signed note");
            continue;
        }
        const auto& said = anchor.note->checkpoint;
        const std::string stream = stream_of_origin(said.origin);
        if (std::ranges::none_of(keys, [&](const auto& key) { return anchor.note->holds(key.second); }))
            find(stream, fmt::format("the anchor of {} entries is not signed by a key that is trusted", said.size));
        else expected[stream].push_back({static_cast<std::int64_t>(said.size), said.root, "an anchor"});
    }
}

void Check::read_checkpoints(const std::string& stream, const std::set<std::pair<std::string, std::int64_t>>& anchored) {
    each_checkpoint(tx, stream, [&](const StoredCheckpoint& stored) {
        ++report.checkpoints;
        const auto note = auth::parse_note(stored.note);
        const auto size = static_cast<std::uint64_t>(stored.size);
        const auto frontier = auth::MerkleFrontier::from_bytes(size, stored.frontier);
        if (!note || note->checkpoint != checkpoint_of(stream, size, stored.root) || !frontier || frontier->root() != stored.root)
            return find(stream, fmt::format("the checkpoint of {} entries is not what was signed", stored.size));
        if (std::ranges::none_of(keys, [&](const auto& key) { return note->holds(key.second); }))
            return find(stream, fmt::format("the checkpoint of {} entries is not signed by a key that is trusted", stored.size));
        expected[stream].push_back({stored.size, stored.root, "a checkpoint"});
        if (!options.anchor_files.empty() && !anchored.contains({stream, stored.size}))
            find(stream, fmt::format("the anchor file lacks the checkpoint of {} entries", stored.size));
    });
}

void Check::replay(const std::string& stream) {
    const auto said = expected.find(stream);
    Replay& replay = replays.try_emplace(stream, stream, said == expected.end() ? std::vector<ExpectedRoot>{} : said->second, report.findings).first->second;
    each_entry(tx, stream, INT64_MIN, [&](const StoredEntry& entry) {
        replay.take(entry);
        ++report.entries;
    });
    replay.finish();
    check_head(stream, replay);
    check_segment(stream, replay);
}

void Check::check_head(const std::string& stream, const Replay& replay) {
    const auto head = heads.find(stream);
    if (head == heads.end()) return find(stream, "its head is missing");
    if (replay.size() > head->second.size) find(stream, fmt::format("it has {} entries, but its head says {}: entries were added", replay.size(), head->second.size));
    const auto frontier = auth::MerkleFrontier::from_bytes(static_cast<std::uint64_t>(head->second.size), head->second.frontier);
    if (!frontier || frontier->root() != head->second.root) find(stream, "the frontier of its head does not give its root");
}

void Check::check_segment(const std::string& stream, const Replay& replay) {
    const auto segment = closed.find(stream);
    if (segment == closed.end()) return;
    if (segment->second.size != replay.size()) find(stream, fmt::format("it was closed with {} entries and has {}", segment->second.size, replay.size()));
    if (segment->second.first_ms != replay.first_ms() || segment->second.last_ms != replay.last_ms()) find(stream, "the times of its closing are not those of its entries");
}

// What a month's first entry must say of the month before, given as the roll-up lists it.
void Check::check_opening(const std::string& stream, const std::string& before) {
    const auto month = replays.find(stream);
    if (month == replays.end()) return;
    const auto& life = month->second.life();
    if (life.empty() || life[0].seq != 0 || life[0].action != "stream.open" || life[0].objects.empty() || life[0].objects[0] != stream)
        return find(stream, "it does not begin with the entry that opens it");
    const bool commits = life[0].objects.size() == 2;
    if (commits == before.empty() || (commits && life[0].objects[1] != before)) return find(stream, "it does not follow the stream that the roll-up says");
    const auto previous = replays.find(before);
    if (previous == replays.end()) return;
    if (life[0].count != previous->second.size() || life[0].before != previous->second.frontier().root()) find(before, "it is not what the first entry of the next month says");
}

void Check::check_roll_up(const std::string& node) {
    const std::string roll_up = roll_up_stream(node);
    const auto listed = replays.find(roll_up);
    if (listed == replays.end() || listed->second.size() == 0) return find(roll_up, "it is missing: nothing lists the streams of this writer");
    std::vector<std::string> opened, closings;
    for (const LifeEvent& event : listed->second.life()) {
        if (event.objects.empty()) continue;
        const std::string& stream = event.objects[0];
        if (event.action == "stream.open") opened.push_back(stream);
        if (event.action != "stream.close") continue;
        closings.push_back(stream);
        const auto month = replays.find(stream);
        if (month != replays.end() && (event.count != month->second.size() || event.before != month->second.frontier().root()))
            find(stream, "it is not what the roll-up says that it was when it was closed");
        if (!closed.contains(stream)) find(stream, "the record of its closing is missing");
    }
    for (std::size_t i = 0; i < opened.size(); ++i) {
        if (!replays.contains(opened[i])) find(opened[i], "the roll-up says that it was opened, and it is gone");
        if (i + 1 < opened.size() && (i >= closings.size() || closings[i] != opened[i])) find(opened[i], "the roll-up does not say that it was closed");
        check_opening(opened[i], i == 0 ? "" : opened[i - 1]);
    }
    for (const auto& [stream, replay] : replays)
        if (node_of(stream) == node && stream != roll_up && std::ranges::find(opened, stream) == opened.end()) find(stream, "the roll-up does not say that it was opened");
    for (const auto& [stream, segment] : closed)
        if (node_of(stream) == node && std::ranges::find(closings, stream) == closings.end()) find(stream, "the roll-up does not say that it was closed");
}

void Check::check_introduced_keys() {
    std::set<std::string> introduced;
    for (const auto& [stream, replay] : replays)
        for (const LifeEvent& event : replay.life()) {
            if (event.action != "key.introduce" || event.objects.empty()) continue;
            introduced.insert(fmt::format("{}.{} {} {} {}", stream, event.seq, event.objects[0], auth::to_hex(event.after), event.at_ms));
            if (std::ranges::none_of(introduced_keys, [&](const StoredKey& key) { return key.id == event.objects[0] && key.public_key == event.after; }))
                find(stream, "the key that the entry introduced is missing", event.seq);
        }
    for (const StoredKey& key : introduced_keys)
        if (!introduced.contains(fmt::format("{} {} {} {}", key.introduced_by, key.id, auth::to_hex(key.public_key), key.from_ms)))
            find("", "key " + key.id + " in the database was not introduced by the entry that it names");
}

void Check::check_receipts() {
    for (const std::string& text : options.receipts) {
        ++report.receipts;
        const auto last = text.rfind('.'), middle = last == std::string::npos ? last : text.rfind('.', last - 1);
        std::int64_t seq = -1;
        if (middle != std::string::npos) std::from_chars(text.data() + middle + 1, text.data() + last, seq);
        const StoredEntry entry = seq < 0 ? StoredEntry{-1, {}, {}, {}} : entry_at(tx, text.substr(0, middle), seq);
        if (entry.seq < 0 || auth::to_hex(auth::merkle_leaf(entry.body)).substr(0, 16) != text.substr(last + 1))
            find(middle == std::string::npos ? "" : text.substr(0, middle), "the ledger does not hold what receipt " + text + " was given for", seq);
    }
}

void Check::run() {
    read_keys();
    read_heads();
    read_segments();
    read_anchors();
    std::set<std::string> streams;
    for (const auto& [stream, roots] : expected) streams.insert(stream);
    streams.merge(streams_in(tx, "SELECT stream FROM audit_entry WHERE stream > :after ORDER BY stream LIMIT 1", report.findings));
    streams.merge(streams_in(tx, "SELECT stream FROM audit_checkpoint WHERE stream > :after ORDER BY stream LIMIT 1", report.findings));
    std::set<std::pair<std::string, std::int64_t>> anchored;
    for (const Anchor& anchor : anchors_after)
        if (anchor.note) anchored.insert({stream_of_origin(anchor.note->checkpoint.origin), static_cast<std::int64_t>(anchor.note->checkpoint.size)});
    std::set<std::string> nodes;
    for (const std::string& stream : streams) {
        read_checkpoints(stream, anchored);
        replay(stream);
        nodes.insert(node_of(stream));
    }
    report.streams = static_cast<std::int64_t>(streams.size());
    for (const std::string& node : nodes) check_roll_up(node);
    check_introduced_keys();
    std::map<std::string, SubjectSum> sums;
    for (const auto& [stream, replay] : replays) sums[stream] = replay.subjects();
    report.subjects = verify_subjects(tx, sums, report.findings);
    check_receipts();
}

std::vector<Anchor> all_anchors(const std::vector<std::string>& files) {
    std::vector<Anchor> anchors;
    for (const std::string& file : files)
        for (Anchor& anchor : read_anchors(file)) anchors.push_back(std::move(anchor));
    return anchors;
}

}  // namespace

// Anchors are read on both sides of the snapshot's beginning: those before it must be in it, those in it must be after.
LedgerReport verify_ledger(Database& database, const VerifyOptions& options) {
    const auto before = all_anchors(options.anchor_files);
    LedgerReport report;
    database.read([&](Transaction& tx) {
        std::int64_t any = 0;
        tx.one("SELECT count(*) FROM audit_key", {}, {&any});  // the snapshot begins with the first statement
        const auto after = all_anchors(options.anchor_files);
        Check check{tx, options, before, after, {}, {}, {}, {}, {}, {}, {}};
        check.run();
        report = std::move(check.report);
    });
    return report;
}

}  // namespace casework::persistence
