// One row of a table as the forms would read it: the same readers, the same refusals; and records written as rows of the same columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/columns.hpp"
#include "persistence/jobs/jobs.hpp"
#include "persistence/places.hpp"
#include "web/context.hpp"

namespace casework::web::jobs {

// What may be named on this panel today, and whether the importer may state protected facts. The codes point into the lines.
struct Offered {
    std::vector<persistence::AgencyLine> agency_lines;
    std::vector<persistence::MemberLine> member_lines;
    std::vector<persistence::NamedPlace> place_lines;
    std::vector<domain::Code> agencies, members, places, address_kinds, vulnerabilities;
    std::string own_agency;
    bool protected_too = false, adults_only = true;
    int evidence_months = 0;
    Offered() = default;
    Offered(const Offered&) = delete;
    domain::imports::Lists lists() const { return {agencies, members, places}; }
};
domain::Refusals read_offered(persistence::Gate& gate, persistence::Database& database, std::string_view panel, Offered& offered);

struct ReadRow {
    persistence::ImportedPerson person;
    domain::Refusals refusals;
};
ReadRow read_row(const domain::imports::Head& head, const std::vector<std::string>& cells, const Offered& offered, domain::Date today);

// A whole file: as above, and two rows about the same person would become two people, so the second is refused.
struct FileRow {
    int line = 0;
    std::vector<std::string> cells;
};
std::vector<ReadRow> read_rows(const domain::imports::Head& head, const std::vector<FileRow>& rows, const Offered& offered, domain::Date today);

// What is wrong with a row, as it is kept with its job: without what was typed.
std::vector<persistence::RowProblem> row_problems(const domain::imports::Head& head, const std::vector<std::string>& cells, const domain::Refusals& refusals);

// A row as it is kept, and back.
std::string line_of(const std::vector<std::string>& cells);
std::vector<std::string> cells_in(std::string_view line);
domain::imports::Head head_in(std::string_view line);

// What the forms would show of a record. Names of agencies, members and places stay codes.
domain::imports::Answers person_answers_of(const persistence::ExportedRecord& record);
domain::imports::Answers nominal_answers_of(const persistence::ExportedRecord& record);

}  // namespace casework::web::jobs
