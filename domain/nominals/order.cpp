// Working with ranked orders.
#include "domain/nominals/order.hpp"

#include <algorithm>
#include <map>

#include "domain/text.hpp"

namespace casework::domain::nominals {
namespace {

std::ptrdiff_t place_of(const Order& order, std::string_view id) { return std::ranges::find(order, id) - order.begin(); }
bool holds(const Order& order, std::string_view id) { return std::ranges::find(order, id) != order.end(); }

// The longest sequence that both orders have in the same order: these people stayed, everyone else was moved.
Order stayed(const Order& a, const Order& b) {
    const auto n = a.size(), m = b.size();
    std::vector<std::vector<int>> length(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;) length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    Order kept;
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (a[i] == b[j]) kept.push_back(a[i]), ++i, ++j;
        else if (length[i + 1][j] >= length[i][j + 1]) ++i;
        else ++j;
    }
    return kept;
}

// The free place nearest below the typed one, else above; nothing when all are taken.
const std::string** free_place(std::vector<const std::string*>& places, int typed) {
    const auto at = std::clamp<std::ptrdiff_t>(typed - 1, 0, std::ssize(places) - 1);
    const auto below = std::find(places.begin() + at, places.end(), nullptr);
    if (below != places.end()) return &*below;
    const auto above = std::find(places.rbegin() + (std::ssize(places) - at), places.rend(), nullptr);
    return above == places.rend() ? nullptr : &*above;
}

}  // namespace

Order moved(Order order, std::string_view id, Direction direction) {
    const auto at = place_of(order, id);
    const auto to = direction == Direction::up ? at - 1 : at + 1;
    if (at >= std::ssize(order) || to < 0 || to >= std::ssize(order)) return order;
    std::swap(order[static_cast<std::size_t>(at)], order[static_cast<std::size_t>(to)]);
    return order;
}

Order placed(Order order, std::string_view id, int position) {
    const auto found = std::ranges::find(order, id);
    if (found == order.end()) return order;
    std::string moving = *found;
    order.erase(found);
    const auto to = std::clamp<std::ptrdiff_t>(position - 1, 0, std::ssize(order));
    order.insert(order.begin() + to, std::move(moving));
    return order;
}

Order arranged(const Order& order, const std::vector<std::pair<std::string, int>>& typed) {
    const std::map<std::string, int> wanted(typed.begin(), typed.end());
    std::vector<const std::string*> places(order.size(), nullptr);
    std::vector<const std::string*> waiting;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto found = wanted.find(order[i]);
        const bool stays = found == wanted.end() || found->second == static_cast<int>(i) + 1;
        auto* const place = stays ? nullptr : free_place(places, found->second);
        if (place) *place = &order[i];
        else waiting.push_back(&order[i]);
    }
    Order result;
    auto next = waiting.begin();
    for (const auto* taken : places) result.push_back(taken ? *taken : **next++);
    return result;
}

Movement movement(const Order& agreed, const Order& now, std::string_view id) {
    if (!holds(agreed, id)) return {.is_new = true};
    return {.is_new = false, .up = static_cast<int>(place_of(agreed, id) - place_of(now, id))};
}

std::string movement_words(const Movement& movement) {
    if (movement.is_new) return "New";
    if (movement.up == 0) return "No change";
    return (movement.up > 0 ? "Up " : "Down ") + std::to_string(std::abs(movement.up));
}

Order by_incidents(const Order& order, const std::vector<std::pair<std::string, int>>& incidents) {
    const std::map<std::string, int> counts(incidents.begin(), incidents.end());
    auto sorted = order;
    std::ranges::stable_sort(sorted, std::greater<>{}, [&](const std::string& id) { return counts.contains(id) ? counts.at(id) : 0; });
    return sorted;
}

std::vector<std::string> movers(const Order& before, const Order& after) {
    const auto kept = stayed(before, after);
    std::vector<std::string> moved;
    for (const auto& id : after)
        if (!holds(kept, id)) moved.push_back(id);
    return moved;
}

bool ready_to_archive(const std::vector<int>& incidents_newest_first, int meetings, int incidents) {
    if (std::ssize(incidents_newest_first) < meetings) return false;
    return std::ranges::all_of(incidents_newest_first.begin(), incidents_newest_first.begin() + meetings, [&](int n) { return n <= incidents; });
}

}  // namespace casework::domain::nominals
