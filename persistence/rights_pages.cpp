// What the pages of administrators and coordinators show: people, members, agencies; no content of any case.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/dormancy.hpp"
#include "persistence/rights_rows.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 50;
constexpr int changes_shown = 20;
constexpr auto security = domain::LoggedOperation::security;

#define CASEWORK_ACCOUNT_SUMMARY                                                                                                                       \
    "SELECT a.id, a.username, a.agency, g.name, a.name, a.title, a.role, a.must_set_password, a.email, a.signed_in_at, a.disabled_at, a.created_at, "  \
    "a.enabled_at, a.second_factor, (SELECT count(*) FROM membership m WHERE m.account = a.id AND m.until >= :today) FROM account a "                  \
    "JOIN agency g ON g.id = a.agency "

struct SummaryRow {
    AccountSummary s;
    std::optional<std::int64_t> signed_in, disabled, enabled;
    std::int64_t created = 0;
    std::vector<Into> into() {
        auto& l = s.line;
        return {&l.id, &l.username, &l.agency, &l.agency_name, &l.name, &l.title, &l.role, &l.must_set_password, &s.email, &signed_in, &disabled, &created, &enabled, &s.has_second_factor, &s.memberships};
    }
    AccountSummary taken(const Dormancy& rules, domain::Date today) {
        s.signed_in = signed_in ? std::optional(instant_of(*signed_in)) : std::nullopt;
        s.disabled_at = disabled ? std::optional(instant_of(*disabled)) : std::nullopt;
        s.line.disabled = disabled.has_value();
        const auto goes = dormant_on(std::max({created, signed_in.value_or(0), enabled.value_or(0)}), rules);
        s.goes_dormant = !disabled && goes <= domain::add_days(today, rules.warn_days) ? std::optional(goes) : std::nullopt;
        return s;
    }
};

