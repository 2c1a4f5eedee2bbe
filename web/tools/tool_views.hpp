// The frame of the pages of a tool, its overview, its line in a list, and its JSON.
#pragma once

#include "persistence/tools/tools.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web::tools {

std::string address_of(const persistence::ToolHead& head, std::string_view more = {});
html::Page tool_page(Context& context, const persistence::ToolHead& head, std::string title);
html::Page question_page(Context& context, const persistence::ToolHead& head, const std::string& title, const Shown& shown, const html::Html& body);
html::Html tool_tabs(const persistence::ToolHead& head, std::string_view current);
html::Html overview_main(Context& context, const persistence::ToolRecord& record);
html::govuk::Tag standing_tag(domain::tools_and_powers::Standing standing, std::string_view state_words);
html::Html lines_table(Context& context, const std::vector<persistence::RegisterLine>& lines);
// "Until 30 September 2028", "Until further order".
std::string until_words(const std::optional<domain::Date>& until, bool further_order);
// The live tools on a person or place, for their own pages; nothing where there are none.
html::Html tools_panel(const std::vector<persistence::RegisterLine>& lines);

JsonObject head_json(const persistence::ToolHead& head);
JsonObject tool_json(const persistence::ToolRecord& record);
JsonObject line_json(const persistence::RegisterLine& line);

}  // namespace casework::web::tools
