// Reports and service requests of the enforcement group: their list, one of them, and what may be done with it. Who reported is read
// by a reveal only. Coded values are the codes of domain/reports.
#pragma once

#include <map>

#include "domain/reports/triage_workflow.hpp"
#include "persistence/community_protection/cases.hpp"
#include "persistence/places.hpp"
#include "persistence/work/record_duty.hpp"

namespace casework::persistence {

// What stands above every page of a report.
struct ReportHead {
    std::string id, panel, panel_name, state, state_words;  // REP-2026-0107
    domain::Date state_since{};
    int version = 0;
    std::string category, kind;
    domain::FieldSet shown;
    bool may_edit = false, may_note = false, may_create = false;
};

struct ReportLine {
    std::string id, state, state_words, category, kind, what, place, ward, matter, incident, officer_name;
    domain::Date reported_on{};
    std::optional<domain::Date> occurred_from;
    std::string risk;
};

struct ReportRecord : ReportHead {
    domain::reports::Report report;
    std::string place_name, about_kind, about_name, agency_name, reporter_kind;
    std::string risk, officer, officer_name, told, matter, matter_words, outcome, receiver, gateway, author_name;
    std::optional<domain::Date> told_on, ended_on;
    bool has_source = false, may_reveal = false;  // somebody's details are kept, and the reader may ask to see them
    std::vector<ReportLine> same_incident;  // that share it
    std::vector<ReportLine> like;           // that may be about the same: people decide
    std::vector<CaseLine> matters;          // open ones about the same person or body
    std::vector<domain::RunningClock> clocks;
    std::vector<StepOffer> offers;
    std::vector<EventLine> history;  // newest first, at most 25
    std::string place_words() const { return place_name.empty() ? report.place_text : place_name; }
};
domain::Outcome<ReportRecord> open_report(Gate& gate, std::string_view id, std::string_view name = "read");

// Who reported, by an act and a ledger entry of its own.
struct ReportSource {
    ReportHead head;
    domain::reports::Reporter reporter;
};
domain::Outcome<ReportSource> reveal_source(Gate& gate, std::string_view id);

struct ReportTimeline {
    ReportHead head;
    std::vector<EventLine> events;
    int next = 0;  // give it back as `before`; 0: last page
};
domain::Outcome<ReportTimeline> open_report_timeline(Gate& gate, std::string_view id, int before = 0);
domain::Outcome<Saved> add_report_note(Gate& gate, std::string_view id, std::string_view note);

struct ReportsAsked {
    std::string category{}, state{}, ward{};  // empty: any; the state "open" means every one that is not over
    bool mine = false;
    PageAsked page{};
};
struct ReportList {
    std::string panel, panel_name;
    bool may_create = false, may_export = false;
    std::vector<ReportLine> lines;  // newest first, 25 a page
    std::vector<std::string> wards;  // of the boundaries of today, for the filter
    PageEnds page;
};
domain::Outcome<ReportList> list_reports(Gate& gate, std::string_view panel, const ReportsAsked& asked);
// The same for CSV, at most 5,000 rows: coordinator, purpose, password again.
domain::Outcome<ReportList> export_reports(Gate& gate, std::string_view panel, const ReportsAsked& asked);

// --- Changing ---------------------------------------------------------------------------------------------------------------------

struct NewReport {
    domain::reports::Report report;
    domain::reports::Reporter reporter;
    std::string about_kind, about_name;
};
domain::Outcome<Saved> receive_report(Gate& gate, std::string_view panel, const NewReport& report);

// What is known meanwhile of where it was, whom it is about and who suffers it.
struct ReportEdit {
    int version = 0;
    domain::FieldValues values;  // of edit_fields
    domain::Choices choices;     // of the clash page
};
const std::vector<std::string>& report_edit_fields();
domain::FieldValues values_of(const ReportRecord& record);
domain::Outcome<Saved> edit_report(Gate& gate, std::string_view id, const ReportEdit& edit, domain::Clash& clash);

struct ReportAnswers {
    int version = 0;
    std::string text{}, other{}, risk{}, ward{}, officer{}, matter{}, outcome{}, told{}, receiver{}, gateway{};
    bool police_told = false;
};
// Every step but opening a matter, which open_matter of cases.hpp takes with the report's reference.
domain::Outcome<Saved> take_report_step(Gate& gate, std::string_view id, std::string_view event, const ReportAnswers& answers);

// For the forms: the wards of today, the officers whom a report may be given to, who may have received it, the named places.
struct ReportForm {
    std::vector<std::string> wards;
    std::vector<MemberLine> officers;
    std::vector<AgencyLine> agencies;
    std::vector<NamedPlace> places;
};
domain::Outcome<ReportForm> open_report_form(Gate& gate, std::string_view panel);

// --- Figures and My work ----------------------------------------------------------------------------------------------------------

struct ReportYear {
    int year = 0, history = 0;  // published before the system
    std::map<std::string, domain::reports::Count> counts;  // by category; every category is there
};
struct ReportFigures {
    std::string panel, panel_name;
    domain::Date on{};
    int open = 0;
    std::vector<ReportYear> years;  // newest first
};
domain::Outcome<ReportFigures> read_report_figures(Gate& gate, std::string_view panel, int years = 5);

// What waits: to be given to an officer, and for who has it to tell the reporter. At most 50, soonest first.
std::vector<RecordDuty> report_duties(Listing& listing, const domain::Actor& actor);

}  // namespace casework::persistence
