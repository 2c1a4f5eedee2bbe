// Deciding, scoping and recording every touch of data.
#include "persistence/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>

#include "auth/crypto.hpp"
#include "persistence/attended.hpp"
#include "persistence/form_keys.hpp"
#include "persistence/second_person_rows.hpp"

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

// An approval is itself the second person's part.
bool takes_two(const auth::Decision& decision, const Act& act) { return decision.duties.second_person && !act.asks && act.action != auth::Action::approve; }

// A stub (row D6) names a record and who owns it; there is no page that shows so little, so its content is not there. Nor is it for whoever
// disposes of it (row D4): the facts that they need stand on the page of the disposal.
bool shows_nothing(const Act& act, const auth::Decision& decision) {
    if (decision.rule == "D4") return act.object_type != disposal_object;
    return (act.action == auth::Action::read || act.action == auth::Action::list) && !decision.fields.f0;
}

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

// A reference has figures in it; the name of a panel has none.
bool is_panel(std::string_view id) { return id.find_first_of("0123456789") == std::string_view::npos; }

// The purpose that follows from the rule, where nobody has to type one.
std::string_view derived_purpose(std::string_view rule) {
    if (rule == "D5") return "panel_work";
    if (rule == "D6") return "safeguarding";
    if (rule == "D7") return "restricted_panel_work";
    if (rule == "D8") return "emergency";
    if (rule == "D4") return "disposal";
    return "";
}

// What was asked for may be anything that was typed into an address: only what can be an id enters the ledger.
bool figure(char c) { return c >= '0' && c <= '9'; }

// "NOM-2026-0041" or the 32 hexadecimal digits of a file: nothing that a name could be.
bool looks_like_id(std::string_view text) {
    constexpr std::size_t prefix_max = 4, id_max = 40, hexadecimal = 32;
    const auto prefix = text.substr(0, text.find('-'));
    const bool reference = text.size() <= id_max && prefix.size() <= prefix_max && prefix.size() + 1 < text.size() && std::ranges::all_of(prefix, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
                           std::ranges::all_of(text.substr(prefix.size()), [](char c) { return figure(c) || c == '-'; });
    return reference || (text.size() == hexadecimal && std::ranges::all_of(text, [](char c) { return figure(c) || (c >= 'a' && c <= 'f'); }));
}

}  // namespace

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
    if (!record.id.empty()) made.objects.push_back(record.id);  // empty: the partnership as a whole
    made.panel = record.panel;
    made.sensitivity = sensitivity_name(record.sensitivity);
    made.rule = decision.rule;
    made.membership = decision.membership;
    made.purpose = purpose(decision, auth::name(act.action), record.id);
    if (!act.recipient.empty()) made.recipients.emplace_back(act.recipient);
    if (!act.agreement.empty()) made.objects.emplace_back(act.agreement);
    return made;
}

std::string Gate::purpose(const auth::Decision& decision, std::string_view action, std::string_view object) const {
    for (const auto& given : asked_.purposes)
        if (given.action == action && given.object == object) return given.code;
    return std::string(derived_purpose(decision.rule));
}

void Gate::queue(domain::LedgerEntry entry) {
    ++recorded_;
    settling_->expect();
    ledger_.record(std::move(entry), [settling = settling_](const Receipt& receipt, std::exception_ptr failed) { settling->recorded(receipt, std::move(failed)); });
}

void Gate::record(domain::LedgerEntry entry) { queue(std::move(entry)); }

std::string Gate::token_digest(std::string_view token) const { return auth::to_hex(ledger_.digest(token)); }

// What an address named, as the ledger may hold it: never what somebody typed there, which may be a name.
std::string Gate::addressed(std::string_view object) const {
    if (looks_like_id(object)) return std::string(object);
    int exists = 0;
    database_.read([&](Transaction& tx) { tx.one("SELECT 1 FROM panel_group WHERE id = :id", {with("id", object)}, {&exists}); });
    return exists == 1 ? std::string(object) : "unknown";
}

