// Opening a matter and what is written on it while it is prepared: its parts, requirements, what happened, who was told.
#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/merged_edit.hpp"
#include "persistence/people/people.hpp"
#include "persistence/reports/report_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
constexpr std::string_view practice = "Local rule of the enforcement group";

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}

bool raise_version(Writing& writing, std::string_view id, int version) {
    return writing.tx.run("UPDATE protection_case SET version = version + 1 WHERE id = :id AND version = :version", {with("id", id), with("version", version)}) == 1;
}

domain::FieldValues tidied(const protection::Part& part, const domain::FieldValues& typed, domain::Date today, Refusals& refusals) {
    auto values = domain::tidied_values(part.fields, typed, refusals);
    if (part.name == "conduct") need(!domain::find_value(values, "title") || !domain::find_value(values, "title")->empty(), "title", "Enter a short name of the matter", refusals);
    if (part.name == "conduct") need(!domain::find_value(values, "category") || !domain::find_value(values, "category")->empty(), "category", "Select the kind of conduct", refusals);
    if (!part.dated.empty()) values.push_back({std::string(part.dated), domain::iso_date(today)});
    return values;
}

void write_fields(Transaction& tx, std::string_view id, const domain::FieldValues& values) {
    for (const auto& value : values)
        for (const auto& column : part_fields())
            if (column == value.field) tx.run("UPDATE protection_case SET " + column + " = :value WHERE id = :id", {with("value", value.value), with("id", id)});
}

// Opened for a change: the row, or why it may not be written on any more.
domain::Outcome<CaseRow> row_to_change(Writing& writing, std::string_view id) {
    auto row = case_row(writing.tx, id, writing.today);
    if (!row) return domain::not_found();
    if (auto refused = protection::change_refused(row->head.kind, row->head.state); !refused.empty()) return std::unexpected(std::move(refused));
    return std::move(*row);
}

Refusals check(const NewMatter& m, domain::Date today) {
    Refusals refusals;
    need(domain::has_code(protection::recipient_kinds(), m.recipient_kind), "recipient_kind", "Select who it is about", refusals);
    if (m.recipient_kind == "body") {
        need(!domain::trimmed(m.name).empty(), "name", "Enter the name of the business or body", refusals);
        need(domain::has_code(protection::body_kinds(), m.body_kind), "body_kind", "Select what kind of body it is", refusals);
        need(m.company_number.empty() || m.company_number.size() == 8, "company_number", "Company number must be 8 characters", refusals);
    } else if (m.recipient_kind == "individual" && m.person.empty()) {
        need(!domain::trimmed(m.name).empty(), "name", "Enter the person’s name", refusals);
        need(!m.estimated_age || m.born || !domain::trimmed(m.age_basis).empty(), "basis", "Enter why you think this is the age", refusals);
    }
    need(domain::code_points(m.name) <= 200, "name", "Name must be 200 characters or less", refusals);
    need(!m.born || *m.born <= today, "born", "Date of birth must be today or in the past", refusals);
    need(!domain::trimmed(m.title).empty(), "title", "Enter a short name of the matter", refusals);
    need(domain::code_points(m.title) <= 100, "title", "Short name must be 100 characters or less", refusals);
    need(!domain::trimmed(m.report).empty(), "report", "Enter what was reported", refusals);
    need(domain::code_points(m.report) <= 2000, "report", "What was reported must be 2,000 characters or less", refusals);
    need(m.reported_on.ok() && m.reported_on <= today, "reported_on", "Date of the report must be today or in the past", refusals);
    return refusals;
}

int next_n(Transaction& tx, std::string_view sql, std::string_view id) {
    int n = 0;
    tx.one(sql, {with("id", id)}, {&n});
    return n + 1;
}

void insert_event(Writing& writing, std::string_view id, const CaseEvent& e) {
    const int n = next_n(writing.tx, "SELECT COALESCE(MAX(n), 0) FROM protection_event WHERE case_id = :id", id);
    writing.tx.run("INSERT INTO protection_event (case_id, n, kind, on_day, minute, place, words, evidence_kind, evidence, requirement, account, at) VALUES (:id, :n, :kind, :on, :minute, :place, "
                   ":words, :evidence_kind, :evidence, :requirement, :account, :at)",
                   {with("id", id), with("n", n), with("kind", e.kind), with_day("on", e.on), with_figure("minute", e.minute), with("place", domain::tidy_line(e.place)), with("words", domain::tidy_lines(e.words)),
                    with("evidence_kind", e.evidence_kind), with("evidence", domain::tidy_line(e.evidence)), with("requirement", e.requirement), with("account", writing.actor.account), with_at("at", writing.now)});
}

