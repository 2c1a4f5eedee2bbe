// Counting who stands before, without anything about them.
#include "persistence/nominals/seen_places.hpp"

#include <algorithm>

namespace casework::persistence {
namespace {

std::vector<int> hidden_on(Transaction& tx, const ScopeSql& scope, std::string_view list) {
    std::vector<int> places;
    if (list.empty()) return places;
    auto binds = scope.binds;
    binds.push_back(with("list", list));
    int place = 0;
    tx.each("SELECT p.place FROM agreed_place p JOIN record r ON r.id = p.nominal_id WHERE p.list_id = :list AND NOT (" + scope.condition + ") ORDER BY p.place", std::move(binds), {&place}, [&] { places.push_back(place); });
    return places;
}

std::string list_before(Transaction& tx, std::string_view list) {
    std::string before;
    tx.one("SELECT b.id FROM agreed_list l JOIN agreed_list b ON b.panel = l.panel AND b.agreed_at < l.agreed_at WHERE l.id = :list ORDER BY b.agreed_at DESC, b.id DESC LIMIT 1", {with("list", list)}, {&before});
    return before;
}

}  // namespace

SeenPlaces::SeenPlaces(Transaction& tx, const ScopeSql& scope, std::string_view list) : here_(hidden_on(tx, scope, list)), before_(hidden_on(tx, scope, list_before(tx, list))) {}

int SeenPlaces::closed_up(int stored, const std::vector<int>& hidden) {
    return stored - static_cast<int>(std::ranges::count_if(hidden, [&](int place) { return place < stored; }));
}

}  // namespace casework::persistence
