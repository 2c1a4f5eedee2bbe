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
};

class Replay {
  public:
    Replay(std::string stream, std::vector<ExpectedRoot> expected, std::vector<LedgerFinding>& findings);

    void take(const StoredEntry& entry);
    void finish();  // after the last entry

    std::int64_t size() const { return static_cast<std::int64_t>(frontier_.size()); }
    const auth::MerkleFrontier& frontier() const { return frontier_; }
    const SubjectSum& subjects() const { return subjects_; }
    const std::vector<LifeEvent>& life() const { return life_; }
    std::int64_t first_ms() const { return first_ms_; }
    std::int64_t last_ms() const { return last_ms_; }

  private:
    void find(std::int64_t seq, std::string what);
    void check_meaning(const StoredEntry& entry);
    void check_roots();

    std::string stream_;
    std::vector<ExpectedRoot> expected_;  // ascending sizes
    std::vector<LedgerFinding>& findings_;
    auth::MerkleFrontier frontier_;
    SubjectSum subjects_;
    std::vector<LifeEvent> life_;
    std::size_t next_expected_ = 0;
    std::int64_t next_seq_ = 0, last_good_ = 0, first_ms_ = 0, last_ms_ = 0;
    bool diverged_ = false;
};

}  // namespace casework::persistence
