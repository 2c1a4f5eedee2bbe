// Jobs as the person who asked for them sees and steers them.
#include "persistence/jobs/jobs.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/jobs/job_rows.hpp"

namespace casework::persistence {
namespace {

namespace jobs = domain::jobs;
using auth::Action;
using domain::LoggedOperation;
using domain::RefusalKind;

constexpr int rows_max = 5000;

int open_jobs_of(Transaction& tx, std::string_view account) {
    int open = 0;
    tx.one("SELECT count(*) FROM job WHERE account = :account AND state IN ('uploaded', 'previewed', 'running')", {with("account", account)}, {&open});
    return open;
}

struct NewJob {
    std::string_view kind, panel, state, file_name, head, sha256;
};

std::string insert_job(const Gate& gate, Writing& writing, const NewJob& job) {
    const auto& asked = gate.asked();
    std::string purpose;
    for (const auto& given : asked.purposes)
        if (given.action == auth::name(Action::export_rows) && given.object == job.panel) purpose = given.code;
    const auto id = next_reference(writing.tx, "JOB", writing.today);
    writing.tx.run("INSERT INTO job (id, kind, panel, account, state, file_name, head, asked_at, until_at, reference, source_address, session, by_token, password_at, purpose, sha256) "
                   "VALUES (:id, :kind, :panel, :account, :state, :file, :head, :now, :until, :reference, :address, :session, :token, :password, :purpose, :sha256)",
                   {with("id", id), with("kind", job.kind), with("panel", job.panel), with("account", writing.actor.account), with("state", job.state), with("file", job.file_name),
                    with("head", job.head), with_at("now", writing.now), with_at("until", writing.now + job_rows::kept_for), with("reference", asked.reference),
                    with("address", asked.source_address), with("session", asked.session), with("token", asked.actor.by_token),
                    with("password", asked.actor.password_at ? std::optional(micros(*asked.actor.password_at)) : std::nullopt), with("purpose", purpose),
                    with("sha256", job.sha256)});
    writing.entry.objects.push_back(id);
    return id;
}

// Exports are looked at by those who may export; their own pages show no content.
Act act_for(const JobLine& job, std::string_view name, LoggedOperation operation = LoggedOperation::consultation) {
    return {job.is_import() ? Action::create : Action::list, name, "job", operation};
}

std::optional<Job> own_job(Database& database, const Gate& gate, std::string_view id) {
    std::optional<Job> job;
    database.read([&](Transaction& tx) { job = job_rows::head(tx, id, gate.actor().account); });
    return job;
}

// Its owner has looked at what became of it.
void note_told(Database& database, const Job& job, domain::Instant now) {
    if (job.ended() && !job.told)
        database.write([&](Transaction& tx) { tx.run("UPDATE job SET told_at = :now WHERE id = :id AND told_at IS NULL", {with_at("now", now), with("id", job.id)}); });
}

// A row may become only somebody whom its own check found, or somebody new.
domain::Refusals choose(Transaction& tx, std::string_view job, const std::vector<JobRow>& rows, const RowChoice& choice) {
    const auto row = std::ranges::find(rows, choice.line, &JobRow::line);
    const auto known = [&] { return choice.person.empty() || std::ranges::any_of(row->matches, [&](const auto& match) { return match.person == choice.person; }); };
    if (row == rows.end() || !known()) return {{RefusalKind::invalid, "row-" + std::to_string(choice.line), "Select one of the people shown, somebody new, or leave the row out", {}}};
    tx.run("UPDATE job_row SET state = :state, person = :person WHERE job_id = :job AND line = :line",
           {with("state", choice.leave_out ? "left_out" : "waiting"), with("person", choice.person), with("job", job), with("line", choice.line)});
    return {};
}

}  // namespace

domain::Outcome<std::string> stage_import(Gate& gate, std::string_view panel, const NewImport& import) {
    return gate.perform_in_panel(panel, {Action::create, "upload", "job", LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<std::string> {
        jobs::Facts facts;
        facts.rows = static_cast<int>(import.rows.size());
        facts.open_jobs = open_jobs_of(writing.tx, writing.actor.account);
        if (const auto step = domain::decide(jobs::workflow(), jobs::State::unknown, jobs::Event::upload, facts); !step) return std::unexpected(step.error());
        const auto id = insert_job(gate, writing, {"import_nominals", panel, "uploaded", import.file_name, import.head, import.sha256});
        for (const auto& row : import.rows)
            writing.tx.run("INSERT INTO job_row (job_id, line, state, cells, problem) VALUES (:job, :line, :state, :cells, :problem)",
                           {with("job", id), with("line", row.line), with("state", row.faulty ? "faulty" : "staged"), with("cells", row.cells), with("problem", job_rows::kept(row.problems))});
        writing.entry.count = facts.rows;
        return id;
    });
}

domain::Outcome<std::vector<JobLine>> my_jobs(Gate& gate, std::string_view panel, bool imports) {
    const Act act{imports ? Action::create : Action::list, imports ? "list_imports" : "list_exports", "job"};
    return gate.open_panel(panel, act, [&](Reading& reading) {
        std::vector<std::string> ids;
        std::string id;
        reading.tx.each("SELECT id FROM job WHERE account = :account AND panel = :panel AND kind <> 'court_bundle' AND (kind = 'import_nominals') = (1 = :imports) ORDER BY asked_at DESC, id DESC LIMIT 20",
                        {with("account", gate.actor().account), with("panel", panel), with("imports", imports)}, {&id}, [&] { ids.push_back(id); });
        std::vector<JobLine> lines;
        for (const auto& one : ids) lines.push_back(*job_rows::head(reading.tx, one, gate.actor().account));
        return lines;
    });
}

domain::Outcome<Job> open_job(Database& database, Gate& gate, std::string_view id) {
    const auto found = own_job(database, gate, id);
    if (!found) return domain::not_found();
    auto opened = gate.open_panel(found->panel, act_for(*found, "read_job"), [&](Reading& reading) {
        auto job = *job_rows::head(reading.tx, id, gate.actor().account);
        job.rows = job_rows::rows(reading.tx, id, {}, rows_max);
        if (job.state == jobs::State::previewed) job.same_file = job_rows::same_file(reading.tx, job, gate.actor().account);
        reading.shown.push_back(job.id);
        for (const auto& row : job.rows)
            if (!row.record.empty()) reading.shown.push_back(row.record);
        return job;
    });
    if (opened) note_told(database, *opened, gate.now());
    return opened;
}

domain::Outcome<Job> open_problems(Database& database, Gate& gate, std::string_view id) {
    const auto found = own_job(database, gate, id);
    if (!found || !found->is_import()) return domain::not_found();
    return gate.open_panel(found->panel, act_for(*found, "read_problems"), [&](Reading& reading) {
        auto job = *job_rows::head(reading.tx, id, gate.actor().account);
        for (const auto* state : {"faulty", "refused"})
            for (auto& row : job_rows::rows(reading.tx, id, state, rows_max)) job.rows.push_back(std::move(row));
        std::ranges::sort(job.rows, {}, &JobRow::line);
        reading.shown.push_back(job.id);
        return job;
    });
}

domain::Outcome<bool> put_away_job(Database& database, Gate& gate, std::string_view id) {
    const auto found = own_job(database, gate, id);
    if (!found) return domain::not_found();
    return gate.perform_in_panel(found->panel, act_for(*found, "put_away_job", LoggedOperation::security), [&](Writing& writing) -> domain::Outcome<bool> {
        writing.entry.objects.emplace_back(id);
        return writing.tx.run("UPDATE job SET told_at = :now WHERE id = :id AND ended_at IS NOT NULL AND told_at IS NULL", {with_at("now", writing.now), with("id", id)}) == 1;
    });
}

domain::Outcome<bool> start_import(Database& database, Gate& gate, std::string_view id, const std::vector<RowChoice>& choices, bool again) {
    const auto found = own_job(database, gate, id);
    if (!found || !found->is_import()) return domain::not_found();
    return gate.perform_in_panel(found->panel, act_for(*found, "start_import", LoggedOperation::collection), [&](Writing& writing) -> domain::Outcome<bool> {
        job_rows::hold_same_files(writing.tx, *found);
        auto job = job_rows::head(writing.tx, id, writing.actor.account);
        domain::Refusals refusals;
        const auto rows = job->state == jobs::State::previewed ? job_rows::rows(writing.tx, id, "ready", rows_max) : std::vector<JobRow>{};
        if (!rows.empty())
            for (const auto& choice : choices)
                for (auto& refusal : choose(writing.tx, id, rows, choice)) refusals.push_back(std::move(refusal));
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        auto facts = job_rows::facts_of(job_rows::counts(writing.tx, id));
        if (const auto same = job_rows::same_file(writing.tx, *job, writing.actor.account)) facts.same_file_runs = same->runs, facts.same_file_made = same->made;
        facts.again = again;
        auto moved = job_rows::move(writing.tx, *job, jobs::Event::start, facts, writing.now);
        if (!moved) return moved;
        writing.tx.run("UPDATE job_row SET state = 'waiting' WHERE job_id = :job AND state = 'ready'", {with("job", id)});
        writing.entry.objects.emplace_back(id);
        writing.entry.count = job_rows::counts(writing.tx, id).waiting;
        return true;
    });
}

domain::Outcome<bool> cancel_job(Database& database, Gate& gate, std::string_view id) {
    const auto found = own_job(database, gate, id);
    if (!found) return domain::not_found();
    return gate.perform_in_panel(found->panel, act_for(*found, "cancel_job", LoggedOperation::alteration), [&](Writing& writing) -> domain::Outcome<bool> {
        const auto job = job_rows::head(writing.tx, id, writing.actor.account);
        writing.entry.objects.emplace_back(id);
        auto moved = job_rows::move(writing.tx, *job, jobs::Event::cancel, job_rows::facts_of(job->counts), writing.now);
        if (moved) writing.tx.run("UPDATE job SET told_at = :now WHERE id = :id", {with_at("now", writing.now), with("id", id)});  // they know
        return moved;
    });
}

domain::Outcome<std::string> ask_export(Gate& gate, std::string_view panel, std::string_view kind) {
    return gate.perform_in_panel(panel, {Action::export_rows, "ask_export", "job", LoggedOperation::security}, [&](Writing& writing) -> domain::Outcome<std::string> {
        jobs::Facts facts;
        facts.open_jobs = open_jobs_of(writing.tx, writing.actor.account);
        if (const auto step = domain::decide(jobs::workflow(), jobs::State::unknown, jobs::Event::ask, facts); !step) return std::unexpected(step.error());
        return insert_job(gate, writing, {kind, panel, "running", {}, {}, {}});
    });
}

domain::Outcome<std::string> ask_bundle(Gate& gate, const BundleAsked& bundle) {
    return gate.perform(bundle.record, {Action::export_rows, "ask_bundle", "case", LoggedOperation::security}, [&](Writing& writing) -> domain::Outcome<std::string> {
        jobs::Facts facts;
        facts.open_jobs = open_jobs_of(writing.tx, writing.actor.account);
        if (const auto step = domain::decide(jobs::workflow(), jobs::State::unknown, jobs::Event::ask, facts); !step) return std::unexpected(step.error());
        std::string panel, head = bundle.record + "\n" + domain::tidy_line(bundle.title);
        for (const auto& file : bundle.files) head += "\n" + file;
        writing.tx.one("SELECT panel FROM record WHERE id = :id", {with("id", bundle.record)}, {&panel});
        return insert_job(gate, writing, {"court_bundle", panel, "running", domain::tidy_line(bundle.title), head, {}});
    });
}

std::optional<BundleMade> bundle_made(const Job& job) {
    const auto lines = domain::words_of(job.head, '\n');
    if (!job.is_bundle() || job.state != jobs::State::done || lines.size() != 2) return std::nullopt;
    return BundleMade{std::string(lines[0]), std::string(lines[1])};
}

namespace {

// Somebody's rights may have changed since the file was written, or a record been restricted: then it no longer leaves.
bool holds_what_is_closed(Reading& reading, const JobLine& job) {
    const auto sql = scope_sql(reading.scope, reading.now, "1");
    auto binds = sql.binds;
    binds.push_back(with("job", job.id));
    binds.push_back(with("panel", job.panel));
    std::int64_t closed = 0;
    reading.tx.one("SELECT count(*) FROM job_row w WHERE w.job_id = :job AND w.record_id LIKE 'NOM-%' AND NOT EXISTS (SELECT 1 FROM record r WHERE r.id = w.record_id AND r.panel = :panel AND " + sql.condition + ")",
                   binds, {&closed});
    return closed > 0;
}

}  // namespace

domain::Outcome<ExportFile> fetch_export(Database& database, Gate& gate, std::string_view id) {
    const auto job = own_job(database, gate, id);
    if (!job || !job->is_export() || job->state != jobs::State::done || job->until < gate.now()) return domain::not_found();
    const auto file = gate.open_panel(job->panel, {Action::export_rows, "fetch_export", "job", LoggedOperation::disclosure}, [&](Reading& reading) {
        ExportFile made{job->file_name, {}, job->sha256};
        reading.shown.emplace_back(id);
        if (holds_what_is_closed(reading, *job)) return std::optional<ExportFile>();
        reading.tx.one("SELECT file FROM job WHERE id = :id", {with("id", id)}, {&made.text});
        for (auto& row : job_rows::rows(reading.tx, id, {}, 2 * job_rows::records_max)) reading.shown.push_back(std::move(row.record));
        reading.count = static_cast<std::int64_t>(reading.shown.size()) - 1;
        reading.recipients.push_back(gate.actor().account);
        return std::optional(std::move(made));
    });
    if (!file) return std::unexpected(file.error());
    if (!*file) return domain::refuse(RefusalKind::rule, {}, "A record in this file has been closed to you since it was written. Ask for a new file");
    return **file;
}

}  // namespace casework::persistence
