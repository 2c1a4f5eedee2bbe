// The marking that follows from kind and content.
#include "persistence/access/ordinary.hpp"

#include "domain/tools_and_powers/tool_kinds.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using domain::Sensitivity;

// A hate incident, somebody vulnerable, or a child. How old somebody is counts only as the group's standard records say it: what stands
// on a hidden record must not show in the marking of another.
bool is_sensitive_report(Transaction& tx, std::string_view id) {
    int found = 0;
    return tx.one("SELECT 1 FROM report p WHERE p.id = :id AND (p.hate = 1 OR p.kind = 'hate' OR p.risk = 'vulnerable' OR EXISTS (SELECT 1 FROM person_birth b JOIN record br ON br.id = b.record_id AND br.panel = p.panel AND br.sensitivity = 1 "
                  "WHERE p.about <> '' AND b.person_id = p.about AND (b.born > CAST(CAST(substr(p.reported_on, 1, 4) AS INTEGER) - 18 AS TEXT) || substr(p.reported_on, 5) OR "
                  "b.estimated_age + CAST(substr(p.reported_on, 1, 4) AS INTEGER) - CAST(substr(b.estimated_on, 1, 4) AS INTEGER) < 18)))",
                  {with("id", id)}, {&found});
}

bool is_restricted_tool(Transaction& tx, std::string_view id) {
    std::string kind;
    if (!tx.one("SELECT kind FROM tool WHERE id = :id", {with("id", id)}, {&kind})) return false;
    const auto* power = domain::tools_and_powers::find_kind(kind);
    return power != nullptr && power->restricted;
}

}  // namespace

Sensitivity ordinary_sensitivity(Transaction& tx, std::string_view record) {
    std::string kind;
    tx.one("SELECT kind FROM record WHERE id = :id", {with("id", record)}, {&kind});
    if (kind == "vulnerability" || kind == "case_review") return Sensitivity::s2;
    if (kind == "tool" && is_restricted_tool(tx, record)) return Sensitivity::s3;
    if (kind == "report" && is_sensitive_report(tx, record)) return Sensitivity::s2;
    return Sensitivity::s1;
}

void raise_to_content(Transaction& tx, std::string_view record) {
    tx.run("UPDATE record SET sensitivity = :s WHERE id = :id AND sensitivity < :s", {with("s", static_cast<int>(ordinary_sensitivity(tx, record))), with("id", record)});
}

}  // namespace casework::persistence