void insert_case(Writing& writing, std::string_view id, std::string_view panel, const NewMatter& m, std::string_view person) {
    writing.tx.run("INSERT INTO protection_case (id, kind, panel, state, state_since, version, opened_on, author, recipient_kind, person_id, recipient_name, body_kind, company_number, title, "
                   "category) VALUES (:id, 'warning', :panel, 'assessing', :today, 1, :opened, :account, :recipient, :person, :name, :body, :number, :title, :category)",
                   {with("id", id), with("panel", panel), with_day("today", writing.today), with_day("opened", writing.today), with("account", writing.actor.account), with("recipient", m.recipient_kind),
                    with("person", person), with("name", m.recipient_kind == "body" ? domain::tidy_line(m.name) : std::string()), with("body", m.body_kind), with("number", m.company_number),
                    with("title", domain::tidy_line(m.title)), with("category", m.category)});
}

// The report that the matter is opened from, as its workflow has it; more refusals where it may not become one.
std::optional<ReportRow> report_of(Writing& writing, const NewMatter& m, Refusals& refusals) {
    if (m.report_id.empty()) return std::nullopt;
    const auto sql = scope_sql(writing.scope, writing.now);
    auto binds = sql.binds;
    binds.push_back(with("id", m.report_id));
    std::string found;
    auto row = writing.tx.one("SELECT p.id FROM report p JOIN record r ON r.id = p.id WHERE p.id = :id AND " + sql.condition, binds, {&found}) ? report_row(writing.tx, found) : std::nullopt;
    if (!row) return refusals.push_back({RefusalKind::invalid, "report_id", "Select a report of the group", {}}), std::nullopt;
    auto facts = facts_of(writing.tx, *row, writing.today);
    if (facts.report.about.empty()) facts.report.about = m.person.empty() ? (m.recipient_kind == "occupier" ? "occupier" : m.name) : m.person;
    facts.duplicates_checked = m.duplicates_checked;
    if (const auto step = domain::decide(reporting::workflow(), state_of(*row), reporting::Event::open_matter, facts); !step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
    return row;
}

// The first report: the one it is opened from, or one that is recorded with it.
void keep_report(Writing& writing, std::string_view id, std::string_view panel, const NewMatter& m, const std::optional<ReportRow>& from, std::string_view person) {
    if (from) put_in_matter(writing, *from, id, "matter opened", person);
    else insert_report(writing, panel, report_with_matter(m.category, m.reported_on, m.report_place, m.report, writing.actor.agency), {"in_matter", std::string(id), "report received with a matter"});
}

}  // namespace

domain::Outcome<bool> link_subject(Writing& writing, std::string_view to, std::string_view from, std::string_view person) {
    const auto known = subject_of(writing, from, "subject");
    return link_person(writing, to, "subject", person, known ? known->facts : PersonFacts{});
}

domain::Outcome<Saved> open_matter(Gate& gate, std::string_view panel, const NewMatter& matter) {
    const Act act{auth::Action::create, "open_matter", "case", domain::LoggedOperation::collection};
    return gate.perform_in_panel(panel, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto refusals = check(matter, writing.today);
        protection::WarningFacts facts;
        facts.today = writing.today;
        facts.reports = domain::trimmed(matter.report).empty() ? 0 : 1;
        facts.conduct.category = matter.category;
        const auto step = domain::decide(protection::warning_workflow(), protection::WarningState::unopened, protection::WarningEvent::open_matter, facts);
        if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
        const auto from = report_of(writing, matter, refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = next_reference(writing.tx, "CPW", writing.today);
        add_record(writing.tx, writing.permit, id, "warning", panel, domain::Sensitivity::s1, writing.actor.agency, writing.now);
        auto person = matter.person;
        const auto stated = described(matter.name, matter.born, matter.estimated_age, matter.age_basis, writing.today);
        if (matter.recipient_kind != "individual") person.clear();
        else if (person.empty()) person = add_person(writing, id, "subject", stated);
        else if (auto linked = link_person(writing, id, "subject", person, stated); !linked) return std::unexpected(std::move(linked.error()));
        insert_case(writing, id, panel, matter, person);
        add_event(writing, id, "open_matter", step->recorded_as, "");
        writing.entry.objects.push_back(id);
        keep_report(writing, id, panel, matter, from, person);
        writing.entry.fields.insert(writing.entry.fields.end(), {"title", "category", "report"});
        writing.entry.after = digest_of(gate, canonical("assessing", case_row(writing.tx, id, writing.today)->fields));
        return Saved{id, 1};
    });
}

