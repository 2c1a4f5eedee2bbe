// Reading and changing the register of authorities.
#include "persistence/community_protection/authorities.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

std::vector<protection::Power> powers_of(const std::vector<std::string>& words) {
    std::vector<protection::Power> powers;
    for (const auto& word : words) powers.push_back(word == "warning" ? protection::Power::warning : word == "notice" ? protection::Power::notice : protection::Power::penalty);
    return powers;
}

bool holds_today(const protection::Authority& a, domain::Date today) { return today >= a.from && (!a.until || today <= *a.until) && (!a.ended_on || today < *a.ended_on); }

std::vector<AuthorityLine> lines_of(Transaction& tx, std::string_view panel, domain::Date today) {
    std::vector<AuthorityLine> lines;
    std::vector<std::string> holders;
    std::string account;
    tx.each("SELECT DISTINCT account FROM officer_authority WHERE panel = :panel ORDER BY account", {with("panel", panel)}, {&account}, [&] { holders.push_back(account); });
    for (const auto& holder : holders) {
        AuthorityLine line;
        tx.one("SELECT trim(a.title || ' ' || a.name), g.name FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :id", {with("id", holder)}, {&line.holder_name, &line.agency_name});
        for (auto& authority : authorities_of(tx, holder)) {
            line.authority = std::move(authority);
            line.live = holds_today(line.authority, today);
            lines.push_back(line);
        }
    }
    std::ranges::stable_partition(lines, &AuthorityLine::live);
    return lines;
}

// Members of the group hold its authorities.
bool member(Transaction& tx, std::string_view panel, std::string_view account, domain::Date today) {
    std::string id;
    return tx.one("SELECT id FROM membership WHERE panel = :panel AND account = :account AND until >= :today", {with("panel", panel), with("account", account), with_day("today", today)}, {&id});
}

Refusals refused(Writing& writing, std::string_view panel, const NewAuthority& a) {
    Refusals refusals;
    const auto need = [&](bool holds, std::string field, std::string message, std::string authority = {}) {
        if (!holds) refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), std::move(authority)});
    };
    need(member(writing.tx, panel, a.account, writing.today), "account", "Select a member of the group");
    need(a.account != writing.actor.account, "account", "Somebody else enters your own authority", "2014 Act s.53; local rule");
    need(!a.powers.empty() && std::ranges::all_of(a.powers, [](const auto& p) { return p == "warning" || p == "notice" || p == "penalty"; }), "powers", "Select what the authority lets the officer do");
    for (const auto& [text, field] : {std::pair{&a.instrument, "instrument"}, {&a.given_by, "given_by"}}) need(domain::code_points(*text) <= 200, field, "Answer must be 200 characters or less");
    protection::Authority whole{"", a.account, "", "", a.kind, domain::tidy_line(a.instrument), domain::tidy_line(a.given_by), {own_area(writing.tx, panel, a.from)}, powers_of(a.powers), a.from, a.until, {}};
    writing.tx.one("SELECT a.agency, g.kind FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :account", {with("account", a.account)}, {&whole.agency, &whole.agency_kind});
    if (auto faulty = protection::authority_faulty(whole); !faulty.empty()) refusals.push_back({RefusalKind::rule, "kind", std::move(faulty), "2014 Act ss.53, 57"});
    return refusals;
}

}  // namespace

domain::Outcome<AuthorityRegister> read_authorities(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::list, "read_authorities", "panel"}, [&](Reading& reading) {
        AuthorityRegister all{std::string(panel), panel_name(reading.tx, panel), lines_of(reading.tx, panel, reading.today), false};
        all.may_change = auth::may(gate.actor(), auth::Action::administer, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow;
        return all;
    });
}

domain::Outcome<std::string> add_authority(Gate& gate, std::string_view panel, const NewAuthority& a) {
    return gate.perform_in_panel(panel, {auth::Action::administer, "add_authority", "account", domain::LoggedOperation::security}, [&](Writing& writing) -> domain::Outcome<std::string> {
        if (auto refusals = refused(writing, panel, a); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = next_reference(writing.tx, "AUT", writing.today);
        writing.tx.run("INSERT INTO officer_authority (id, panel, account, kind, instrument, given_by, areas, powers, from_day, until_day, added_by, at) VALUES (:id, :panel, :account, :kind, :instrument, "
                       ":by, :areas, :powers, :from, :until, :added, :at)",
                       {with("id", id), with("panel", panel), with("account", a.account), with("kind", a.kind), with("instrument", domain::tidy_line(a.instrument)), with("by", domain::tidy_line(a.given_by)),
                        with("areas", own_area(writing.tx, panel, a.from)), with("powers", joined(a.powers)), with_day("from", a.from), with_day("until", a.until), with("added", writing.actor.account), with_at("at", writing.now)});
        writing.entry.objects = {a.account, id};
        writing.entry.fields = a.powers;
        return id;
    });
}

domain::Outcome<bool> end_authority(Gate& gate, std::string_view panel, std::string_view id, domain::Date on) {
    return gate.perform_in_panel(panel, {auth::Action::administer, "end_authority", "account", domain::LoggedOperation::security}, [&](Writing& writing) -> domain::Outcome<bool> {
        if (on < writing.today) return domain::refuse(RefusalKind::invalid, "ended_on", "Date it ends must be today or in the future", "2014 Act s.53");
        std::string account;
        if (!writing.tx.one("SELECT account FROM officer_authority WHERE id = :id AND panel = :panel AND ended_on IS NULL", {with("id", id), with("panel", panel)}, {&account})) return domain::not_found();
        writing.tx.run("UPDATE officer_authority SET ended_on = :on WHERE id = :id", {with_day("on", on), with("id", id)});
        writing.entry.objects = {account, std::string(id)};
        writing.entry.fields = {"from " + domain::iso_date(on)};
        return true;
    });
}

}  // namespace casework::persistence
