// Counting who stands before, without anything about them.
#include "persistence/nominals/seen_places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"

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

std::vector<std::string> seen_order(Reading& reading, const ScopeSql& scope, std::string_view panel, int version) {
    std::vector<std::string> ids;
    auto binds = scope.binds;
    binds.push_back(with("panel", panel)), binds.push_back(with("version", version));
    std::string id;
    reading.tx.each("SELECT p.nominal_id FROM list_place p JOIN record r ON r.id = p.nominal_id WHERE p.panel = :panel AND p.version = :version AND " + scope.condition + " ORDER BY p.place",
                    std::move(binds), {&id}, [&] { ids.push_back(id); });
    return ids;
}

}  // namespace

SeenPlaces::SeenPlaces(Transaction& tx, const ScopeSql& scope, std::string_view list) : here_(hidden_on(tx, scope, list)), before_(hidden_on(tx, scope, list_before(tx, list))) {}

int SeenPlaces::closed_up(int stored, const std::vector<int>& hidden) {
    return stored - static_cast<int>(std::ranges::count_if(hidden, [&](int place) { return place < stored; }));
}

void name_moves(Reading& reading, std::string_view panel, std::vector<EventLine>& events) {
    if (std::ranges::find(events, "moved", &EventLine::kind) == events.end()) return;
    const auto scope = scope_sql(reading.scope, reading.now);
    std::erase_if(events, [&](EventLine& event) {
        const auto version = event.kind == "moved" ? domain::parse_figures(event.code) : std::nullopt;
        if (!version) return false;
        const auto from = place_in(seen_order(reading, scope, panel, *version - 1), reading.permit.record());
        const auto to = place_in(seen_order(reading, scope, panel, *version), reading.permit.record());
        event.words = fmt::format("moved from position {} to {}", from, to);
        return from == to;
    });
}

}  // namespace casework::persistence
