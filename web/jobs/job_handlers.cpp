// Answering for one job of the person who asked.
#include "web/jobs/job_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "web/csv.hpp"
#include "web/jobs/job_views.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::jobs {
namespace {

using domain::Refusals;
using domain::jobs::State;

constexpr int refresh_seconds = 5;

std::string behaviours_in(const persistence::ImportedPerson& person) {
    std::vector<std::string> words;
    for (const auto& code : person.proposal.behaviours) words.push_back(domain::lower_first(domain::words_for(domain::nominals::behaviours(), code)));
    return domain::listed(words);
}

std::string facts_of(const persistence::ImportedPerson& person) {
    std::string facts;
    if (person.proposal.born) facts = "born " + domain::long_date(*person.proposal.born);
    else if (person.proposal.estimated_age) facts = "about " + std::to_string(*person.proposal.estimated_age) + " years old";
    const auto behaviours = behaviours_in(person);
    return facts + (facts.empty() || behaviours.empty() ? "" : ", ") + behaviours;
}

// The rows of a file before they are carried in, read again by the rules of today.
domain::Outcome<Preview> read_preview(Context& context, const persistence::Job& job) {
    Preview preview;
    if (job.state != State::previewed) {
        std::vector<std::string> looked_like;
        for (const auto& row : job.rows)
            if (row.state == "refused" && !row.person.empty()) looked_like.push_back(row.person);
        if (!looked_like.empty()) preview.people = persistence::people_lines(context.gate(), looked_like);
        return preview;
    }
    Offered offered;
    if (auto stopped = read_offered(context.gate(), context.house().database, job.panel, offered); !stopped.empty()) return std::unexpected(std::move(stopped));
    const auto head = head_in(job.head);
    std::vector<FileRow> rows;
    for (const auto& row : job.rows) rows.push_back({row.line, cells_in(row.cells)});
    const auto read = read_rows(head, rows, offered, context.today());
    std::vector<std::string> alike;
    for (const auto& row : job.rows)
        for (const auto& match : row.matches) alike.push_back(match.person);
    if (!alike.empty()) preview.people = persistence::people_lines(context.gate(), alike);
    for (std::size_t i = 0; i < read.size(); ++i) {
        PreviewRow row{job.rows[i], read[i].person.proposal.name, facts_of(read[i].person), domain::imports::problems_of(head, rows[i].cells, read[i].refusals)};
        // Whom the reader may no longer see is not hinted at.
        std::erase_if(row.row.matches, [&](const auto& match) { return preview.person(match.person) == nullptr; });
        auto& list = row.row.state == "faulty" ? preview.faulty : row.row.matches.empty() ? preview.fresh : preview.alike;
        list.push_back(std::move(row));
    }
    return preview;
}

Response job_answer(Context& context, const Refusals& refusals) {
    const auto job = persistence::open_job(context.house().database, context.gate(), context.parameter("id"));
    if (!job) return refusal_page(context, job.error());
    const auto preview = read_preview(context, *job);
    if (!preview) return refusal_page(context, preview.error());
    if (context.wants_json()) return context.json_form(refusals, job_json(*job, *preview));
    const Shown shown(context.form, refusals);
    html::Page page{.title = job_title(*job), .error = shown.refused(), .section = job->is_bundle() ? "cases" : "nominals", .breadcrumbs = nominals::panel_crumbs(job->panel, job->panel_name),
                    .marking = nominals::panel_marking(job->panel_name)};
    if (job->is_bundle()) page.breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + job->panel + "/cases"}};
    else page.breadcrumbs.push_back({job->is_import() ? "Put people forward from a file" : "Export", "/groups/" + job->panel + (job->is_import() ? "/imports" : "/exports")});
    page.breadcrumbs.push_back({job->id, ""});
    const bool runs = job->state == State::uploaded || job->state == State::running;
    if (runs && refusals.empty() && !context.request().query_value("still")) page.refresh_seconds = refresh_seconds;
    page.main = job_page(context, *job, *preview, shown);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// row[12] = PER-2026-0003, new or skip.
