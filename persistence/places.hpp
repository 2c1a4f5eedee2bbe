// Named places: streets, squares, parks and shops of the area, under every name they go by. They are no personal data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "persistence/database.hpp"

namespace casework::persistence {

struct NamedPlace {
    std::string id;  // PLC-0001
    std::string name, kind, ward;
};
// All of them by name, for a select; the list is short.
std::vector<NamedPlace> named_places(Database& database);
std::vector<NamedPlace> named_places(Transaction& tx);
// Places with a name that begins so ("week", "Week St"), best first, at most `most`. `exact`: the whole name.
std::vector<NamedPlace> places_called(Transaction& tx, std::string_view typed, bool exact, int most = 10);

}  // namespace casework::persistence
