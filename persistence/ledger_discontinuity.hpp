// Going on after a ledger was damaged or set back: what is wrong is not repaired but accepted by name, in a signed entry of a new stream.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "persistence/ledger.hpp"
#include "persistence/ledger_verify.hpp"

namespace casework::persistence {

// The reasons an operator may give; none of them names a person.
inline constexpr std::string_view discontinuity_reasons[] = {"restored-backup", "failed-disk", "mistaken-command", "investigated-tampering"};

struct Acceptance {
    std::string by, approver;  // ids of two accounts; no approver while nobody else may approve
    std::string reason;        // one of the above
};

// The writers ("server", "command") whose streams have findings, by the files of the key directory. None of them may be running.
std::vector<std::string> broken_writers(const LedgerReport& report, const std::filesystem::path& key_directory);
// Such a writer gets a new name, and so begins new streams; the old ones stay as they are, for ever.
void retire_writer(const std::filesystem::path& key_directory, const std::string& writer);

// Writes the entry: each finding by its digest, each stream concerned with the size and root it has now, the rows as they are now.
// Throws std::runtime_error when there are more findings than an entry can hold.
void accept_discontinuity(Database& database, Ledger& ledger, const LedgerReport& report, const std::string& digest_key, const Acceptance& acceptance);

// An entry that accept_discontinuity() wrote, as the verifier comes upon it.
struct AcceptedEntry {
    std::string stream;
    std::int64_t seq = 0, at_ms = 0;
    std::vector<std::string> fields, approvals;
    std::string reason;
};
// Moves what was accepted from `findings` to `accepted`, where the streams stand as they did then; and says who accepted it, and when.
void set_apart_accepted(LedgerReport& report, const std::vector<AcceptedEntry>& entries);

}  // namespace casework::persistence
