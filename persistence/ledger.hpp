// The ledger: one signed RFC 9162 tree per server stream; entries join the writer's batches, so a change and its entry commit together.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "domain/ledger_entry.hpp"
#include "persistence/clock.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// "<stream>.<seq>.<first 16 hex digits of the leaf>": what every recorded answer carries as Audit-Receipt.
struct Receipt {
    std::string stream;
    std::int64_t seq = -1;
    std::string leaf_hex;  // 64 digits
    std::string text() const;
};

struct LedgerOptions {
    std::string key_directory;      // Ed25519 signing key and HMAC key, files of mode 0400, made on first start
    std::string anchor_file;        // checkpoints are appended here, outside the database
    std::string writer = "server";  // each writing process has its own streams: "server", or "command" for a command beside it
    std::string version;            // of the program, written into every entry
    BootClock boot_clock = {};      // against which steps of the clock are seen and recorded; none: they are not
};

class Ledger {
  public:
    // Takes the stream of this node (refuses a second process), checks its head against the entries; throws LedgerBroken.
    Ledger(Database& database, LedgerOptions options, Clock clock);
    ~Ledger();

    // Inside a piece of writing: the entry becomes part of the same commit. The receipt is valid once that commit is durable.
    Receipt append(Transaction& tx, domain::LedgerEntry entry);
    // For readings: queued at once; many share one commit. `then` is called once, by the writer or at once when nothing can be
    // queued: with the receipt of what is durable, or with what went wrong. It neither waits nor throws.
    using Recorded = std::function<void(const Receipt&, std::exception_ptr failed)>;
    void record(domain::LedgerEntry entry, Recorded then);
    // The same for who waits: durable when get() returns, which throws DatabaseUnavailable.
    std::future<Receipt> record(domain::LedgerEntry entry);

    // HMAC-SHA256 (32 bytes) under the ledger's own key: digests of records and of search terms, not guessable without it.
    std::string digest(std::string_view canonical) const;

    // Signed notes of the heads that grew, appended to the anchor file and stored; every 60 s and at stop. Throws
    // std::system_error (anchor), DatabaseUnavailable or LedgerBroken; what was not noted is noted next time. Returns the notes.
    std::vector<std::string> checkpoint();
    bool healthy() const;  // the last batch was committed, and the streams are still ours

    struct State;

  private:
    std::shared_ptr<State> state_;
};

struct LedgerBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace casework::persistence
