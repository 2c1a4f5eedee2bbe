// Giving a notice in one go, from a warning to the paper in the hand: which questions stand on which page (practice notes 8.5).
#pragma once

#include <span>
#include <string_view>

namespace casework::domain::community_protection {

struct DoorPage {
    std::string_view name;   // in the address
    std::string_view title;  // the question
    std::span<const std::string_view> parts;  // of parts.hpp
    bool requirements = false, people_told = false;  // whether these are asked too
};
// Four pages of questions, each kept as the draft; the check of the answers follows, and then the paper.
std::span<const DoorPage> door_pages();
const DoorPage* find_door_page(std::string_view name);
constexpr std::string_view door_check = "check";  // the page after the last

}  // namespace casework::domain::community_protection
