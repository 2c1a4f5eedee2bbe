// Reading jobs and moving them along their table.
#include "persistence/jobs/job_rows.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::persistence::job_rows {
namespace {

using domain::jobs::State;

// One match a line: the person, a tab, the reasons.
std::vector<RowMatch> matches_in(std::string_view stored) {
    std::vector<RowMatch> matches;
    for (const auto line : domain::words_of(stored, '\n')) {
        const auto tab = std::min(line.find('\t'), line.size());
        matches.push_back({std::string(line.substr(0, tab)), std::string(line.substr(std::min(tab + 1, line.size())))});
    }
    return matches;
}

// The column, the rule and the words of each, with tabs between; words alone where they were kept before the rest was.
std::vector<RowProblem> problems_in(std::string_view stored) {
    std::vector<RowProblem> problems;
    for (const auto line : domain::words_of(stored, '\n')) {
        const auto rule = line.find('\t'), words = line.find('\t', rule == line.npos ? rule : rule + 1);
        if (words == line.npos) problems.push_back({{}, std::string(line), {}});
        else problems.push_back({std::string(line.substr(0, rule)), std::string(line.substr(words + 1)), std::string(line.substr(rule + 1, words - rule - 1))});
    }
    return problems;
}

int* count_of(JobCounts& counts, std::string_view state) {
    if (state == "staged") return &counts.staged;
    if (state == "faulty") return &counts.faulty;
    if (state == "ready") return &counts.ready;
    if (state == "waiting") return &counts.waiting;
    if (state == "made") return &counts.made;
    if (state == "left_out") return &counts.left_out;
    return &counts.refused;
}

}  // namespace

JobCounts counts(Transaction& tx, std::string_view job) {
    JobCounts counts;
    std::string state;
    int n = 0, without = 0;
    tx.each("SELECT state, count(*), coalesce(sum(CASE WHEN state = 'ready' AND matches <> '' THEN 1 ELSE 0 END), 0) FROM job_row WHERE job_id = :job GROUP BY state", {with("job", job)},
            {&state, &n, &without}, [&] {
                *count_of(counts, state) = n;
                counts.rows += n;
                counts.without_choice += without;
            });
    return counts;
}

domain::jobs::Facts facts_of(const JobCounts& counts) {
    return {.rows = counts.rows, .unchecked = counts.staged, .without_choice = counts.without_choice, .chosen = counts.ready + counts.waiting, .waiting = counts.waiting, .open_jobs = 0};
}

std::optional<Job> head(Transaction& tx, std::string_view id, std::string_view account) {
    Job job;
    std::string state;
    std::int64_t asked = 0, until = 0;
    std::optional<std::int64_t> ended;
    if (!tx.one("SELECT j.id, j.kind, j.panel, coalesce(g.name, j.panel), j.state, j.file_name, j.head, j.failure, j.sha256, j.asked_at, j.ended_at, j.until_at, CASE WHEN j.told_at IS NULL THEN 0 ELSE 1 END FROM job j "
                "LEFT JOIN panel_group g ON g.id = j.panel WHERE j.id = :id AND (j.account = :account OR :anybody = 1)",
                {with("id", id), with("account", account), with("anybody", account.empty() ? 1 : 0)},
                {&job.id, &job.kind, &job.panel, &job.panel_name, &state, &job.file_name, &job.head, &job.failure, &job.sha256, &asked, &ended, &until, &job.told}))
        return std::nullopt;
    job.state = domain::jobs::parse_state(state).value_or(State::failed);
    job.asked_at = instant_of(asked);
    job.ended_at = instant_of(ended);
    job.until = instant_of(until);
    job.counts = counts(tx, job.id);
    return job;
}

std::vector<JobRow> rows(Transaction& tx, std::string_view job, std::string_view state, int most) {
    std::vector<JobRow> found;
    JobRow row;
    std::string matches, problems;
    tx.each("SELECT line, state, cells, matches, person, problem, record_id FROM job_row WHERE job_id = :job AND (state = :state OR :every = 1) ORDER BY line LIMIT :most",
            {with("job", job), with("state", state), with("every", state.empty() ? 1 : 0), with("most", most)},
            {&row.line, &row.state, &row.cells, &matches, &row.person, &problems, &row.record}, [&] {
                row.matches = matches_in(matches);
                row.problems = problems_in(problems);
                found.push_back(row);
            });
    return found;
}

void hold_same_files(Transaction& tx, const JobLine& job) {
    if (!job.sha256.empty()) tx.run("UPDATE job SET sha256 = sha256 WHERE sha256 = :sha256 AND panel = :panel", {with("sha256", job.sha256), with("panel", job.panel)});
}

std::optional<SameFile> same_file(Transaction& tx, const JobLine& job, std::string_view account) {
    if (job.sha256.empty() || !job.is_import()) return std::nullopt;
    std::vector<SameFile> found;
    SameFile file;
    std::string by, state;
    std::int64_t asked = 0;
    tx.each("SELECT j.id, j.account, trim(a.title || ' ' || a.name), j.state, j.asked_at, (SELECT count(*) FROM job_row w WHERE w.job_id = j.id AND w.state = 'made') FROM job j "
            "JOIN account a ON a.id = j.account WHERE j.sha256 = :sha256 AND j.panel = :panel AND j.id <> :id AND j.kind = 'import_nominals' ORDER BY j.asked_at DESC, j.id DESC",
            {with("sha256", job.sha256), with("panel", job.panel), with("id", job.id)}, {&file.job, &by, &file.by_name, &state, &asked, &file.made}, [&] {
                file.mine = by == account;
                file.runs = state == name(State::running);
                file.asked_at = instant_of(asked);
                found.push_back(file);
            });
    auto told = std::ranges::find_if(found, &SameFile::runs);
    if (told == found.end()) told = std::ranges::find_if(found, [](const SameFile& each) { return each.made > 0; });
    return told == found.end() ? std::nullopt : std::optional(*told);
}

std::string kept(const std::vector<RowProblem>& problems) {
    std::string lines;
    for (const auto& problem : problems) lines += (lines.empty() ? "" : "\n") + domain::tidy_line(problem.column) + "\t" + domain::tidy_line(problem.rule) + "\t" + domain::tidy_line(problem.words);
    return lines;
}

domain::Outcome<bool> move(Transaction& tx, const JobLine& job, domain::jobs::Event event, const domain::jobs::Facts& facts, domain::Instant now, std::string_view failure) {
    const auto step = domain::decide(domain::jobs::workflow(), job.state, event, facts);
    if (!step) return std::unexpected(step.error());
    const bool ends = step->to == State::done || step->to == State::failed || step->to == State::cancelled;
    if (tx.run("UPDATE job SET state = :to, failure = :failure, ended_at = :ended WHERE id = :id AND state = :from",
               {with("to", name(step->to)), with("failure", failure), with("ended", ends ? std::optional(micros(now)) : std::nullopt), with("id", job.id), with("from", name(step->from))}) == 0)
        return domain::refuse(domain::RefusalKind::conflict, {}, "This job has moved on meanwhile");
    if (ends) empty_rows(tx, job.id);
    return true;
}

void empty_rows(Transaction& tx, std::string_view job) {
    tx.run("UPDATE job_row SET cells = '', matches = '', person = CASE WHEN state = 'refused' THEN person ELSE '' END WHERE job_id = :job", {with("job", job)});
}

}  // namespace casework::persistence::job_rows
