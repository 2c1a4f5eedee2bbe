// Jobs as the server carries them on by itself: row by row, each row once.
#include <algorithm>
#include <set>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/jobs/job_rows.hpp"
#include "persistence/nominals/nominal_fields.hpp"
#include "persistence/people/person_values.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

namespace jobs = domain::jobs;
using auth::Action;
using domain::LoggedOperation;
using domain::RefusalKind;


domain::Refusals check_all(Transaction& tx, std::string_view panel, const ImportedPerson& person, domain::Date today) {
    auto refusals = check_edit(tx, panel, person.edit, today);
    for (auto& refusal : check_facts(tx, person.facts, today)) refusals.push_back(std::move(refusal));
    return refusals;
}

std::optional<ExportedRecord> exported(Reading& reading, const std::string& id) {
    ExportedRecord record;
    std::string since, proposed;
    std::optional<std::int64_t> incidents;
    if (!reading.tx.one("SELECT id, person_id, state, state_since, proposed_on, evidence, nexus, not_better_elsewhere, incidents FROM nominal WHERE id = :id", {with("id", id)},
                        {&record.id, &record.person, &record.state, &since, &proposed, &record.evidence, &record.nexus, &record.not_better_elsewhere, &incidents}))
        return std::nullopt;
    auto facts = facts_on_record(reading, record.id, record.person);
    if (!facts) return std::nullopt;
    record.state_since = day_of(since);
    record.proposed_on = day_of(proposed);
    record.incidents = figure_of(incidents);
    record.facts = std::move(facts->facts);
    record.edit = read_edit(reading.tx, record.id);
    return record;
}

}  // namespace

std::vector<OpenJob> open_jobs(Database& database) {
    std::vector<OpenJob> open;
    database.read([&](Transaction& tx) {
        OpenJob job;
        std::string state, purpose;
        std::optional<std::int64_t> password;
        auto& asked = job.asked;
        tx.each("SELECT id, kind, panel, account, head, state, reference, source_address, session, by_token, password_at, purpose FROM job WHERE state IN ('uploaded', 'running') "
                "ORDER BY asked_at, id LIMIT 50",
                {}, {&job.id, &job.kind, &job.panel, &job.account, &job.head, &state, &asked.reference, &asked.source_address, &asked.session, &asked.actor.by_token, &password, &purpose}, [&] {
                    job.state = *jobs::parse_state(state);
                    job.asked.actor.account = job.account;
                    job.asked.actor.password_at = instant_of(password);
                    job.asked.purposes.clear();
                    if (!purpose.empty()) job.asked.purposes.push_back({std::string(auth::name(Action::export_rows)), job.panel, purpose});
                    open.push_back(job);
                });
        for (auto& each : open) read_standing(tx, each.asked.actor);
    });
    return open;
}

bool claim_job(Database& database, const OpenJob& job, domain::Instant now) {
    static const std::string server = auth::random_hex(8);
    bool claimed = false;
    database.write([&](Transaction& tx) {
        claimed = tx.run("UPDATE job SET carried_by = :server, carried_until = :until WHERE id = :id AND (carried_by = :server OR carried_until < :now)",
                         {with("server", server), with_at("until", now + (job.kind == "court_bundle" ? std::chrono::seconds(600) : std::chrono::seconds(10))), with("id", job.id), with_at("now", now)}) == 1;
    });
    return claimed;
}

std::vector<JobRow> rows_in(Database& database, std::string_view job, std::string_view state, int most) {
    std::vector<JobRow> rows;
    database.read([&](Transaction& tx) { rows = job_rows::rows(tx, job, state, most); });
    return rows;
}

void note_matches(Database& database, std::string_view job, int line, const std::vector<RowMatch>& matches) {
    std::string stored;
    for (const auto& match : matches) stored += (stored.empty() ? "" : "\n") + match.person + "\t" + domain::tidy_line(match.why);
    database.write([&](Transaction& tx) {
        tx.run("UPDATE job_row SET state = 'ready', matches = :matches WHERE job_id = :job AND line = :line AND state = 'staged'", {with("matches", stored), with("job", job), with("line", line)});
    });
}

