// An area on the ground: the polygon of an exclusion zone, a restricted area or a ward, and whether a point lies inside it.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/refusal.hpp"

namespace casework::domain::places {

// WGS84 in millionths of a degree (about 11 cm to the north), so that the same point is the same on every machine.
struct Point {
    std::int64_t longitude = 0, latitude = 0;
    bool operator==(const Point&) const = default;
};
// The corners in order; the last joins the first.
using Area = std::vector<Point>;

// Who stands on the line stands inside: an order names the streets along its edge.
bool covers(const Area& area, Point point);
// An area has three corners that are not in one line, and its sides do not cross.
Refusals area_refused(const Area& area, std::string_view field);

}  // namespace casework::domain::places
