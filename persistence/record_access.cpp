// Putting names to the entries of an access log.
#include "persistence/record_access.hpp"

#include "persistence/referrer.hpp"

namespace casework::persistence {

domain::Outcome<RecordAccess> read_access(Gate& gate, std::string_view record, std::string_view after) {
    return gate.open(record, {auth::Action::audit, "access_log", "record"}, [&](Reading& reading) {
        RecordAccess access{access_log(reading.tx, reading.permit, AccessLogPlace::parse(after), 50), {}, {}};
        const bool protected_too = sees_protected(reading, gate.actor());
        std::string name;
        for (auto& row : access.page.rows) {
            if (!protected_too && is_referral(row.action)) row.account.clear(), row.membership.clear();
            if (!row.account.empty() && !access.names.contains(row.account) &&
                reading.tx.one("SELECT trim(title || ' ' || name) FROM account WHERE id = :id", {with("id", row.account)}, {&name}))
                access.names[row.account] = name;
            if (!row.agency.empty() && !access.agencies.contains(row.agency) && reading.tx.one("SELECT name FROM agency WHERE id = :id", {with("id", row.agency)}, {&name}))
                access.agencies[row.agency] = name;
        }
        return access;
    });
}

}  // namespace casework::persistence
