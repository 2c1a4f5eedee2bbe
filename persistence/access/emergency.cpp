// Judging what was asked for, granting, telling and keeping it; every attempt leaves the same traces.
#include "persistence/access/emergency.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/mail.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::emergency_access;
using auth::Action;
using auth::Verdict;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;

constexpr int reference_most = 40;

domain::LedgerEntry entry_of(const AccessDesk& desk, std::string_view action, LoggedOperation operation) {
    auto entry = desk.who;
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "record";
    return entry;
}
void append(Transaction& tx, const AccessDesk& desk, domain::LedgerEntry entry) {
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

std::string reference_of(std::string_view typed) {
    std::string reference;
    for (const unsigned char c : domain::trimmed(typed)) reference += static_cast<char>(std::toupper(c));
    return reference.size() <= reference_most ? reference : std::string{};
}

std::vector<std::string> candidates(Transaction& tx, const domain::Actor& actor, const rules::Asked& asked) {
    if (const auto reference = reference_of(asked.reference); !reference.empty()) return {reference};
    return asked.born ? records_of_person(tx, actor, asked.name, *asked.born) : std::vector<std::string>{};
}

bool allows(const domain::Actor& actor, Action action, const auth::Record& facts, domain::Instant now) { return auth::may(actor, action, facts, london_date(now), now).verdict == Verdict::allow; }

// The first that opens by emergency access and by nothing else.
struct Found {
    std::string record, panel;
};
Found found_for(Transaction& tx, const domain::Actor& actor, const std::vector<std::string>& ids, Action action, domain::Instant now) {
    for (const auto& id : ids) {
        auto facts = record_facts(tx, id, actor, now);
        if (!facts) continue;
        facts->emergency_grant = false;
        const bool reads = allows(actor, Action::read, *facts, now);
        if (!reads && !facts->excluded && (action == Action::read || allows(actor, action, *facts, now))) return {facts->id, facts->panel};
    }
    return {};
}

std::string asked_words(const rules::Asked& asked) {
    const auto reference = reference_of(asked.reference);
    return !reference.empty() ? reference : fmt::format("{}, born {}", domain::tidy_line(asked.name), asked.born ? domain::long_date(*asked.born) : std::string());
}

int asked_today(Transaction& tx, std::string_view account, domain::Instant now) {
    int count = 0;
    tx.one("SELECT count(*) FROM emergency_request WHERE account = :account AND asked_at >= :since", {with("account", account), with_at("since", london_instant(london_date(now), 0, 0))}, {&count});
    return count;
}

void grant(Transaction& tx, const AccessDesk& desk, const std::string& record) {
    tx.run("INSERT INTO emergency_grant (record_id, account, until_at) VALUES (:record, :account, :until) ON CONFLICT (record_id, account) DO UPDATE SET until_at = excluded.until_at, co_approved = 0",
           {with("record", record), with("account", desk.actor.account), with_at("until", desk.now + rules::lasts)});
}

std::string keep(Transaction& tx, const AccessDesk& desk, const rules::Asked& asked, const Found& found) {
    const auto today = london_date(desk.now);
    auto id = next_reference(tx, "EMG", today);
    tx.run("INSERT INTO emergency_request (id, account, asked, record_id, purpose, reason, incident, asked_at, until_at, review_due) VALUES (:id, :account, :asked, :record, :purpose, :reason, :incident, :now, :until, :due)",
           {with("id", id), with("account", desk.actor.account), with("asked", asked_words(asked)), with("record", found.record), with("purpose", asked.purpose), with("reason", domain::tidy_lines(asked.reason)), with("incident", domain::tidy_line(asked.incident)),
            with_at("now", desk.now), found.record.empty() ? with("until", nullptr) : with_at("until", desk.now + rules::lasts), with_day("due", rules::review_due(today, bank_holidays(tx)))});
    return id;
}

Outcome<std::string> ask_now(Transaction& tx, const AccessDesk& desk, const rules::Asked& asked) {
    auto actor = desk.actor;
    reload_standing(tx, actor);
    if (auto refusals = rules::too_many(asked_today(tx, actor.account, desk.now)); !refusals.empty()) return std::unexpected(std::move(refusals));
    const auto found = found_for(tx, actor, candidates(tx, actor, asked), Action::break_glass, desk.now);
    const auto id = keep(tx, desk, asked, found);
    use_form_key(tx, desk, id);
    if (!found.record.empty()) grant(tx, desk, found.record);
    tell_of_emergency(tx, desk, found.panel, found.record, "Emergency access was used", "Somebody used emergency access.");
    auto entry = entry_of(desk, "break_glass", LoggedOperation::disclosure);
    entry.objects = {id};
    if (!found.record.empty()) entry.objects.insert(entry.objects.begin(), found.record);
    entry.panel = found.panel;
    entry.rule = "D8";
    entry.purpose = asked.purpose;
    append(tx, desk, std::move(entry));
    return id;
}

Refusals bad_reason(std::string_view reason) {
    const auto length = domain::code_points(domain::trimmed(reason));
    if (length < rules::reason_least) return {{RefusalKind::invalid, "reason", fmt::format("Say in at least {} characters why you need it", rules::reason_least), {}}};
    if (length > rules::reason_most) return {{RefusalKind::invalid, "reason", fmt::format("Your reason must be {} characters or less", rules::reason_most), {}}};
    return {};
}

}  // namespace

