// Adding and changing accounts, memberships and agreements.
#include "persistence/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/access/declared_interests.hpp"
#include "persistence/access_tokens.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/clock.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {
namespace {

using domain::Outcome;
using domain::RefusalKind;

template <class... Words>
auto refused(std::string field, fmt::format_string<Words...> message, Words&&... words) {
    return domain::refuse(RefusalKind::invalid, std::move(field), fmt::format(message, std::forward<Words>(words)...));
}

bool is_slug(std::string_view id) {
    return id.size() >= 2 && id.size() <= 40 && id.front() != '-' && id.back() != '-' &&
           std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}
bool is_username(std::string_view name) {
    return name.size() >= 2 && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
           });
}
bool is_line(std::string_view text, std::size_t most) {
    return domain::is_utf8(text) && !domain::has_control_characters(text) && text.find('\n') == std::string_view::npos &&
           domain::code_points(text) <= most && !domain::trimmed(text).empty();
}

bool exists(Transaction& tx, std::string_view sql, std::string_view id) {
    std::string found;
    return tx.one(sql, {with("id", id)}, {&found});
}
bool agency_exists(Transaction& tx, std::string_view id) { return exists(tx, "SELECT id FROM agency WHERE id = :id", id); }
bool group_exists(Transaction& tx, std::string_view id) { return exists(tx, "SELECT id FROM panel_group WHERE id = :id", id); }

void append(Transaction& tx, const Administration& by, std::string_view action, std::string_view type, std::vector<std::string> objects,
            std::vector<std::string> fields, std::string_view panel = {}) {
    auto entry = by.into != nullptr ? *by.into : by.who;
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = type;
    entry.objects = std::move(objects);
    entry.fields = std::move(fields);
    entry.panel = panel;
    if (by.into != nullptr) {
        *by.into = std::move(entry);
        return;
    }
    const auto receipt = by.ledger.append(tx, std::move(entry));
    if (by.receipt != nullptr) *by.receipt = receipt;
}

std::int64_t end_rows(Transaction& tx, const Administration& by, std::string_view account, std::string_view except) {
    return tx.run("UPDATE session SET ended_at = :now WHERE account = :account AND hash <> :except AND ended_at IS NULL",
                  {with("now", micros(by.now)), with("account", account), with("except", except)});
}

Outcome<AccountLine> known_account(Transaction& tx, std::string_view id_or_username) {
    if (auto line = find_account(tx, id_or_username)) return *std::move(line);
    return refused("account", "There is no account {}", id_or_username);
}

constexpr std::string_view account_columns =
    "SELECT a.id, a.username, a.agency, g.name, a.name, a.title, a.role, a.disabled_at, a.must_set_password FROM account a JOIN agency g ON g.id = a.agency";

std::vector<AccountLine> read_accounts(Transaction& tx, const std::string& sql, std::vector<Bind> binds) {
    std::vector<AccountLine> lines;
    AccountLine line;
    std::optional<std::int64_t> disabled_at;
    tx.each(sql, std::move(binds),
            {&line.id, &line.username, &line.agency, &line.agency_name, &line.name, &line.title, &line.role, &disabled_at, &line.must_set_password}, [&] {
                line.disabled = disabled_at.has_value();
                lines.push_back(line);
            });
    return lines;
}

}  // namespace

Outcome<std::string> add_agency(Transaction& tx, const Administration& by, std::string_view id, std::string_view name) {
    if (!is_slug(id)) return refused("id", "The id of an agency is 2 to 40 lower-case letters, figures and hyphens, such as kent-police");
    if (!is_line(name, 100)) return refused("name", "Enter the agency's name, at most 100 characters");
    if (agency_exists(tx, id)) return refused("id", "There is already an agency {}", id);
    if (exists(tx, "SELECT id FROM agency WHERE name = :id", name)) return refused("name", "There is already an agency called {}", name);
    tx.run("INSERT INTO agency (id, name) VALUES (:id, :name)", {with("id", id), with("name", name)});
    append(tx, by, "add_agency", "agency", {std::string(id)}, {"name"});
    return std::string(id);
}

