// Working with ranked orders.
#include "domain/nominals/order.hpp"

#include <algorithm>
#include <map>
#include <tuple>

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
    struct Row {
        int to, rank, from;
        std::string id;
    };
    std::vector<Row> rows;
    int from = 0;
    for (const auto& id : order) {
        ++from;
        const auto found = wanted.find(id);
        const int to = found == wanted.end() ? from : found->second;
        // Moving up goes before who stands there, moving down goes behind.
        rows.push_back({to, to < from ? 0 : to > from ? 2 : 1, from, id});
    }
    std::ranges::stable_sort(rows, {}, [](const Row& r) { return std::tuple(r.to, r.rank, r.from); });
    Order result;
    for (auto& row : rows) result.push_back(std::move(row.id));
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

Joined joined(const Order& base, const Order& theirs, const Order& mine) {
    Joined result{theirs, {}};
    const auto my_moves = movers(base, mine), their_moves = movers(base, theirs);
    for (const auto& id : my_moves) {
        if (!holds(theirs, id)) continue;  // left the list meanwhile
        if (std::ranges::find(their_moves, id) != their_moves.end() && place_of(theirs, id) != place_of(mine, id)) result.clashes.push_back(id);
        result.order = placed(std::move(result.order), id, static_cast<int>(place_of(mine, id)) + 1);
    }
    return result;
}

bool ready_to_archive(const std::vector<int>& incidents_newest_first, int meetings, int incidents) {
    if (std::ssize(incidents_newest_first) < meetings) return false;
    return std::ranges::all_of(incidents_newest_first.begin(), incidents_newest_first.begin() + meetings, [&](int n) { return n <= incidents; });
}

}  // namespace casework::domain::nominals
