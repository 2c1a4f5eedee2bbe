// The order of a ranked list, by the ids of its people: moving, typing positions, movement since the last agreed list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::domain::nominals {

using Order = std::vector<std::string>;

enum class Direction { up, down };
// One place; at the end of the list nothing happens.
Order moved(Order order, std::string_view id, Direction direction);
// To a position counted from 1, clamped; the others make room.
Order placed(Order order, std::string_view id, int position);
// Positions as typed beside each person. Who was typed to another place stands exactly there, the others keep their order and make
// room: one typed position gives what `placed` gives, as the script in a browser does. Of two typed to one place the earlier gets it.
Order arranged(const Order& order, const std::vector<std::pair<std::string, int>>& typed);

// Since the last agreed list; compared by person.
struct Movement {
    bool is_new = false;
    int up = 0;  // places; down is negative
    bool operator==(const Movement&) const = default;
};
Movement movement(const Order& agreed, const Order& now, std::string_view id);
std::string movement_words(const Movement& movement);  // Up 2, Down 1, No change, New

// Most incidents first; equal counts keep their order.
Order by_incidents(const Order& order, const std::vector<std::pair<std::string, int>>& incidents);

// Who was moved between two orders: the fewest people whose moving explains the difference.
std::vector<std::string> movers(const Order& before, const Order& after);

// The last updates' incidents, newest first: quiet for `meetings` in a row with at most `incidents` each.
bool ready_to_archive(const std::vector<int>& incidents_newest_first, int meetings, int incidents);

}  // namespace casework::domain::nominals
