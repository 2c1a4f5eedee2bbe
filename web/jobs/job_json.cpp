// Jobs and columns as JSON.
#include "web/jobs/job_views.hpp"
#include "web/people/people_json.hpp"

namespace casework::web::jobs {
namespace {

JsonObject counts_json(const persistence::JobCounts& c) {
    return JsonObject().add("rows", c.rows).add("unchecked", c.staged).add("with_problems", c.faulty).add("ready", c.ready).add("without_choice", c.without_choice).add("waiting", c.waiting)
        .add("made", c.made).add("left_out", c.left_out).add("refused", c.refused);
}

JsonObject problem_json(const domain::imports::Problem& problem) { return JsonObject().add("column", problem.column).add("problem", problem.words).add("value", problem.value).add("rule", problem.rule); }
JsonObject problem_json(const persistence::RowProblem& problem) { return JsonObject().add("column", problem.column).add("problem", problem.words).add("rule", problem.rule); }

JsonObject result_json(const persistence::JobRow& row, const Preview& preview) {
    std::string words;
    for (const auto& problem : row.problems) words += (words.empty() ? "" : ". ") + problem_words(problem.words, problem.rule);
    JsonObject json;
    json.add("line", row.line).add("state", row.state).add("record", row.record).add("problem", words).list("problems", row.problems, [](const auto& problem) { return problem_json(problem); });
    return json.add("looks_like", row.state == "refused" && preview.person(row.person) != nullptr ? row.person : std::string());
}

JsonObject preview_json(const PreviewRow& row, const Preview& preview) {
    JsonObject json;
    json.add("line", row.row.line).add("name", row.name).add("state", row.row.state).list("problems", row.problems, [](const auto& problem) { return problem_json(problem); });
    return json.list("matches", row.row.matches, [&](const persistence::RowMatch& match) {
        const auto* person = preview.person(match.person);
        return people::line_json(*person).add("why", match.why);
    });
}

}  // namespace

JsonObject job_json(const persistence::JobLine& job) {
    return JsonObject().add("id", job.id).add("kind", job.kind).add("panel", job.panel).add("state", name(job.state)).add("file_name", job.file_name).add("asked_at", job.asked_at)
        .add("ended_at", job.ended_at).add("kept_until", job.until).add("sha256", job.sha256).add("failure", job.failure).add("counts", counts_json(job.counts));
}

JsonObject job_json(const persistence::Job& job, const Preview& preview) {
    auto json = job_json(static_cast<const persistence::JobLine&>(job));
    if (const auto made = persistence::bundle_made(job)) json.add("record", made->record).add("document", made->document);
    if (job.state != domain::jobs::State::previewed) return json.list("rows", job.rows, [&](const persistence::JobRow& row) { return result_json(row, preview); });
    if (job.same_file)
        json.add("same_file", JsonObject().add("job", job.same_file->mine ? job.same_file->job : std::string()).add("by", job.same_file->by_name).add("asked_at", job.same_file->asked_at)
                                  .add("running", job.same_file->runs).add("made", job.same_file->made));
    std::vector<PreviewRow> rows = preview.faulty;
    rows.insert(rows.end(), preview.alike.begin(), preview.alike.end());
    rows.insert(rows.end(), preview.fresh.begin(), preview.fresh.end());
    return json.list("rows", rows, [&](const PreviewRow& row) { return preview_json(row, preview); });
}

JsonObject problems_json(const persistence::Job& job) {
    return JsonObject().add("id", job.id).list("rows", job.rows, [](const persistence::JobRow& row) {
        return JsonObject().add("line", row.line).add("state", row.state).list("problems", row.problems, [](const auto& problem) { return problem_json(problem); });
    });
}

JsonObject column_json(const domain::imports::Column& column) {
    JsonObject json;
    json.add("name", column.name).add("needed", column.needed).add("help", column.help);
    if (column.codes != nullptr) json.list("codes", column.codes(), [](const domain::Code& code) { return JsonObject().add("code", code.code).add("words", code.words); });
    return json;
}

}  // namespace casework::web::jobs