Outcome<bool> suspend_agency(Transaction& tx, const Administration& by, std::string_view id, bool suspended) {
    if (!agency_exists(tx, id)) return refused("agency", "There is no agency {}", id);
    tx.run("UPDATE agency SET suspended = :suspended, version = version + 1 WHERE id = :id", {with("suspended", suspended), with("id", id)});
    append(tx, by, suspended ? "suspend_agency" : "resume_agency", "agency", {std::string(id)}, {"suspended"});
    return true;
}

Outcome<bool> set_agency_kind(Transaction& tx, const Administration& by, std::string_view id, std::string_view kind) {
    if (!agency_exists(tx, id)) return refused("agency", "There is no agency {}", id);
    if (!domain::has_code(domain::community_protection::agency_kinds(), kind)) return refused("kind", "The kind of an agency is police, district, unitary, county, housing or other, not {}", kind);
    tx.run("UPDATE agency SET kind = :kind, version = version + 1 WHERE id = :id", {with("kind", kind), with("id", id)});
    append(tx, by, "set_agency_kind", "agency", {std::string(id)}, {"kind"});
    return true;
}

Outcome<std::string> add_group(Transaction& tx, const Administration& by, std::string_view id, std::string_view name, std::string_view purpose) {
    // Without figures: what has figures is the reference of a record.
    if (!is_slug(id) || id.find_first_of("0123456789") != std::string_view::npos) return refused("id", "The id of a group is 2 to 40 lower-case letters and hyphens, such as tctf");
    if (!is_line(name, 100)) return refused("name", "Enter the group's name, at most 100 characters");
    if (group_exists(tx, id)) return refused("id", "There is already a group {}", id);
    if (exists(tx, "SELECT id FROM panel_group WHERE name = :id", name)) return refused("name", "There is already a group called {}", name);
    tx.run("INSERT INTO panel_group (id, name, purpose) VALUES (:id, :name, :purpose)", {with("id", id), with("name", name), with("purpose", purpose)});
    append(tx, by, "add_group", "group", {std::string(id)}, {"name", "purpose"}, id);
    return std::string(id);
}

Outcome<bool> set_agreement(Transaction& tx, const Administration& by, const NewAgreement& a) {
    if (!agency_exists(tx, a.agency)) return refused("agency", "There is no agency {}", a.agency);
    if (!group_exists(tx, a.panel)) return refused("group", "There is no group {}", a.panel);
    if (a.until < a.signed_on) return refused("until", "An agreement ends on or after the day it was signed");
    if (a.grace_days < 0 || a.grace_days > 90) return refused("grace", "The grace of an agreement is 0 to 90 days");
    tx.run("INSERT INTO agreement (agency, panel, signed_on, until, grace_days) VALUES (:agency, :panel, :signed, :until, :grace) "
           "ON CONFLICT (agency, panel) DO UPDATE SET signed_on = excluded.signed_on, until = excluded.until, grace_days = excluded.grace_days, "
           "version = agreement.version + 1",
           {with("agency", a.agency), with("panel", a.panel), with("signed", domain::iso_date(a.signed_on)), with("until", domain::iso_date(a.until)),
            with("grace", a.grace_days)});
    append(tx, by, "set_agreement", "agency", {a.agency}, {"until", "grace_days"}, a.panel);
    return true;
}

