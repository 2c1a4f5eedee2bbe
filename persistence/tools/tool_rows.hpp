// The rows of tools and powers. Private to persistence.
#pragma once

#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence {

namespace powers = domain::tools_and_powers;

struct ToolRow {
    ToolHead head;
    powers::Tool tool;
    std::string why, agency_name, end_reason, author_name;
    std::optional<int> age;
};
std::optional<ToolRow> tool_row(Transaction& tx, std::string_view id, domain::Date today);
void write_tool(Transaction& tx, std::string_view id, const powers::Tool& tool, std::string_view why);
void write_terms(Transaction& tx, std::string_view id, const std::vector<powers::Term>& terms);
powers::Facts facts_of(const ToolRow& row, domain::Date today);
powers::State state_of(const ToolRow& row);

}  // namespace casework::persistence
