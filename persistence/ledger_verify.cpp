// Gathers what heads, checkpoints, anchors, closed months and the roll-up say of each stream, and replays the streams against it.
#include "persistence/ledger_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "persistence/ledger_anchor.hpp"
#include "persistence/ledger_cross_check.hpp"
#include "persistence/ledger_discontinuity.hpp"
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
    std::optional<std::int64_t> to_ms;
};

std::vector<StoredKey> stored_keys(Transaction& tx) {
    std::vector<StoredKey> keys;
    StoredKey k;
    tx.each("SELECT key_id, hex_out(pubkey), introduced_by_entry, from_ts, to_ts FROM audit_key ORDER BY from_ts, key_id", {},
            {&k.id, &k.public_key, &k.introduced_by, &k.from_ms, &k.to_ms}, [&] { keys.push_back({k.id, bytes_of_hex(k.public_key), k.introduced_by, k.from_ms, k.to_ms}); });
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

// "<stream>.<number>"
std::pair<std::string, std::int64_t> place_of(const std::string& text) {
    const auto dot = text.rfind('.');
    std::int64_t seq = -1;
    if (dot != std::string::npos) std::from_chars(text.data() + dot + 1, text.data() + text.size(), seq);
    return {text.substr(0, dot), seq};
}

// The id of the key that signed the note; empty when it is none that is trusted.
std::string signer_of(const auth::SignedNote& note, const Keys& keys) {
    const auto key = std::ranges::find_if(keys, [&](const auto& each) { return note.holds(each.second); });
    return key == keys.end() ? std::string() : key->first;
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
    bool introduced_by_trusted(const StoredKey& key) const;
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
    void check_details();
    void check_receipts();
    void set_apart();
};

void Check::read_keys() {
    introduced_keys = stored_keys(tx);
    for (const StoredKey& key : introduced_keys) {
        if (key_id_of(key.public_key) != key.id) find("", "key " + key.id + " in the database is not the key of that name");
    }
    keys = options.keys;
    for (const StoredKey& key : introduced_keys) {  // in the order of their introduction: each may vouch for the next
        if (options.keys.empty() || introduced_by_trusted(key)) keys.try_emplace(key.id, key.public_key);
        else if (!keys.contains(key.id)) find("", "key " + key.id + " in the database is not among the keys that are trusted");
    }
}

// Whether the entry that introduced it carries the signature of a key that is trusted already.
bool Check::introduced_by_trusted(const StoredKey& key) const {
    const auto [stream, seq] = place_of(key.introduced_by);
    const StoredEntry entry = entry_at(tx, stream, seq);
    try {
        return entry.seq >= 0 && std::ranges::any_of(keys, [&](const auto& trusted) { return introduces(domain::decode_ledger_entry(entry.body), key.public_key, trusted.second); });
    } catch (const std::runtime_error&) {
        return false;  // reported by the replay
    }
}

void Check::check_signature(const std::string& stream, const char* what, const std::string& key_id, const auth::Checkpoint& said, const std::string& sig) {
    const auto key = keys.find(key_id);
    if (key == keys.end()) return find(stream, fmt::format("{} is signed by a key that is not trusted", what));
    if (!auth::signature_holds(key->second, text_of(said), sig)) find(stream, fmt::format("the signature of {} does not hold", what));
}

void Check::read_heads() {
    for (StoredHead& head : all_heads(tx)) {
        check_signature(head.stream, "its head", head.key_id, checkpoint_of(head.stream, static_cast<std::uint64_t>(head.size), head.root), head.sig);
        expected[head.stream].push_back({head.size, head.root, "its head", head.key_id});
        heads.emplace(head.stream, std::move(head));
    }
}

void Check::read_segments() {
    closed = segments(tx);
    for (const auto& [stream, segment] : closed) {
        check_signature(stream, "the record of its closing", segment.key_id, checkpoint_of(stream, static_cast<std::uint64_t>(segment.size), segment.root), segment.sig);
        expected[stream].push_back({segment.size, segment.root, "the record of its closing", segment.key_id, true});
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
        const std::string signer = signer_of(*anchor.note, keys);
        if (signer.empty()) find(stream, fmt::format("the anchor of {} entries is not signed by a key that is trusted", said.size));
        else expected[stream].push_back({static_cast<std::int64_t>(said.size), said.root, "an anchor", signer});
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
        const std::string signer = signer_of(*note, keys);
        if (signer.empty()) return find(stream, fmt::format("the checkpoint of {} entries is not signed by a key that is trusted", stored.size));
        expected[stream].push_back({stored.size, stored.root, "a checkpoint", signer});
        if (!options.anchor_files.empty() && !anchored.contains({stream, stored.size}))
            find(stream, fmt::format("the anchor file lacks the checkpoint of {} entries", stored.size));
    });
}

