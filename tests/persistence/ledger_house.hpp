// A database with a ledger, keys, anchor and a clock that tests move.
#pragma once

#include <optional>

#include "auth/crypto.hpp"
#include "persistence/ledger.hpp"
#include "tests/support/databases.hpp"

namespace casework::testing {

struct LedgerHouse {
    explicit LedgerHouse(const std::string& kind) : database(kind) { open(); }

    persistence::LedgerOptions options() const { return {keys.path() + "/keys", keys.path() + "/anchors", "server", "0.1.0"}; }
    void open() {
        ledger.emplace(*database, options(), [this] { return now; });
    }
    // Closes ledger and database and opens both again, as a restart does.
    void restart() {
        ledger.reset();
        database.reopen();
        open();
    }
    persistence::Receipt read_of(const std::string& object, const std::string& account = "USR-1") { return ledger->record(entry(object, account)).get(); }
    static domain::LedgerEntry entry(const std::string& object, const std::string& account = "USR-1") {
        domain::LedgerEntry e;
        e.account = account, e.agency = "police", e.role = "practitioner", e.membership = "MBR-1", e.request_id = "request";
        e.action = "read", e.object_type = "nominal", e.objects = {object}, e.panel = "tctf", e.rule = "D5", e.purpose = "prevention";
        return e;
    }
    // What the ledger holds, decoded, in its order; of one action where it is named.
    std::vector<domain::LedgerEntry> entries(std::string_view action = {}) {
        std::vector<domain::LedgerEntry> found;
        database->read([&](persistence::Transaction& tx) {
            std::string hex;
            tx.each("SELECT hex_out(body) FROM audit_entry ORDER BY stream, seq", {}, {&hex}, [&] {
                auto entry = domain::decode_ledger_entry(*auth::from_hex(hex));
                if (action.empty() || entry.action == action) found.push_back(std::move(entry));
            });
        });
        return found;
    }
    std::int64_t count(const std::string& sql) {
        std::int64_t n = -1;
        database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&n}); });
        return n;
    }

    ScratchDirectory keys;
    FreshDatabase database;
    domain::Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours(9)};
    std::optional<persistence::Ledger> ledger;
};

}  // namespace casework::testing
