// The rows of reports and the facts that their guards look at. Private to persistence.
#pragma once

#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/wards.hpp"

namespace casework::persistence {

namespace reporting = domain::reports;

// One row with everything but who reported.
struct ReportRow {
    ReportHead head;
    reporting::Report report;
    std::string place_name, about_kind, about_name, agency_name, reporter_kind, risk, officer, officer_name, told, matter, outcome, receiver, gateway, author_name;
    std::optional<domain::Date> told_on, ended_on;
};
std::optional<ReportRow> report_row(Transaction& tx, std::string_view id);
// Every report of the panel that the scope reaches and the condition on `p` holds for; newest report first.
std::vector<reporting::Report> reports_where(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, int most);
std::vector<ReportLine> report_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most);

reporting::TriageTimes triage_times(Transaction& tx, std::string_view panel, domain::Date on);
reporting::State state_of(const ReportRow& row);
reporting::Facts facts_of(Transaction& tx, const ReportRow& row, domain::Date today);

// A row and its source; answers the new reference. `state` and `matter` for a report that opens a matter at once.
struct Placing {
    std::string state = "received", matter, recorded_as = "report received";
};
std::string insert_report(Writing& writing, std::string_view panel, const NewReport& report, const Placing& placing);
// What is reported with a matter or added to one, where nothing else is known of it. `conduct` is the matter's category.
NewReport report_with_matter(std::string_view conduct, domain::Date on, std::string_view place, std::string_view words, std::string_view agency);
// Part of a matter from today on; the caller has asked the workflow.
void put_in_matter(Writing& writing, const ReportRow& row, std::string_view matter, std::string_view recorded_as, std::string_view about = {});

}  // namespace casework::persistence
