// Rows of sharings, and the live ones that decide access.
#include "persistence/sharing.hpp"

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/second_person.hpp"

namespace casework::persistence {
namespace {

using domain::LoggedOperation;
using domain::RefusalKind;
using domain::Refusals;

constexpr std::size_t reason_max = 2000;

void read_rows(Transaction& tx, std::string_view record, Sharings& all) {
    Sharing s;
    std::int64_t shared = 0;
    std::optional<std::int64_t> ended;
    tx.each("SELECT s.n, s.panel, COALESCE(g.name, s.panel), s.purpose, s.reason, trim(a.title || ' ' || a.name), ag.name, COALESCE(trim(b.title || ' ' || b.name), ''), s.shared_at, "
            "COALESCE(trim(e.title || ' ' || e.name), ''), s.end_reason, s.ended_at FROM sharing s LEFT JOIN panel_group g ON g.id = s.panel JOIN account a ON a.id = s.shared_by "
            "JOIN agency ag ON ag.id = a.agency LEFT JOIN second_person p ON p.id = s.agreement LEFT JOIN account b ON b.id = p.answered_by LEFT JOIN account e ON e.id = s.ended_by "
            "WHERE s.record_id = :id ORDER BY s.n DESC LIMIT 100",
            {with("id", record)},
            {&s.n, &s.panel, &s.panel_name, &s.purpose, &s.reason, &s.shared_by_name, &s.shared_by_agency, &s.agreed_by_name, &shared, &s.ended_by_name, &s.end_reason, &ended}, [&] {
                s.shared_at = instant_of(shared);
                s.ended_at = instant_of(ended);
                (ended ? all.ended : all.live).push_back(s);
            });
}

void read_others(Transaction& tx, std::string_view record, Sharings& all) {
    SharingOffer other;
    tx.each("SELECT g.id, g.name FROM panel_group g, record r WHERE r.id = :id AND g.id <> r.panel AND NOT EXISTS (SELECT 1 FROM record_share s WHERE s.record_id = r.id AND s.panel = g.id) "
            "ORDER BY g.name",
            {with("id", record)}, {&other.panel, &other.panel_name}, [&] { all.others.push_back(other); });
}

bool is_shared(Transaction& tx, std::string_view record, std::string_view panel) {
    std::string found;
    return tx.one("SELECT panel FROM record_share WHERE record_id = :id AND panel = :panel", {with("id", record), with("panel", panel)}, {&found});
}

// Without an agreement in force no agency of that group could lawfully be shown anything.
bool has_agreement(Transaction& tx, std::string_view panel, domain::Date today) {
    std::string found;
    return tx.one("SELECT m.agency FROM agreement m JOIN agency g ON g.id = m.agency WHERE m.panel = :panel AND m.until >= :today AND g.suspended = 0", {with("panel", panel), with_day("today", today)},
                  {&found});
}

void check_reason(Refusals& refusals, std::string_view reason, std::string empty) {
    if (domain::trimmed(reason).empty()) refusals.push_back({RefusalKind::invalid, "reason", std::move(empty), {}});
    else if (domain::code_points(reason) > reason_max) refusals.push_back({RefusalKind::invalid, "reason", "Reason must be 2,000 characters or less", {}});
}

Refusals check_ending(Writing& writing, std::string_view record, const NewSharing& s) {
    Refusals refusals;
    if (!is_shared(writing.tx, record, s.to)) refusals.push_back({RefusalKind::not_found, {}, "Page not found", {}});
    else check_reason(refusals, s.reason, "Enter why the sharing ends");
    return refusals;
}

Refusals check(Writing& writing, std::string_view record, const NewSharing& s) {
    Refusals refusals;
    std::string name, owner;
    writing.tx.one("SELECT panel FROM record WHERE id = :id", {with("id", record)}, {&owner});
    if (s.to.empty() || !writing.tx.one("SELECT name FROM panel_group WHERE id = :id", {with("id", s.to)}, {&name})) refusals.push_back({RefusalKind::invalid, "to", "Select the group to share with", {}});
    else if (s.to == owner) refusals.push_back({RefusalKind::rule, "to", "The record belongs to this group", {}});
    else if (is_shared(writing.tx, record, s.to)) refusals.push_back({RefusalKind::rule, "to", "It is shared with " + name + " already", {}});
    else if (!has_agreement(writing.tx, s.to, writing.today))
        refusals.push_back({RefusalKind::rule, "to", "No agency has a sharing agreement in force for " + name, "Information sharing agreement"});
    if (!domain::has_code(domain::nominals::sharing_purposes(), s.purpose)) refusals.push_back({RefusalKind::invalid, "purpose", "Select what it is shared for", {}});
    check_reason(refusals, s.reason, "Enter why it is necessary to share this");
    return refusals;
}

Act sharing_act(std::string_view to, std::string_view agreement = {}) { return {auth::Action::share, "share", "record", LoggedOperation::disclosure, to, agreement}; }
Act ending_act(std::string_view to, std::string_view agreement = {}) { return {auth::Action::share, "end_share", "record", LoggedOperation::alteration, to, agreement}; }

void insert(Writing& writing, std::string_view record, const NewSharing& s) {
    writing.tx.run("INSERT INTO record_share (record_id, panel) VALUES (:id, :panel)", {with("id", record), with("panel", s.to)});
    writing.tx.run("INSERT INTO sharing (record_id, n, panel, purpose, reason, shared_by, shared_at, agreement) "
                   "SELECT :id, COALESCE(MAX(n), 0) + 1, :panel, :purpose, :reason, :account, :now, :agreement FROM sharing WHERE record_id = :id",
                   {with("id", record), with("panel", s.to), with("purpose", s.purpose), with("reason", domain::tidy_lines(s.reason)), with("account", writing.actor.account),
                    with_at("now", writing.now), with("agreement", s.agreement)});
}

}  // namespace

domain::Outcome<Sharings> read_sharings(Gate& gate, std::string_view record) {
    return gate.open(record, {auth::Action::read, "read_sharings", "record"}, [&](Reading& reading) {
        Sharings all;
        all.record = record;
        all.panel = reading.record.panel;
        all.panel_name = panel_name(reading.tx, all.panel);
        all.sensitivity = reading.record.sensitivity;
        read_rows(reading.tx, record, all);
        read_others(reading.tx, record, all);
        const auto facts = record_facts(reading.tx, record, gate.actor(), reading.now);
        const auto decision = auth::may(gate.actor(), auth::Action::share, *facts, reading.today, reading.now);
        all.may_share = decision.verdict == auth::Verdict::allow;
        all.needs_agreement = decision.duties.second_person;
        return all;
    });
}

std::vector<std::string> shared_with(Transaction& tx, std::string_view record) {
    std::vector<std::string> names;
    std::string name;
    tx.each("SELECT COALESCE(g.name, s.panel) FROM record_share s LEFT JOIN panel_group g ON g.id = s.panel WHERE s.record_id = :id ORDER BY 1", {with("id", record)}, {&name},
            [&] { names.push_back(name); });
    return names;
}

domain::Outcome<std::string> share(Gate& gate, std::string_view record, const NewSharing& sharing) {
    gate.give_purpose({std::string(auth::name(auth::Action::share)), std::string(record), sharing.purpose});
    return gate.perform(record, sharing_act(sharing.to, sharing.agreement), [&](Writing& writing) -> domain::Outcome<std::string> {
        if (auto refusals = check(writing, record, sharing); !refusals.empty()) return std::unexpected(std::move(refusals));
        insert(writing, record, sharing);
        add_event(writing, record, "share", "shared with " + panel_name(writing.tx, sharing.to), sharing.reason);
        writing.entry.fields = {"shared_with"};
        writing.entry.detail = domain::tidy_lines(sharing.reason);
        return std::string(record);
    });
}

domain::Outcome<std::string> propose_sharing(Gate& gate, std::string_view record, const NewSharing& s) {
    return prepare_agreement(gate, {sharing_act(s.to), std::string(record), s.purpose, s.reason, [&](Writing& writing) { return check(writing, record, s); }});
}
domain::Outcome<std::string> propose_ending(Gate& gate, std::string_view record, const NewSharing& s) {
    return prepare_agreement(gate, {ending_act(s.to), std::string(record), s.purpose, s.reason, [&](Writing& writing) { return check_ending(writing, record, s); }});
}

domain::Outcome<std::string> end_sharing(Gate& gate, std::string_view record, const NewSharing& ending) {
    gate.give_purpose({std::string(auth::name(auth::Action::share)), std::string(record), ending.purpose});
    return gate.perform(record, ending_act(ending.to, ending.agreement), [&](Writing& writing) -> domain::Outcome<std::string> {
        if (auto refusals = check_ending(writing, record, ending); !refusals.empty()) return std::unexpected(std::move(refusals));
        writing.tx.run("DELETE FROM record_share WHERE record_id = :id AND panel = :panel", {with("id", record), with("panel", ending.to)});
        writing.tx.run("UPDATE sharing SET ended_by = :account, ended_at = :now, end_reason = :reason WHERE record_id = :id AND panel = :panel AND ended_at IS NULL",
                       {with("account", writing.actor.account), with_at("now", writing.now), with("reason", domain::tidy_lines(ending.reason)), with("id", record), with("panel", ending.to)});
        add_event(writing, record, "end_share", "no longer shared with " + panel_name(writing.tx, ending.to), ending.reason);
        writing.entry.fields = {"shared_with"};
        writing.entry.detail = domain::tidy_lines(ending.reason);
        return std::string(record);
    });
}

}  // namespace casework::persistence
