// How imports, exports and their jobs look.
#pragma once

#include "web/form_fields.hpp"
#include "web/jobs/import_rows.hpp"

namespace casework::web::jobs {

// Why a row was or would be left undone.
std::string problem_words(std::string_view words, std::string_view rule);

// A row of the file as the preview shows it.
struct PreviewRow {
    persistence::JobRow row;
    std::string name;  // in the file
    std::string facts;  // born, behaviours: enough to tell rows apart
    std::vector<domain::imports::Problem> problems;
};
struct Preview {
    std::vector<PreviewRow> faulty, alike, fresh;
    std::vector<persistence::PersonLine> people;  // whom rows look like, those that the reader may see
    const persistence::PersonLine* person(std::string_view id) const;
};

html::Html imports_page(Context& context, const std::string& panel, const std::string& panel_name, const std::vector<persistence::JobLine>& jobs, const Offered& offered, const Shown& shown);
html::Html exports_page(Context& context, const std::string& panel, const std::vector<persistence::JobLine>& jobs, bool asked_again, const Shown& shown);
html::Html job_page(Context& context, const persistence::Job& job, const Preview& preview, const Shown& shown);
std::string job_title(const persistence::JobLine& job);
// What became of an ended job, in one line.
std::string outcome_words(const persistence::JobLine& job);

JsonObject job_json(const persistence::JobLine& job);
JsonObject job_json(const persistence::Job& job, const Preview& preview);
JsonObject problems_json(const persistence::Job& job);
JsonObject column_json(const domain::imports::Column& column);

}  // namespace casework::web::jobs
