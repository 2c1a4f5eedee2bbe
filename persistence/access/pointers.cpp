// Asking, answering with a person instead of a record, and telling the group that it was asked about.
#include "persistence/access/pointers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/emergency_access.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/mail.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"
#include "persistence/settings.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::emergency_access;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;

constexpr std::size_t name_most = 100;

bool switched_on(Transaction& tx, std::string_view panel, domain::Date today) { return settings_on(tx, panel, today)["pointer_search"] == 1; }

Refusals refused(const PointerQuestion& q, int asked_today) {
    Refusals refusals;
    const auto wrong = [&](std::string field, std::string message) { refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), {}}); };
    if (domain::trimmed(q.name).empty() || domain::code_points(q.name) > name_most) wrong("name", "Enter the full name, as it would stand on a record");
    if (!q.born) wrong("born", "Enter the date of birth that goes with the name");
    if (!domain::has_code(domain::nominals::sharing_purposes(), q.purpose)) wrong("purpose", "Select what you need it for");
    const auto length = domain::code_points(domain::trimmed(q.reason));
    if (length < rules::reason_least) wrong("reason", fmt::format("Say in at least {} characters why you ask", rules::reason_least));
    if (length > rules::reason_most) wrong("reason", fmt::format("Your reason must be {} characters or less", rules::reason_most));
    if (asked_today >= pointers_a_day) refusals.push_back({RefusalKind::rule, {}, fmt::format("You have asked {} times today", pointers_a_day), "Blind pointer, 20 a day"});
    return refusals;
}

int asked_today(Transaction& tx, std::string_view account, domain::Instant now) {
    int count = 0;
    tx.one("SELECT count(*) FROM pointer_request WHERE account = :account AND asked_at >= :since", {with("account", account), with_at("since", london_instant(london_date(now), 0, 0))}, {&count});
    return count;
}

// Group to its records about that person which the asker neither opens nor is kept from.
std::map<std::string, std::vector<std::string>> holders(Transaction& tx, const domain::Actor& actor, const PointerQuestion& q, domain::Instant now) {
    const auto today = london_date(now);
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& id : records_of_person(tx, actor, q.name, *q.born)) {
        const auto facts = record_facts(tx, id, actor, now);
        if (!facts || facts->excluded || !switched_on(tx, facts->panel, today)) continue;
        if (auth::may(actor, auth::Action::read, *facts, today, now).verdict != auth::Verdict::allow) groups[facts->panel].push_back(id);
    }
    return groups;
}

void keep(Transaction& tx, const AccessDesk& desk, const std::string& id, const PointerQuestion& q, const std::map<std::string, std::vector<std::string>>& groups) {
    tx.run("INSERT INTO pointer_request (id, account, purpose, reason, asked_at) VALUES (:id, :account, :purpose, :reason, :now)",
           {with("id", id), with("account", desk.actor.account), with("purpose", q.purpose), with("reason", domain::tidy_lines(q.reason)), with_at("now", desk.now)});
    for (const auto& [panel, records] : groups) {
        for (const auto& record : records) tx.run("INSERT INTO pointer_answer (request_id, panel, record_id) VALUES (:id, :panel, :record)", {with("id", id), with("panel", panel), with("record", record)});
        for (const auto& account : coordinators_of(tx, panel, records.front(), london_date(desk.now)))
            write_mail(tx, account, "Somebody was pointed to your group", fmt::format("Somebody may ask you about a record of your group. It waits in My work: {}\n", desk.address), desk.now);
    }
}

domain::LedgerEntry entry_of(const AccessDesk& desk, std::string_view action, LoggedOperation operation) {
    auto entry = desk.who;
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "pointer";
    return entry;
}
void append(Transaction& tx, const AccessDesk& desk, domain::LedgerEntry entry) {
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

// Whom to ask: the chair, otherwise the first coordinator by name.
PointedTo contact_of(Transaction& tx, const std::string& panel, domain::Date today) {
    PointedTo to;
    tx.one("SELECT name FROM panel_group WHERE id = :panel", {with("panel", panel)}, {&to.group});
    tx.one("SELECT trim(a.title || ' ' || a.name), g.name FROM membership m JOIN account a ON a.id = m.account JOIN agency g ON g.id = a.agency WHERE m.panel = :panel AND m.until >= :today AND a.disabled_at IS NULL "
           "AND (m.chair = 1 OR m.level = 'coordinator') ORDER BY m.chair DESC, a.name LIMIT 1",
           {with("panel", panel), with("today", domain::iso_date(today))}, {&to.contact, &to.agency});
    return to;
}

struct Answer {
    std::string panel, record;
    bool seen = false;
};
std::vector<Answer> answers_to(Transaction& tx, std::string_view id) {
    std::vector<Answer> list;
    Answer a;
    tx.each("SELECT panel, record_id, CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END FROM pointer_answer WHERE request_id = :id ORDER BY panel, record_id", {with("id", id)}, {&a.panel, &a.record, &a.seen}, [&] { list.push_back(a); });
    return list;
}

std::vector<PointerRequest> requests(Transaction& tx, const std::string& where, std::vector<Bind> binds, std::vector<std::string>* accounts = nullptr) {
    std::vector<PointerRequest> list;
    PointerRequest r;
    std::string account;
    std::int64_t asked = 0;
    tx.each("SELECT p.id, p.account, trim(a.title || ' ' || a.name), g.name, p.purpose, p.reason, p.asked_at FROM pointer_request p JOIN account a ON a.id = p.account JOIN agency g ON g.id = a.agency " + where, std::move(binds),
            {&r.id, &account, &r.account_name, &r.agency, &r.purpose, &r.reason, &asked}, [&] {
                r.asked_at = instant_of(asked);
                list.push_back(r);
                if (accounts != nullptr) accounts->push_back(account);
            });
    return list;
}

// What this actor may see of it: as the asker the groups, as a coordinator the records of their own group that they may open.
std::optional<PointerRequest> seen_by(Transaction& tx, const domain::Actor& actor, std::string_view id, domain::Instant now) {
    std::vector<std::string> accounts;
    auto found = requests(tx, "WHERE p.id = :id", {with("id", id)}, &accounts);
    if (found.empty() || !works_on_cases(actor, london_date(now))) return std::nullopt;
    auto request = std::move(found.front());
    const auto today = london_date(now);
    const bool own = accounts.front() == actor.account;
    std::string last_panel;
    for (const auto& answer : answers_to(tx, id)) {
        if (own && answer.panel != last_panel) request.groups.push_back(contact_of(tx, answer.panel, today));
        last_panel = answer.panel;
        if (own || !coordinates_panel(actor, answer.panel, today) || is_excluded(tx, actor, answer.record)) continue;
        request.records.push_back(answer.record);
        request.to_see = request.to_see || !answer.seen;
    }
    return own || !request.records.empty() ? std::optional(std::move(request)) : std::nullopt;
}

}  // namespace

