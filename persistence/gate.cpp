// Deciding, scoping and recording every touch of data.
#include "persistence/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "auth/crypto.hpp"

namespace casework::persistence {
namespace {

using domain::LoggedOperation;
using domain::Refusal;
using domain::RefusalKind;
using domain::Refusals;

// Thrown inside a change to undo its savepoint; never leaves this file.
struct Refused {
    Refusals refusals;
};

Refusals missing() { return {Refusal{RefusalKind::not_found, {}, "Page not found", {}}}; }

std::string sensitivity_name(domain::Sensitivity s) { return fmt::format("S{}", static_cast<int>(s)); }

std::string_view role_name(domain::BaseRole role) {
    switch (role) {
        case domain::BaseRole::practitioner: return "practitioner";
        case domain::BaseRole::analyst: return "analyst";
        case domain::BaseRole::auditor: return "auditor";
        case domain::BaseRole::records_officer: return "records_officer";
        case domain::BaseRole::sysadmin: return "sysadmin";
    }
    return "";
}

auth::Record panel_facts(std::string_view panel) {
    auth::Record facts;
    facts.id = panel;
    facts.panel = panel;
    return facts;
}

// The purpose that follows from the rule, where nobody has to type one.
std::string_view derived_purpose(std::string_view rule) {
    if (rule == "D5") return "panel_work";
    if (rule == "D6") return "safeguarding";
    if (rule == "D7") return "restricted_panel_work";
    if (rule == "D8") return "emergency";
    return "";
}

// What was asked for may be anything that was typed into an address: only what can be an id enters the ledger.
bool looks_like_id(std::string_view text) {
    return text.size() <= 40 && std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::optional<auth::Record> record_facts(Transaction& tx, std::string_view id, const domain::Actor& actor, domain::Instant now) {
    auth::Record facts;
    int sensitivity = 0;
    if (!tx.one("SELECT id, panel, sensitivity FROM record WHERE id = :id", {with("id", id)}, {&facts.id, &facts.panel, &sensitivity})) return std::nullopt;
    facts.sensitivity = static_cast<domain::Sensitivity>(sensitivity);
    std::string panel;
    tx.each("SELECT panel FROM record_share WHERE record_id = :id", {with("id", id)}, {&panel}, [&] { facts.shared_panels.push_back(panel); });
    std::int64_t excluded = 0;
    tx.one("SELECT count(*) FROM record_exclusion WHERE record_id = :id AND ((account <> '' AND account = :account) OR (agency <> '' AND agency = :agency))",
           {with("id", id), with("account", actor.account), with("agency", actor.agency)}, {&excluded});
    facts.excluded = excluded > 0;
    facts.participant = tx.one("SELECT protected FROM record_participant WHERE record_id = :id AND account = :account",
                               {with("id", id), with("account", actor.account)}, {&facts.participant_protected});
    facts.emergency_grant = tx.one("SELECT co_approved FROM emergency_grant WHERE record_id = :id AND account = :account AND until_at > :now",
                                   {with("id", id), with("account", actor.account), with("now", std::int64_t{now.time_since_epoch().count()})},
                                   {&facts.emergency_co_approved});
    if (facts.sensitivity == domain::Sensitivity::s3) {
        std::string day;
        facts.opened_today = tx.one("SELECT day FROM record_opening WHERE record_id = :id AND account = :account AND day = :day",
                                    {with("id", id), with("account", actor.account), with("day", domain::iso_date(london_date(now)))}, {&day});
    }
    return facts;
}

// The field classes that a term shows, as a condition on the column that holds the class.
std::string class_condition(std::string_view column, const domain::FieldSet& fields) {
    std::string shown;
    for (const auto field_class : {domain::FieldClass::f0, domain::FieldClass::f1, domain::FieldClass::f2})
        if (fields.has(field_class)) shown += fmt::format("{}{}", shown.empty() ? "" : ", ", static_cast<int>(field_class));
    return shown.empty() ? std::string{} : fmt::format(" AND {} IN ({})", column, shown);
}

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
    const auto list_of = [&](const std::vector<std::string>& panels) {
        std::string list;
        for (const auto& panel : panels) {
            list += fmt::format("{}:{}", list.empty() ? "" : ", ", names.at(next));
            sql.binds.push_back(with(names.at(next++), panel));
        }
        return list;
    };
    std::string any;
    bool account_bound = false, now_bound = false;
    for (const auto& term : scope.terms()) {
        std::string where = fmt::format("r.sensitivity = {}", static_cast<int>(term.sensitivity));
        if (!class_column.empty()) {
            const auto classes = class_condition(class_column, term.fields);
            if (classes.empty()) continue;
            where += classes;
        }
        const bool member = term.relation == Relation::member_of_owner || term.relation == Relation::member_of_shared;
        if (member && term.protected_too) {  // contributors see protected fields only where they are named on the case for them
            where += " AND EXISTS (SELECT 1 FROM record_participant pa WHERE pa.record_id = r.id AND pa.account = :scope_account AND pa.protected = 1)";
            account_bound = true;
        }
        switch (term.relation) {
            case Relation::member_of_owner: where += fmt::format(" AND r.panel IN ({})", list_of(term.panels)); break;
            case Relation::member_of_shared:
                where += fmt::format(" AND EXISTS (SELECT 1 FROM record_share sh WHERE sh.record_id = r.id AND sh.panel IN ({}))", list_of(term.panels));
                break;
            case Relation::participant:
                where += fmt::format(" AND r.panel IN ({}) AND EXISTS (SELECT 1 FROM record_participant pa WHERE pa.record_id = r.id AND pa.account = :scope_account{})",
                                     list_of(term.panels), term.protected_too ? " AND pa.protected = 1" : "");
                account_bound = true;
                break;
            case Relation::emergency_grant:
                where += fmt::format(" AND r.panel IN ({}) AND EXISTS (SELECT 1 FROM emergency_grant eg WHERE eg.record_id = r.id AND eg.account = :scope_account "
                                     "AND eg.until_at > :scope_now{})",
                                     list_of(term.panels), term.protected_too ? " AND eg.co_approved = 1" : "");
                account_bound = now_bound = true;
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
    if (now_bound) sql.binds.push_back(with("scope_now", std::int64_t{now.time_since_epoch().count()}));
    return sql;
}

std::string next_reference(Transaction& tx, std::string_view prefix, domain::Date today) {
    const int year = static_cast<int>(today.year());
    std::int64_t number = 0;
    tx.one("INSERT INTO reference_counter (prefix, year, last) VALUES (:prefix, :year, 1) "
           "ON CONFLICT (prefix, year) DO UPDATE SET last = reference_counter.last + 1 RETURNING last",
           {with("prefix", prefix), with("year", year)}, {&number});
    return fmt::format("{}-{}-{:04}", prefix, year, number);
}

void add_record(Transaction& tx, const auth::Permit&, std::string_view id, std::string_view kind, std::string_view panel, domain::Sensitivity sensitivity,
                std::string_view owner_agency, domain::Instant now) {
    tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES (:id, :kind, :panel, :sensitivity, :agency, :at)",
           {with("id", id), with("kind", kind), with("panel", panel), with("sensitivity", static_cast<int>(sensitivity)), with("agency", owner_agency),
            with("at", std::int64_t{now.time_since_epoch().count()})});
}

Gate::Gate(Database& database, Ledger& ledger, domain::Instant now, Asked asked, Reload reload)
    : database_(database), ledger_(ledger), now_(now), today_(london_date(now)), asked_(std::move(asked)), reload_(std::move(reload)) {}

domain::LedgerEntry Gate::entry(const Act& act) const {
    const auto& actor = asked_.actor;
    domain::LedgerEntry entry;
    entry.request_id = asked_.reference;
    entry.account = actor.account;
    entry.agency = actor.agency;
    if (!actor.account.empty()) entry.role = role_name(actor.role);
    entry.session = asked_.session;
    if (actor.password_at) entry.password_age_s = std::chrono::duration_cast<std::chrono::seconds>(now_ - *actor.password_at).count();
    entry.source_address = asked_.source_address;
    entry.action = act.name;
    entry.operation = act.operation;
    entry.object_type = act.object_type;
    return entry;
}

domain::LedgerEntry Gate::entry_for(const Act& act, const auth::Decision& decision, const auth::Record& record) const {
    auto made = entry(act);
    made.objects.push_back(record.id);
    made.panel = record.panel;
    made.sensitivity = sensitivity_name(record.sensitivity);
    made.rule = decision.rule;
    made.membership = decision.membership;
    made.purpose = purpose(decision, auth::name(act.action), record.id);
    return made;
}

std::string Gate::purpose(const auth::Decision& decision, std::string_view action, std::string_view object) const {
    for (const auto& given : asked_.purposes)
        if (given.action == action && given.object == object) return given.code;
    return std::string(derived_purpose(decision.rule));
}

void Gate::queue(domain::LedgerEntry entry) {
    ++recorded_;
    waiting_.push_back(ledger_.record(std::move(entry)));
}

void Gate::record(domain::LedgerEntry entry) { queue(std::move(entry)); }

std::string Gate::token_digest(std::string_view token) const { return auth::to_hex(ledger_.digest(token)); }

void Gate::record_refusal(std::string_view object, const Act& act, const auth::Decision& decision, int status) {
    auto made = entry(act);
    if (!object.empty()) made.objects.push_back(looks_like_id(object) ? std::string(object) : "unknown");
    made.rule = decision.rule;
    made.outcome = "refused";
    made.status = status;
    queue(std::move(made));
}

// 404 where it may not be known to exist; 403 naming who can, where it may be seen but not done.
Refusals Gate::denied(Transaction& tx, std::string_view panel, const auth::Decision& decision) const {
    if (decision.verdict == auth::Verdict::ask || !decision.known) return missing();
    std::string chairs, title, name;
    tx.each("SELECT a.title, a.name FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.chair = 1 AND m.until >= :today AND "
            "a.disabled_at IS NULL ORDER BY a.name",
            {with("panel", panel), with("today", domain::iso_date(today_))}, {&title, &name},
            [&] { chairs += fmt::format("{}{}{}{}", chairs.empty() ? "" : " or ", title, title.empty() ? "" : " ", name); });
    const auto& actor = asked_.actor;
    return {Refusal{RefusalKind::forbidden, {},
                    fmt::format("Your role, {}, cannot do this.{}", actor.title.empty() ? "viewer" : actor.title, chairs.empty() ? "" : fmt::format(" Ask the chair, {}.", chairs)),
                    std::string(decision.rule)}};
}

Refusals Gate::missing_duties(Transaction& tx, const auth::Record& record, const Act& act, const auth::Decision& decision) {
    const auto& duties = decision.duties;
    const auto action = auth::name(act.action);
    const bool given = std::ranges::any_of(asked_.purposes, [&](const GivenPurpose& p) { return p.action == action && p.object == record.id; });
    if (duties.password_again || (duties.purpose && !given))
        return {Refusal{RefusalKind::password_again, std::string(action), duties.purpose && !given ? "purpose" : "password", record.id}};
    if (!duties.second_person) return {};
    std::string id;
    if (tx.one("SELECT id FROM second_person WHERE action = :action AND object = :object AND asked_by = :account AND agreed_by <> '' AND "
               "agreed_by <> asked_by AND used_at IS NULL AND agreed_at > :since",
               {with("action", action), with("object", record.id), with("account", asked_.actor.account),
                with("since", std::int64_t{(now_ - std::chrono::hours(24)).time_since_epoch().count()})},
               {&id}))
        return {};
    return {Refusal{RefusalKind::rule, {}, "Another person who may do this must agree first", "Four eyes"}};
}

Refusals Gate::open_judged(const std::optional<auth::Record>& facts, Transaction& tx, const Act& act, const Read& read) {
    const auth::Record none{};
    const auto decision = facts ? auth::may(asked_.actor, act.action, *facts, today_, now_) : auth::Decision{};
    auto refusals = !facts || decision.verdict != auth::Verdict::allow ? (facts ? denied(tx, facts->panel, decision) : missing())
                                                                       : missing_duties(tx, *facts, act, decision);
    if (!refusals.empty()) return refusals;
    const auth::Permit permit(facts->id, act.action, decision);
    const auto scope = auth::scope(asked_.actor, act.action, today_, now_);
    Reading reading{tx, permit, scope, {}, -1, {}, now_, today_};
    read(reading);
    auto made = entry_for(act, decision, *facts);
    made.objects.insert(made.objects.end(), std::make_move_iterator(reading.shown.begin()), std::make_move_iterator(reading.shown.end()));
    made.count = reading.count;
    made.recipients = std::move(reading.recipients);
    queue(std::move(made));
    return {};
}

Refusals Gate::open_record(std::string_view record, const Act& act, const Read& read) {
    Refusals refusals;
    std::optional<auth::Record> facts;
    database_.read([&](Transaction& tx) {
        facts = record_facts(tx, record, asked_.actor, now_);
        refusals = open_judged(facts, tx, act, read);
    });
    if (refusals.empty() && facts->sensitivity == domain::Sensitivity::s3 && !facts->opened_today)
        database_.write([&](Transaction& tx) {
            tx.run("INSERT INTO record_opening (record_id, account, day) VALUES (:id, :account, :day) ON CONFLICT DO NOTHING",
                   {with("id", facts->id), with("account", asked_.actor.account), with("day", domain::iso_date(today_))});
        });
    if (!refusals.empty() && refusals.front().kind != RefusalKind::password_again)
        record_refusal(record, act, facts ? auth::may(asked_.actor, act.action, *facts, today_, now_) : auth::Decision{},
                       refusals.front().kind == RefusalKind::forbidden ? 403 : 404);
    return refusals;
}

Refusals Gate::open_panel_record(std::string_view panel, const Act& act, const Read& read) {
    Refusals refusals;
    const auto facts = panel_facts(panel);
    database_.read([&](Transaction& tx) { refusals = open_judged(facts, tx, act, read); });
    if (!refusals.empty() && refusals.front().kind != RefusalKind::password_again)
        record_refusal(panel, act, auth::may(asked_.actor, act.action, facts, today_, now_), refusals.front().kind == RefusalKind::forbidden ? 403 : 404);
    return refusals;
}

void Gate::find_records(const Act& act, const std::function<bool(Listing&)>& list, std::string_view only) {
    const auto scope = auth::scope(asked_.actor, act.action, today_, now_);
    bool found = false;
    auto made = entry(act);
    database_.read([&](Transaction& tx) {
        Listing listing{tx, scope, {}, -1, {}, now_, today_};
        found = list(listing);
        made.objects = std::move(listing.shown);
        made.count = listing.count;
        made.fields = std::move(listing.fields);
    });
    made.rule = found ? "scope" : "D9";
    made.purpose = found ? "panel_work" : "";
    if (!found) {
        made.objects = {std::string(only)};
        made.outcome = "refused";
        made.status = 404;
    }
    queue(std::move(made));
}

Refusals Gate::change_judged(const std::function<std::optional<auth::Record>(Transaction&, const domain::Actor&)>& facts_of, const Act& act,
                             const Change& change) {
    auth::Decision decision;
    std::optional<auth::Record> facts;
    Receipt receipt;
    try {
        database_.write([&](Transaction& tx) {
            auto actor = asked_.actor;
            if (reload_) reload_(tx, actor);
            facts = facts_of(tx, actor);
            if (!facts) throw Refused{missing()};
            decision = auth::may(actor, act.action, *facts, today_, now_);
            if (decision.verdict != auth::Verdict::allow) throw Refused{denied(tx, facts->panel, decision)};
            if (auto duties = missing_duties(tx, *facts, act, decision); !duties.empty()) throw Refused{std::move(duties)};
            if (!asked_.form_key.empty() && !form_used_ &&
                tx.run("INSERT INTO done_form (account, idem, at) VALUES (:account, :idem, :at) ON CONFLICT DO NOTHING",
                       {with("account", actor.account), with("idem", asked_.form_key), with("at", std::int64_t{now_.time_since_epoch().count()})}) == 0)
                throw FormAlreadyDone("this form was already carried out");
            const auth::Permit permit(facts->id, act.action, decision);
            const auto scope = auth::scope(actor, auth::Action::read, today_, now_);
            auto made = entry_for(act, decision, *facts);
            Writing writing{tx, permit, scope, made, actor, now_, today_};
            if (auto refusals = change(writing); !refusals.empty()) throw Refused{std::move(refusals)};
            receipt = ledger_.append(tx, std::move(made));
        });
    } catch (Refused& refused) {
        const auto kind = refused.refusals.front().kind;
        if (kind != RefusalKind::password_again)
            record_refusal(facts ? facts->id : std::string_view{}, act, decision, kind == RefusalKind::not_found ? 404 : kind == RefusalKind::forbidden ? 403 : kind == RefusalKind::conflict ? 409 : 422);
        return std::move(refused.refusals);
    }
    ++recorded_;
    last_receipt_ = receipt;
    form_used_ = true;  // a handler that makes several changes is one form
    return {};
}

Refusals Gate::change_record(std::string_view record, const Act& act, const Change& change) {
    return change_judged([&](Transaction& tx, const domain::Actor& actor) { return record_facts(tx, record, actor, now_); }, act, change);
}
Refusals Gate::change_panel(std::string_view panel, const Act& act, const Change& change) {
    return change_judged([&](Transaction&, const domain::Actor&) { return std::optional(panel_facts(panel)); }, act, change);
}

namespace {
// A reference has figures in it; the name of a panel has none.
bool is_panel(std::string_view id) { return id.find_first_of("0123456789") == std::string_view::npos; }
}  // namespace

auth::Decision Gate::would_allow(std::string_view record_or_panel, auth::Action action) {
    auth::Decision decision;
    database_.read([&](Transaction& tx) {
        const auto facts = is_panel(record_or_panel) ? std::optional(panel_facts(record_or_panel)) : record_facts(tx, record_or_panel, asked_.actor, now_);
        if (facts) decision = auth::may(asked_.actor, action, *facts, today_, now_);
    });
    return decision;
}

Refusals Gate::check(std::string_view record_or_panel, const Act& act) {
    auth::Decision decision;
    Refusals refusals;
    database_.read([&](Transaction& tx) {
        const auto facts = is_panel(record_or_panel) ? std::optional(panel_facts(record_or_panel)) : record_facts(tx, record_or_panel, asked_.actor, now_);
        if (facts) decision = auth::may(asked_.actor, act.action, *facts, today_, now_);
        if (decision.verdict != auth::Verdict::allow) refusals = facts ? denied(tx, facts->panel, decision) : missing();
    });
    if (!refusals.empty()) record_refusal(record_or_panel, act, decision, refusals.front().kind == RefusalKind::forbidden ? 403 : 404);
    return refusals;
}

std::optional<std::string> Gate::done_before() {
    std::optional<std::string> location;
    if (asked_.form_key.empty()) return location;
    database_.read([&](Transaction& tx) {
        std::string found;
        if (tx.one("SELECT location FROM done_form WHERE account = :account AND idem = :idem", {with("account", asked_.actor.account), with("idem", asked_.form_key)},
                   {&found}))
            location = found;
    });
    return location;
}

void Gate::remember_location(std::string_view location) {
    if (!form_used_) return;
    database_.write([&](Transaction& tx) {
        tx.run("UPDATE done_form SET location = :location WHERE account = :account AND idem = :idem",
               {with("location", location), with("account", asked_.actor.account), with("idem", asked_.form_key)});
    });
}

std::optional<Receipt> Gate::settle() {
    for (auto& entry : waiting_) last_receipt_ = entry.get();
    waiting_.clear();
    return last_receipt_;
}

}  // namespace casework::persistence
