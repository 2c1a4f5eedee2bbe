// Putting someone forward for a panel's list.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_fields.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using domain::RefusalKind;

std::optional<int> age_of(const Proposal& p, domain::Date today) { return p.born ? std::optional(domain::age_on(*p.born, today)) : p.estimated_age; }

domain::Refusals check(const Proposal& p, domain::Date today) {
    domain::Refusals refusals;
    const auto need = [&](bool holds, std::string field, std::string message) {
        if (!holds) refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), {}});
    };
    if (p.person.empty()) {
        need(!domain::trimmed(p.name).empty(), "name", "Enter the person’s name");
        need(domain::code_points(p.name) <= 200, "name", "Name must be 200 characters or less");
        need(!p.estimated_age || (*p.estimated_age >= 0 && *p.estimated_age <= 120), "estimated_age", "Estimated age must be between 0 and 120");
        need(!p.estimated_age || p.born || !domain::trimmed(p.age_basis).empty(), "age_basis", "Enter why you think this is the age");
    }
    need(!p.born || *p.born <= today, "born", "Date of birth must be today or in the past");
    for (const auto& [text, field, label] : {std::tuple{&p.evidence, "evidence", "What happened"}, {&p.nexus, "nexus", "Link to the town centre"},
                                             {&p.not_better_elsewhere, "elsewhere", "Why here"}})
        need(domain::code_points(*text) <= 4000, field, std::string(label) + " must be 4,000 characters or less");
    need(!p.incidents || (*p.incidents >= 0 && *p.incidents <= 999), "incidents", "Incidents must be between 0 and 999");
    return refusals;
}

// Already on the way or on the list: a second entry beside it would split the history.
bool already_here(Transaction& tx, std::string_view panel, std::string_view person, std::string& id) {
    return !person.empty() && tx.one("SELECT id FROM nominal WHERE person_id = :person AND panel = :panel AND state IN ('proposed', 'active', 'monitored', 'archived') "
                                     "ORDER BY state_since DESC LIMIT 1",
                                     {with("person", person), with("panel", panel)}, {&id});
}

void insert(Writing& writing, std::string_view id, std::string_view panel, const Proposal& p) {
    writing.tx.run("INSERT INTO nominal (id, panel, person_id, state, state_since, version, proposed_on, proposed_by, proposed_agency, evidence, nexus, "
                   "not_better_elsewhere, incidents) VALUES (:id, :panel, :person, 'proposed', :today, 1, :today, :account, :agency, :evidence, :nexus, :elsewhere, :incidents)",
                   {with("id", id), with("panel", panel), with("person", p.person), with_day("today", writing.today), with("account", writing.actor.account),
                    with("agency", writing.actor.agency), with("evidence", domain::tidy_lines(p.evidence)), with("nexus", domain::tidy_lines(p.nexus)),
                    with("elsewhere", domain::tidy_lines(p.not_better_elsewhere)), with_figure("incidents", p.incidents)});
    write_codes(writing.tx, id, "behaviour", p.behaviours);
    write_codes(writing.tx, id, "known_to", p.known_to);
}

}  // namespace

domain::Outcome<ProposalForm> open_proposal_form(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::create, "open_form", "nominal"}, [&](Reading& reading) {
        const auto settings = settings_on(reading.tx, panel, reading.today);
        return ProposalForm{agencies_of(reading.tx, panel, reading.today), settings["evidence_months"], settings["adults_only"] != 0};
    });
}

domain::Outcome<Saved> put_forward(Gate& gate, Writing& writing, std::string_view panel, const Proposal& proposal, const PersonFacts& stated) {
    auto refusals = check(proposal, writing.today);
    nominals::Facts facts;
    facts.today = writing.today;
    facts.age = age_of(proposal, writing.today);
    const auto settings = settings_on(writing.tx, panel, writing.today);
    if (facts.age && settings["adults_only"] == 0) facts.age = std::max(*facts.age, 18);
    facts.evidence_months = settings["evidence_months"];
    facts.behaviours = proposal.behaviours;
    facts.evidence = proposal.evidence;
    facts.nexus = proposal.nexus;
    facts.not_better_elsewhere = proposal.not_better_elsewhere;
    facts.proposing_agency = writing.actor.agency;
    const auto step = domain::decide(nominals::workflow(), nominals::State::unknown, nominals::Event::propose, facts);
    if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
    for (const auto& agency : proposal.known_to) {
        std::string found;
        if (!writing.tx.one("SELECT id FROM agency WHERE id = :id", {with("id", agency)}, {&found}))
            refusals.push_back({RefusalKind::invalid, "known_to", "Select an agency from the list", {}});
    }
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    std::string known;
    if (already_here(writing.tx, panel, proposal.person, known) && auth::may(writing.actor, auth::Action::read, *record_facts(writing.tx, known, writing.actor, writing.now),
                                                                               writing.today, writing.now).verdict == auth::Verdict::allow)
        return domain::refuse(RefusalKind::rule, "person", "This person already has an entry, " + known + ". Open it to add to it or to put them back on the list");

    const auto id = next_reference(writing.tx, "NOM", writing.today);
    add_record(writing.tx, writing.permit, id, "nominal", panel, domain::Sensitivity::s1, writing.actor.agency, writing.now);
    auto stored = proposal;
    if (proposal.person.empty()) {
        stored.person = add_person(writing, id, "nominal", stated);
    } else if (auto linked = link_person(writing, id, "nominal", proposal.person, stated); !linked) {
        return std::unexpected(std::move(linked.error()));
    }
    insert(writing, id, panel, stored);
    // A known person's age is only now read from what the actor may see of them.
    const auto standing = standing_of(writing.tx, id, writing.today);
    auto again = facts;
    again.age = standing->facts.age;
    if (const auto checked = domain::decide(nominals::workflow(), nominals::State::unknown, nominals::Event::propose, again); !checked) return std::unexpected(checked.error());
    add_event(writing, id, "propose", step->recorded_as, "", meeting_in_session(writing.tx, panel));
    writing.entry.objects.push_back(id);
    writing.entry.objects.push_back(stored.person);
    writing.entry.fields.insert(writing.entry.fields.end(), {"behaviours", "evidence", "nexus", "known_to", "not_better_elsewhere"});
    writing.entry.after = digest_of(gate, canonical("proposed", stored_values(writing.tx, id)));
    return Saved{id, 1};
}

domain::Outcome<Saved> propose(Gate& gate, std::string_view panel, const Proposal& proposal) {
    const Act act{auth::Action::create, "propose", "nominal", domain::LoggedOperation::collection};
    return gate.perform_in_panel(panel, act, [&](Writing& writing) { return put_forward(gate, writing, panel, proposal, described(proposal.name, proposal.born, proposal.estimated_age, proposal.age_basis, writing.today)); });
}

}  // namespace casework::persistence
