// The figures of a panel's nominal list (practice notes 4.6): where people stand today, what happened in each year, orders and notices used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "persistence/scoped_counts.hpp"

namespace casework::persistence {

// One calendar year in London, the present one up to today.
struct YearFigures {
    int year = 0;
    Counts steps;     // by event of the workflow: propose, accept, decline, step_down, escalate, archive, reopen
    Counts archived;  // by coded reason
    Counts tools;     // orders and notices that began in the year, by kind; undated ones count in none
};
struct NominalFigures {
    std::string panel, panel_name;
    domain::Date on{};
    Counts people;          // by state, today
    Counts tools_in_force;  // by kind, today, of people on the list or monitored
    std::vector<YearFigures> years;                          // this year first
};
// Counts of what the actor may list, `years` years back at most (1 to 10); a member of another group gets not_found.
domain::Outcome<NominalFigures> read_figures(Gate& gate, std::string_view panel, int years = 3);

}  // namespace casework::persistence