void Gate::record_refusal(std::string_view object, const Act& act, const auth::Decision& decision, int status) {
    auto made = entry(act);
    if (!object.empty()) made.objects.push_back(addressed(object));
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

Refusals Gate::missing_duties(Transaction& tx, const domain::Actor& actor, const auth::Record& record, const Act& act, const auth::Decision& decision) {
    const auto& duties = decision.duties;
    const auto action = auth::name(act.action);
    const bool given = std::ranges::any_of(asked_.purposes, [&](const GivenPurpose& p) { return p.action == action && p.object == record.id; });
    if (duties.password_again || (duties.purpose && !given))
        return {Refusal{RefusalKind::password_again, std::string(action), duties.purpose && !given ? "purpose" : "password", record.id}};
    if (!duties.second_person || act.asks) return {};
    return second_person_missing(tx, {actor, act, record, purpose(decision, action, record.id), now_});
}

// Nothing when the agreement of a second person has to be used up first.
std::optional<Refusals> Gate::open_judged(const std::optional<auth::Record>& facts, Transaction& tx, const Act& act, const Read& read, bool agreement_used) {
    const auto decision = facts ? auth::may(asked_.actor, act.action, *facts, today_, now_) : auth::Decision{};
    if (!facts) return missing();
    if (decision.verdict != auth::Verdict::allow) return denied(tx, facts->panel, decision);
    if (shows_nothing(act, decision)) return missing();
    auto judged = act;
    judged.asks = act.asks || agreement_used;
    if (auto duties = missing_duties(tx, asked_.actor, *facts, judged, decision); !duties.empty()) return duties;
    const bool two = takes_two(decision, act);
    if (two && !agreement_used) return std::nullopt;
    const auth::Permit permit(facts->id, act.action, decision);
    const auto scope = auth::scope(asked_.actor, act.action, today_, now_);
    Reading reading{tx, permit, scope, *facts, {}, -1, {}, now_, today_};
    read(reading);
    auto made = entry_for(act, decision, *facts);
    made.objects.insert(made.objects.end(), std::make_move_iterator(reading.shown.begin()), std::make_move_iterator(reading.shown.end()));
    made.count = reading.count;
    if (!reading.recipients.empty()) made.recipients = std::move(reading.recipients);
    if (two) made.approvals = {std::string(act.agreement), agreed_by(tx, act.agreement)};
    queue(std::move(made));
    return Refusals{};
}

// A reading cannot use up an agreement itself: that is written, with everything judged once more, between a reading that
// finds it needed and the one that shows.
Refusals Gate::use_agreement_for_reading(const FactsOf& facts_of, const Act& act) {
    Refusals refusals;
    database_.write([&](Transaction& tx) {
        auto actor = asked_.actor;
        if (reload_) reload_(tx, actor);
        const auto facts = facts_of(tx, actor);
        const auto decision = facts ? auth::may(actor, act.action, *facts, today_, now_) : auth::Decision{};
        if (decision.verdict != auth::Verdict::allow) refusals = missing();
        else if (refusals = missing_duties(tx, actor, *facts, act, decision); refusals.empty()) refusals = use_agreement(tx, act.agreement, now_);
    });
    return refusals;
}

Refusals Gate::read_judged(std::optional<auth::Record>& facts, const FactsOf& facts_of, const Act& act, const Read& read) {
    std::optional<Refusals> refusals;
    const auto once = [&](bool agreement_used) {
        database_.read([&](Transaction& tx) {
            facts = facts_of(tx, asked_.actor);
            refusals = open_judged(facts, tx, act, read, agreement_used);
        });
    };
    once(false);
    if (refusals) return *std::move(refusals);
    if (auto spent = use_agreement_for_reading(facts_of, act); !spent.empty()) return spent;
    once(true);
    return *std::move(refusals);
}

std::optional<auth::Record> Gate::facts_of(Transaction& tx, std::string_view record) {
    if (tx.snapshot() == 0 || known_.snapshot != tx.snapshot() || known_.record != record)
        known_ = {tx.snapshot(), std::string(record), record_facts(tx, record, asked_.actor, now_)};
    return known_.facts;
}

Refusals Gate::open_record(std::string_view record, const Act& act, const Read& read) {
    std::optional<auth::Record> facts;
    auto refusals = read_judged(facts, [&](Transaction& tx, const domain::Actor& actor) {
        return tx.snapshot() == 0 ? record_facts(tx, record, actor, now_) : facts_of(tx, record);
    }, act, read);
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
    std::optional<auth::Record> facts;
    auto refusals = read_judged(facts, [&](Transaction&, const domain::Actor&) { return std::optional(panel_facts(panel)); }, act, read);
    if (!refusals.empty() && refusals.front().kind != RefusalKind::password_again)
        record_refusal(panel, act, auth::may(asked_.actor, act.action, *facts, today_, now_), refusals.front().kind == RefusalKind::forbidden ? 403 : 404);
    return refusals;
}

void Gate::find_records(const Act& act, const std::function<bool(Listing&)>& list, std::string_view only) {
    const auto scope = auth::scope(asked_.actor, act.action, today_, now_);
    bool found = false;
    auto made = entry(act);
    database_.read([&](Transaction& tx) {
        Listing listing{tx, scope, {}, -1, {}, {}, now_, today_};
        found = list(listing);
        made.objects = std::move(listing.shown);
        made.count = listing.count;
        made.fields = std::move(listing.fields);
        made.detail = std::move(listing.words);
    });
    made.rule = found ? "scope" : "D9";
    made.purpose = found ? "panel_work" : "";
    if (!found) {
        made.objects = {addressed(only)};
        made.outcome = "refused";
        made.status = 404;
    }
    queue(std::move(made));
}

Refusals Gate::change_judged(const FactsOf& facts_of, const Act& act,
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
            if (auto duties = missing_duties(tx, actor, *facts, act, decision); !duties.empty()) throw Refused{std::move(duties)};
            const bool uses = takes_two(decision, act);
            if (uses)
                if (auto spent = use_agreement(tx, act.agreement, now_); !spent.empty()) throw Refused{std::move(spent)};
            if (!form_used_) use_form_key(tx, actor.account, asked_.form_key, now_);
            const auth::Permit permit(facts->id, act.action, decision);
            const auto scope = auth::scope(actor, auth::Action::read, today_, now_);
            auto made = entry_for(act, decision, *facts);
            if (uses) made.approvals = {std::string(act.agreement), agreed_by(tx, act.agreement)};
            Writing writing{tx, permit, scope, made, actor, now_, today_};
            if (auto refusals = change(writing); !refusals.empty()) throw Refused{std::move(refusals)};
            receipt = ledger_.append(tx, std::move(made));
        });
    } catch (Refused& refused) {
        const auto kind = refused.refusals.front().kind;
        if (kind != RefusalKind::password_again)
            record_refusal(facts ? facts->id : std::string_view{}, act, decision, kind == RefusalKind::not_found ? 404 : kind == RefusalKind::forbidden ? 403 : kind == RefusalKind::conflict || kind == RefusalKind::second_person ? 409 : 422);
        return std::move(refused.refusals);
    }
    ++recorded_;
    settling_->note(receipt);
    Attended::note_change();
    form_used_ = true;  // a handler that makes several changes is one form
    return {};
}