std::vector<persistence::RowChoice> read_choices(const Form& form, Refusals& refusals) {
    std::vector<persistence::RowChoice> choices;
    for (const auto& [line, value] : form.keyed("row")) {
        const auto number = domain::parse_figures(line);
        if (!number) refusals.push_back({domain::RefusalKind::invalid, "", "This file has no such line", {}});
        else choices.push_back({*number, value == "skip", value == "skip" || value == "new" ? "" : value});
    }
    return choices;
}

// Rows alike only to people whom the reader may no longer see count as new: asking about them would be a hint.
void choose_for_hidden(Context& context, std::vector<persistence::RowChoice>& choices) {
    const auto job = persistence::open_job(context.house().database, context.gate(), context.parameter("id"));
    if (!job) return;
    const auto preview = read_preview(context, *job);
    if (!preview) return;
    for (const auto& row : preview->fresh)
        if (row.row.state == "ready" && std::ranges::find(choices, row.row.line, &persistence::RowChoice::line) == choices.end()) choices.push_back({row.row.line, false, ""});
}

// The guard speaks of the whole; beside each row that waits stands what to do.
void add_rows_without_choice(Context& context, const std::vector<persistence::RowChoice>& choices, Refusals& refusals) {
    const auto job = persistence::open_job(context.house().database, context.gate(), context.parameter("id"));
    if (!job || job->state != State::previewed) return;
    for (const auto& row : job->rows)
        if (row.state == "ready" && !row.matches.empty() && std::ranges::find(choices, row.line, &persistence::RowChoice::line) == choices.end())
            refusals.push_back({domain::RefusalKind::invalid, fmt::format("row-{}", row.line), fmt::format("Line {}: select who this is, or leave the row out", row.line), {}});
}

}  // namespace

Response job(Context& context) { return job_answer(context, {}); }

Response start(Context& context) {
    auto refusals = context.unknown_fields();
    auto choices = read_choices(context.form, refusals);
    if (refusals.empty() && !context.resent) choose_for_hidden(context, choices);
    if (!refusals.empty() || context.resent) return job_answer(context, refusals);
    const auto& id = context.parameter("id");
    if (auto started = persistence::start_import(context.house().database, context.gate(), id, choices, context.form.value("again") == "yes"); !started) {
        refusals = std::move(started.error());
        if (status_of(refusals) == 404) return refusal_page(context, refusals);
        add_rows_without_choice(context, choices, refusals);
        return job_answer(context, refusals);
    }
    return see_other("/jobs/" + id);
}

Response cancel(Context& context) {
    const auto& id = context.parameter("id");
    if (const auto cancelled = persistence::cancel_job(context.house().database, context.gate(), id); !cancelled) return refusal_page(context, cancelled.error());
    return see_other("/jobs/" + id);
}

Response put_away(Context& context) {
    const auto put_away = persistence::put_away_job(context.house().database, context.gate(), context.parameter("id"));
    return put_away ? see_other("/") : refusal_page(context, put_away.error());
}

Response problems(Context& context) {
    const auto job = persistence::open_problems(context.house().database, context.gate(), context.parameter("id"));
    if (!job) return refusal_page(context, job.error());
    if (context.wants_json()) return context.json(problems_json(*job));
    Csv csv({"line", "column", "problem", "rule"});
    for (const auto& row : job->rows)
        for (const auto& problem : row.problems) csv.row({std::to_string(row.line), problem.column, problem.words, problem.rule});
    return csv_download("problems-of-" + domain::ascii_lower(job->id) + ".csv", std::move(csv).take());
}

Response fetch(Context& context) {
    const auto file = persistence::fetch_export(context.house().database, context.gate(), context.parameter("id"));
    if (!file) return refusal_page(context, file.error());
    return csv_download(file->name, file->text);
}

}  // namespace casework::web::jobs
