// Gathering what the papers of a matter say, and reading those that were kept.
#include "persistence/community_protection/case_papers.hpp"

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/breach_rows.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {
namespace {

using protection::MadePaperFacts;

// What whoever reported it may know of the state: never more than what was done.
std::string told_state(const CaseRow& row) {
    const auto& state = row.head.state;
    if (row.warning()) {
        if (state == "assessing") return "We are looking into it.";
        if (state == "drafted" || state == "approved") return "We have looked into it and are preparing what comes next.";
        if (state == "issued" || state == "escalation_review") return "A warning has been given. We are watching whether it is followed.";
        if (state == "complied") return "A warning was given, and it was followed.";
        if (state == "escalated") return "A warning was given, and a notice has followed or is being prepared.";
        return "We have ended this matter.";
    }
    if (state == "in_force" || state == "under_appeal") return "A notice has been given. Not following it is an offence.";
    return row.given_on ? "The notice that was given has ended." : "We are preparing a notice.";
}

std::string reason_words(const CaseRow& row) {
    for (const auto list : {protection::discharge_reasons(), protection::no_action_reasons(), protection::escalation_outcomes()})
        if (domain::has_code(list, row.end_reason)) return domain::words_for(list, row.end_reason);
    return row.end_reason;
}

// The breach whose file was opened last.
std::optional<protection::PaperBreach> prosecuted(Transaction& tx, const CaseRow& row, domain::Date today) {
    std::optional<protection::PaperBreach> found;
    for (const auto& line : breach_lines(tx, row.head.id)) {
        const auto breach = breach_row(tx, row.head.id, line.n, today);
        const auto* file = breach ? breach->latest(protection::Measure::prosecution) : nullptr;
        if (!file || found) continue;
        protection::PaperBreach b{reference_of(row.head.id, line.n), {}, breach->place, breach->words, domain::words_for(protection::evidence_kinds(), breach->evidence_kind) + ": " + breach->evidence, breach->on, breach->minute, {}, {}, {}, {}};
        for (const auto& each : requirements_of(tx, row.head.id, breach->judged_version))
            if (each.number == breach->requirement) b.requirement = std::to_string(each.number) + ". " + each.text;
        b.evidential = file->answers.text("evidential_test");
        b.public_interest = file->answers.text("public_interest_test");
        for (const auto& [label, field] : {std::pair{"Court", "court"}, {"Proceedings started", "started_on"}, {"Result", "result_on"}})
            if (const auto value = file->answers.text(field); !value.empty()) b.proceedings.emplace_back(label, file->answers.day(field) ? domain::long_date(*file->answers.day(field)) : value);
        protection::BreachFacts facts;
        gather(facts, {tx, *breach, {}, today}, {});
        b.limit = protection::breach_limit(facts);
        found = std::move(b);
    }
    return found;
}

std::vector<protection::PaperExhibit> exhibits_of(Transaction& tx, std::string_view id, const domain::FieldSet& fields) {
    std::vector<protection::PaperExhibit> all;
    std::string name, caption, taken;
    int field_class = 0;
    tx.each("SELECT file_name, caption, taken_at, field_class FROM evidence_file WHERE record_id = :id AND state = 'clean' ORDER BY began_at LIMIT 200", {with("id", id)}, {&name, &caption, &taken, &field_class}, [&] {
        if (fields.has(static_cast<domain::FieldClass>(field_class))) all.push_back({caption.empty() ? name : caption, taken.substr(0, 10)});
    });
    return all;
}

void add_service(Transaction& tx, const CaseRow& row, MadePaperFacts& f, domain::Date today) {
    const auto services = services_of(tx, row.head.id);
    if (services.empty()) return;
    f.service = services.back().service;
    f.served_by = services.back().by_name;
    f.given = protection::given_on(*f.service, local_rules(tx, row.head.panel, today), bank_holidays(tx));
}

void add_history(Transaction& tx, const CaseRow& row, MadePaperFacts& f) {
    auto events = events_of(tx, row.head.id, 0, 50);
    std::ranges::reverse(events);
    for (const auto& event : events) f.history.emplace_back(domain::long_date(london_date(event.at)), domain::upper_first(event.words));
}

MadePaperFacts facts_of(Transaction& tx, const CaseRow& row, const domain::Actor& actor, const domain::FieldSet& fields, domain::Date today) {
    MadePaperFacts f;
    f.head = paper_head(tx, row, actor.account);
    f.notice = !row.warning();
    f.withdrawn = row.head.state == "withdrawn" || row.head.state == "discharged";
    f.today = today;
    add_service(tx, row, f, today);
    f.category = domain::words_for(protection::conduct_categories(), row.value("category"));
    f.state = told_state(row);
    f.end_reason = reason_words(row);
    f.end_note = row.end_note;
    f.ended_on = row.ended_on;
    f.told_on = row.told_on;
    // A paper says the same whoever makes it: sensitive and restricted reports are no part of it.
    for (const auto& event : case_events(tx, row.warning() ? row.head.id : row.warning_id, 50, {"r.sensitivity = 1", {}}))
        if (event.kind == "report") f.reported_on = event.on;
    if (!row.warning()) {
        f.warning = row.warning_id;
        if (const auto warning = case_row(tx, row.warning_id, today)) f.warning_given_on = warning->given_on;
        f.breach = prosecuted(tx, row, today);
        f.exhibits = exhibits_of(tx, row.head.id, fields);
    }
    add_history(tx, row, f);
    return f;
}

std::vector<PaperLine> given_papers(Transaction& tx, std::string_view id) {
    std::vector<PaperLine> all;
    PaperLine paper;
    std::int64_t at = 0;
    tx.each("SELECT p.n, p.name, p.digest, trim(a.title || ' ' || a.name), p.at FROM protection_paper p LEFT JOIN account a ON a.id = p.account WHERE p.case_id = :id ORDER BY p.n", {with("id", id)},
            {&paper.n, &paper.name, &paper.digest, &paper.by_name, &at}, [&] {
                paper.at = instant_of(at);
                all.push_back(paper);
            });
    return all;
}

std::vector<BreachPaperOfCase> papers_of_breaches(Transaction& tx, std::string_view id) {
    std::vector<BreachPaperOfCase> all;
    BreachPaperOfCase paper;
    std::int64_t at = 0;
    tx.each("SELECT p.breach, p.n, p.name, trim(a.title || ' ' || a.name), p.at FROM protection_breach_paper p LEFT JOIN account a ON a.id = p.account WHERE p.case_id = :id ORDER BY p.breach, p.n LIMIT 200", {with("id", id)},
            {&paper.breach, &paper.n, &paper.name, &paper.by_name, &at}, [&] {
                paper.at = instant_of(at);
                all.push_back(paper);
            });
    return all;
}

// The letter to whoever reported it goes where they said; every other paper to the person.
std::string destination_of(std::string_view paper, const CaseRow& row) { return paper == "complainant_update" || protection::made_paper_internal(paper) ? std::string() : row.value("address"); }

}  // namespace

domain::Outcome<CasePapers> open_case_papers(Gate& gate, std::string_view id) {
    auto opened = gate.open(id, {auth::Action::read, "list_papers", "case"}, [&](Reading& reading) {
        std::optional<CasePapers> papers;
        auto row = case_row(reading.tx, id, reading.today);
        if (!row) return papers;
        read_rights(reading, gate.actor(), row->head);
        papers.emplace();
        papers->head = row->head;
        const bool may_make = auth::may(gate.actor(), auth::Action::issue_document, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow;
        const auto facts = facts_of(reading.tx, *row, gate.actor(), reading.permit.fields(), reading.today);
        for (const auto paper : protection::made_papers()) papers->offers.push_back({std::string(paper), protection::made_paper_refused(paper, facts), may_make});
        papers->given = given_papers(reading.tx, id);
        papers->of_breaches = papers_of_breaches(reading.tx, id);
        if (!row->head.person.id.empty()) reading.shown.push_back(row->head.person.id);
        return papers;
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    auto documents = list_documents(gate, id);
    if (!documents) return std::unexpected(std::move(documents.error()));
    (*opened)->documents = std::move(*documents);
    return std::move(**opened);
}

domain::Outcome<CasePaper> write_case_paper(Gate& gate, std::string_view id, const PaperAsked& asked) {
    const auto known = protection::made_papers();
    if (std::ranges::find(known, asked.paper) == known.end()) return domain::not_found();
    return write_paper(gate, id, asked.paper, {auth::Action::issue_document, "write_paper", "case"}, [&](Reading& reading, domain::Refusals& refusals) {
        std::optional<CasePaper> paper;
        auto row = case_row(reading.tx, id, reading.today);
        if (!row) return paper;
        read_rights(reading, gate.actor(), row->head);
        auto facts = facts_of(reading.tx, *row, gate.actor(), reading.permit.fields(), reading.today);
        facts.typed = asked.typed;
        refusals = protection::made_paper_refused(asked.paper, facts);
        const auto wording = wording_in_force(reading.tx, row->head.panel, asked.paper, reading.today);
        facts.head.wording = wording.body;
        paper.emplace();
        head_of(*paper, row->head);
        paper->name = asked.paper;
        paper->wording = wording.called();
        if (!refusals.empty()) return paper;
        paper->words = stored(protection::made_paper_text(asked.paper, facts));
        paper->destination = destination_of(asked.paper, *row);
        if (!row->head.person.id.empty()) reading.shown.push_back(row->head.person.id);
        return paper;
    });
}

domain::Outcome<CasePaper> open_kept_paper(Gate& gate, std::string_view id, std::string_view document) {
    return open_kept(gate, id, document, {auth::Action::issue_document, "read_paper", "case"}, [&](Reading& reading) {
        std::optional<CasePaper> paper;
        auto row = case_row(reading.tx, id, reading.today);
        if (!row) return paper;
        read_rights(reading, gate.actor(), row->head);
        paper.emplace();
        head_of(*paper, row->head);
        return paper;
    });
}

}  // namespace casework::persistence
