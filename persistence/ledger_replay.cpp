// The tree is recomputed from the bodies alone; stored hashes are only compared.
#include "persistence/ledger_replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "auth/crypto.hpp"

namespace casework::persistence {

void SubjectSum::add(std::string_view object, std::int64_t at_ms, std::string_view stream, std::int64_t seq) {
    const std::string hash = auth::sha256(fmt::format("{}\n{}\n{}\n", stream, seq, at_ms), object);
    std::uint64_t parts[2];
    std::memcpy(parts, hash.data(), sizeof parts);
    high += parts[0];
    low += parts[1];
    ++rows;
}

Replay::Replay(std::string stream, std::vector<ExpectedRoot> expected, std::vector<LedgerFinding>& findings)
    : stream_(std::move(stream)), expected_(std::move(expected)), findings_(findings) {
    std::ranges::stable_sort(expected_, {}, &ExpectedRoot::size);
    check_roots();
}

void Replay::find(std::int64_t seq, std::string what) { findings_.push_back({stream_, seq, std::move(what)}); }

void Replay::take(const StoredEntry& entry) {
    if (entry.seq != next_seq_)
        find(entry.seq, entry.seq > next_seq_ ? fmt::format("entries {} to {} are missing", next_seq_, entry.seq - 1) : "an entry has a number that is not its place");
    next_seq_ = std::max(next_seq_, entry.seq) + 1;
    const std::string leaf = auth::merkle_leaf(entry.body);
    if (leaf != entry.leaf) find(entry.seq, "the entry does not give the hash stored beside it: it was altered");
    check_meaning(entry);
    frontier_.append(leaf);
    check_roots();
}

void Replay::check_meaning(const StoredEntry& entry) {
    domain::LedgerEntry e;
    try {
        e = domain::decode_ledger_entry(entry.body);
    } catch (const std::runtime_error& error) {
        return find(entry.seq, error.what());
    }
    if (e.at_ms < last_ms_) find(entry.seq, "its time is before that of the entry before it");
    if (e.node != node_of(stream_)) find(entry.seq, "it was written by another writer than its stream's");
    if (!is_roll_up(stream_) && month_stream(e.node, e.at_ms) != stream_) find(entry.seq, "its time is not in the month of its stream");
    check_detail(entry, e);
    if (frontier_.size() == 0) first_ms_ = e.at_ms;
    last_ms_ = std::max(last_ms_, e.at_ms);
    for (const std::string& id : subjects_of(e)) subjects_.add(id, e.at_ms, stream_, entry.seq);
    const bool of_rows = e.object_type == "row" && e.action != "rows.accept";  // many, and cross_check() reads them
    if (e.rule == "ledger" && e.account.empty() && e.operation == domain::LoggedOperation::security && !of_rows)
        life_.push_back({entry.seq, e.at_ms, e.action, e.objects, e.count, e.before, e.after, e.fields, e.approvals, e.purpose});
}

void Replay::check_detail(const StoredEntry& entry, const domain::LedgerEntry& e) {
    if (!entry.detail.empty() && auth::sha256(entry.detail) != e.detail_digest) find(entry.seq, "its detail is not the one it was written with");
    has_details_ = has_details_ || !e.detail_digest.empty();
    if (entry.detail.empty() && !e.detail_digest.empty()) lost_details_.push_back({entry.seq, subjects_of(e)});
    if (e.action == "detail.shred" && e.operation == domain::LoggedOperation::erasure) shredded_.insert(e.objects.begin(), e.objects.end());
}

// Once the tree has diverged every later root differs too: the first says between which entries it happened.
void Replay::check_roots() {
    for (; next_expected_ < expected_.size() && expected_[next_expected_].size <= size(); ++next_expected_) {
        const ExpectedRoot& expected = expected_[next_expected_];
        if (expected.size < size() || diverged_) continue;
        if (frontier_.root() == expected.root) {
            last_good_ = size();
            if (size() > 0) signatures_.push_back({expected.said_by, expected.key_id, size(), last_ms_, expected.later});
            continue;
        }
        diverged_ = true;
        find(-1, fmt::format("entries {} to {} do not give the root that {} says", last_good_, size() - 1, expected.said_by));
    }
}

void Replay::finish() {
    if (next_expected_ == expected_.size()) return;
    const ExpectedRoot& longest = expected_.back();
    find(-1, fmt::format("it has {} entries, but {} says {}: its end was cut off", size(), longest.said_by, longest.size));
}

namespace {

struct Validity {
    std::int64_t from_ms = INT64_MAX, to_ms = INT64_MAX;
};

std::map<std::string, Validity> validities(const std::map<std::string, Replay>& replays) {
    std::map<std::string, Validity> keys;
    for (const auto& [stream, replay] : replays)
        for (const LifeEvent& event : replay.life()) {
            if (event.objects.empty()) continue;
            if (event.action == "key.introduce") keys[event.objects[0]].from_ms = std::min(keys[event.objects[0]].from_ms, event.at_ms);
            if (event.action == "key.retire") keys[event.objects[0]].to_ms = std::min(keys[event.objects[0]].to_ms, event.at_ms);
        }
    return keys;
}

}  // namespace

void check_key_times(const std::map<std::string, Replay>& replays, std::vector<LedgerFinding>& findings) {
    const auto keys = validities(replays);
    for (const auto& [stream, replay] : replays)
        for (const SignedRoot& root : replay.signatures()) {
            if (root.key_id.empty()) continue;  // signed by nobody who is trusted, which is a finding already
            const auto key = keys.find(root.key_id);
            const auto say = [&](const char* why) { findings.push_back({stream, -1, fmt::format("the signature of {} at {} entries is by key {}, {}", root.said_by, root.size, root.key_id, why)}); };
            if (key == keys.end()) say("which no entry of the ledger introduced");
            else if (root.at_ms > key->second.to_ms) say("which was no longer valid then");
            else if (root.at_ms < key->second.from_ms && !root.later) say("which was not yet valid then");
        }
}

}  // namespace casework::persistence
