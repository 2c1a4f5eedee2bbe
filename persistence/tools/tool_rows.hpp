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
// The tools that the scope reaches and for which the condition on `t` holds, as lines of the register.
std::vector<RegisterLine> register_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most, domain::Date today);
// Of a tool `t` that is in force on the day :day.
constexpr std::string_view live_tools = "(t.made_on IS NOT NULL AND t.from_day <= :day AND (t.until_day IS NULL OR t.until_day >= :day) AND (t.ended_on IS NULL OR t.ended_on > :day))";
// Keeps a breach under the version of the term that was in force; answers its number.
int keep_breach(Writing& writing, const ToolRow& row, powers::Breach breach);
std::vector<PublicSpacesBreach> public_spaces_breaches(Transaction& tx, std::string_view tool, domain::Date today);

}  // namespace casework::persistence
