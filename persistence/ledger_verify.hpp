// The verifier: recomputes the whole ledger from its entries and says everything that does not fit.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "persistence/database.hpp"

namespace casework::persistence {

struct LedgerFinding {
    std::string stream;
    std::int64_t seq = -1;  // -1: concerns the stream, not one entry
    std::string what;       // a sentence
    bool of_rows = false;   // about rows of the tables, not about the ledger
};

struct VerifyOptions {
    std::map<std::string, std::string> keys;  // trusted public keys by id (ledger_keys.hpp); empty: those in the database
    std::vector<std::string> anchor_files;    // empty: not compared with anchors
    std::vector<std::string> receipts;        // texts of receipts that must be in the ledger
    std::string digest_key = {};              // given: the rows of all tables are compared with the ledger too
};

// A stream as its entries give it.
struct StandingStream {
    std::int64_t size = 0;
    std::string root;
};

struct LedgerReport {
    std::vector<LedgerFinding> findings;
    std::vector<LedgerFinding> accepted;  // discontinuities, and findings that they name (ledger_discontinuity.hpp)
    std::map<std::string, StandingStream> standing;
    std::int64_t streams = 0, entries = 0, subjects = 0, checkpoints = 0, anchors = 0, receipts = 0, rows = 0;
    bool holds() const { return findings.empty(); }
};

// Reads one snapshot of the database beside a running server. Throws DatabaseUnavailable; whatever is wrong in the ledger is a finding.
LedgerReport verify_ledger(Database& database, const VerifyOptions& options);

}  // namespace casework::persistence
