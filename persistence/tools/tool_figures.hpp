// The figures of tools and powers (practice notes 3.4), of what the reader's scope reaches.
#pragma once

#include "domain/tools_and_powers/figures.hpp"
#include "persistence/scoped_counts.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence {

// One calendar year, the present one up to today.
struct ToolYear {
    int year = 0;
    std::map<std::string, int> made;  // by kind; a kind without any is there with 0
    std::map<std::string, domain::tools_and_powers::BreachFigure> breaches;  // by kind that was in force
    domain::tools_and_powers::PenaltyFigures penalties;  // of public spaces protection orders
};
struct ToolFigures {
    std::string panel, panel_name;
    domain::Date on{};
    std::map<domain::tools_and_powers::LiveKey, int> live;  // today; the ward is that of a named place
    std::vector<ToolYear> years;       // this year first
    std::vector<RegisterLine> ending;  // last day within 90 days, soonest first, at most 50
};
// `years` back at most, 1 to 10; a member of another group gets not_found.
domain::Outcome<ToolFigures> read_tool_figures(Gate& gate, std::string_view panel, int years = 5);

}  // namespace casework::persistence