void Check::replay(const std::string& stream) {
    const auto said = expected.find(stream);
    Replay& replay = replays.try_emplace(stream, stream, said == expected.end() ? std::vector<ExpectedRoot>{} : said->second, report.findings).first->second;
    each_entry_beside(tx, stream, INT64_MIN, [&](const StoredEntry& entry) {
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
    std::map<std::string, std::int64_t> retired;
    for (const auto& [stream, replay] : replays)
        for (const LifeEvent& event : replay.life()) {
            if (event.action == "key.retire" && !event.objects.empty()) retired.emplace(event.objects[0], event.at_ms);
            if (event.action != "key.introduce" || event.objects.empty()) continue;
            introduced.insert(fmt::format("{}.{} {} {} {}", stream, event.seq, event.objects[0], auth::to_hex(event.after), event.at_ms));
            if (std::ranges::none_of(introduced_keys, [&](const StoredKey& key) { return key.id == event.objects[0] && key.public_key == event.after; }))
                find(stream, "the key that the entry introduced is missing", event.seq);
        }
    for (const StoredKey& key : introduced_keys) {
        const auto end = retired.find(key.id);
        if (key.to_ms != (end == retired.end() ? std::nullopt : std::optional(end->second))) find("", "key " + key.id + " in the database does not end when the ledger says");
        if (!introduced.contains(fmt::format("{} {} {} {}", key.introduced_by, key.id, auth::to_hex(key.public_key), key.from_ms)))
            find("", "key " + key.id + " in the database was not introduced by the entry that it names");
    }
    check_key_times(replays, report.findings);
}

// Sealed words, and the keys to them, may be destroyed, but not without an entry that says so.
void Check::check_details() {
    if (std::ranges::none_of(replays, [](const auto& each) { return each.second.has_details(); })) return;
    std::map<std::string, bool> kept;  // by stream, whether its key is there
    std::string name;
    bool there = false;
    tx.each("SELECT stream, CASE WHEN destroyed_ts IS NULL THEN 1 ELSE 0 END FROM audit_detail_key", {}, {&name, &there}, [&] { kept[name] = there; });
    std::set<std::string> shredded;
    for (const auto& [stream, replay] : replays) shredded.insert(replay.shredded().begin(), replay.shredded().end());
    for (const auto& [stream, replay] : replays) {
        const auto key = kept.find(stream);
        if (replay.has_details() && (key == kept.end() || (!key->second && !shredded.contains(stream)))) find(stream, "the key of its details is gone, and no entry says who destroyed it");
        for (const LostDetail& lost : replay.lost_details())
            if (std::ranges::none_of(lost.subjects, [&](const std::string& id) { return shredded.contains(id); })) find(stream, "its detail is gone, and no entry says who destroyed it", lost.seq);
    }
}

void Check::check_receipts() {
    for (const std::string& text : options.receipts) {
        ++report.receipts;
        const auto last = text.rfind('.');
        const auto [stream, seq] = place_of(text.substr(0, last));
        const StoredEntry entry = last == std::string::npos || seq < 0 ? StoredEntry{-1, {}, {}, {}} : entry_at(tx, stream, seq);
        if (entry.seq < 0 || auth::to_hex(auth::merkle_leaf(entry.body)).substr(0, 16) != text.substr(last + 1))
            find(seq < 0 ? "" : stream, "the ledger does not hold what receipt " + text + " was given for", seq);
    }
}

void Check::set_apart() {
    std::vector<AcceptedEntry> entries;
    for (const auto& [stream, replay] : replays) {
        report.standing[stream] = {replay.size(), replay.frontier().root()};
        for (const LifeEvent& event : replay.life())
            if (event.action.ends_with(".accept")) entries.push_back({stream, event.seq, event.at_ms, event.fields, event.approvals, event.purpose});
    }
    set_apart_accepted(report, entries);
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
    check_details();
    check_receipts();
    if (!options.digest_key.empty()) report.rows = cross_check(tx, options.digest_key, report.findings);
    set_apart();
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
