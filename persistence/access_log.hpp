// Who looked at a record and who changed it, when, under which rule: read from the ledger, newest first, page by page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/policy.hpp"
#include "domain/ledger_entry.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// The place of a row in the walk; its text travels in the address of the next page.
struct AccessLogPlace {
    std::int64_t at_ms = 0;
    std::string stream;
    std::int64_t seq = 0;

    std::string text() const;
    static std::optional<AccessLogPlace> parse(std::string_view text);
    bool operator==(const AccessLogPlace&) const = default;
};

// One line of an access log: of the entry, what concerns the record asked for. The other records that stood on the same
// page are left out, because whoever may read this record's log need not know them.
struct AccessLogRow {
    AccessLogPlace place;
    domain::Instant at;
    std::string account, agency, role, membership;
    std::string action;
    domain::LoggedOperation operation{};
    std::string object_type, panel, purpose, rule, outcome;
    int status = 0;
    std::vector<std::string> fields;  // names of fields changed
};

struct AccessLogPage {
    std::vector<AccessLogRow> rows;
    std::optional<AccessLogPlace> next;  // where the following page begins; none on the last
};

// The log of the record of the permit, without conflicts of interest and access reviews. `after`: the `next` of the page before; rows_max 1 to 100.
AccessLogPage access_log(Transaction& tx, const auth::Permit& permit, const std::optional<AccessLogPlace>& after, int rows_max);
// The same for any id that the ledger knows, an account's own history among them. Only for the ledger's own pages and commands,
// which ask for auth::Action::audit themselves, and for an account about itself.
AccessLogPage ledger_about(Transaction& tx, std::string_view subject, const std::optional<AccessLogPlace>& after, int rows_max);

// Every stream of the ledger with the number of entries its head says.
std::vector<std::pair<std::string, std::int64_t>> ledger_streams(Transaction& tx);

}  // namespace casework::persistence
