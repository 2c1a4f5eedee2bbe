// The facts that decide about one record, and the same rows of the policy written as SQL over all of them.
#include <fmt/format.h>

#include "persistence/gate.hpp"

namespace casework::persistence {

// One statement, a row for each panel that the record is shared with.
std::optional<auth::Record> record_facts(Transaction& tx, std::string_view id, const domain::Actor& actor, domain::Instant now) {
    auth::Record facts;
    int sensitivity = 0;
    std::optional<std::string> shared_panel, opened;
    std::optional<std::int64_t> named, team, granted;
    tx.each("SELECT r.id, r.panel, r.sensitivity, CASE WHEN EXISTS (SELECT 1 FROM record_exclusion x WHERE x.record_id = r.id AND ((x.account <> '' AND x.account = :account) OR "
            "(x.agency <> '' AND x.agency = :agency))) THEN 1 ELSE 0 END, pa.protected, tm.protected, eg.co_approved, ro.day, CASE WHEN EXISTS (SELECT 1 FROM disposal d WHERE d.record_id = r.id AND d.state = 'open') THEN 1 ELSE 0 END, sh.panel FROM record r "
            "LEFT JOIN record_participant pa ON pa.record_id = r.id AND pa.account = :account AND pa.until >= :day "
            "LEFT JOIN record_team tm ON tm.record_id = r.id AND tm.agency = :agency AND tm.until >= :day "
            "LEFT JOIN emergency_grant eg ON eg.record_id = r.id AND eg.account = :account AND eg.until_at > :now "
            "LEFT JOIN record_opening ro ON ro.record_id = r.id AND ro.account = :account AND ro.day = :day "
            "LEFT JOIN record_share sh ON sh.record_id = r.id WHERE r.id = :id",
            {with("account", actor.account), with("agency", actor.agency), with("now", std::int64_t{now.time_since_epoch().count()}),
             with("day", domain::iso_date(london_date(now))), with("id", id)},
            {&facts.id, &facts.panel, &sensitivity, &facts.excluded, &named, &team, &granted, &opened, &facts.open_disposal, &shared_panel}, [&] {
                if (shared_panel) facts.shared_panels.push_back(*shared_panel);
            });
    if (facts.id.empty()) return std::nullopt;
    facts.sensitivity = static_cast<domain::Sensitivity>(sensitivity);
    facts.participant = named.has_value() || team.has_value();
    facts.participant_protected = named.value_or(0) != 0 || team.value_or(0) != 0;
    facts.emergency_grant = granted.has_value();
    facts.emergency_co_approved = granted.value_or(0) != 0;
    facts.opened_today = facts.sensitivity == domain::Sensitivity::s3 && opened.has_value();
    return facts;
}

namespace {

// A few are compared one after the other: for a list of three SQLite makes a table, each time that the statement runs.
std::string is_one_of(std::string_view column, const std::vector<std::string>& values) {
    constexpr std::size_t few = 24;
    if (values.empty()) return "1 = 0";
    if (values.size() > few) return fmt::format("{} IN ({})", column, fmt::join(values, ", "));
    std::string any;
    for (const auto& value : values) any += fmt::format("{}{} = {}", any.empty() ? "(" : " OR ", column, value);
    return any + ")";
}

// Named on the record by themselves, or with the whole team of their agency.
std::string is_named(bool for_protected) {
    const auto row = [&](std::string_view table, std::string_view as, std::string_view whom) {
        return fmt::format("EXISTS (SELECT 1 FROM {1} {0} WHERE {0}.record_id = r.id AND {0}.{2} AND {0}.until >= :scope_day{3})", as, table, whom, for_protected ? fmt::format(" AND {}.protected = 1", as) : std::string());
    };
    return "(" + row("record_participant", "pa", "account = :scope_account") + " OR " + row("record_team", "tm", "agency = :scope_agency") + ")";
}

// The field classes that a term shows, as a condition on the column that holds the class.
std::string class_condition(std::string_view column, const domain::FieldSet& fields) {
    std::vector<std::string> shown;
    for (const auto field_class : {domain::FieldClass::f0, domain::FieldClass::f1, domain::FieldClass::f2})
        if (fields.has(field_class)) shown.push_back(std::to_string(static_cast<int>(field_class)));
    return shown.empty() ? std::string{} : " AND " + is_one_of(column, shown);
}

}  // namespace

ScopeSql scope_sql(const auth::Scope& scope, domain::Instant now, std::string_view class_column) {
    using Relation = auth::ScopeTerm::Relation;
    if (scope.terms().empty()) return {"1 = 0", {}};
    ScopeSql sql;
    std::size_t next = 0;
    // Names are stable text: they stay alive with the statement, values are bound.
    static const auto names = [] {
        std::vector<std::string> list;
        for (int i = 0; i < 400; ++i) list.push_back(fmt::format("scope{}", i));
        return list;
    }();
    const auto one_of = [&](std::string_view column, const std::vector<std::string>& panels) {
        std::vector<std::string> places;
        for (const auto& panel : panels) {
            places.push_back(":" + names.at(next));
            sql.binds.push_back(with(names.at(next++), panel));
        }
        return is_one_of(column, places);
    };
    std::string any;
    bool account_bound = false, now_bound = false, day_bound = false;
    for (const auto& term : scope.terms()) {
        std::string where = fmt::format("r.sensitivity = {}", static_cast<int>(term.sensitivity));
        if (class_column != with_stubs) {
            const auto classes = class_condition(class_column.empty() ? "0" : class_column, term.fields);
            if (classes.empty()) continue;
            where += classes;
        }
        const bool member = term.relation == Relation::member_of_owner || term.relation == Relation::member_of_shared;
        if (member && term.protected_too) {  // contributors see protected fields only where they are named on the case for them
            where += " AND " + is_named(true);
            account_bound = day_bound = true;
        }
        switch (term.relation) {
            case Relation::member_of_owner: where += " AND " + one_of("r.panel", term.panels); break;
            case Relation::member_of_shared:
                where += fmt::format(" AND EXISTS (SELECT 1 FROM record_share sh WHERE sh.record_id = r.id AND {})", one_of("sh.panel", term.panels));
                break;
            case Relation::participant:
                where += fmt::format(" AND {} AND {}", one_of("r.panel", term.panels), is_named(term.protected_too));
                account_bound = day_bound = true;
                break;
            case Relation::emergency_grant:
                where += fmt::format(" AND {} AND EXISTS (SELECT 1 FROM emergency_grant eg WHERE eg.record_id = r.id AND eg.account = :scope_account "
                                     "AND eg.until_at > :scope_now{})",
                                     one_of("r.panel", term.panels), term.protected_too ? " AND eg.co_approved = 1" : "");
                account_bound = now_bound = true;
                break;
            case Relation::open_disposal:
                where += fmt::format(" AND {} AND EXISTS (SELECT 1 FROM disposal d WHERE d.record_id = r.id AND d.state = 'open')", one_of("r.panel", term.panels));
                break;
        }
        any += fmt::format("{}({})", any.empty() ? "" : " OR ", where);
    }
    if (any.empty()) return {"1 = 0", {}};
    sql.condition = fmt::format("(({}) AND NOT EXISTS (SELECT 1 FROM record_exclusion ex WHERE ex.record_id = r.id AND "
                                "((ex.account <> '' AND ex.account = :scope_excluded) OR (ex.agency <> '' AND ex.agency = :scope_agency))))",
                                any);
    sql.binds.push_back(with("scope_excluded", scope.account()));
    sql.binds.push_back(with("scope_agency", scope.agency()));
    if (account_bound) sql.binds.push_back(with("scope_account", scope.account()));
    if (day_bound) sql.binds.push_back(with("scope_day", domain::iso_date(london_date(now))));
    if (now_bound) sql.binds.push_back(with("scope_now", std::int64_t{now.time_since_epoch().count()}));
    return sql;
}

}  // namespace casework::persistence
