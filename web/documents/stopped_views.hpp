// How documents that wait for a coordinator stand in My work, on the page of their record and in JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "persistence/documents/stopped_documents.hpp"
#include "web/html/govuk.hpp"
#include "web/json.hpp"

namespace casework::web::documents {

// "Community protection warning", by the kind under which documents are counted.
std::string kind_words(std::string_view kind);
html::govuk::Tag stopped_tag(std::string_view state);
std::string stopped_address(const persistence::StoppedLine& line);

html::Html stopped_to_answer(const std::vector<persistence::StoppedLine>& lines);  // for a coordinator
html::Html stopped_of_mine(const std::vector<persistence::StoppedOwn>& lines);     // for whoever made them: no person, group or reason
html::Html stopped_of_record(const std::vector<persistence::StoppedOwn>& lines);   // on its page

JsonObject stopped_line_json(const persistence::StoppedLine& line);
JsonObject stopped_own_json(const persistence::StoppedOwn& line);

}  // namespace casework::web::documents