Outcome<std::string> add_account(Transaction& tx, const Administration& by, const NewAccount& account) {
    const auto username = domain::ascii_lower(account.username);
    if (!is_username(username)) return refused("username", "A user name is 2 to 64 letters, figures, full stops, hyphens, underscores or @");
    if (!is_line(account.name, 100)) return refused("name", "Enter the person's name, at most 100 characters");
    if (!account.title.empty() && !is_line(account.title, 60)) return refused("title", "A rank or job title has at most 60 characters");
    if (!agency_exists(tx, account.agency)) return refused("agency", "There is no agency {}", account.agency);
    if (find_account(tx, username)) return refused("username", "There is already an account {}", username);
    const auto id = next_reference(tx, "USR", london_date(by.now));
    tx.run("INSERT INTO account (id, username, agency, name, title, role, password, must_set_password, password_set_at, created_at) VALUES "
           "(:id, :username, :agency, :name, :title, :role, :password, :must, :now, :now)",
           {with("id", id), with("username", username), with("agency", account.agency), with("name", account.name), with("title", account.title),
            with("role", word(account.role)), with("password", account.password_phc), with("must", account.must_set_password), with("now", micros(by.now))});
    append(tx, by, "add_account", "account", {id}, {"username", "agency", "name", "title", "role", "password"});
    match_own_name(tx, id, by.now);
    return id;
}

std::optional<AccountLine> find_account(Transaction& tx, std::string_view id_or_username) {
    auto lines = read_accounts(tx, std::string(account_columns) + " WHERE a.id = :id OR a.username = :name",
                               {with("id", id_or_username), with("name", domain::ascii_lower(id_or_username))});
    if (lines.empty()) return std::nullopt;
    return std::move(lines.front());
}
std::vector<AccountLine> list_accounts(Transaction& tx) { return read_accounts(tx, std::string(account_columns) + " ORDER BY a.id", {}); }
std::int64_t count_accounts(Transaction& tx) {
    std::int64_t count = 0;
    tx.one("SELECT count(*) FROM account", {}, {&count});
    return count;
}

Outcome<bool> set_role(Transaction& tx, const Administration& by, std::string_view account, domain::BaseRole role) {
    const auto line = known_account(tx, account);
    if (!line) return std::unexpected(line.error());
    tx.run("UPDATE account SET role = :role, version = version + 1 WHERE id = :id", {with("role", word(role)), with("id", line->id)});
    end_rows(tx, by, line->id, {});
    revoke_tokens_of(tx, line->id, by.now);
    append(tx, by, "set_role", "account", {line->id}, {"role"});
    return true;
}

namespace {

bool is_address(std::string_view email) {
    const auto at = email.find('@');
    return email.size() <= 254 && at != email.npos && at > 0 && at + 1 < email.size() && email.find('@', at + 1) == email.npos &&
           std::ranges::all_of(email, [](unsigned char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != ',' && c != '"'; });
}

domain::Refusals details_refused(Transaction& tx, const AccountLine& line, const AccountDetails& d) {
    if (!is_line(d.name, 100)) return refused("name", "Enter the person's name, at most 100 characters").error();
    if (!d.title.empty() && !is_line(d.title, 60)) return refused("title", "A rank or job title has at most 60 characters").error();
    if (!agency_exists(tx, d.agency)) return refused("agency", "There is no agency {}", d.agency).error();
    if (!d.email.empty() && !is_address(d.email)) return refused("email", "Enter an e-mail address, such as name@example.org").error();
    if (!d.manager.empty() && (d.manager == line.id || !find_account(tx, d.manager))) return refused("manager", "Their manager is another account, such as USR-2026-0003").error();
    return {};
}

void leave_groups(Transaction& tx, const Administration& by, std::string_view account) {
    tx.run("UPDATE membership SET until = :until, chair = 0, version = version + 1 WHERE account = :account AND until > :until",
           {with("until", domain::iso_date(domain::add_days(london_date(by.now), -1))), with("account", account)});
}

}  // namespace

