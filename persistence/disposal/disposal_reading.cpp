// Who sees a request and who sees a certificate: a records officer through the policy while it is open, the group's coordinators, auditors afterwards.
#include <algorithm>

#include "persistence/access/access_rows.hpp"
#include "persistence/disposal/disposal_rows.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/second_person_rows.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::disposal;
using auth::Action;
using domain::Outcome;

constexpr std::string_view newest = "ORDER BY d.asked_at DESC, d.id DESC LIMIT 100";

// Of a certificate there is no record to be judged by: only its group stands there, and whom the record was kept from.
bool reads_certificates_of(const domain::Actor& actor, const Disposal& d, domain::Date today, domain::Instant now) {
    auth::Record of_group;
    of_group.id = d.record, of_group.panel = d.panel, of_group.open_disposal = true;
    switch (actor.role) {
        case domain::BaseRole::auditor: return true;
        case domain::BaseRole::records_officer: return auth::may(actor, Action::read, of_group, today, now).verdict == auth::Verdict::allow;
        case domain::BaseRole::practitioner: return coordinates_panel(actor, d.panel, today);
        default: return false;
    }
}

bool kept_from(Transaction& tx, const Disposal& d, const std::optional<auth::Record>& facts, const domain::Actor& actor) {
    if (facts) return facts->excluded;
    std::int64_t kept = 0;
    tx.one("SELECT count(*) FROM disposal_exclusion WHERE disposal_id = :id AND ((account <> '' AND account = :account) OR (agency <> '' AND agency = :agency))",
           {with("id", d.id), with("account", actor.account), with("agency", actor.agency)}, {&kept});
    return kept > 0;
}

bool sees_certificate(const Listing& listing, const domain::Actor& actor, const Disposal& d, const std::optional<auth::Record>& facts) {
    return reads_certificates_of(actor, d, listing.today, listing.now) && !kept_from(listing.tx, d, facts, actor);
}

void add_record_facts(Transaction& tx, Disposal& d, const domain::Actor& actor, domain::Instant now) {
    const auto today = london_date(now);
    const auto standing = standing_of_record(tx, d.record, today);
    if (!standing) return;
    d.opened_on = standing->opened_on, d.sensitivity = standing->sensitivity;
    d.size = size_of_record(tx, d.record);
    d.holds = holds_of(tx, d.record);
    auto facts = facts_of_disposal(tx, d.record, *standing, today);
    facts.reason = d.reason, facts.own = d.asked_by == actor.account, facts.records_officer = actor.role == domain::BaseRole::records_officer;
    facts.asker_still_may = may_ask_disposal(tx, standing_of_account(tx, d.asked_by), d.record, now);
    for (const auto& offer : domain::offered(rules::workflow(), rules::State::open, facts))
        if (offer.step->event == rules::Event::approve) d.stopped_by = offer.stopped_by;
    if (d.reason == rules::retention_over && standing->allowed_from > today)
        d.stopped_by.push_back({domain::RefusalKind::rule, {}, "Its retention period, as it is set today, ends on " + domain::long_date(*standing->allowed_from), "Retention and disposal schedule of the partnership"});
    d.may_answer = facts.records_officer && !facts.own;
    d.may_withdraw = facts.own;
}

std::optional<Disposal> find(Gate& gate, std::string_view id) {
    const auto found = gate.open_through(id, {Action::list, "find_disposal", disposal_object}, [&](Listing& listing) -> std::optional<Disposal> {
        auto lines = disposal_lines(listing.tx, "WHERE d.id = :id", {with("id", id)});
        if (lines.empty()) return std::nullopt;
        const auto& d = lines.front();
        const auto facts = record_facts(listing.tx, d.record, gate.actor(), listing.now);
        const bool through_record = facts && auth::may(gate.actor(), gate.actor().role == domain::BaseRole::practitioner ? Action::close : Action::read, *facts, listing.today, listing.now).verdict == auth::Verdict::allow;
        const bool sees = facts && d.state == "open" ? through_record && (gate.actor().role != domain::BaseRole::practitioner || coordinates_panel(gate.actor(), d.panel, listing.today))
                                                     : sees_certificate(listing, gate.actor(), d, facts);
        if (!sees) return std::nullopt;
        listing.shown.push_back(d.record);
        return d;
    });
    return found ? std::optional(*found) : std::nullopt;
}

}  // namespace

Outcome<Disposal> open_disposal(Gate& gate, std::string_view id) {
    auto d = find(gate, id);
    if (!d) return domain::not_found();
    if (d->state != "open") return *std::move(d);
    const bool practitioner = gate.actor().role == domain::BaseRole::practitioner;
    return gate.open(d->record, {practitioner ? Action::close : Action::read, "open_disposal", disposal_object}, [&](Reading& r) {
        auto all = *d;
        add_record_facts(r.tx, all, gate.actor(), r.now);
        r.shown.push_back(all.id);
        return all;
    });
}

Outcome<Disposals> list_disposals(Gate& gate) {
    const auto& actor = gate.actor();
    const auto role = actor.role;
    const bool practitioner = role == domain::BaseRole::practitioner;
    const bool leads = practitioner && std::ranges::any_of(actor.memberships, [&](const domain::Membership& m) { return coordinates_panel(actor, m.panel, gate.today()); });
    if (!leads && role != domain::BaseRole::records_officer && role != domain::BaseRole::auditor) return domain::not_found();
    return gate.find({practitioner ? Action::request_erase : Action::list, "list_disposals", disposal_object}, [&](Listing& listing) {
        Disposals all;
        const auto sql = scope_sql(listing.scope, listing.now, practitioner ? with_stubs : std::string_view{});
        all.open = disposal_lines(listing.tx, "JOIN record r ON r.id = d.record_id WHERE d.state = 'open' AND " + sql.condition + " ORDER BY d.asked_at, d.id LIMIT 100", sql.binds);
        std::erase_if(all.open, [&](const Disposal& d) { return practitioner && !coordinates_panel(actor, d.panel, listing.today); });
        for (auto& d : disposal_lines(listing.tx, std::string("WHERE d.state <> 'open' ") + std::string(newest), {})) {
            if (sees_certificate(listing, actor, d, record_facts(listing.tx, d.record, actor, listing.now))) all.ended.push_back(std::move(d));
        }
        for (const auto* part : {&all.open, &all.ended})
            for (const auto& d : *part) listing.shown.push_back(d.record);
        listing.count = static_cast<std::int64_t>(all.open.size() + all.ended.size());
        return all;
    });
}

}  // namespace casework::persistence
