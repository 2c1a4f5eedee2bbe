// Warnings and notices of the enforcement group: their list, one of them whole, and what may be done with it.
// Coded values are the codes of domain/community_protection.
#pragma once

#include "domain/clash.hpp"
#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/parts.hpp"
#include "domain/community_protection/warning_workflow.hpp"
#include "persistence/documents/papers.hpp"
#include "persistence/documents/stopped_documents.hpp"
#include "persistence/nominals/nominals.hpp"

namespace casework::persistence {

// What stands above every page of a case.
struct CaseHead {
    std::string id, kind, panel, panel_name;  // CPW-2026-0041, warning
    std::string state, state_words;
    domain::Date state_since{}, opened_on{};
    int version = 0;
    std::string title, category;
    std::string recipient_kind, recipient_name;  // of a body or unknown occupier
    Subject person;                              // of an individual
    std::string author_name, approved_by_name;
    domain::FieldSet shown;
    bool may_edit = false, may_decide = false, may_note = false;
    std::string who() const;  // as the pages call the recipient
};

struct RequirementLine {
    domain::community_protection::Requirement asked;
    domain::community_protection::Effect today;  // whether it must be followed today, and why
};
struct CaseEvent {
    std::string kind;  // report, breach
    domain::Date on{};
    std::optional<int> minute;
    std::string place, words, evidence_kind, evidence, by_name;
    int requirement = 0, n = 0;
    std::string report = {};  // its reference, of a report
};
struct InformedLine {
    std::string name, role, method;
    std::optional<domain::Date> on;
    bool operator==(const InformedLine&) const = default;
};
struct ServiceLine {
    domain::community_protection::ServiceRecord service;
    std::string by_name;
    int version = 0;
};
struct VisitLine {
    int n = 0;
    domain::Date on{};
    std::optional<int> minute;
    std::string place, seen, seen_words, note, file, by_name;
};
// A file of the case and what it bears on: "persistent", "breach 2".
struct CaseFile {
    std::string id, name, caption, state, bears_on;
};
struct CaseLink {  // the warning of a notice, or a notice of the warning
    std::string id, state_words;
    std::optional<domain::Date> given_on;
};
struct NamedDeadline {
    std::string name;  // given, compliance, appeal, review, end
    domain::community_protection::Deadline deadline;
};
struct PaperLine {
    int n = 0;
    std::string name, digest, by_name;
    domain::Instant at{};
};

struct BreachLine {  // of a notice in force; more in breaches.hpp
    int n = 0;
    std::string state, state_words, words, place;
    domain::Date on{};
    std::optional<int> minute;
    int requirement = 0;
};

struct CaseRecord : CaseHead {
    domain::FieldValues fields;  // of every part
    std::vector<RequirementLine> requirements;
    int requirement_version = 0;  // 0: the draft
    std::vector<CaseEvent> events;        // newest first, at most 50
    int reports = 0, breaches = 0;        // breaches of the warning
    std::vector<BreachLine> notice_breaches;  // newest first
    std::optional<domain::Date> last_report, last_breach;
    std::vector<InformedLine> informed;
    std::vector<ServiceLine> services;
    std::vector<domain::community_protection::Appeal> appeals;
    std::vector<CaseLink> links;
    std::vector<NamedDeadline> deadlines;
    std::vector<PaperLine> papers;
    std::vector<domain::community_protection::CheckLine> checks;  // before a notice is issued
    std::vector<StepOffer> offers;
    std::vector<EventLine> history;  // newest first, at most 25
    std::optional<domain::Date> given_on, ended_on;
    std::string end_reason, end_note;
    std::vector<domain::community_protection::OpenMatter> duplicates;  // as far as the reader may know
    std::string authority_words;  // of the officer who gives or gave it
    std::vector<VisitLine> visits;  // newest first, at most 20
    std::vector<CaseFile> linked_files;  // one line for each thing that a file bears on
    std::vector<StoppedOwn> stopped;  // its documents that waited for a coordinator, newest first
    bool alone = false;  // the group lets one officer approve, authorise and give
    std::string value(std::string_view field) const;
};
domain::Outcome<CaseRecord> open_case(Gate& gate, std::string_view id, std::string_view name = "read");

struct CaseTimeline {
    CaseHead head;
    std::vector<EventLine> events;
    int next = 0;  // give it back as `before`; 0: last page
};
domain::Outcome<CaseTimeline> open_case_timeline(Gate& gate, std::string_view id, int before = 0);
domain::Outcome<Saved> add_case_note(Gate& gate, std::string_view id, std::string_view note);

// One line of the list of a panel.
struct CaseLine {
    std::string id, kind, state, state_words, title, category, recipient_name;
    Subject person;
    domain::Date opened_on{}, state_since{};
    std::string due_name;                 // of the next running clock
    std::optional<domain::Date> due;
};
struct CasesAsked {
    std::string kind;   // warning, notice; empty: both
    bool closed = false;
    PageAsked page;
};
struct CaseList {
    std::string panel, panel_name;
    bool may_create = false;
    std::vector<CaseLine> lines;  // newest first, 25 a page
    PageEnds page;
};
domain::Outcome<CaseList> list_cases(Gate& gate, std::string_view panel, const CasesAsked& asked);

// What waits for the actor: `what` is give, approve, authorise, decide, the name of a kept day, or breach: without a decision. For My work, at most 50.
struct CaseDuty {
    std::string id, title, recipient_name, what;
    Subject person;
    std::optional<domain::Date> due;
    int breach = 0;  // of a notice, or 0
};
std::vector<CaseDuty> case_duties(Listing& listing, const domain::Actor& actor);

// --- Changing: answers the id and new version, or every refusal at once ----------------------------------------------------------

// Opening a matter: a known person that the actor may read, or name and birth of a new one, or a body.
struct NewMatter {
    std::string recipient_kind;  // individual, body, occupier
    std::string person, name;
    std::optional<domain::Date> born;
    std::optional<int> estimated_age;
    std::string age_basis;
    std::string body_kind, company_number;
    std::string title, category;
    domain::Date reported_on{};
    std::string report, report_place;  // what was reported, never by whom
    std::string report_id;             // the report that it is opened from; empty: one is recorded with it
    bool duplicates_checked = false;   // of a report: whether any agency already works on this
};
domain::Outcome<Saved> open_matter(Gate& gate, std::string_view panel, const NewMatter& matter);

// One part of the questions; what others saved meanwhile is merged field by field, a clash is filled for the page that lets choose.
domain::Outcome<Saved> save_part(Gate& gate, std::string_view id, std::string_view part, int version, const domain::FieldValues& values,
                                 const domain::Choices& choices, domain::Clash& clash);
domain::Outcome<Saved> save_requirements(Gate& gate, std::string_view id, int version, const std::vector<domain::community_protection::Requirement>& requirements);
// Several of them from one page: all are kept or none, and every refusal is said. What clashes is added to `clash`.
struct PartAnswers {
    std::string_view part;
    domain::FieldValues values;
};
struct DraftAnswers {
    std::vector<PartAnswers> parts;
    std::optional<std::vector<domain::community_protection::Requirement>> requirements;
    std::optional<InformedLine> informed;
};
domain::Outcome<Saved> save_draft(Gate& gate, std::string_view id, int version, const DraftAnswers& answers, domain::Clash& clash);
domain::Outcome<Saved> add_case_event(Gate& gate, std::string_view id, const CaseEvent& event);
domain::Outcome<Saved> add_informed(Gate& gate, std::string_view id, const InformedLine& line);

// The steps of both machines; only what the event asks for is read from the answers.
struct CaseAnswers {
    int version = 0;
    std::string reason, note, tool, override_reason;
    std::optional<domain::Date> told_on, compliance_on, version_from, ends_on, review_on;
    domain::community_protection::ServiceRecord service;
    domain::community_protection::Appeal appeal;
    std::vector<domain::community_protection::Requirement> requirements;
    bool unchanged = false;  // the officer at the door confirms that nothing has changed
};
// Deciding on a notice makes its draft: then the id is the notice's.
domain::Outcome<Saved> take_case_step(Gate& gate, std::string_view id, std::string_view event, const CaseAnswers& answers);
// Several one after the other, all of them or none: whoever may give a notice alone sends, authorises and issues it at once.
domain::Outcome<Saved> take_case_steps(Gate& gate, std::string_view id, std::span<const std::string_view> events, const CaseAnswers& answers);

// The words of the paper as they stand now, or as they were given.
struct CasePaper : Paper {
    CaseHead head;
};
domain::Outcome<CasePaper> open_paper(Gate& gate, std::string_view id);

}  // namespace casework::persistence