namespace {

constexpr Act edits{auth::Action::edit, "edit", "case", domain::LoggedOperation::alteration};

// The answers of one part; `version`: that its form was opened on. Answers the version that stands.
domain::Outcome<Saved> keep_part(Gate& gate, Writing& writing, std::string_view id, const PartAnswers& answers, int version, const domain::Choices& choices, domain::Clash& clash) {
    const auto row = row_to_change(writing, id);
    if (!row) return std::unexpected(row.error());
    const auto* part = protection::find_part(answers.part, row->head.kind);
    if (!part) return domain::not_found();
    Refusals refusals;
    const auto mine = tidied(*part, answers.values, writing.today, refusals);
    const auto asker = asker_of(writing.actor, row->head.panel, writing.today);
    for (const auto& value : mine)
        if (const auto* field = protection::find_part_field(value.field))
            for (auto& refusal : protection::answer_refused(*field, value.value != row->value(value.field), asker.decides)) refusals.push_back(std::move(refusal));
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    auto merge = merged_edit(writing.tx, id, version, row->fields, mine, choices);
    std::erase_if(merge.clashes, [&](const auto& each) { return each.field == part->dated; });
    if (!merge.clashes.empty() || version > row->head.version) return std::unexpected(clashed(clash, id, row->head.version, std::move(merge), mine));
    if (merge.values.empty()) return Saved{std::string(id), row->head.version};
    if (!raise_version(writing, id, row->head.version)) return std::unexpected(Refusals{stale()});
    write_fields(writing.tx, id, merge.values);
    const auto after = case_row(writing.tx, id, writing.today);
    add_changes(writing, id, row->head.version + 1, row->fields, after->fields);
    add_event(writing, id, "edit", domain::lower_first(part->short_words) + " changed", "");
    if (writing.entry.before.empty()) writing.entry.before = digest_of(gate, canonical(row->head.state, row->fields));
    writing.entry.after = digest_of(gate, canonical(row->head.state, after->fields));
    return Saved{std::string(id), row->head.version + 1};
}

domain::Outcome<Saved> keep_requirements(Writing& writing, std::string_view id, const std::vector<protection::Requirement>& requirements) {
    const auto row = row_to_change(writing, id);
    if (!row) return std::unexpected(row.error());
    auto refusals = protection::requirements_refused(requirements, std::nullopt);
    // A warning asks; the Act wants no reasons of it.
    if (row->warning()) std::erase_if(refusals, [](const auto& each) { return each.field.ends_with("-reason"); });
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    if (!raise_version(writing, id, row->head.version)) return std::unexpected(Refusals{stale()});
    write_requirements(writing.tx, id, 0, requirements);
    add_event(writing, id, "edit", "requirements changed", "");
    writing.entry.fields.push_back("requirements");
    return Saved{std::string(id), row->head.version + 1};
}

domain::Outcome<Saved> keep_informed(Writing& writing, std::string_view id, const InformedLine& line) {
    const auto row = case_row(writing.tx, id, writing.today);
    if (!row || row->warning()) return domain::not_found();
    Refusals refusals;
    if (row->given_on || row->ended_on) refusals = protection::change_refused(row->head.kind, "in_force");
    need(!domain::trimmed(line.name).empty(), "name", "Enter the name of who was told", refusals);
    need(domain::code_points(line.name) <= 200, "name", "Name must be 200 characters or less", refusals);
    need(line.on && *line.on <= writing.today, "on", "Enter the date on which they were told, today or in the past", refusals);
    need(domain::has_code(protection::inform_methods(), line.method), "method", "Select how they were told", refusals);
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    const int n = next_n(writing.tx, "SELECT COALESCE(MAX(n), 0) FROM protection_informed WHERE case_id = :id", id);
    writing.tx.run("INSERT INTO protection_informed (case_id, n, name, role, on_day, method, account, at) VALUES (:id, :n, :name, :role, :on, :method, :account, :at)",
                   {with("id", id), with("n", n), with("name", domain::tidy_line(line.name)), with("role", domain::tidy_line(line.role)), with_day("on", line.on), with("method", line.method),
                    with("account", writing.actor.account), with_at("at", writing.now)});
    add_event(writing, id, "add_informed", "told before the notice: " + domain::tidy_line(line.name), "");
    writing.entry.fields.push_back("informed");
    return Saved{std::string(id), row->head.version};
}

}  // namespace

