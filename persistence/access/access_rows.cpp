// Reading emergency and access requests with the names of people.
#include "persistence/access/access_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "persistence/form_keys.hpp"
#include "persistence/mail.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {

constexpr int people_most = 200;

bool works_on_cases(const domain::Actor& actor, domain::Date today) {
    return actor.role == domain::BaseRole::practitioner && !actor.disabled && !actor.agency_suspended &&
           std::ranges::any_of(actor.agreements, [&](const domain::Agreement& a) { return today <= domain::add_days(a.until, a.grace_days); });
}

void use_form_key(Transaction& tx, const AccessDesk& desk, const std::string& id) { use_form_key(tx, desk.actor.account, desk.form_key, desk.now, desk.leads_to ? desk.leads_to(id) : std::string()); }

bool coordinates_panel(const domain::Actor& actor, std::string_view panel, domain::Date today) {
    const auto* m = actor.membership(panel, today);
    return m != nullptr && m->level == domain::Level::coordinator;
}

std::vector<std::string> coordinators_of(Transaction& tx, std::string_view panel, std::string_view record, domain::Date today) {
    std::vector<std::string> accounts;
    std::string account;
    tx.each("SELECT m.account FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.level = 'coordinator' AND m.until >= :today AND a.disabled_at IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM record_exclusion x WHERE x.record_id = :record AND (x.account = a.id OR (x.agency <> '' AND x.agency = a.agency))) ORDER BY m.account",
            {with("panel", panel), with("record", record), with("today", domain::iso_date(today))}, {&account}, [&] { accounts.push_back(account); });
    return accounts;
}

std::vector<std::string> information_governance(Transaction& tx) {
    std::vector<std::string> accounts;
    std::string account;
    tx.each("SELECT id FROM account WHERE role = 'auditor' AND disabled_at IS NULL ORDER BY id", {}, {&account}, [&] { accounts.push_back(account); });
    return accounts;
}

// The line of the person is told too, but neither reviews nor agrees.
void tell_of_emergency(Transaction& tx, const AccessDesk& desk, std::string_view panel, std::string_view record, std::string_view subject, std::string_view words) {
    auto accounts = information_governance(tx);
    if (!record.empty())
        for (auto& coordinator : coordinators_of(tx, panel, record, london_date(desk.now))) accounts.push_back(std::move(coordinator));
    std::erase(accounts, desk.actor.account);
    for (const auto& account : accounts) write_mail(tx, account, subject, fmt::format("{} It waits in My work: {}\n", words, desk.address), desk.now);
}

std::vector<std::string> line_of(Transaction& tx, std::string_view account) {
    std::vector<std::string> line;
    std::string next(account), manager;
    constexpr std::size_t levels_most = 10;
    while (line.size() < levels_most && tx.one("SELECT manager FROM account WHERE id = :id", {with("id", next)}, {&manager}) && !manager.empty() && std::ranges::find(line, manager) == line.end())
        line.push_back(next = manager);
    return line;
}

bool is_excluded(Transaction& tx, const domain::Actor& actor, std::string_view record) {
    std::string found;
    return tx.one("SELECT record_id FROM record_exclusion WHERE record_id = :id AND ((account <> '' AND account = :account) OR (agency <> '' AND agency = :agency))",
                  {with("id", record), with("account", actor.account), with("agency", actor.agency)}, {&found});
}

std::vector<std::string> records_of_person(Transaction& tx, const domain::Actor& actor, std::string_view name, domain::Date born) {
    std::vector<std::string> records;
    std::string record;
    tx.each("SELECT DISTINCT n.record_id FROM person_name n JOIN person_birth b ON b.person_id = n.person_id AND b.born = :born JOIN record r ON r.id = n.record_id "
            "WHERE n.sort_key = :key AND NOT EXISTS (SELECT 1 FROM record_exclusion x WHERE x.record_id IN (n.record_id, b.record_id) AND ((x.account <> '' AND x.account = :account) OR (x.agency <> '' AND x.agency = :agency))) ORDER BY n.record_id DESC LIMIT :most",
            {with("born", domain::iso_date(born)), with("key", surname_first(name)), with("account", actor.account), with("agency", actor.agency), with("most", people_most)}, {&record}, [&] { records.push_back(record); });
    return records;
}

std::vector<EmergencyLine> emergency_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds) {
    std::vector<EmergencyLine> lines;
    EmergencyLine l;
    std::int64_t asked = 0;
    std::optional<std::int64_t> until, reviewed, co_approved;
    std::string due;
    tx.each("SELECT e.id, e.account, trim(a.title || ' ' || a.name), g.name, e.asked, e.record_id, COALESCE(r.panel, ''), e.purpose, e.reason, e.asked_at, e.until_at, e.review_due, e.outcome, "
            "COALESCE(trim(b.title || ' ' || b.name), ''), e.review_words, e.reviewed_at, e.incident, COALESCE(trim(c.title || ' ' || c.name), ''), e.co_approval_words, e.co_approved_at FROM emergency_request e "
            "JOIN account a ON a.id = e.account JOIN agency g ON g.id = a.agency LEFT JOIN account b ON b.id = e.reviewed_by LEFT JOIN account c ON c.id = e.co_approved_by LEFT JOIN record r ON r.id = e.record_id " + where,
            std::move(binds), {&l.id, &l.account, &l.account_name, &l.agency, &l.asked, &l.record, &l.panel, &l.purpose, &l.reason, &asked, &until, &due, &l.outcome, &l.reviewed_by_name, &l.review_words, &reviewed, &l.incident, &l.co_approved_by_name, &l.co_approval_words, &co_approved}, [&] {
                l.asked_at = instant_of(asked);
                l.until = instant_of(until);
                l.review_due = day_of(due);
                l.reviewed_at = instant_of(reviewed);
                l.co_approved_at = instant_of(co_approved);
                lines.push_back(l);
            });
    return lines;
}

std::vector<AccessRequestLine> access_request_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds) {
    std::vector<AccessRequestLine> lines;
    AccessRequestLine l;
    std::int64_t asked = 0;
    std::optional<std::int64_t> answered;
    std::string until;
    tx.each("SELECT q.id, q.account, trim(a.title || ' ' || a.name), g.name, q.record_id, COALESCE(r.panel, ''), q.reason, q.asked_at, q.answer, COALESCE(trim(b.title || ' ' || b.name), ''), q.answered_at, "
            "q.answer_reason, q.until FROM access_request q JOIN account a ON a.id = q.account JOIN agency g ON g.id = a.agency LEFT JOIN account b ON b.id = q.answered_by "
            "LEFT JOIN record r ON r.id = q.record_id " + where,
            std::move(binds), {&l.id, &l.account, &l.account_name, &l.agency, &l.record, &l.panel, &l.reason, &asked, &l.answer, &l.answered_by_name, &answered, &l.answer_reason, &until}, [&] {
                l.asked_at = instant_of(asked);
                l.answered_at = instant_of(answered);
                l.until = until.empty() ? std::nullopt : std::optional(day_of(until));
                lines.push_back(l);
            });
    return lines;
}

}  // namespace casework::persistence
