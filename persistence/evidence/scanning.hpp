// What the server does with evidence by itself: scans what is held, ends uploads that were never finished, sweeps what no row knows.
#pragma once

#include <stop_token>
#include <string>

#include "persistence/evidence/file_store.hpp"
#include "persistence/ledger.hpp"
#include "persistence/outside/virus_scanner.hpp"

namespace casework::persistence {

struct ScanRound {
    int passed = 0, infected = 0;
    std::string away;  // why the scanner could not say; the files stay held
};
// Oldest first, until nothing is held or the scanner is away. Each finding and its ledger entry are one commit.
ScanRound scan_held(Database& database, Ledger& ledger, const FileStore& store, const VirusScanner& scanner, domain::Instant now, const std::stop_token& stopping);

constexpr auto upload_kept_for = std::chrono::hours(24);  // a begun upload may be taken up again so long
// Answers how many files went.
std::size_t sweep_files(Database& database, Ledger& ledger, const FileStore& store, domain::Instant now);

}  // namespace casework::persistence