domain::Outcome<Saved> save_part(Gate& gate, std::string_view id, std::string_view part, int version, const domain::FieldValues& values, const domain::Choices& choices, domain::Clash& clash) {
    return gate.perform(id, edits, [&](Writing& writing) { return keep_part(gate, writing, id, {part, values}, version, choices, clash); });
}

domain::Outcome<Saved> save_requirements(Gate& gate, std::string_view id, int version, const std::vector<protection::Requirement>& requirements) {
    domain::Clash none;
    return save_draft(gate, id, version, {.parts = {}, .requirements = requirements, .informed = {}}, none);
}

domain::Outcome<Saved> save_draft(Gate& gate, std::string_view id, int version, const DraftAnswers& answers, domain::Clash& clash) {
    return gate.perform(id, edits, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = row_to_change(writing, id);
        if (!row) return std::unexpected(row.error());
        if (answers.requirements && version != row->head.version) return std::unexpected(Refusals{stale()});
        Saved saved{std::string(id), row->head.version};
        Refusals refusals;
        const auto take = [&](domain::Outcome<Saved> kept) {
            if (kept) saved = std::move(*kept);
            else refusals.insert(refusals.end(), kept.error().begin(), kept.error().end());
        };
        for (const auto& part : answers.parts) {
            domain::Clash own;
            take(keep_part(gate, writing, id, part, version, {}, own));
            clash.fields.insert(clash.fields.end(), own.fields.begin(), own.fields.end());
        }
        if (answers.requirements) take(keep_requirements(writing, id, *answers.requirements));
        if (answers.informed) take(keep_informed(writing, id, *answers.informed));
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        return saved;
    });
}

domain::Outcome<Saved> add_case_event(Gate& gate, std::string_view id, const CaseEvent& event) {
    return gate.perform(id, {auth::Action::note, event.kind == "report" ? "add_report" : "add_breach", "case", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = case_row(writing.tx, id, writing.today);
        if (!row) return domain::not_found();
        Refusals refusals;
        need(event.on.ok() && event.on <= writing.today, "on", "Date must be today or in the past", refusals);
        need(!domain::trimmed(event.words).empty(), "words", "Enter what happened", refusals);
        need(domain::code_points(event.words) <= 2000, "words", "What happened must be 2,000 characters or less", refusals);
        need(domain::code_points(event.place) <= 200, "place", "Place must be 200 characters or less", refusals);
        need(domain::code_points(event.evidence) <= 500, "evidence", "Evidence must be 500 characters or less", refusals);
        need(event.evidence_kind.empty() || domain::has_code(protection::evidence_kinds(), event.evidence_kind), "evidence_kind", "Select the kind of evidence", refusals);
        if (row->ended_on) refusals.push_back({RefusalKind::rule, {}, "This case is closed. Open a new matter", std::string(practice)});
        if (event.kind == "breach" && !row->warning() && row->given_on) refusals.push_back({RefusalKind::rule, {}, "The notice is given: record it as a breach of one of its requirements", "2014 Act s.48(1)"});
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        // A notice looks back on the events of the warning it rests on.
        if (event.kind == "report") insert_report(writing, row->head.panel, report_with_matter(row->head.category, event.on, event.place, event.words, writing.actor.agency),
                                                  {"in_matter", row->warning() ? row->head.id : row->warning_id, "report received with a matter"});
        else insert_event(writing, row->warning() ? row->head.id : row->warning_id, event);
        add_event(writing, id, event.kind == "report" ? "add_report" : "add_breach", event.kind == "report" ? "report recorded" : "breach recorded", event.words);
        writing.entry.fields.insert(writing.entry.fields.end(), {event.kind, "evidence"});
        return Saved{std::string(id), row->head.version};
    });
}

domain::Outcome<Saved> add_informed(Gate& gate, std::string_view id, const InformedLine& line) {
    return gate.perform(id, {auth::Action::edit, "add_informed", "case", domain::LoggedOperation::alteration}, [&](Writing& writing) { return keep_informed(writing, id, line); });
}

domain::Outcome<Saved> add_case_note(Gate& gate, std::string_view id, std::string_view note) {
    return gate.perform(id, {auth::Action::note, "add_note", "case", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = case_row(writing.tx, id, writing.today);
        if (!row) return domain::not_found();
        add_event(writing, id, "note", "note added", domain::tidy_lines(note));
        writing.entry.fields.push_back("note");
        return Saved{std::string(id), row->head.version};
    });
}

}  // namespace casework::persistence
