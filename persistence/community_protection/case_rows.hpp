// The rows of warnings and notices and the facts that their guards look at. Private to persistence.
#pragma once

#include "domain/community_protection/papers.hpp"
#include "persistence/community_protection/cases.hpp"
#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {

namespace protection = domain::community_protection;

// One row with everything but its lists.
struct CaseRow {
    CaseHead head;
    std::string author, approved_by, officer, authority_id, warning_id, body_kind, company_number;
    std::optional<std::string> born, estimated_on;
    std::optional<std::int64_t> estimated_age;
    std::string age_basis;
    std::optional<domain::Date> approved_on, given_on, ended_on, told_on;
    std::string end_reason, end_note;
    domain::FieldValues fields;
    std::string value(std::string_view field) const;
    std::optional<domain::Date> day(std::string_view field) const;
    bool warning() const { return head.kind == "warning"; }
};
std::optional<CaseRow> case_row(Transaction& tx, std::string_view id, domain::Date today);
// The names of the fields of every part, as their columns.
const std::vector<std::string>& part_fields();
// The cases that the scope reaches and for which the condition on `n` holds.
std::vector<CaseLine> case_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most, domain::Date today);
std::string state_words_of(std::string_view kind, std::string_view state);

std::vector<protection::Requirement> requirements_of(Transaction& tx, std::string_view id, int version);
void write_requirements(Transaction& tx, std::string_view id, int version, const std::vector<protection::Requirement>& requirements);
std::vector<protection::RequirementVersion> versions_of(Transaction& tx, std::string_view id);
int newest_version(Transaction& tx, std::string_view id);  // 0: nothing was given yet
// Of the reports that belong to the matter those that `reports` reaches, as SQL over `record r`: each is a record of its own.
std::vector<CaseEvent> case_events(Transaction& tx, std::string_view id, int most, const ScopeSql& reports);
std::vector<InformedLine> informed_of(Transaction& tx, std::string_view id);
std::vector<ServiceLine> services_of(Transaction& tx, std::string_view id);
std::vector<protection::Appeal> appeals_of(Transaction& tx, std::string_view id);
std::vector<NamedDeadline> deadlines_of(Transaction& tx, std::string_view id);
void keep_deadline(Transaction& tx, std::string_view id, std::string_view name, const protection::Deadline& deadline);

// Of the council that the register and the cases of the panel belong to, by the setting of that day: what an authority must cover.
std::string own_area(Transaction& tx, std::string_view panel, domain::Date on);
protection::Recipient recipient_of(const CaseRow& row);
std::string agency_kind_of(Transaction& tx, std::string_view account);
protection::NoticeLife notice_life(const CaseRow& row);
std::vector<protection::AppealInterval> appeal_intervals(const std::vector<protection::Appeal>& appeals);
std::vector<protection::Authority> authorities_of(Transaction& tx, std::string_view account);

// Other open matters of the same person, as far as the scope reaches.
std::vector<protection::OpenMatter> open_matters(Transaction& tx, const auth::Scope& scope, domain::Instant now, const CaseRow& row);
// How many reports of the matter are within the scope: a step rests on none that its user may not know.
int linked_reports(Transaction& tx, const auth::Scope& scope, domain::Instant now, const CaseRow& row);

// Puts the person of one case on another made from it, with what the first says of them.
domain::Outcome<bool> link_subject(Writing& writing, std::string_view to, std::string_view from, std::string_view person);

// What the reader may do with it, and which fields they see.
void read_rights(const Reading& reading, const domain::Actor& actor, CaseHead& head);

struct Asker {
    std::string account;
    bool decides = false;  // coordinates the group
};
Asker asker_of(const domain::Actor& actor, std::string_view panel, domain::Date today);
protection::LocalRules local_rules(Transaction& tx, std::string_view panel, domain::Date on);
// The facts of the record; what is answered is filled in by the step.
protection::WarningFacts warning_facts(Transaction& tx, const CaseRow& row, const Asker& asker, std::vector<protection::OpenMatter> others, int reports, domain::Date today);
protection::NoticeFacts notice_facts(Transaction& tx, const CaseRow& row, const Asker& asker, std::vector<protection::OpenMatter> others, domain::Date today);
// What every paper says of the record, signed by that officer.
inline void head_of(CasePaper& paper, const CaseHead& head) { paper.head = head, paper.record = head.id, paper.panel_name = head.panel_name; }
domain::papers::PaperHead paper_head(Transaction& tx, const CaseRow& row, std::string_view officer);
// The words of the paper given on that day.
protection::PaperText paper_text(Transaction& tx, const CaseRow& row, domain::Date given_on);
// The variation whose requirements were just kept.
protection::PaperText variation_text(Transaction& tx, const CaseRow& row, const std::string& because, domain::Date from, domain::Date today);

}  // namespace casework::persistence
