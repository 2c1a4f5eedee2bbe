// Reading and changing who may open one record.
#include "persistence/access/restriction.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/access/declared_interests.hpp"
#include "persistence/access/ordinary.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;
using domain::Sensitivity;

constexpr int reason_most = 500, choices_most = 500;
constexpr std::string_view forever = "9999-12-31";

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
    Restriction r{.record = facts.id, .panel = facts.panel, .panel_name = facts.panel, .sensitivity = facts.sensitivity, .ordinary = ordinary_sensitivity(tx, facts.id), .coordinators = {}, .named = named_on(tx, facts.id, today), .excluded = excluded_from(tx, facts.id),
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

bool about_marking(std::string_view act) { return act == "restrict" || act == "sensitive" || act == "release"; }
bool takes_agency(std::string_view act) { return !about_marking(act); }
bool known(std::string_view act) { return about_marking(act) || act == "name" || act == "unname" || act == "exclude" || act == "include"; }

Refusals form_refused(Transaction& tx, const RestrictionChange& c, domain::Date today) {
    Refusals refusals;
    const auto wrong = [&](std::string field, std::string words) { refusals.push_back({RefusalKind::invalid, std::move(field), std::move(words), {}}); };
    std::string found;
    if (takes_agency(c.act)) {
        if (!c.agency.empty() && !c.account.empty()) wrong("agency", "Select a person or an agency, not both");
        else if (c.agency.empty() && !tx.one("SELECT id FROM account WHERE id = :id", {with("id", c.account)}, {&found})) wrong("account", c.account.empty() ? "Select a person or an agency" : "Select a person");
        else if (!c.agency.empty() && !tx.one("SELECT id FROM agency WHERE id = :id", {with("id", c.agency)}, {&found})) wrong("agency", "Select an agency");
    }
    if (c.act == "name" && !c.until) wrong("until", "Enter the last day, for example 31/3/2027");
    if (c.until && *c.until < today) wrong("until", "The last day is today or later");
    const auto reason = domain::trimmed(c.reason);
    if (reason.empty()) wrong("reason", "Say why it changes");
    else if (domain::code_points(reason) < restriction_reason_least) wrong("reason", fmt::format("Say why in {} characters or more", restriction_reason_least));
    else if (domain::code_points(reason) > reason_most) wrong("reason", fmt::format("Reason must be {} characters or less", reason_most));
    return refusals;
}

std::vector<Bind> party_of(const auth::Record& facts, const RestrictionChange& c) { return {with("record", facts.id), with("account", c.account), with("agency", c.agency)}; }

// The row of a person, or of a whole agency.
struct Naming {
    std::string until;
    bool protected_too = false;
};
std::optional<Naming> naming_of(Transaction& tx, std::string_view record, std::string_view account, std::string_view agency) {
    Naming n;
    const bool there = account.empty() ? tx.one("SELECT until, protected FROM record_team WHERE record_id = :record AND agency = :agency", {with("record", record), with("agency", agency)}, {&n.until, &n.protected_too})
                                       : tx.one("SELECT until, protected FROM record_participant WHERE record_id = :record AND account = :account", {with("record", record), with("account", account)}, {&n.until, &n.protected_too});
    return there ? std::optional(n) : std::nullopt;
}
// By a coordinator: of whom only a declared interest keeps away, coordinators are told nothing.
bool is_kept_away(Transaction& tx, std::string_view record, std::string_view account, std::string_view agency) {
    std::string found;
    return tx.one("SELECT record_id FROM record_exclusion WHERE record_id = :record AND account = :account AND agency = :agency AND NOT (excluded_by = '' AND reason = :declared)",
                  {with("record", record), with("account", account), with("agency", agency), with("declared", declared_interest)}, {&found});
}

// How sensitive it would be.
Sensitivity wanted(const RestrictionChange& c, Sensitivity ordinary) { return c.act == "restrict" ? Sensitivity::s3 : c.act == "sensitive" ? Sensitivity::s2 : ordinary; }

Refusals marking_refused(const auth::Record& facts, const RestrictionChange& c, Sensitivity ordinary) {
    const auto becomes = wanted(c, ordinary);
    if (becomes < ordinary) return {{RefusalKind::rule, "reason", "A record of this kind is always restricted", "Access table, D7"}};
    if (facts.sensitivity != becomes) return {};
    if (c.act == "restrict") return invalid("reason", "It is restricted already");
    return invalid("reason", c.act == "sensitive" ? "It is sensitive already" : "It is as its kind and what it says make it");
}

// Somebody of the group must still be able to open it.
bool leaves_nobody(Transaction& tx, const auth::Record& facts, const RestrictionChange& c, domain::Date today) {
    if (c.act != "exclude") return false;
    std::string agency;
    return std::ranges::none_of(coordinators_of(tx, facts.panel, facts.id, today), [&](const std::string& account) {
        tx.one("SELECT agency FROM account WHERE id = :id", {with("id", account)}, {&agency});
        return account != c.account && (c.agency.empty() || agency != c.agency);
    });
}

// Everything that stands against it; nothing has been written then.
Refusals refused(Transaction& tx, const auth::Record& facts, const RestrictionChange& c, domain::Date today) {
    if (!known(c.act)) return {{RefusalKind::not_found, {}, "Page not found", {}}};
    if (auto refusals = form_refused(tx, c, today); !refusals.empty()) return refusals;
    if (about_marking(c.act)) return marking_refused(facts, c, ordinary_sensitivity(tx, facts.id));
    const std::string field = c.agency.empty() ? "account" : "agency";
    if (c.act == "unname" && !naming_of(tx, facts.id, c.account, c.agency)) return invalid(field, "They are not named on it");
    if (c.act == "include" && !is_kept_away(tx, facts.id, c.account, c.agency)) return invalid(field, "They are not excluded");
    if (leaves_nobody(tx, facts, c, today)) return {{RefusalKind::rule, field, "Then no coordinator of the group could open the record: name another coordinator first", "Access table, D2"}};
    return {};
}

void set_marking(Writing& writing, const auth::Record& facts, Sensitivity sensitivity) {
    writing.tx.run("UPDATE record SET sensitivity = :s WHERE id = :id", {with("s", static_cast<int>(sensitivity)), with("id", facts.id)});
    // Whoever restricts it has said why: they are not asked once more on this day.
    writing.tx.run("INSERT INTO record_opening (record_id, account, day) VALUES (:id, :account, :day) ON CONFLICT DO NOTHING", {with("id", facts.id), with("account", writing.actor.account), with_day("day", writing.today)});
}

void put_name(Writing& writing, const auth::Record& facts, const RestrictionChange& c) {
    const bool team = c.account.empty();
    const std::string whom = team ? "agency" : "account";
    writing.tx.run("INSERT INTO " + std::string(team ? "record_team" : "record_participant") + " (record_id, " + whom + ", protected, until, reason, named_by) VALUES (:record, :whom, :protected, :until, :reason, :by) ON CONFLICT (record_id, " + whom +
                       ") DO UPDATE SET protected = excluded.protected, until = excluded.until, reason = excluded.reason, named_by = excluded.named_by",
                   {with("record", facts.id), with("whom", team ? c.agency : c.account), with("protected", c.protected_too), with_day("until", c.until), with("reason", domain::tidy_lines(c.reason)), with("by", writing.actor.account)});
}

// What information governance found holds on, as if the coordinator had never kept them away.
void let_back(Transaction& tx, const auth::Record& facts, const RestrictionChange& c) {
    auto party = party_of(facts, c);
    const bool kept = !c.account.empty() && kept_by_conflict(tx, facts.id, c.account);
    if (kept) party.push_back(with("declared", declared_interest));
    tx.run(kept ? "UPDATE record_exclusion SET reason = :declared, excluded_by = '' WHERE record_id = :record AND account = :account AND agency = :agency"
                : "DELETE FROM record_exclusion WHERE record_id = :record AND account = :account AND agency = :agency", std::move(party));
}

void carry_out(Writing& writing, const auth::Record& facts, const RestrictionChange& c) {
    auto& tx = writing.tx;
    if (about_marking(c.act)) return set_marking(writing, facts, wanted(c, ordinary_sensitivity(tx, facts.id)));
    if (c.act == "name") return put_name(writing, facts, c);
    if (c.act == "unname" && c.account.empty()) tx.run("DELETE FROM record_team WHERE record_id = :record AND agency = :agency", {with("record", facts.id), with("agency", c.agency)});
    else if (c.act == "unname") tx.run("DELETE FROM record_participant WHERE record_id = :record AND account = :account", {with("record", facts.id), with("account", c.account)});
    else if (c.act == "include") let_back(tx, facts, c);
    else
        // A conflict of interest may keep them away already: then both stand in the one row, and lifting the conflict leaves this.
        tx.run("INSERT INTO record_exclusion (record_id, account, agency, reason, excluded_by) VALUES (:record, :account, :agency, :reason, :by) ON CONFLICT (record_id, account, agency) DO UPDATE SET reason = excluded.reason, "
               "excluded_by = excluded.excluded_by",
               {with("record", facts.id), with("account", c.account), with("agency", c.agency), with("reason", domain::tidy_lines(c.reason)), with("by", writing.actor.account)});
}

std::string_view ledger_name(std::string_view act) {
    if (act == "restrict") return "restrict_record";
    if (act == "sensitive") return "mark_record_sensitive";
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
    tx.each("SELECT pa.account, '', COALESCE(trim(a.title || ' ' || a.name), pa.account) AS called, COALESCE(g.name, ''), pa.reason, COALESCE(trim(b.title || ' ' || b.name), ''), pa.until, pa.protected FROM record_participant pa "
            "LEFT JOIN account a ON a.id = pa.account LEFT JOIN agency g ON g.id = a.agency LEFT JOIN account b ON b.id = pa.named_by WHERE pa.record_id = :id UNION ALL "
            "SELECT '', tm.agency, COALESCE(g.name, tm.agency), '', tm.reason, COALESCE(trim(b.title || ' ' || b.name), ''), tm.until, tm.protected FROM record_team tm "
            "LEFT JOIN agency g ON g.id = tm.agency LEFT JOIN account b ON b.id = tm.named_by WHERE tm.record_id = :id ORDER BY 3, 1, 2 LIMIT 500",
            {with("id", record)}, {&p.account, &p.team, &p.name, &p.agency, &p.reason, &p.named_by_name, &until, &p.protected_too}, [&] {
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

std::string marking_words(Sensitivity sensitivity) {
    if (sensitivity == Sensitivity::s3) return "Restricted: only whoever is named on it and the group’s coordinators open it";
    if (sensitivity == Sensitivity::s2) return "Sensitive: contributors and coordinators of the group open it, and whoever is named on it";
    return "Standard: members of the group open it, and of groups that it is shared with";
}

namespace {

// Whose access the change could touch, as ids of accounts.
std::vector<std::string> concerned(Transaction& tx, const auth::Record& facts, const RestrictionChange& c, domain::Date today) {
    std::vector<std::string> accounts;
    std::string id;
    const auto take = [&] { accounts.push_back(id); };
    if (!c.account.empty()) return {c.account};
    if (!c.agency.empty()) tx.each("SELECT id FROM account WHERE agency = :agency AND disabled_at IS NULL ORDER BY name, id LIMIT :most", {with("agency", c.agency), with("most", choices_most)}, {&id}, take);
    else
        tx.each("SELECT a.id FROM account a WHERE a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM membership m WHERE m.account = a.id AND m.until >= :today AND (m.panel = :panel OR EXISTS "
                "(SELECT 1 FROM record_share s WHERE s.record_id = :record AND s.panel = m.panel))) ORDER BY a.name, a.id LIMIT :most",
                {with_day("today", today), with("panel", facts.panel), with("record", facts.id), with("most", choices_most)}, {&id}, take);
    return accounts;
}

bool is_of(const domain::Actor& actor, const RestrictionChange& c) { return c.account.empty() ? actor.agency == c.agency : actor.account == c.account; }

// The facts of the record towards this person once the change has been made.
auth::Record afterwards(Transaction& tx, auth::Record facts, const domain::Actor& actor, const RestrictionChange& c, domain::Date today) {
    if (about_marking(c.act)) facts.sensitivity = wanted(c, ordinary_sensitivity(tx, facts.id));
    else if (!is_of(actor, c)) return facts;
    else if (c.act == "name") facts.participant = true;
    else if (c.act == "exclude") facts.excluded = true;
    else if (c.act == "include") facts.excluded = c.account.empty() ? is_kept_away(tx, facts.id, actor.account, "") : is_kept_away(tx, facts.id, "", actor.agency);
    else {
        const auto other = c.account.empty() ? naming_of(tx, facts.id, actor.account, "") : naming_of(tx, facts.id, "", actor.agency);
        facts.participant = other && day_of(other->until) >= today;
    }
    return facts;
}

std::string naming_words(const std::optional<Naming>& naming) {
    if (!naming) return "Not named on it";
    return fmt::format("Named on it{}{}", naming->until == forever ? std::string(" without a last day") : " until " + domain::long_date(day_of(naming->until)), naming->protected_too ? ", protected facts too" : "");
}

void put_words(Transaction& tx, const auth::Record& facts, const RestrictionChange& c, RestrictionPreview& preview) {
    constexpr const char *kept = "Kept from it: neither membership nor emergency access opens it", *not_kept = "Not kept from it";
    if (about_marking(c.act)) {
        preview.was = marking_words(facts.sensitivity);
        preview.becomes = marking_words(wanted(c, ordinary_sensitivity(tx, facts.id)));
        return;
    }
    if (c.agency.empty()) tx.one("SELECT trim(a.title || ' ' || a.name) || ', ' || g.name FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :id", {with("id", c.account)}, {&preview.whom});
    else tx.one("SELECT name FROM agency WHERE id = :id", {with("id", c.agency)}, {&preview.whom});
    if (c.act == "name" || c.act == "unname") {
        preview.was = naming_words(naming_of(tx, facts.id, c.account, c.agency));
        preview.becomes = naming_words(c.act == "name" ? std::optional(Naming{domain::iso_date(*c.until), c.protected_too}) : std::nullopt);
    } else {
        preview.was = is_kept_away(tx, facts.id, c.account, c.agency) ? kept : not_kept;
        preview.becomes = c.act == "exclude" ? kept : not_kept;
    }
}

}  // namespace

Outcome<RestrictionPreview> preview_restriction(Gate& gate, std::string_view record, const RestrictionChange& c) {
    auto shown = gate.open(record, {Action::close, "preview_restriction", "record"}, [&](Reading& reading) -> Outcome<RestrictionPreview> {
        auto& tx = reading.tx;
        if (auto refusals = refused(tx, reading.record, c, reading.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        RestrictionPreview preview;
        put_words(tx, reading.record, c, preview);
        for (const auto& account : concerned(tx, reading.record, c, reading.today)) {
            domain::Actor actor;
            actor.account = account;
            read_standing(tx, actor);
            const auto facts = record_facts(tx, record, actor, reading.now);
            if (!facts) continue;
            const auto opens = [&](const auth::Record& towards) {  // one line of a sensitive record is not opening it
                const auto decision = auth::may(actor, Action::read, towards, reading.today, reading.now);
                return decision.verdict == auth::Verdict::allow && decision.fields.f0;
            };
            const bool before = opens(*facts), after = opens(afterwards(tx, *facts, actor, c, reading.today));
            if (before != after) (after ? preview.gain : preview.lose).push_back(fmt::format("{}, {}", domain::trimmed(actor.title + " " + actor.name), actor.agency_name));
        }
        return preview;
    });
    if (!shown) return std::unexpected(std::move(shown.error()));
    return std::move(*shown);
}

Outcome<bool> change_restriction(Gate& gate, std::string_view record, const RestrictionChange& c) {
    const auto given = gate.actor().password_at;
    if (!given || gate.now() - *given > std::chrono::minutes(5)) return domain::refuse(RefusalKind::password_again, "close", "password", std::string(record));
    return gate.perform(record, {Action::close, ledger_name(c.act), "record", LoggedOperation::alteration}, [&](Writing& writing) -> Outcome<bool> {
        const auto facts = record_facts(writing.tx, record, writing.actor, writing.now);
        if (auto refusals = refused(writing.tx, *facts, c, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        carry_out(writing, *facts, c);
        if (!c.account.empty()) writing.entry.objects.push_back(c.account);
        if (!c.agency.empty()) writing.entry.recipients.push_back(c.agency);
        writing.entry.fields.push_back("access");
        return true;
    });
}

}  // namespace casework::persistence
