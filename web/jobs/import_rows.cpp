// Reading rows by the readers of the forms, and writing records as rows.
#include "web/jobs/import_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "web/csv.hpp"
#include "web/csv_reader.hpp"
#include "web/form_fields.hpp"
#include "web/form_rows.hpp"
#include "web/nominals/edit_answers.hpp"
#include "web/nominals/person_answers.hpp"
#include "web/nominals/propose_answers.hpp"

namespace casework::web::jobs {

namespace imports = domain::imports;
using domain::Refusals;
using imports::Answers;

namespace {

// The rules by which the chair's group takes somebody in: those of the proposal itself.
Refusals stopped_by_rules(const persistence::Proposal& proposal, const nominals::Described& who, const Offered& offered, domain::Date today) {
    domain::nominals::Facts facts;
    facts.today = today;
    facts.age = who.born ? std::optional(domain::age_on(*who.born, today)) : who.age;
    if (facts.age && *facts.age < 18) facts.age.reset();  // read_description() has said so
    facts.evidence_months = offered.evidence_months;
    facts.behaviours = proposal.behaviours;
    facts.evidence = proposal.evidence;
    facts.nexus = proposal.nexus;
    facts.not_better_elsewhere = proposal.not_better_elsewhere;
    facts.proposing_agency = offered.own_agency;
    const auto step = domain::decide(domain::nominals::workflow(), domain::nominals::State::unknown, domain::nominals::Event::propose, facts);
    return step ? Refusals{} : step.error();
}

std::string iso(const std::optional<domain::Date>& date) { return date ? domain::iso_date(*date) : std::string(); }

template <class T, class Write>
void add_rows(Answers& answers, const std::vector<T>& items, std::string_view stem, Write write) {
    for (std::size_t i = 0; i < items.size(); ++i)
        write(items[i], [&](std::string_view part, std::string value) { answers.emplace_back(numbered(stem, i, part), std::move(value)); });
}

void add_birth(Answers& answers, const std::optional<persistence::StatedBirth>& birth) {
    if (!birth) return;
    if (birth->born) {
        answers.emplace_back("born-day", std::to_string(static_cast<unsigned>(birth->born->day())));
        answers.emplace_back("born-month", std::to_string(static_cast<unsigned>(birth->born->month())));
        answers.emplace_back("born-year", std::to_string(static_cast<int>(birth->born->year())));
    } else if (birth->estimated_age) {
        answers.emplace_back("age", std::to_string(*birth->estimated_age));
        answers.emplace_back("basis", birth->basis);
    }
}

void add_codes(Answers& answers, const char* field, const std::vector<std::string>& codes) {
    for (const auto& code : codes) answers.emplace_back(field, code);
}

}  // namespace

Refusals read_offered(persistence::Gate& gate, persistence::Database& database, std::string_view panel, Offered& offered) {
    auto form = persistence::open_proposal_form(gate, panel);
    if (!form) return std::move(form.error());
    auto members = persistence::panel_members(gate, panel);
    if (!members) return std::move(members.error());
    offered.agency_lines = std::move(form->agencies);
    offered.evidence_months = form->evidence_months;
    offered.adults_only = form->adults_only;
    offered.member_lines = std::move(*members);
    offered.place_lines = persistence::named_places(database);
    offered.agencies = codes_of(offered.agency_lines);
    offered.members = codes_of(offered.member_lines);
    for (const auto& place : offered.place_lines) offered.places.push_back({place.id, place.name, {}});
    offered.protected_too = gate.would_allow(panel, auth::Action::create).fields.f2;
    offered.address_kinds = nominals::offered_address_kinds(offered.protected_too);
    offered.vulnerabilities = nominals::offered_vulnerabilities(offered.protected_too);
    offered.own_agency = gate.actor().agency;
    return {};
}

ReadRow read_row(const imports::Head& head, const std::vector<std::string>& cells, const Offered& offered, domain::Date today) {
    ReadRow row;
    auto& refusals = row.refusals = imports::left_hanging(head, cells);
    Fields fields = imports::answers_of(head, cells, offered.lists(), today);
    const auto full_name = Form(fields).value("full_name");
    if (!full_name.empty()) fields.emplace_back("name", full_name);
    const Form form(std::move(fields));
    const auto who = nominals::read_description(form, today, offered.adults_only, refusals);
    row.person.proposal = nominals::read_proposal(form, who, refusals);
    row.person.edit = nominals::read_edit_answers(form, today, {}, {offered.agencies, offered.members}, refusals);
    row.person.facts = nominals::read_person_answers(form, today, {offered.address_kinds, offered.vulnerabilities, offered.agencies, offered.places, offered.protected_too}, {}, refusals);
    if (!offered.protected_too && form.has("safe_contact")) refusals.push_back({domain::RefusalKind::forbidden, "safe_contact", "Protected facts are stated by coordinators only", {}});
    // A rule has nothing to add to an answer that could not be read.
    for (auto& refusal : stopped_by_rules(row.person.proposal, who, offered, today))
        if (refusal.field.empty() || std::ranges::find(refusals, refusal.field, &domain::Refusal::field) == refusals.end()) refusals.push_back(std::move(refusal));
    return row;
}

std::vector<ReadRow> read_rows(const imports::Head& head, const std::vector<FileRow>& rows, const Offered& offered, domain::Date today) {
    std::vector<ReadRow> read;
    std::map<std::string, int> seen;
    for (const auto& row : rows) {
        auto& one = read.emplace_back(read_row(head, row.cells, offered, today));
        const auto& who = one.person.proposal;
        if (who.name.empty()) continue;
        const auto [first, fresh] = seen.emplace(domain::ascii_lower(who.name) + "|" + iso(who.born) + "|" + (who.estimated_age ? std::to_string(*who.estimated_age) : ""), row.line);
        if (!fresh) one.refusals.push_back({domain::RefusalKind::rule, "full_name", fmt::format("The same person stands on line {}", first->second), {}});
    }
    return read;
}

std::vector<persistence::RowProblem> row_problems(const imports::Head& head, const std::vector<std::string>& cells, const Refusals& refusals) {
    std::vector<persistence::RowProblem> problems;
    for (auto& problem : imports::problems_of(head, cells, refusals)) problems.push_back({std::move(problem.column), std::move(problem.words), std::move(problem.rule)});
    return problems;
}

std::string line_of(const std::vector<std::string>& cells) { return std::move(Csv(cells)).take(); }

std::vector<std::string> cells_in(std::string_view line) {
    auto read = read_csv(line);
    return read ? std::move(read->front().cells) : std::vector<std::string>{};
}

imports::Head head_in(std::string_view line) { return imports::read_head(cells_in(line)).value_or(imports::Head{}); }

Answers person_answers_of(const persistence::ExportedRecord& record) {
    const auto& facts = record.facts;
    Answers answers{{"reference", record.id}, {"person", record.person}};
    if (!facts.names.empty()) answers.emplace_back("full_name", facts.names.front().full);
    const std::vector<persistence::StatedName> others(facts.names.begin() + (facts.names.empty() ? 0 : 1), facts.names.end());
    add_rows(answers, others, "name", [](const auto& name, auto add) { add("kind", name.kind), add("full", name.full); });
    add_birth(answers, facts.birth);
    add_rows(answers, facts.addresses, "address", [](const auto& a, auto add) {
        add("kind", a.kind), add("lines", a.address), add("postcode", a.postcode), add("from", iso(a.from)), add("to", iso(a.to));
    });
    add_rows(answers, facts.vulnerabilities, "vulnerability", [](const auto& v, auto add) { add("code", v.code), add("note", v.note); });
    add_rows(answers, facts.markers, "marker", [](const auto& m, auto add) { add("code", m.code), add("note", m.note), add("until", iso(m.until)); });
    add_rows(answers, facts.photos, "photo", [](const auto& p, auto add) {
        add("reference", p.reference), add("by", p.supplied_by), add("taken", iso(p.taken_on)), add("expires", iso(p.expires_on));
    });
    add_rows(answers, facts.places, "place", [](const auto& p, auto add) { add("id", p.place), add("relation", p.relation), add("note", p.note); });
    return answers;
}

Answers nominal_answers_of(const persistence::ExportedRecord& record) {
    const auto& edit = record.edit;
    auto answers = person_answers_of(record);
    answers.insert(answers.end(), {{"state", record.state}, {"state_since", domain::iso_date(record.state_since)}, {"proposed_on", domain::iso_date(record.proposed_on)}});
    add_codes(answers, "behaviours", edit.behaviours);
    answers.insert(answers.end(), {{"evidence", record.evidence}, {"nexus", record.nexus}, {"elsewhere", record.not_better_elsewhere}});
    if (record.incidents) answers.emplace_back("incidents", std::to_string(*record.incidents));
    add_codes(answers, "known_to", edit.known_to);
    for (const auto& risk : edit.risks) {
        answers.emplace_back("risk-" + risk.to + "-level", risk.level);
        answers.emplace_back("risk-" + risk.to + "-reason", risk.reason);
    }
    add_rows(answers, edit.tools, "tool", [](const auto& t, auto add) { add("kind", t.kind), add("words", t.words), add("from", iso(t.from)), add("until", iso(t.until)); });
    add_rows(answers, edit.conditions, "condition", [](const auto& c, auto add) { add("kind", c.kind), add("words", c.words), add("until", iso(c.until)); });
    add_rows(answers, edit.support, "support", [](const auto& s, auto add) { add("service", s.service), add("on", domain::iso_date(s.offered_on)), add("answer", s.answer); });
    answers.insert(answers.end(), {{"lead_officer", edit.lead_officer}, {"support_agency", edit.support_agency}, {"custody_since", iso(edit.custody_since)}, {"custody_place", edit.custody_place},
                                   {"release_on", iso(edit.release_on)}, {"no_support_reason", edit.no_support_reason}});
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string stem(domain::nominals::headings()[i].code);
        answers.emplace_back(stem + "-objective", edit.objectives[i]);
        answers.emplace_back(stem + "-measure", edit.measures[i]);
    }
    return answers;
}

}  // namespace casework::web::jobs
