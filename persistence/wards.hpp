// The wards by the boundaries in force from a day on: loaded by the operator's command.
#pragma once

#include <string>
#include <vector>

#include "persistence/accounts.hpp"

namespace casework::persistence {

struct Ward {
    std::string code, name;
};
struct WardVersion {
    std::string name;                       // of the boundaries, shown with what was counted in them
    std::optional<domain::Date> from = {};  // nothing: as far back as the records go
};
// Takes the place of the wards of this version; answers how many there are. Refused are a name twice and the day of another version.
domain::Outcome<int> load_wards(Transaction& tx, const Administration& by, const WardVersion& version, const std::vector<Ward>& wards);

struct WardOfDay {
    std::string version, name;
};
// By name; none where none were loaded for that day.
std::vector<WardOfDay> wards_on(Transaction& tx, domain::Date day);

}  // namespace casework::persistence
