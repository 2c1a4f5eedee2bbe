// Long jobs of one person: files of people to put forward, and files written from a group's records. Only who asked sees a job.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/jobs/job_workflow.hpp"
#include "persistence/gate.hpp"
#include "persistence/nominals/nominals.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence {

struct JobCounts {
    int rows = 0, staged = 0, faulty = 0, ready = 0, waiting = 0, made = 0, left_out = 0, refused = 0;
    int without_choice = 0;  // ready, and like somebody known
};

struct JobLine {
    std::string id;    // JOB-2026-0007
    std::string kind;  // import_nominals, export_nominals, export_people, court_bundle
    std::string panel, panel_name;
    domain::jobs::State state{};
    std::string file_name, failure, sha256;
    domain::Instant asked_at{};
    std::optional<domain::Instant> ended_at;
    bool told = false;  // its owner has looked at it since it ended, or put it away
    domain::Instant until{};  // rows and file are gone after it
    JobCounts counts;
    bool ended() const { return state == domain::jobs::State::done || state == domain::jobs::State::failed || state == domain::jobs::State::cancelled; }
    bool is_import() const { return kind == "import_nominals"; }
    bool is_bundle() const { return kind == "court_bundle"; }
    bool is_export() const { return !is_import() && !is_bundle(); }
};

// Somebody known who looks like the person of a row.
struct RowMatch {
    std::string person, why;
};
// What is wrong with a row, beside the column it concerns ("" for the row as a whole), and the rule that says so.
struct RowProblem {
    std::string column, words, rule;
};
struct JobRow {
    int line = 0;
    std::string state;  // staged, faulty, ready, waiting, made, left_out, refused
    std::string cells;  // as a line of the file; empty once the job has ended
    std::vector<RowMatch> matches;
    std::string person;   // chosen: PER-2026-0003, or empty for somebody new; of a refused row, whom it looks like
    std::vector<RowProblem> problems;  // of a faulty or refused one
    std::string record;   // what it became
};
// The same file, by its SHA-256, brought into the same group by another job: the one that runs, or else the newest that put somebody forward.
struct SameFile {
    std::string job, by_name;
    bool mine = false, runs = false;
    int made = 0;
    domain::Instant asked_at{};
};
struct Job : JobLine {
    std::string head;
    std::vector<JobRow> rows;
    std::optional<SameFile> same_file;  // of an import that is not started yet
};

// --- for the person who asks ------------------------------------------------------------------------------------------------------

struct StagedRow {
    int line = 0;
    std::string cells;
    bool faulty = false;
    std::vector<RowProblem> problems = {};
};
struct NewImport {
    std::string file_name, head;
    std::vector<StagedRow> rows;
    std::string sha256 = {};  // of the file as it was sent
};
// Keeps the rows for checking and showing; answers the id of the job.
domain::Outcome<std::string> stage_import(Gate& gate, std::string_view panel, const NewImport& import);
// The jobs of the asker in that panel, newest first, at most 20. `imports` or exports.
domain::Outcome<std::vector<JobLine>> my_jobs(Gate& gate, std::string_view panel, bool imports);
// One job of the asker with its rows; not_found for anybody else's. Looked at after its end, it is no news any more.
domain::Outcome<Job> open_job(Database& database, Gate& gate, std::string_view id);
// The same with those rows alone that have a problem.
domain::Outcome<Job> open_problems(Database& database, Gate& gate, std::string_view id);
// An ended job leaves My work without being looked at.
domain::Outcome<bool> put_away_job(Database& database, Gate& gate, std::string_view id);

// What is done with a row: somebody known, somebody new (empty), or nothing.
struct RowChoice {
    int line = 0;
    bool leave_out = false;
    std::string person;
};
// Rows that look like nobody known need no choice. Refused while a row that looks like somebody known has none, while the same file is
// being brought in, and, unless it is meant to come in `again`, when it was before.
domain::Outcome<bool> start_import(Database& database, Gate& gate, std::string_view id, const std::vector<RowChoice>& choices, bool again = false);
// Nothing more is carried in, and the rows are emptied.
domain::Outcome<bool> cancel_job(Database& database, Gate& gate, std::string_view id);

