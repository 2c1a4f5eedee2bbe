// The frame of the pages of a report, its overview and its JSON.
#pragma once

#include "persistence/reports/reports.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web::reports {

std::string address_of(const persistence::ReportHead& head, std::string_view more = {});
html::Page report_page(Context& context, const persistence::ReportHead& head, std::string title);
// A form about that report: one column of reading width with the way back, the error summary and the heading.
html::Page question_page(Context& context, const persistence::ReportHead& head, const std::string& title, const Shown& shown, const html::Html& body);
html::Html report_tabs(const persistence::ReportHead& head, std::string_view current);
html::Html overview_main(Context& context, const persistence::ReportRecord& record);
html::Html lines_table(const std::vector<persistence::ReportLine>& lines);
html::govuk::Tag state_tag(std::string_view state, std::string_view words);
// Asked by list, or in words where no wards are loaded.
html::Html ward_question(const Shown& shown, const persistence::ReportForm& form, std::string label, std::string_view stands, std::string none);
std::string category_words(std::string_view category, std::string_view kind);

JsonObject head_json(const persistence::ReportHead& head);
JsonObject report_json(const persistence::ReportRecord& record);
JsonObject line_json(const persistence::ReportLine& line);

}  // namespace casework::web::reports
