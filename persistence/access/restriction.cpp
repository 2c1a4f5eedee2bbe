// Reading and changing who may open one record.
#include "persistence/access/restriction.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/access/declared_interests.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;

constexpr int reason_most = 500, choices_most = 500;
constexpr std::string_view forever = "9999-12-31";

// A record about somebody at risk is sensitive from its first day and never becomes a standard one.
domain::Sensitivity ordinary_for(Transaction& tx, std::string_view record) {
    std::string kind;
    tx.one("SELECT kind FROM record WHERE id = :id", {with("id", record)}, {&kind});
    return kind == "vulnerability" || kind == "case_review" ? domain::Sensitivity::s2 : domain::Sensitivity::s1;
}

std::vector<ExcludedParty> excluded_from(Transaction& tx, std::string_view record) {
    std::vector<ExcludedParty> list;
    ExcludedParty e;
    tx.each("SELECT x.account, x.agency, COALESCE(trim(a.title || ' ' || a.name), g.name, ''), x.reason, COALESCE(trim(b.title || ' ' || b.name), '') FROM record_exclusion x LEFT JOIN account a ON a.id = x.account "
            "LEFT JOIN agency g ON g.id = x.agency LEFT JOIN account b ON b.id = x.excluded_by WHERE x.record_id = :id ORDER BY x.account, x.agency LIMIT 500",
            {with("id", record)}, {&e.account, &e.agency, &e.name, &e.reason, &e.excluded_by_name}, [&] {
                // Whose interest was found stays with information governance.
                if (e.excluded_by_name.empty() && e.reason == declared_interest) e.account.clear(), e.name = "Somebody", e.reason = "Kept away by information governance";
                list.push_back(e);
            });
    return list;
}

std::vector<Restriction::Choice> choices(Transaction& tx, const std::string& sql, std::string_view panel, domain::Date today) {
    std::vector<Restriction::Choice> list;
    Restriction::Choice c;
    tx.each(sql, {with("panel", panel), with_day("today", today), with("most", choices_most)}, {&c.id, &c.words}, [&] { list.push_back(c); });
    return list;
}

Restriction restriction_of(Transaction& tx, const auth::Record& facts, domain::Date today) {
    Restriction r{.record = facts.id, .panel = facts.panel, .panel_name = facts.panel, .sensitivity = facts.sensitivity, .ordinary = ordinary_for(tx, facts.id), .coordinators = {}, .named = named_on(tx, facts.id, today), .excluded = excluded_from(tx, facts.id),
                  .people = {}, .agencies = {}};
    tx.one("SELECT name FROM panel_group WHERE id = :panel", {with("panel", facts.panel)}, {&r.panel_name});
    std::string name;
    for (const auto& account : coordinators_of(tx, facts.panel, facts.id, today))
        if (tx.one("SELECT trim(title || ' ' || name) FROM account WHERE id = :id", {with("id", account)}, {&name})) r.coordinators.push_back(name);
    r.people = choices(tx, "SELECT a.id, a.name || ', ' || g.name FROM account a JOIN agency g ON g.id = a.agency JOIN agreement t ON t.agency = a.agency AND t.panel = :panel AND t.until >= :today "
                           "WHERE a.disabled_at IS NULL AND a.role = 'practitioner' ORDER BY a.name, a.id LIMIT :most", facts.panel, today);
    r.agencies = choices(tx, "SELECT g.id, g.name FROM agency g JOIN agreement t ON t.agency = g.id AND t.panel = :panel AND t.until >= :today ORDER BY g.name LIMIT :most", facts.panel, today);
    return r;
}

Refusals invalid(std::string field, std::string words) { return {{RefusalKind::invalid, std::move(field), std::move(words), {}}}; }

Refusals check(Transaction& tx, const RestrictionChange& c, domain::Date today) {
    if (domain::trimmed(c.reason).empty()) return invalid("reason", "Say why it changes");
    if (domain::code_points(c.reason) > reason_most) return invalid("reason", fmt::format("Reason must be {} characters or less", reason_most));
    std::string found;
    const bool person = c.act == "name" || c.act == "unname" || ((c.act == "exclude" || c.act == "include") && c.agency.empty());
    if (person && !tx.one("SELECT id FROM account WHERE id = :id", {with("id", c.account)}, {&found})) return invalid("account", "Select a person");
    if (!c.agency.empty() && !c.account.empty()) return invalid("agency", "Select a person or an agency, not both");
    if (!c.agency.empty() && !tx.one("SELECT id FROM agency WHERE id = :id", {with("id", c.agency)}, {&found})) return invalid("agency", "Select an agency");
    if (c.until && *c.until < today) return invalid("until", "The last day is today or later");
    return {};
}

