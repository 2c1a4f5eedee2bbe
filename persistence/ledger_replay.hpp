// One stream recomputed from its entries, checked on the way against every root somebody signed for it (private to persistence).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "persistence/ledger_stream.hpp"
#include "persistence/ledger_verify.hpp"

namespace casework::persistence {

// Somebody says: at this size the stream had this root.
struct ExpectedRoot {
    std::int64_t size = 0;
    std::string root;
    std::string said_by;  // "its head", "a checkpoint", "an anchor" ...
    std::string key_id = {};  // of the signature
    bool later = false;       // may have been signed long after the last entry, as a month is that is closed by the next one
};

// A signature that somebody made at a size that the stream reached, with the time of the last entry it covers.
struct SignedRoot {
    std::string said_by, key_id;
    std::int64_t size = 0, at_ms = 0;
    bool later = false;
};

// A sum over rows of audit_subject that does not depend on their order.
struct SubjectSum {
    std::uint64_t high = 0, low = 0;
    std::int64_t rows = 0;
    void add(std::string_view object, std::int64_t at_ms, std::string_view stream, std::int64_t seq);
    bool operator==(const SubjectSum&) const = default;
};

// An entry about the ledger itself: streams opened and closed, keys introduced.
struct LifeEvent {
    std::int64_t seq = 0, at_ms = 0;
    std::string action;
    std::vector<std::string> objects;
    std::int64_t count = -1;
    std::string before, after;
    std::vector<std::string> fields, approvals;
    std::string purpose;
};

// An entry whose sealed words are no longer beside it, and whom it is about.
struct LostDetail {
    std::int64_t seq = 0;
    std::vector<std::string> subjects;
};

class Replay;
// Judges every signature by the time in which its key was valid, as the entries that introduced and retired it say.
void check_key_times(const std::map<std::string, Replay>& replays, std::vector<LedgerFinding>& findings);

class Replay {
  public:
    Replay(std::string stream, std::vector<ExpectedRoot> expected, std::vector<LedgerFinding>& findings);

    void take(const StoredEntry& entry);
    void finish();  // after the last entry

    std::int64_t size() const { return static_cast<std::int64_t>(frontier_.size()); }
    const auth::MerkleFrontier& frontier() const { return frontier_; }
    const SubjectSum& subjects() const { return subjects_; }
    const std::vector<LifeEvent>& life() const { return life_; }
    const std::vector<SignedRoot>& signatures() const { return signatures_; }
    bool has_details() const { return has_details_; }
    const std::vector<LostDetail>& lost_details() const { return lost_details_; }
    const std::set<std::string>& shredded() const { return shredded_; }  // streams and records whose details an entry says were destroyed
    std::int64_t first_ms() const { return first_ms_; }
    std::int64_t last_ms() const { return last_ms_; }

  private:
    void find(std::int64_t seq, std::string what);
    void check_meaning(const StoredEntry& entry);
    void check_detail(const StoredEntry& entry, const domain::LedgerEntry& e);
    void check_roots();

    std::string stream_;
    std::vector<ExpectedRoot> expected_;  // ascending sizes
    std::vector<LedgerFinding>& findings_;
    auth::MerkleFrontier frontier_;
    SubjectSum subjects_;
    std::vector<LifeEvent> life_;
    std::vector<SignedRoot> signatures_;
    std::vector<LostDetail> lost_details_;
    std::set<std::string> shredded_;
    bool has_details_ = false;
    std::size_t next_expected_ = 0;
    std::int64_t next_seq_ = 0, last_good_ = 0, first_ms_ = 0, last_ms_ = 0;
    bool diverged_ = false;
};

}  // namespace casework::persistence
