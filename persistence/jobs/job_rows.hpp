// The rows of jobs as several readings share them (private to persistence).
#pragma once

#include "persistence/jobs/jobs.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence::job_rows {

constexpr auto kept_for = std::chrono::hours(24);
constexpr int records_max = 5000;  // of one exported file

JobCounts counts(Transaction& tx, std::string_view job);
domain::jobs::Facts facts_of(const JobCounts& counts);
// The job of that account, or of anybody when the account is empty.
std::optional<Job> head(Transaction& tx, std::string_view id, std::string_view account);
std::vector<JobRow> rows(Transaction& tx, std::string_view job, std::string_view state, int most);
// Until this commit no other server decides about the same file: it waits, and then sees what was decided here.
void hold_same_files(Transaction& tx, const JobLine& job);
// Another job that brought, or brings, the file of this one into its group.
std::optional<SameFile> same_file(Transaction& tx, const JobLine& job, std::string_view account);
// What is wrong with a row, as it is kept: a problem a line.
std::string kept(const std::vector<RowProblem>& problems);
// The step when the table allows it, in the row of the job only if it still stands in the state it was read in.
domain::Outcome<bool> move(Transaction& tx, const JobLine& job, domain::jobs::Event event, const domain::jobs::Facts& facts, domain::Instant now, std::string_view failure = {});
// What was typed goes; which line became which record stays, and why a row became none.
void empty_rows(Transaction& tx, std::string_view job);

}  // namespace casework::persistence::job_rows