Outcome<bool> set_details(Transaction& tx, const Administration& by, std::string_view account, const AccountDetails& d) {
    const auto line = known_account(tx, account);
    if (!line) return std::unexpected(line.error());
    if (auto refusals = details_refused(tx, *line, d); !refusals.empty()) return std::unexpected(std::move(refusals));
    tx.run("UPDATE account SET agency = :agency, name = :name, title = :title, email = :email, manager = :manager, version = version + 1 WHERE id = :id",
           {with("agency", d.agency), with("name", d.name), with("title", d.title), with("email", d.email), with("manager", d.manager), with("id", line->id)});
    if (d.name != line->name) match_own_name(tx, line->id, by.now);
    if (d.agency != line->agency) {
        leave_groups(tx, by, line->id);
        end_rows(tx, by, line->id, {});
        revoke_tokens_of(tx, line->id, by.now);
    }
    append(tx, by, "set_details", "account", {line->id}, {"agency", "name", "title", "email", "manager"});
    return true;
}

Outcome<bool> restrict_group(Transaction& tx, const Administration& by, std::string_view id, bool restricted) {
    if (!group_exists(tx, id)) return refused("group", "There is no group {}", id);
    tx.run("UPDATE panel_group SET restricted = :restricted, version = version + 1 WHERE id = :id", {with("restricted", restricted), with("id", id)});
    append(tx, by, "restrict_group", "group", {std::string(id)}, {"restricted"}, id);
    return true;
}

Outcome<bool> set_membership(Transaction& tx, const Administration& by, const NewMembership& m) {
    const auto line = known_account(tx, m.account);
    if (!line) return std::unexpected(line.error());
    if (!group_exists(tx, m.panel)) return refused("group", "There is no group {}", m.panel);
    const auto today = london_date(by.now);
    if (m.until < today) return refused("until", "A membership ends today or later");
    if (m.until > domain::add_months(today, 12)) return refused("until", "A membership lasts at most 12 months");
    if (m.chair && m.level == domain::Level::viewer) return refused("chair", "A chair is a contributor or a coordinator");
    tx.run("INSERT INTO membership (id, account, panel, level, chair, until) VALUES (:id, :account, :panel, :level, :chair, :until) "
           "ON CONFLICT (account, panel) DO UPDATE SET level = excluded.level, chair = excluded.chair, until = excluded.until, "
           "version = membership.version + 1",
           {with("id", next_reference(tx, "MEM", today)), with("account", line->id), with("panel", m.panel), with("level", word(m.level)),
            with("chair", m.chair), with("until", domain::iso_date(m.until))});
    append(tx, by, "set_membership", "account", {line->id}, {"level", "chair", "until"}, m.panel);
    return true;
}

Outcome<bool> end_membership(Transaction& tx, const Administration& by, std::string_view account, std::string_view panel) {
    const auto line = known_account(tx, account);
    if (!line) return std::unexpected(line.error());
    const auto yesterday = domain::add_days(london_date(by.now), -1);
    const auto ended = tx.run("UPDATE membership SET until = :until, chair = 0, version = version + 1 WHERE account = :account AND panel = :panel AND until > :until",
                              {with("until", domain::iso_date(yesterday)), with("account", line->id), with("panel", panel)});
    if (ended == 0) return refused("group", "{} is not a member of {}", line->username, panel);
    append(tx, by, "end_membership", "account", {line->id}, {"until"}, panel);
    return true;
}

Outcome<bool> disable_account(Transaction& tx, const Administration& by, std::string_view account, bool disabled) {
    const auto line = known_account(tx, account);
    if (!line) return std::unexpected(line.error());
    tx.run("UPDATE account SET disabled_at = :at, version = version + 1 WHERE id = :id",
           {disabled ? with("at", micros(by.now)) : with("at", nullptr), with("id", line->id)});
    if (!disabled) tx.run("UPDATE account SET enabled_at = :now WHERE id = :id", {with("now", micros(by.now)), with("id", line->id)});
    if (disabled) {
        end_rows(tx, by, line->id, {});
        revoke_tokens_of(tx, line->id, by.now);
    }
    append(tx, by, disabled ? "disable_account" : "enable_account", "account", {line->id}, {"disabled"});
    return true;
}