Outcome<std::string> ask_emergency_access(const AccessDesk& desk, const rules::Asked& asked) {
    if (auto refusals = rules::refused(asked); !refusals.empty()) return std::unexpected(std::move(refusals));
    if (desk.actor.role != domain::BaseRole::practitioner) return domain::not_found();
    Outcome<std::string> made = domain::not_found();
    desk.database.write([&](Transaction& tx) { made = ask_now(tx, desk, asked); });
    return made;
}

Outcome<std::string> ask_for_access(const AccessDesk& desk, std::string_view typed, std::string_view reason) {
    auto refusals = bad_reason(reason);
    const auto reference = reference_of(typed);
    if (reference.empty()) refusals.push_back({RefusalKind::invalid, "reference", "Enter the exact reference", {}});
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    if (desk.actor.role != domain::BaseRole::practitioner) return domain::not_found();
    Outcome<std::string> made = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        made = domain::not_found();
        auto actor = desk.actor;
        reload_standing(tx, actor);
        if (!works_on_cases(actor, london_date(desk.now))) return;
        const auto found = found_for(tx, actor, {reference}, Action::read, desk.now);
        const auto id = next_reference(tx, "ASK", london_date(desk.now));
        use_form_key(tx, desk, id);
        tx.run("INSERT INTO access_request (id, account, asked, record_id, reason, asked_at) VALUES (:id, :account, :asked, :record, :reason, :now)",
               {with("id", id), with("account", desk.actor.account), with("asked", reference), with("record", found.record), with("reason", domain::tidy_lines(reason)), with_at("now", desk.now)});
        for (const auto& account : found.record.empty() ? std::vector<std::string>{} : coordinators_of(tx, found.panel, found.record, london_date(desk.now)))
            write_mail(tx, account, "Somebody asks for access", fmt::format("Somebody asks for access to a record of your group. It waits in My work: {}\n", desk.address), desk.now);
        auto entry = entry_of(desk, "ask_access", LoggedOperation::security);
        entry.objects = {id};
        if (!found.record.empty()) entry.objects.insert(entry.objects.begin(), found.record);
        entry.panel = found.panel;
        append(tx, desk, std::move(entry));
        made = id;
    });
    return made;
}

namespace {

std::vector<OwnAccess> own_emergencies(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    std::vector<OwnAccess> list;
    for (auto& line : emergency_lines(tx, "WHERE e.account = :account ORDER BY e.asked_at DESC LIMIT 50", {with("account", actor.account)})) {
        const bool opens = line.until && *line.until > now && !is_excluded(tx, actor, line.record);
        list.push_back({line.id, line.asked, line.reason, line.asked_at, opens ? line.until : std::nullopt, opens && line.co_approved_at, opens ? line.record : std::string{}, {}, {}, {}});
    }
    return list;
}

std::vector<OwnAccess> own_asked(Transaction& tx, const domain::Actor& actor) {
    std::vector<OwnAccess> list;
    OwnAccess o;
    std::int64_t asked = 0;
    std::string until;
    tx.each("SELECT id, asked, reason, asked_at, answer, answer_reason, until FROM access_request WHERE account = :account ORDER BY asked_at DESC LIMIT 50", {with("account", actor.account)},
            {&o.id, &o.asked, &o.reason, &asked, &o.answer, &o.answer_reason, &until}, [&] {
                o.asked_at = instant_of(asked);
                o.until_day = until.empty() ? std::nullopt : std::optional(day_of(until));
                o.record = o.answer == "allowed" ? o.asked : std::string{};
                list.push_back(o);
            });
    return list;
}

}  // namespace

OwnRequests own_requests(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    return {own_emergencies(tx, actor, now), own_asked(tx, actor), std::max(0, rules::asks_a_day - asked_today(tx, actor.account, now))};
}

std::optional<domain::Instant> emergency_until(Database& database, const domain::Actor& actor, std::string_view record, domain::Instant now) {
    std::int64_t until = 0;
    bool found = false;
    database.read([&](Transaction& tx) {
        found = tx.one("SELECT until_at FROM emergency_grant WHERE record_id = :record AND account = :account AND until_at > :now",
                       {with("record", record), with("account", actor.account), with_at("now", now)}, {&until});
    });
    return found ? std::optional(instant_of(until)) : std::nullopt;
}

}  // namespace casework::persistence
