// One row for each scope.
#include "persistence/ledger_standing.hpp"

namespace casework::persistence {

void keep_verification(Database& database, std::string_view scope, std::int64_t findings, std::int64_t entries, domain::Instant now) {
    database.write([&](Transaction& tx) {
        tx.run("INSERT INTO ledger_verification (scope, at, findings, entries) VALUES (:scope, :at, :findings, :entries) ON CONFLICT (scope) DO UPDATE SET at = excluded.at, findings = excluded.findings, entries = excluded.entries",
               {with("scope", scope), with("at", std::int64_t{now.time_since_epoch().count()}), with("findings", findings), with("entries", entries)});
    });
}

std::optional<KeptVerification> kept_verification(Transaction& tx, std::string_view scope) {
    KeptVerification kept;
    std::int64_t at = 0;
    if (!tx.one("SELECT at, findings, entries FROM ledger_verification WHERE scope = :scope", {with("scope", scope)}, {&at, &kept.findings, &kept.entries})) return std::nullopt;
    kept.at = domain::Instant{std::chrono::microseconds(at)};
    return kept;
}

}  // namespace casework::persistence
