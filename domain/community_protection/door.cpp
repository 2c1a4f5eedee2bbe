// The table of the pages at a door.
#include "domain/community_protection/door.hpp"

#include <algorithm>
#include <array>

namespace casework::domain::community_protection {
namespace {

constexpr std::array<std::string_view, 3> who{"told", "duplicates", "support"};
constexpr std::array<std::string_view, 1> must{"term"};
constexpr std::array<std::string_view, 3> why{"time", "conduct", "tests"};
constexpr std::array<std::string_view, 1> where{"address"};

constexpr DoorPage table[] = {
    {"who", "Who was told, and what was considered?", who, false, true},
    {"must", "What must they do or stop doing?", must, true, false},
    {"why", "Why is a notice needed now?", why, false, false},
    {"where", "Where is it given?", where, false, false},
};

}  // namespace

std::span<const DoorPage> door_pages() { return table; }

const DoorPage* find_door_page(std::string_view name) {
    const auto found = std::ranges::find(table, name, &DoorPage::name);
    return found == std::end(table) ? nullptr : found;
}

}  // namespace casework::domain::community_protection
