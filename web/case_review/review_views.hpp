// The frame of the pages of an ASB case review, its overview and its JSON.
#pragma once

#include "persistence/case_review/reviews.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web::case_review {

std::string address_of(const persistence::ReviewHead& head, std::string_view more = {});
html::Page review_page(Context& context, const persistence::ReviewHead& head, std::string title);
html::Page question_page(Context& context, const persistence::ReviewHead& head, const std::string& title, const Shown& shown, const html::Html& body);
html::Html review_tabs(const persistence::ReviewHead& head, std::string_view current);
html::Html overview_main(Context& context, const persistence::ReviewRecord& record);
// Every complaint with whether it counts, why, and how its days were counted.
html::Html complaints_table(const persistence::ReviewRecord& record);

JsonObject head_json(const persistence::ReviewHead& head);
JsonObject review_json(const persistence::ReviewRecord& record);

}  // namespace casework::web::case_review
