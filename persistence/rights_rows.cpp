// Reading changes of rights and judging who may answer.
#include "persistence/rights_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/second_person_rows.hpp"

namespace casework::persistence {
namespace {

constexpr std::array kind_names{std::string_view("join"), std::string_view("details"), std::string_view("role"), std::string_view("membership"), std::string_view("leave"),
                                std::string_view("disable"), std::string_view("enable"), std::string_view("password"), std::string_view("second-factor"), std::string_view("sessions"),
                                std::string_view("agreement"), std::string_view("suspend"), std::string_view("resume"), std::string_view("restrict"), std::string_view("open"),
                                std::string_view("add-agency"), std::string_view("add-group")};

bool coordinates(const domain::Actor& actor, std::string_view panel, domain::Date today) {
    const auto* m = actor.membership(panel, today);
    return m != nullptr && m->level == domain::Level::coordinator;
}

std::vector<std::string> panels_of(Transaction& tx, std::string_view account, domain::Date today) {
    std::vector<std::string> panels;
    std::string panel;
    tx.each("SELECT panel FROM membership WHERE account = :account AND until >= :today ORDER BY panel", {with("account", account), with("today", domain::iso_date(today))}, {&panel},
            [&] { panels.push_back(panel); });
    return panels;
}

}  // namespace

std::string_view name(RightsKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }
std::optional<RightsKind> rights_kind(std::string_view name) {
    const auto found = std::ranges::find(kind_names, name);
    return found == kind_names.end() ? std::nullopt : std::optional(static_cast<RightsKind>(found - kind_names.begin()));
}

std::optional<WaitingRights> read_waiting_rights(Transaction& tx, std::string_view id) {
    WaitingRights row;
    std::string kind, until, answer;
    std::optional<std::int64_t> done;
    auto& c = row.change;
    if (!tx.one("SELECT kind, subject, panel, role, level, chair, until, reason, asked_by, answer, done_at, password_phc FROM rights_change WHERE id = :id", {with("id", id)},
                {&kind, &c.subject, &c.panel, &c.role, &c.level, &c.chair, &until, &c.reason, &row.asked_by, &answer, &done, &c.password_phc}))
        return std::nullopt;
    c.kind = rights_kind(kind).value();
    if (!until.empty()) c.until = date(until);
    row.waits = answer.empty() && !done;
    return row;
}

std::vector<RightsLine> rights_lines(Transaction& tx, std::string_view column, std::string_view value, int most) {
    std::vector<RightsLine> lines;
    RightsLine l;
    std::int64_t asked = 0;
    std::optional<std::int64_t> answered, done;
    const std::string where = column == "waiting" ? "c.answered_at IS NULL AND c.done_at IS NULL" : fmt::format("c.{} = :value", column == "panel" ? "panel" : column == "subject" ? "subject" : "id");
    std::vector<Bind> binds{with("most", most)};
    if (column != "waiting") binds.push_back(with("value", value));
    tx.each("SELECT c.id, c.kind, c.subject, COALESCE(trim(s.title || ' ' || s.name), g.name, p.name, c.subject), c.panel, c.was, c.becomes, c.reason, c.asked_by, "
            "COALESCE(trim(a.title || ' ' || a.name), ''), COALESCE(trim(b.title || ' ' || b.name), ''), c.answer, c.answer_reason, c.asked_at, c.answered_at, c.done_at "
            "FROM rights_change c LEFT JOIN account s ON s.id = c.subject LEFT JOIN agency g ON g.id = c.subject LEFT JOIN panel_group p ON p.id = c.subject "
            "LEFT JOIN account a ON a.id = c.asked_by LEFT JOIN account b ON b.id = c.answered_by WHERE " + where + " ORDER BY c.asked_at DESC, c.id DESC LIMIT :most",
            std::move(binds),
            {&l.id, &l.kind, &l.subject, &l.subject_name, &l.panel, &l.was, &l.becomes, &l.reason, &l.asked_by, &l.asked_by_name, &l.answered_by_name, &l.answer, &l.answer_reason, &asked, &answered, &done},
            [&] {
                l.asked_at = instant_of(asked);
                l.answered_at = answered ? std::optional(instant_of(*answered)) : std::nullopt;
                l.done_at = done ? std::optional(instant_of(*done)) : std::nullopt;
                lines.push_back(l);
            });
    return lines;
}

bool is_restricted(Transaction& tx, std::string_view panel) {
    bool restricted = false;
    tx.one("SELECT restricted FROM panel_group WHERE id = :panel", {with("panel", panel)}, {&restricted});
    return restricted;
}

bool is_reset(RightsKind kind) { return kind == RightsKind::password || kind == RightsKind::second_factor; }
bool of_one_group(RightsKind kind) { return kind == RightsKind::membership || kind == RightsKind::leave; }

namespace {

// Whoever signs in as them leads a group, reads the ledger, erases or administers.
bool has_powers(Transaction& tx, std::string_view account, domain::Date today) {
    const auto actor = standing_of_account(tx, account);
    return (actor.role != domain::BaseRole::practitioner && actor.role != domain::BaseRole::analyst) || std::ranges::any_of(actor.memberships, [&](const auto& m) { return coordinates(actor, m.panel, today); });
}

bool coordinates_any(const domain::Actor& actor, domain::Date today) { return std::ranges::any_of(actor.memberships, [&](const auto& m) { return coordinates(actor, m.panel, today); }); }

bool answers_for_nobody_else(const domain::Actor& actor, const RightsChange& change, std::string_view asked_by) {
    return actor.disabled || actor.agency_suspended || actor.role != domain::BaseRole::practitioner || actor.account == asked_by || actor.account == change.subject;
}

std::vector<std::string> coordinators(Transaction& tx, domain::Date today) {
    std::vector<std::string> accounts;
    std::string account;
    tx.each("SELECT DISTINCT account FROM membership WHERE level = 'coordinator' AND until >= :today ORDER BY account", {with("today", domain::iso_date(today))}, {&account}, [&] { accounts.push_back(account); });
    return accounts;
}

bool leads_one_of(const domain::Actor& actor, const std::vector<std::string>& panels, domain::Date today) {
    return std::ranges::any_of(panels, [&](const auto& panel) { return coordinates(actor, panel, today); });
}

}  // namespace

bool may_answer_rights(Transaction& tx, const domain::Actor& actor, const RightsChange& change, std::string_view asked_by, domain::Instant now) {
    if (answers_for_nobody_else(actor, change, asked_by)) return false;
    const auto today = london_date(now);
    if (change.kind == RightsKind::membership) return coordinates(actor, change.panel, today);
    if (change.kind == RightsKind::open) return coordinates(actor, change.subject, today);
    const auto panels = panels_of(tx, change.subject, today);
    if (leads_one_of(actor, panels, today)) return true;
    const auto leads_them = [&](const std::string& id) {
        const auto other = standing_of_account(tx, id);
        return !answers_for_nobody_else(other, change, asked_by) && leads_one_of(other, panels, today);
    };
    const bool left_to_their_own = !panels.empty() && (!is_reset(change.kind) || std::ranges::any_of(coordinators(tx, today), leads_them));
    return !left_to_their_own && coordinates_any(actor, today);
}

std::vector<std::string> rights_approvers(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now) {
    auto accounts = coordinators(tx, london_date(now));
    std::erase_if(accounts, [&](const std::string& id) { return !may_answer_rights(tx, standing_of_account(tx, id), change, asked_by, now); });
    return accounts;
}

std::vector<std::string> who_could_answer_rights(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now) {
    std::vector<std::string> names;
    for (const auto& id : rights_approvers(tx, change, asked_by, now)) {
        const auto actor = standing_of_account(tx, id);
        if (names.size() < 10) names.push_back(std::string(domain::trimmed(actor.title + " " + actor.name)));
    }
    return names;
}

bool takes_second_person(Transaction& tx, const RightsChange& change, const RightsAsker& asker, domain::Instant now) {
    if (change.kind == RightsKind::role || change.kind == RightsKind::open || (change.kind == RightsKind::membership && is_restricted(tx, change.panel))) return true;
    const bool proposed = change.kind == RightsKind::membership && asker.role == domain::BaseRole::sysadmin;
    if (!proposed && !(is_reset(change.kind) && has_powers(tx, change.subject, london_date(now)))) return false;
    return !rights_approvers(tx, change, asker.account, now).empty();
}

std::vector<std::string> second_persons_for(Transaction& tx, const RightsChange& change, domain::Instant now) {
    return takes_second_person(tx, change, {}, now) ? rights_approvers(tx, change, {}, now) : std::vector<std::string>{};
}

bool asker_still_may(Transaction& tx, const RightsChange& change, std::string_view asked_by, domain::Instant now) {
    const auto asker = standing_of_account(tx, asked_by);
    auth::Record facts;
    if (asker.role != domain::BaseRole::sysadmin && of_one_group(change.kind)) facts.id = facts.panel = change.panel;
    return auth::may(asker, auth::Action::administer, facts, london_date(now), now).verdict == auth::Verdict::allow;
}

}  // namespace casework::persistence