domain::Outcome<Saved> import_row(Gate& gate, std::string_view panel, std::string_view job, int line, const ImportedPerson& person) {
    return gate.perform_in_panel(panel, {Action::create, "import", "nominal", LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        if (writing.tx.run("UPDATE job_row SET state = 'made' WHERE job_id = :job AND line = :line AND state = 'waiting' AND EXISTS (SELECT 1 FROM job WHERE id = :job AND state = 'running')",
                           {with("job", job), with("line", line)}) == 0)
            return domain::refuse(RefusalKind::conflict, {}, "This row was carried in before, or the job is stopped");
        if (auto refusals = check_all(writing.tx, panel, person, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        auto saved = put_forward(gate, writing, panel, person.proposal, person.facts);
        if (!saved) return saved;
        write_edit(writing.tx, saved->id, person.edit);
        writing.tx.run("UPDATE job_row SET record_id = :record, cells = '', matches = '', person = '' WHERE job_id = :job AND line = :line", {with("record", saved->id), with("job", job), with("line", line)});
        writing.entry.objects.emplace_back(job);
        writing.entry.after = digest_of(gate, canonical("proposed", stored_values(writing.tx, saved->id)));
        return saved;
    });
}

void refuse_row(Database& database, std::string_view job, int line, const std::vector<RowProblem>& problems, std::string_view looks_like) {
    database.write([&](Transaction& tx) {
        tx.run("UPDATE job_row SET state = 'refused', problem = :problem, person = :person WHERE job_id = :job AND line = :line AND state = 'waiting'",
               {with("problem", job_rows::kept(problems)), with("person", looks_like), with("job", job), with("line", line)});
    });
}

domain::Outcome<std::vector<ExportedRecord>> read_export(Gate& gate, std::string_view panel) {
    auto read = gate.open_panel(panel, {Action::export_rows, "read_export", "nominal", LoggedOperation::disclosure}, [&](Reading& reading) {
        const auto scope = scope_sql(reading.scope, reading.now, "1");
        auto binds = scope.binds;
        binds.push_back(with("panel", panel));
        binds.push_back(with("most", job_rows::records_max + 1));
        std::vector<std::string> ids;
        std::string id;
        reading.tx.each("SELECT r.id FROM record r WHERE r.kind = 'nominal' AND r.panel = :panel AND " + scope.condition + " ORDER BY r.id LIMIT :most", binds, {&id},
                        [&] { ids.push_back(id); });
        std::vector<ExportedRecord> records;
        if (ids.size() > std::size_t{job_rows::records_max}) return std::optional<std::vector<ExportedRecord>>();  // a file that says it is whole is whole
        for (const auto& one : ids)
            if (auto record = exported(reading, one)) records.push_back(std::move(*record));
        for (const auto& record : records) {
            reading.shown.push_back(record.id);
            reading.shown.push_back(record.person);
        }
        reading.count = static_cast<std::int64_t>(records.size());
        reading.recipients.push_back(gate.actor().account);
        return std::optional(std::move(records));
    });
    if (!read) return std::unexpected(std::move(read.error()));
    if (!*read) return domain::refuse(RefusalKind::rule, {}, fmt::format("A file holds at most {} records, and this group has more", job_rows::records_max));
    return std::move(**read);
}

domain::Outcome<bool> keep_export(Gate& gate, const OpenJob& job, const std::string& text, const std::vector<std::string>& records) {
    return gate.perform_in_panel(job.panel, {Action::export_rows, "write_export", "job", LoggedOperation::disclosure}, [&](Writing& writing) -> domain::Outcome<bool> {
        const auto stands = job_rows::head(writing.tx, job.id, {});
        const auto sha256 = auth::to_hex(auth::sha256(text));
        const auto name = (job.kind == "export_people" ? "people-" : "nominals-") + domain::iso_date(writing.today) + ".csv";
        auto moved = job_rows::move(writing.tx, *stands, jobs::Event::finish, job_rows::facts_of(stands->counts), writing.now);
        if (!moved) return moved;
        writing.tx.run("UPDATE job SET file = :file, sha256 = :sha256, file_name = :name, until_at = :until WHERE id = :id",
                       {with("file", text), with("sha256", sha256), with("name", name), with_at("until", writing.now + job_rows::kept_for), with("id", job.id)});
        int line = 0;
        for (const auto& record : records)
            writing.tx.run("INSERT INTO job_row (job_id, line, state, record_id) VALUES (:job, :line, 'made', :record)", {with("job", job.id), with("line", ++line), with("record", record)});
        writing.entry.objects.push_back(job.id);
        writing.entry.objects.insert(writing.entry.objects.end(), records.begin(), records.end());
        writing.entry.fields.push_back("sha256 " + sha256);
        writing.entry.recipients.push_back(job.account);
        writing.entry.count = static_cast<std::int64_t>(records.size());
        return true;
    });
}

bool move_job(Database& database, const OpenJob& job, jobs::Event event, domain::Instant now, std::string_view failure) {
    bool moved = false;
    database.write([&](Transaction& tx) {
        const auto stands = job_rows::head(tx, job.id, {});
        moved = stands && job_rows::move(tx, *stands, event, job_rows::facts_of(stands->counts), now, failure).has_value();
    });
    return moved;
}

BundleAsked bundle_of(const OpenJob& job) {
    BundleAsked asked;
    const auto lines = domain::words_of(job.head, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == 0) asked.record = lines[i];
        else if (i == 1) asked.title = lines[i];
        else asked.files.emplace_back(lines[i]);
    }
    return asked;
}

bool still_runs(Database& database, const OpenJob& job) {
    bool runs = false;
    database.read([&](Transaction& tx) {
        const auto stands = job_rows::head(tx, job.id, {});
        runs = stands && stands->state == jobs::State::running;
    });
    return runs;
}

void finish_bundle(Database& database, const OpenJob& job, std::string_view document, domain::Instant now) {
    database.write([&](Transaction& tx) {
        const auto stands = job_rows::head(tx, job.id, {});
        if (stands && job_rows::move(tx, *stands, jobs::Event::finish, {}, now))
            tx.run("UPDATE job SET head = :head WHERE id = :id", {with("head", bundle_of(job).record + "\n" + std::string(document)), with("id", job.id)});
    });
}

void clear_old_jobs(Database& database, domain::Instant now) {
    std::vector<std::string> old;
    database.read([&](Transaction& tx) {
        std::string id;
        tx.each("SELECT id FROM job WHERE until_at < :now AND (file <> '' OR state IN ('uploaded', 'previewed')) LIMIT 50", {with_at("now", now)}, {&id}, [&] { old.push_back(id); });
    });
    for (const auto& id : old)
        database.write([&](Transaction& tx) {
            const auto job = job_rows::head(tx, id, {});
            const bool over = job && (job->ended() || job_rows::move(tx, *job, jobs::Event::cancel, {}, now));
            if (over) tx.run("UPDATE job SET file = '' WHERE id = :id", {with("id", id)});
        });
}

}  // namespace casework::persistence
