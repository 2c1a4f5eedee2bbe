// Answering for the imports and exports of a group.
#include "web/jobs/import_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "web/actions/action_json.hpp"
#include "web/csv.hpp"
#include "web/csv_reader.hpp"
#include "web/jobs/job_views.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"

namespace casework::web::jobs {
namespace {

namespace tables = domain::imports;
using domain::Refusals;

html::Page group_page(Context& context, std::string title, const Shown& shown) {
    const auto& panel = context.parameter("panel");
    const auto name = persistence::group_name(context.house().database, panel);
    html::Page page{.title = title + " – " + name, .error = shown.refused(), .section = "nominals", .breadcrumbs = nominals::panel_crumbs(panel, name),
                    .marking = nominals::panel_marking(name)};
    page.breadcrumbs.push_back({title, ""});
    return page;
}

Response imports_answer(Context& context, const Refusals& refusals) {
    const auto& panel = context.parameter("panel");
    const auto jobs = persistence::my_jobs(context.gate(), panel, true);
    if (!jobs) return refusal_page(context, jobs.error());
    Offered offered;
    if (const auto stopped = read_offered(context.gate(), context.house().database, panel, offered); !stopped.empty()) return refusal_page(context, stopped);
    if (context.wants_json()) {
        JsonObject json;
        json.list("jobs", *jobs, [](const auto& job) { return job_json(job); }).list("columns", tables::columns(), column_json);
        json.list("agencies", offered.agency_lines, actions::agency_json).list("members", offered.member_lines, nominals::member_json);
        return context.json_form(refusals, json.list("places", offered.places, [](const domain::Code& place) { return JsonObject().add("id", place.code).add("name", place.words); }));
    }
    const Shown shown(context.form, refusals);
    auto page = group_page(context, "Put people forward from a file", shown);
    page.main = imports_page(context, panel, persistence::group_name(context.house().database, panel), *jobs, offered, shown);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// The page of the job says how far it is: no banner, which would come back with every look.
Response to_job(const std::string& id) {
    auto response = see_other("/jobs/" + id);
    response.created = "/jobs/" + id;
    return response;
}

Refusals refused(std::string words) { return {{domain::RefusalKind::invalid, "file", std::move(words), {}}}; }

// What is sent must be what it says: a name that ends with .csv, a type that a browser gives such a file, and text within.
Refusals check_file(const UploadedFile* file) {
    if (file == nullptr) return refused("Select a CSV file");
    static constexpr std::string_view types[] = {"text/csv", "application/csv", "application/vnd.ms-excel", "text/plain"};
    if (!domain::ascii_lower(file->name).ends_with(".csv") || std::ranges::find(types, file->content_type) == std::end(types))
        return refused("The selected file must be a CSV. In a spreadsheet, save it as ‘CSV UTF-8’");
    if (file->bytes.empty()) return refused("The selected file is empty");
    return {};
}

domain::Outcome<persistence::NewImport> read_import(Context& context, const UploadedFile& file) {
    const auto rows = read_csv(file.bytes);
    if (!rows) return std::unexpected(refused(fmt::format("Line {} {}", rows.error().line, rows.error().words)));
    const auto head = tables::read_head(rows->front().cells);
    if (!head) return std::unexpected(head.error());
    Offered offered;
    if (auto stopped = read_offered(context.gate(), context.house().database, context.parameter("panel"), offered); !stopped.empty()) return std::unexpected(std::move(stopped));
    persistence::NewImport import{file.name, line_of(rows->front().cells), {}, auth::to_hex(auth::sha256(file.bytes))};
    std::vector<FileRow> file_rows;
    for (std::size_t i = 1; i < rows->size(); ++i) file_rows.push_back({(*rows)[i].line, (*rows)[i].cells});
    const auto read = read_rows(*head, file_rows, offered, context.today());
    for (std::size_t i = 0; i < read.size(); ++i) import.rows.push_back({file_rows[i].line, line_of(file_rows[i].cells), !read[i].refusals.empty(), row_problems(*head, file_rows[i].cells, read[i].refusals)});
    return import;
}

// The last thing shown before the file is asked for was the question for purpose and password.
bool given_again(Context& context) {
    const auto& panel = context.parameter("panel");
    const auto decision = context.gate().would_allow(panel, auth::Action::export_rows);
    const auto& purposes = context.session().purposes;
    return !decision.duties.password_again &&
           std::ranges::any_of(purposes, [&](const auto& given) { return given.action == auth::name(auth::Action::export_rows) && given.object == panel; });
}

Response exports_answer(Context& context, const Refusals& refusals) {
    const auto& panel = context.parameter("panel");
    const auto jobs = persistence::my_jobs(context.gate(), panel, false);
    if (!jobs) return refusal_page(context, jobs.error());
    if (context.wants_json()) return context.json_form(refusals, JsonObject().list("jobs", *jobs, [](const auto& job) { return job_json(job); }));
    const Shown shown(context.form, refusals);
    auto page = group_page(context, "Export", shown);
    page.main = exports_page(context, panel, *jobs, given_again(context), shown);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response imports(Context& context) { return imports_answer(context, {}); }

Response upload(Context& context) {
    auto refusals = context.unknown_fields();
    const auto* file = context.form.file("file");
    if (refusals.empty() && !context.resent) refusals = check_file(file);
    if (!refusals.empty() || context.resent) return imports_answer(context, refusals);
    const auto import = read_import(context, *file);
    if (!import) return imports_answer(context, import.error());
    const auto staged = persistence::stage_import(context.gate(), context.parameter("panel"), *import);
    if (!staged) return imports_answer(context, staged.error());
    return to_job(*staged);
}

Response import_template(Context& context) {
    std::vector<std::string> names, example;
    for (const auto& column : tables::columns()) {
        if (column.kind == tables::Kind::known) continue;
        std::string name(column.name);
        if (const auto mark = name.find('#'); mark != name.npos) name[mark] = '1';
        names.push_back(std::move(name));
        example.emplace_back(column.example);
    }
    if (context.wants_json()) return context.json(JsonObject().list("columns", tables::columns(), column_json));
    Csv csv(names);
    csv.row(example);
    return csv_download("people-to-put-forward.csv", std::move(csv).take());
}

Response exports(Context& context) { return exports_answer(context, {}); }

Response ask_export(Context& context) {
    auto refusals = context.unknown_fields();
    const auto kind = context.form.value("kind");
    if (!context.resent && !domain::has_code(tables::export_kinds(), kind)) refusals.push_back({domain::RefusalKind::invalid, "kind", "Select what the file should hold", {}});
    if (!refusals.empty() || context.resent) return exports_answer(context, refusals);
    const auto asked = persistence::ask_export(context.gate(), context.parameter("panel"), "export_" + kind);
    if (!asked && asked.error().front().kind == domain::RefusalKind::password_again) return refusal_page(context, asked.error());
    if (!asked) return exports_answer(context, asked.error());
    return to_job(*asked);
}

}  // namespace casework::web::jobs
