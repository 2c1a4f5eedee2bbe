// Reading named places.
#include "persistence/places.hpp"

#include <algorithm>

#include "persistence/people/name_keys.hpp"

namespace casework::persistence {

std::vector<NamedPlace> named_places(Transaction& tx) {
    std::vector<NamedPlace> places;
    NamedPlace row;
    tx.each("SELECT id, name, kind, ward FROM place ORDER BY name, id", {}, {&row.id, &row.name, &row.kind, &row.ward}, [&] { places.push_back(row); });
    return places;
}

std::vector<NamedPlace> named_places(Database& database) {
    std::vector<NamedPlace> places;
    database.read([&](Transaction& tx) { places = named_places(tx); });
    return places;
}

std::vector<NamedPlace> places_called(Transaction& tx, std::string_view typed, bool exact, int most) {
    const auto key = folded(typed);
    std::vector<NamedPlace> places;
    if (key.empty()) return places;
    NamedPlace row;
    tx.each("SELECT p.id, p.name, p.kind, p.ward FROM place_name n JOIN place p ON p.id = n.place_id WHERE n.name_key >= :low AND n.name_key < :high "
            "ORDER BY n.name_key, p.id LIMIT :rows",
            {with("low", key), with("high", key + (exact ? std::string(1, '\x01') : "\xF4\x8F\xBF\xBF")), with("rows", most * 4)},
            {&row.id, &row.name, &row.kind, &row.ward}, [&] {
                if (places.size() < static_cast<std::size_t>(most) && std::ranges::find(places, row.id, &NamedPlace::id) == places.end()) places.push_back(row);
            });
    return places;
}

}  // namespace casework::persistence
