// The ledger as an auditor reads it. Every use names one of the four purposes of DPA 2018 s.62(4) and is itself an entry, written before
// anything is shown. Auditors see ids and codes here, never content of a case.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/access_log.hpp"
#include "persistence/gate.hpp"
#include "persistence/ledger_bundle.hpp"
#include "persistence/ledger_standing.hpp"

namespace casework::persistence {

struct AuditDesk {
    Database& database;
    Gate& gate;
};

// All conditions that are filled must hold.
struct LedgerQuestion {
    std::string purpose;                 // what the log is used for: a code of domain::audit::purposes()
    std::string about;                   // id of a record or a person; of a person also what happened on the records they stand on
    std::string account;                 // id or user name of who did it
    std::string agency;                  // id
    std::string rule;                    // "D5": that row, whatever step follows it
    std::string used_for;                // the purpose that stands in the entry
    std::vector<std::string> operations; // "consultation": one of these
    std::vector<std::string> looks;      // one of these reasons to look: codes of domain::audit::looks()
    bool refused_only = false;
    std::optional<domain::Date> from, to;  // days in London, both included
};

struct LedgerRow {
    AccessLogPlace place;
    domain::LedgerEntry entry;
    std::vector<std::string> looks{};  // why it is worth a look: codes of domain::audit::looks()
};
struct LedgerPage {
    std::vector<LedgerRow> rows;          // newest first
    std::optional<AccessLogPlace> next;   // where the following page begins
    bool looked_through = false;          // the page ended because so many entries were looked through, not because it is full
    std::map<std::string, std::string, std::less<>> names, agencies;  // by id, of whoever did it
};

constexpr int ledger_rows = 50;
// Auditors only; refusals under `purpose`, `account` and `from`.
domain::Outcome<LedgerPage> search_ledger(const AuditDesk& desk, const LedgerQuestion& question, std::string_view after);

constexpr std::size_t exported_most = 10'000;
struct LedgerExtract {
    std::vector<LedgerRow> rows;  // newest first
    std::map<std::string, std::string, std::less<>> names, agencies;
};
// A file: the password given at most five minutes ago, recorded as the disclosure it is, with the number of entries and the SHA-256 of the text that `write`
// makes of them. Something must narrow it: a record, an account or a first day. Never a part of what was asked for: with more than `most` entries it is refused.
template <class Content>
using WriteFile = std::function<std::string(const Content&)>;
domain::Outcome<std::string> extract_ledger(const AuditDesk& desk, const LedgerQuestion& question, const WriteFile<LedgerExtract>& write, std::size_t most = exported_most);
// The same entries with their proofs, which `casework ledger verify --export` checks without the database.
struct ProvedExtract {
    std::string text;
    std::size_t entries = 0;
};
domain::Outcome<ProvedExtract> prove_extract(const AuditDesk& desk, const LedgerQuestion& question, std::size_t most = exported_most);

// --- who looked: one line for each account that touched a record, or a person with the records they stand on ---

struct Looker {
    std::string account, name, agency;
    int looks = 0, changes = 0, refusals = 0;
    domain::Instant first{}, last{};
};
struct WhoLooked {
    std::string subject;
    std::vector<std::string> ids;  // the subject and, of a person, the records they stand on
    std::vector<Looker> lookers;   // who looked last comes first
    bool more = false;             // only the newest 20,000 entries were looked through
};
domain::Outcome<WhoLooked> who_looked(const AuditDesk& desk, const LedgerQuestion& question);
domain::Outcome<std::string> extract_who_looked(const AuditDesk& desk, const LedgerQuestion& question, const WriteFile<WhoLooked>& write);  // a file, as above

// What the ledger holds, for the head of the page: entries and streams, and when a checkpoint was last signed. No purpose: counts only.
struct LedgerState {
    std::int64_t entries = 0;
    int streams = 0;
    std::optional<domain::Instant> checkpoint;
    std::optional<KeptVerification> whole, at_start;  // what the last verification of each kind found
};
LedgerState ledger_state(Transaction& tx);

// --- one's own history: what the account itself did, newest first ---

struct OwnRow {
    AccessLogPlace place;
    domain::Instant at{};
    std::string action, object_type, outcome, source_address;
    std::vector<std::string> objects;  // what was shown or changed; nothing of what was refused or only asked for
};
struct OwnHistory {
    std::vector<OwnRow> rows;
    std::optional<AccessLogPlace> next;
};
// Entries of others about the account are no part of it, nor is the rule of a refusal: neither may tell what one may not know.
OwnHistory own_history(const AuditDesk& desk, std::string_view after);

}  // namespace casework::persistence