Outcome<std::string> ask_for_pointer(const AccessDesk& desk, const PointerQuestion& question) {
    if (desk.actor.role != domain::BaseRole::practitioner) return domain::not_found();
    Outcome<std::string> made = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        made = domain::not_found();
        auto actor = desk.actor;
        reload_standing(tx, actor);
        if (!works_on_cases(actor, london_date(desk.now))) return;
        if (auto refusals = refused(question, asked_today(tx, actor.account, desk.now)); !refusals.empty()) {
            made = std::unexpected(std::move(refusals));
            return;
        }
        const auto id = next_reference(tx, "PTR", london_date(desk.now));
        use_form_key(tx, desk, id);
        const auto groups = holders(tx, actor, question, desk.now);
        keep(tx, desk, id, question, groups);
        auto entry = entry_of(desk, "blind_pointer", LoggedOperation::disclosure);
        entry.objects = {id};
        for (const auto& [panel, records] : groups) {
            entry.objects.insert(entry.objects.end(), records.begin(), records.end());
            entry.fields.push_back(panel);
        }
        entry.purpose = question.purpose;
        entry.rule = "blind pointer";
        entry.count = std::ssize(groups);
        entry.detail = fmt::format("{}, born {}. {}", domain::tidy_line(question.name), domain::long_date(*question.born), domain::tidy_line(question.reason));
        append(tx, desk, std::move(entry));
        made = id;
    });
    return made;
}

Outcome<PointerRequest> open_pointer(const AccessDesk& desk, std::string_view id) {
    Outcome<PointerRequest> opened = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        auto actor = desk.actor;
        reload_standing(tx, actor);
        auto request = seen_by(tx, actor, id, desk.now);
        if (!request) return;
        auto entry = entry_of(desk, "read_pointer", LoggedOperation::security);
        entry.objects = {request->id};
        append(tx, desk, std::move(entry));
        opened = *std::move(request);
    });
    return opened;
}

Outcome<bool> mark_pointer_seen(const AccessDesk& desk, std::string_view id) {
    Outcome<bool> marked = domain::not_found();
    desk.database.write([&](Transaction& tx) {
        marked = domain::not_found();
        auto actor = desk.actor;
        reload_standing(tx, actor);
        const auto request = seen_by(tx, actor, id, desk.now);
        if (!request || request->records.empty()) return;
        for (const auto& record : request->records)
            tx.run("UPDATE pointer_answer SET seen_by = :by, seen_at = :now WHERE request_id = :id AND record_id = :record AND seen_at IS NULL", {with("by", actor.account), with_at("now", desk.now), with("id", id), with("record", record)});
        auto entry = entry_of(desk, "see_pointer", LoggedOperation::security);
        entry.objects = request->records;
        entry.objects.insert(entry.objects.begin(), request->id);
        append(tx, desk, std::move(entry));
        marked = true;
    });
    return marked;
}

std::vector<PointerRequest> pointers_to_see(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    std::vector<PointerRequest> list;
    if (actor.role != domain::BaseRole::practitioner) return list;
    for (const auto& membership : actor.memberships) {
        if (!coordinates_panel(actor, membership.panel, london_date(now))) continue;
        for (auto& request : requests(tx, "WHERE p.account <> :account AND p.id IN (SELECT w.request_id FROM pointer_answer w WHERE w.panel = :panel AND w.seen_at IS NULL) ORDER BY p.asked_at, p.id LIMIT 20", {with("account", actor.account), with("panel", membership.panel)}))
            if (auto seen = seen_by(tx, actor, request.id, now); seen && seen->to_see && list.size() < 20) list.push_back(*std::move(seen));
    }
    return list;
}

bool pointers_offered(Transaction& tx, const domain::Actor& actor, domain::Date today) {
    if (!works_on_cases(actor, today)) return false;
    bool offered = false;
    std::vector<std::string> panels;
    std::string panel;
    tx.each("SELECT DISTINCT panel FROM setting WHERE name = 'pointer_search'", {}, {&panel}, [&] { panels.push_back(panel); });
    for (const auto& each : panels) offered = offered || switched_on(tx, each, today);
    return offered;
}

}  // namespace casework::persistence