Refusals carry_out(Writing& writing, const auth::Record& facts, const RestrictionChange& c) {
    auto& tx = writing.tx;
    const std::vector<Bind> party{with("record", facts.id), with("account", c.account), with("agency", c.agency)};
    if (c.act == "restrict" || c.act == "release") {
        const auto wanted = c.act == "restrict" ? domain::Sensitivity::s3 : ordinary_for(tx, facts.id);
        if (facts.sensitivity == wanted) return invalid("reason", c.act == "restrict" ? "It is restricted already" : "It is not restricted");
        tx.run("UPDATE record SET sensitivity = :s WHERE id = :id", {with("s", static_cast<int>(wanted)), with("id", facts.id)});
        // Whoever restricts it has said why: they are not asked once more on this day.
        tx.run("INSERT INTO record_opening (record_id, account, day) VALUES (:id, :account, :day) ON CONFLICT DO NOTHING", {with("id", facts.id), with("account", writing.actor.account), with_day("day", writing.today)});
    } else if (c.act == "name") {
        tx.run("INSERT INTO record_participant (record_id, account, protected, until, reason, named_by) VALUES (:record, :account, :protected, :until, :reason, :by) "
               "ON CONFLICT (record_id, account) DO UPDATE SET protected = excluded.protected, until = excluded.until, reason = excluded.reason, named_by = excluded.named_by",
               {with("record", facts.id), with("account", c.account), with("protected", c.protected_too), with("until", c.until ? domain::iso_date(*c.until) : std::string(forever)),
                with("reason", domain::tidy_lines(c.reason)), with("by", writing.actor.account)});
    } else if (c.act == "unname") {
        if (tx.run("DELETE FROM record_participant WHERE record_id = :record AND account = :account", {with("record", facts.id), with("account", c.account)}) == 0) return invalid("account", "They are not named on it");
    } else if (c.act == "exclude") {
        tx.run("INSERT INTO record_exclusion (record_id, account, agency, reason, excluded_by) VALUES (:record, :account, :agency, :reason, :by) ON CONFLICT (record_id, account, agency) DO UPDATE SET reason = excluded.reason, excluded_by = excluded.excluded_by",
               {with("record", facts.id), with("account", c.account), with("agency", c.agency), with("reason", domain::tidy_lines(c.reason)), with("by", writing.actor.account)});
    } else if (c.act == "include") {
        // What information governance found holds on, as if the coordinator had never kept them away.
        const bool kept = !c.account.empty() && kept_by_conflict(tx, facts.id, c.account);
        auto ended = party;
        if (kept) ended.push_back(with("why", declared_interest));
        if (tx.run(kept ? "UPDATE record_exclusion SET reason = :why, excluded_by = '' WHERE record_id = :record AND account = :account AND agency = :agency AND reason <> :why"
                        : "DELETE FROM record_exclusion WHERE record_id = :record AND account = :account AND agency = :agency", ended) == 0)
            return invalid("account", "They are not excluded");
    } else {
        return {{RefusalKind::not_found, {}, "Page not found", {}}};
    }
    return {};
}

std::string_view ledger_name(std::string_view act) {
    if (act == "restrict") return "restrict_record";
    if (act == "release") return "release_record";
    if (act == "name") return "name_on_record";
    if (act == "unname") return "unname_from_record";
    return act == "exclude" ? "exclude_from_record" : "include_in_record";
}

}  // namespace

std::vector<NamedPerson> named_on(Transaction& tx, std::string_view record, domain::Date today) {
    std::vector<NamedPerson> list;
    NamedPerson p;
    std::string until;
    tx.each("SELECT pa.account, COALESCE(trim(a.title || ' ' || a.name), pa.account), COALESCE(g.name, ''), pa.reason, COALESCE(trim(b.title || ' ' || b.name), ''), pa.until, pa.protected FROM record_participant pa "
            "LEFT JOIN account a ON a.id = pa.account LEFT JOIN agency g ON g.id = a.agency LEFT JOIN account b ON b.id = pa.named_by WHERE pa.record_id = :id ORDER BY a.name, pa.account LIMIT 500",
            {with("id", record)}, {&p.account, &p.name, &p.agency, &p.reason, &p.named_by_name, &until, &p.protected_too}, [&] {
                p.until = until == forever ? std::nullopt : std::optional(day_of(until));
                p.ended = p.until && *p.until < today;
                list.push_back(p);
            });
    return list;
}

Outcome<Restriction> read_restriction(Gate& gate, std::string_view record) {
    if (const auto may = gate.would_allow(record, Action::close); may.verdict != auth::Verdict::allow) return domain::not_found();
    return gate.open(record, {Action::close, "read_restriction", "record"}, [&](Reading& reading) { return restriction_of(reading.tx, reading.record, reading.today); });
}

Outcome<bool> change_restriction(Gate& gate, std::string_view record, const RestrictionChange& c) {
    const auto given = gate.actor().password_at;
    if (!given || gate.now() - *given > std::chrono::minutes(5)) return domain::refuse(RefusalKind::password_again, "close", "password", std::string(record));
    return gate.perform(record, {Action::close, ledger_name(c.act), "record", LoggedOperation::alteration}, [&](Writing& writing) -> Outcome<bool> {
        const auto facts = record_facts(writing.tx, record, writing.actor, writing.now);
        if (auto refusals = check(writing.tx, c, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        if (auto refusals = carry_out(writing, *facts, c); !refusals.empty()) return std::unexpected(std::move(refusals));
        if (coordinators_of(writing.tx, facts->panel, facts->id, writing.today).empty())
            return domain::refuse(RefusalKind::rule, {}, "Then no coordinator of the group could open the record: name another coordinator first", "Access table, D2");
        if (!c.account.empty()) writing.entry.objects.push_back(c.account);
        if (!c.agency.empty()) writing.entry.recipients.push_back(c.agency);
        writing.entry.fields.push_back("access");
        return true;
    });
}

}  // namespace casework::persistence
