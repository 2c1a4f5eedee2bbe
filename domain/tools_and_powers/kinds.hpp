// The tables of the kinds, by who uses them.
#pragma once

#include <span>

#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {

std::span<const ToolKind> orders_on_people();    // criminal behaviour order, injunctions
std::span<const ToolKind> police_powers();       // dispersal, vehicles, out of court
std::span<const ToolKind> powers_over_places();  // public spaces, closure, possession, nuisance
std::span<const ToolKind> agreements();          // contracts, warnings, mediation
std::span<const ToolKind> external_orders();     // recorded here, obtained by others
std::span<const ToolKind> kept_elsewhere();      // warnings and notices, bans, exclusion areas: only named on the list of people

}  // namespace casework::domain::tools_and_powers