std::string like(std::string_view words) {
    std::string pattern = "%";
    for (const char c : domain::ascii_lower(words)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

std::vector<MembershipLine> memberships(Transaction& tx, std::string_view column, std::string_view value, domain::Date today) {
    std::vector<MembershipLine> lines;
    MembershipLine m;
    std::string level_word, until;
    tx.each(fmt::format("SELECT m.account, trim(a.title || ' ' || a.name), g.name, m.panel, p.name, m.level, m.chair, m.until, p.restricted FROM membership m JOIN account a ON a.id = m.account "
                        "JOIN agency g ON g.id = a.agency JOIN panel_group p ON p.id = m.panel WHERE m.{} = :value AND m.until >= :since ORDER BY {} LIMIT 500",
                        column == "panel" ? "panel" : "account", column == "panel" ? "a.name, a.id" : "p.name"),
            {with("value", value), with("since", domain::iso_date(domain::add_days(today, -90)))},
            {&m.account, &m.account_name, &m.agency, &m.panel, &m.panel_name, &level_word, &m.chair, &until, &m.restricted}, [&] {
                m.level = level(level_word);
                m.until = date(until);
                m.ended = m.until < today;
                lines.push_back(m);
            });
    return lines;
}

std::vector<AccountLine> could_join(Transaction& tx, std::string_view panel, domain::Date today) {
    std::vector<AccountLine> lines;
    AccountLine l;
    tx.each("SELECT a.id, a.username, a.name, a.title, g.name FROM account a JOIN agency g ON g.id = a.agency JOIN agreement t ON t.agency = a.agency AND t.panel = :panel AND t.until >= :today "
            "WHERE a.disabled_at IS NULL AND a.role = 'practitioner' AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.account = a.id AND m.panel = :panel AND m.until >= :today) ORDER BY a.name, a.id LIMIT 500",
            {with("panel", panel), with("today", domain::iso_date(today))}, {&l.id, &l.username, &l.name, &l.title, &l.agency_name}, [&] { lines.push_back(l); });
    return lines;
}

AccountDetails details(Transaction& tx, std::string_view account) {
    AccountDetails d;
    tx.one("SELECT agency, name, title, email, manager FROM account WHERE id = :id", {with("id", account)}, {&d.agency, &d.name, &d.title, &d.email, &d.manager});
    return d;
}

std::vector<AgreementLine> agreements(Transaction& tx, std::string_view agency, domain::Date today) {
    std::vector<AgreementLine> lines;
    AgreementLine l;
    std::string signed_on, until;
    tx.each("SELECT t.panel, p.name, t.signed_on, t.until, t.grace_days FROM agreement t JOIN panel_group p ON p.id = t.panel WHERE t.agency = :agency ORDER BY p.name", {with("agency", agency)},
            {&l.panel, &l.panel_name, &signed_on, &until, &l.grace_days}, [&] {
                l.signed_on = date(signed_on);
                l.until = date(until);
                l.state = agreement_state(l.until, l.grace_days, today);
                lines.push_back(l);
            });
    return lines;
}

}  // namespace

domain::Outcome<AccountsPage> list_people(Gate& gate, std::string_view words, const PageAsked& asked, const Dormancy& dormancy) {
    return gate.open_panel("", {auth::Action::administer, "list_accounts", "account", security}, [&](Reading& reading) {
        AccountsPage page;
        SummaryRow row;
        std::vector<Bind> binds{with("today", domain::iso_date(reading.today)), with("words", like(words)), with("most", static_cast<int>(page_size) + 1)};
        std::string where = "WHERE (lower(a.username) LIKE :words ESCAPE '\\' OR lower(a.name) LIKE :words ESCAPE '\\' OR lower(g.name) LIKE :words ESCAPE '\\')";
        if (!asked.key().empty()) {
            where += " AND " + beyond(asked, "a.username", ":key");
            binds.push_back(with("key", asked.key()));
        }
        reading.tx.each(CASEWORK_ACCOUNT_SUMMARY + where + " ORDER BY a.username" + direction(asked) + " LIMIT :most", std::move(binds), row.into(),
                        [&] { page.accounts.push_back(row.taken(dormancy, reading.today)); });
        page.ends = cut_page(page.accounts, page_size, asked, [](const AccountSummary& s) { return s.line.username; });
        return page;
    });
}

domain::Outcome<AccountPage> open_account(Gate& gate, std::string_view account, const Dormancy& dormancy) {
    auto opened = gate.open_panel("", {auth::Action::administer, "open_account", "account", security}, [&](Reading& reading) {
        AccountPage page;
        SummaryRow row;
        if (!reading.tx.one(CASEWORK_ACCOUNT_SUMMARY "WHERE a.id = :id", {with("id", account), with("today", domain::iso_date(reading.today))}, row.into())) return page;
        page.summary = row.taken(dormancy, reading.today);
        page.details = details(reading.tx, account);
        reading.tx.one("SELECT trim(title || ' ' || name) FROM account WHERE id = :id", {with("id", page.details.manager)}, {&page.manager_name});
        page.second_factor = second_factor_of(reading.tx, account);
        page.memberships = memberships(reading.tx, "account", account, reading.today);
        page.sessions = list_sessions(reading.tx, account);
        page.changes = rights_lines(reading.tx, "subject", account, changes_shown);
        reading.shown.push_back(std::string(account));
        return page;
    });
    if (opened && opened->summary.line.id.empty()) return domain::not_found();
    return opened;
}

domain::Outcome<MembersPage> open_members(Gate& gate, std::string_view panel) {
    const auto judged = gate.actor().role == domain::BaseRole::sysadmin ? std::string_view{} : panel;
    auto opened = gate.open_panel(judged, {auth::Action::administer, "list_members_of_group", "account", security}, [&](Reading& reading) {
        MembersPage page;
        reading.tx.one("SELECT id, name, restricted FROM panel_group WHERE id = :panel", {with("panel", panel)}, {&page.panel, &page.panel_name, &page.restricted});
        page.restricted = is_restricted(reading.tx, panel);
        page.members = memberships(reading.tx, "panel", panel, reading.today);
        page.could_join = could_join(reading.tx, panel, reading.today);
        page.changes = rights_lines(reading.tx, "panel", panel, changes_shown);
        return page;
    });
    if (opened && opened->panel.empty()) return domain::not_found();
    return opened;
}

AgreementLine::State agreement_state(domain::Date until, int grace_days, domain::Date today) {
    using State = AgreementLine::State;
    if (today > domain::add_days(until, grace_days)) return State::ended;
    if (today > until) return State::in_grace;
    return domain::add_days(today, agreement_warning_days) >= until ? State::ends_soon : State::in_force;
}

domain::Outcome<std::vector<AgencyPage>> list_agency_pages(Gate& gate) {
    return gate.open_panel("", {auth::Action::administer, "list_agreements", "agency", security}, [&](Reading& reading) {
        return agency_pages(reading.tx, reading.today);
    });
}

std::vector<AgencyPage> agency_pages(Transaction& tx, domain::Date today) {
    std::vector<AgencyPage> agencies;
    AgencyPage a;
    tx.each("SELECT g.id, g.name, g.suspended, (SELECT count(*) FROM account a WHERE a.agency = g.id AND a.disabled_at IS NULL) FROM agency g ORDER BY g.name LIMIT 500", {},
            {&a.id, &a.name, &a.suspended, &a.accounts}, [&] { agencies.push_back(a); });
    for (auto& agency : agencies) agency.agreements = agreements(tx, agency.id, today);
    return agencies;
}

}  // namespace casework::persistence
