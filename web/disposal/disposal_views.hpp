// Parts of the pages about disposal, and what waits for a records officer in My work.
#pragma once

#include "persistence/disposal/disposals.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web::disposal {

std::string kind_words(std::string_view kind);
html::Html request_facts(const persistence::Disposal& disposal);
html::Html certificate(const persistence::Disposal& disposal, html::Html letterhead);
html::Html open_table(const std::vector<persistence::Disposal>& open, domain::Date today);
html::Html ended_table(const std::vector<persistence::Disposal>& ended);
html::Html holds_table(const std::vector<persistence::Hold>& holds);

JsonObject disposal_json(const persistence::Disposal& disposal);
JsonObject record_json(const persistence::RecordDisposal& page);

// My work of a records officer.
html::Html waiting_disposals(Context& context);
void waiting_disposals_json(Context& context, JsonObject& json);

}  // namespace casework::web::disposal