Refusals Gate::change_record(std::string_view record, const Act& act, const Change& change) {
    return change_judged([&](Transaction& tx, const domain::Actor& actor) { return record_facts(tx, record, actor, now_); }, act, change);
}
Refusals Gate::change_panel(std::string_view panel, const Act& act, const Change& change) {
    return change_judged([&](Transaction&, const domain::Actor&) { return std::optional(panel_facts(panel)); }, act, change);
}

auth::Decision Gate::would_allow(std::string_view record_or_panel, auth::Action action) {
    auth::Decision decision;
    database_.read([&](Transaction& tx) {
        const auto facts = is_panel(record_or_panel) ? std::optional(panel_facts(record_or_panel)) : facts_of(tx, record_or_panel);
        if (facts) decision = auth::may(asked_.actor, action, *facts, today_, now_);
    });
    return decision;
}

Refusals Gate::check(std::string_view record_or_panel, const Act& act) {
    auth::Decision decision;
    Refusals refusals;
    database_.read([&](Transaction& tx) {
        const auto facts = is_panel(record_or_panel) ? std::optional(panel_facts(record_or_panel)) : facts_of(tx, record_or_panel);
        if (facts) decision = auth::may(asked_.actor, act.action, *facts, today_, now_);
        if (decision.verdict != auth::Verdict::allow) refusals = facts ? denied(tx, facts->panel, decision) : missing();
        else if (shows_nothing(act, decision)) refusals = missing();
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

std::shared_ptr<Settling> Gate::settling() {
    database_.end_snapshot();
    return settling_;
}

std::optional<Receipt> Gate::settle() {
    const auto durable = std::make_shared<std::promise<std::optional<Receipt>>>();
    settling()->when_durable([durable](const std::optional<Receipt>& last, const std::exception_ptr& failed) {
        if (failed) durable->set_exception(failed);
        else durable->set_value(last);
    });
    return durable->get_future().get();
}

}  // namespace casework::persistence
