// One look-up each.
#include "persistence/audit/audit_rows.hpp"

namespace casework::persistence {

std::vector<std::string> ids_about(Transaction& tx, std::string_view id) {
    std::vector<std::string> ids{std::string(id)};
    std::string record;
    tx.each("SELECT record_id FROM record_person WHERE person_id = :id ORDER BY record_id LIMIT 200", {with("id", id)}, {&record}, [&] { ids.push_back(record); });
    return ids;
}

std::string name_of(Transaction& tx, const std::string& account) {
    std::string name = account;
    tx.one("SELECT trim(title || ' ' || name) FROM account WHERE id = :id", {with("id", account)}, {&name});
    return name;
}

std::string agency_name(Transaction& tx, const std::string& agency) {
    std::string name = agency;
    tx.one("SELECT name FROM agency WHERE id = :id", {with("id", agency)}, {&name});
    return name;
}

std::string known_id(Transaction& tx, const std::string& typed) {
    int found = 0;
    for (const char* sql : {"SELECT 1 FROM record WHERE id = :id", "SELECT 1 FROM person WHERE id = :id", "SELECT 1 FROM account WHERE id = :id", "SELECT 1 FROM panel_group WHERE id = :id"})
        if (tx.one(sql, {with("id", typed)}, {&found})) return typed;
    return "unknown";
}

bool is_record(Transaction& tx, std::string_view id) {
    int found = 0;
    return tx.one("SELECT 1 FROM record WHERE id = :id", {with("id", id)}, {&found});
}

void name_everybody(Transaction& tx, const std::vector<LedgerRow>& rows, std::map<std::string, std::string, std::less<>>& names, std::map<std::string, std::string, std::less<>>& agencies) {
    for (const auto& row : rows) {
        const auto& e = row.entry;
        if (!e.account.empty() && !names.contains(e.account)) names[e.account] = name_of(tx, e.account);
        if (!e.agency.empty() && !agencies.contains(e.agency)) agencies[e.agency] = agency_name(tx, e.agency);
    }
}

std::int64_t day_begins_ms(domain::Date day) { return std::chrono::floor<std::chrono::milliseconds>(london_instant(day, 0, 0)).time_since_epoch().count(); }

int london_hour(domain::Instant at) {
    const auto midnight = london_instant(london_date(at), 0, 0);
    // On the two days when the clocks change this is an hour off at most, which moves nothing but the edge of a night.
    return static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(at - midnight).count()) % 24;
}

}  // namespace casework::persistence