namespace {

void write_password(Transaction& tx, const Administration& by, std::string_view account, std::string_view phc, bool must_set) {
    tx.run("UPDATE account SET password = :password, must_set_password = :must, password_set_at = :now, version = version + 1 WHERE id = :id",
           {with("password", phc), with("must", must_set), with("now", micros(by.now)), with("id", account)});
    revoke_tokens_of(tx, account, by.now);
}

}  // namespace

Outcome<bool> reset_password(Transaction& tx, const Administration& by, std::string_view account, std::string_view phc) {
    const auto line = known_account(tx, account);
    if (!line) return std::unexpected(line.error());
    write_password(tx, by, line->id, phc, true);
    end_rows(tx, by, line->id, {});
    append(tx, by, "reset_password", "account", {line->id}, {"password"});
    return true;
}

Outcome<bool> set_own_password(Transaction& tx, const Administration& by, std::string_view account, std::string_view phc, std::string_view except_session) {
    write_password(tx, by, account, phc, false);
    end_rows(tx, by, account, except_session);
    append(tx, by, "set_password", "account", {std::string(account)}, {"password"});
    return true;
}

std::int64_t end_sessions(Transaction& tx, const Administration& by, std::string_view account, std::string_view except_session) {
    const auto ended = end_rows(tx, by, account, except_session);
    append(tx, by, "end_sessions", "account", {std::string(account)}, {});
    return ended;
}

domain::Outcome<bool> end_one_session(Transaction& tx, const Administration& by, std::string_view account, std::string_view session_name) {
    const auto ended = tx.run("UPDATE session SET ended_at = :now WHERE account = :account AND substr(hash, 1, 12) = :name AND ended_at IS NULL",
                              {with("now", micros(by.now)), with("account", account), with("name", session_name)});
    if (ended == 0) return domain::not_found();
    append(tx, by, "end_session", "account", {std::string(account)}, {std::string(session_name)});
    return true;
}

std::vector<ListedAgency> list_agencies(Transaction& tx) {
    std::vector<ListedAgency> lines;
    ListedAgency line;
    tx.each("SELECT id, name, suspended FROM agency ORDER BY id", {}, {&line.id, &line.name, &line.suspended}, [&] { lines.push_back(line); });
    for (auto& agency : lines) {
        std::string panel, until;
        int grace = 0;
        tx.each("SELECT panel, until, grace_days FROM agreement WHERE agency = :agency ORDER BY panel", {with("agency", agency.id)},
                {&panel, &until, &grace}, [&] { agency.agreements.push_back({panel, date(until), grace}); });
    }
    return lines;
}

std::vector<GroupLine> list_groups(Transaction& tx) {
    std::vector<GroupLine> lines;
    GroupLine line;
    tx.each("SELECT g.id, g.name, count(m.id) FROM panel_group g LEFT JOIN membership m ON m.panel = g.id GROUP BY g.id, g.name ORDER BY g.id", {},
            {&line.id, &line.name, &line.members}, [&] { lines.push_back(line); });
    return lines;
}

std::vector<SessionLine> list_sessions(Transaction& tx, std::string_view account) {
    std::vector<SessionLine> lines;
    SessionLine line;
    std::int64_t started = 0, used = 0;
    tx.each("SELECT hash, started_at, last_used_at, source_address FROM session WHERE account = :account AND ended_at IS NULL ORDER BY last_used_at DESC",
            {with("account", account)}, {&line.hash, &started, &used, &line.source_address}, [&] {
                line.started = instant_of(started);
                line.last_used = instant_of(used);
                lines.push_back(line);
            });
    return lines;
}

std::string password_phc(Transaction& tx, std::string_view account) {
    std::string phc;
    tx.one("SELECT password FROM account WHERE id = :id", {with("id", account)}, {&phc});
    return phc;
}

std::string group_name(Database& database, std::string_view panel) {
    std::string name(panel);
    database.read([&](Transaction& tx) { tx.one("SELECT name FROM panel_group WHERE id = :id", {with("id", panel)}, {&name}); });
    return name;
}

}  // namespace casework::persistence
