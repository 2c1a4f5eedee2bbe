// What the last verification found, kept so that pages can say it: the whole ledger by the scheduled task or the command, its heads at the start of a server.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/calendar.hpp"
#include "persistence/ledger_verify.hpp"

namespace casework::persistence {

struct KeptVerification {
    domain::Instant at{};
    std::int64_t findings = 0, entries = 0;
    bool holds() const { return findings == 0; }
};
inline constexpr std::string_view of_whole = "whole", of_start = "start";

// Replaces what stood of that scope.
void keep_verification(Database& database, std::string_view scope, std::int64_t findings, std::int64_t entries, domain::Instant now);
std::optional<KeptVerification> kept_verification(Transaction& tx, std::string_view scope);

}  // namespace casework::persistence