// Asks for a file of a panel's records: coordinator, purpose, password again.
domain::Outcome<std::string> ask_export(Gate& gate, std::string_view panel, std::string_view kind);
// Asks for the court bundle of a case: coordinator, purpose, password again. Chosen files that are no longer clean by then are left out.
struct BundleAsked {
    std::string record, title;
    std::vector<std::string> files;  // evidence of the case and of the warning it rests on
};
domain::Outcome<std::string> ask_bundle(Gate& gate, const BundleAsked& bundle);
// Of a bundle that is made: where it is kept.
struct BundleMade {
    std::string record, document;
};
std::optional<BundleMade> bundle_made(const Job& job);
// The finished file for the one who asked, until it is gone: the same duties again, and an entry with every record in it.
struct ExportFile {
    std::string name, text, sha256;
};
domain::Outcome<ExportFile> fetch_export(Database& database, Gate& gate, std::string_view id);

// --- for the server's own round, when nobody waits ----------------------------------------------------------------------------------

struct OpenJob {
    std::string id, kind, panel, account, head;
    domain::jobs::State state{};
    Asked asked;  // as whom: the standing of the account today, with what was given when the job was asked for
};
// Jobs that are being checked or carried in, oldest first.
std::vector<OpenJob> open_jobs(Database& database);
// Rows of a job in that state, by line.
std::vector<JobRow> rows_in(Database& database, std::string_view job, std::string_view state, int most);
void note_matches(Database& database, std::string_view job, int line, const std::vector<RowMatch>& matches);

// Puts the person of one row forward. The row, the record and their ledger entry become durable together: whatever happens in
// between, a row is carried in once. Refused with conflict when it was carried in before or the job is stopped.
struct ImportedPerson {
    Proposal proposal;
    NominalEdit edit;
    PersonFacts facts;
};
domain::Outcome<Saved> import_row(Gate& gate, std::string_view panel, std::string_view job, int line, const ImportedPerson& person);
// `looks_like`: somebody who was not known when the rows were looked at.
void refuse_row(Database& database, std::string_view job, int line, const std::vector<RowProblem>& problems, std::string_view looks_like = {});

// One record as an export holds it. Protected facts are never among them.
struct ExportedRecord {
    std::string id, person, state;
    domain::Date state_since{}, proposed_on{};
    std::string evidence, nexus, not_better_elsewhere;
    std::optional<int> incidents;
    PersonFacts facts;
    NominalEdit edit;
};
domain::Outcome<std::vector<ExportedRecord>> read_export(Gate& gate, std::string_view panel);
// Keeps the file for the one who asked; the entry holds its SHA-256 and every record in it.
domain::Outcome<bool> keep_export(Gate& gate, const OpenJob& job, const std::string& text, const std::vector<std::string>& records);

BundleAsked bundle_of(const OpenJob& job);
bool still_runs(Database& database, const OpenJob& job);
// The job is done: it names the document instead of what was asked for.
void finish_bundle(Database& database, const OpenJob& job, std::string_view document, domain::Instant now);

// Takes the job's own step (check, finish, fail) when its rows allow it; false when they do not yet, or somebody else took it.
// Whether this server may carry the job on: for ten seconds from now, a bundle for ten minutes, no other does.
bool claim_job(Database& database, const OpenJob& job, domain::Instant now);
bool move_job(Database& database, const OpenJob& job, domain::jobs::Event event, domain::Instant now, std::string_view failure = {});
// Empties what has stood for its time: open imports are cancelled, files are gone.
void clear_old_jobs(Database& database, domain::Instant now);

}  // namespace casework::persistence
