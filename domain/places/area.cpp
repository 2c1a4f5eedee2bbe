// Whether a point lies in a polygon, in whole numbers.
#include "domain/places/area.hpp"

#include <algorithm>

namespace casework::domain::places {
namespace {

// Which side of the line from a to b the point is on: positive left, negative right, zero on the line.
std::int64_t side_of(Point a, Point b, Point p) {
    return (b.longitude - a.longitude) * (p.latitude - a.latitude) - (b.latitude - a.latitude) * (p.longitude - a.longitude);
}
int sign(std::int64_t number) { return number > 0 ? 1 : number < 0 ? -1 : 0; }

bool between(std::int64_t a, std::int64_t b, std::int64_t x) { return std::min(a, b) <= x && x <= std::max(a, b); }
bool on_side(Point a, Point b, Point p) {
    return side_of(a, b, p) == 0 && between(a.longitude, b.longitude, p.longitude) && between(a.latitude, b.latitude, p.latitude);
}
// A ray to the east of the point meets the side from a to b; each corner belongs to one of its two sides.
bool ray_meets(Point a, Point b, Point p) {
    if ((a.latitude > p.latitude) == (b.latitude > p.latitude)) return false;
    return (b.latitude > a.latitude) == (side_of(a, b, p) > 0);
}

bool cross(Point a, Point b, Point c, Point d) {
    return sign(side_of(a, b, c)) * sign(side_of(a, b, d)) < 0 && sign(side_of(c, d, a)) * sign(side_of(c, d, b)) < 0;
}

Point corner(const Area& area, std::size_t i) { return area[i % area.size()]; }

bool sides_cross(const Area& area) {
    for (std::size_t i = 0; i < area.size(); ++i)
        for (std::size_t j = i + 1; j < area.size(); ++j)
            if (cross(area[i], corner(area, i + 1), area[j], corner(area, j + 1))) return true;
    return false;
}

bool in_one_line(const Area& area) {
    return std::ranges::all_of(area, [&](Point p) { return std::ranges::all_of(area, [&](Point q) { return side_of(area[0], p, q) == 0; }); });
}

}  // namespace

bool covers(const Area& area, Point point) {
    bool inside = false;
    for (std::size_t i = 0; i < area.size(); ++i) {
        const auto a = area[i], b = corner(area, i + 1);
        if (on_side(a, b, point)) return true;
        if (ray_meets(a, b, point)) inside = !inside;
    }
    return inside;
}

Refusals area_refused(const Area& area, std::string_view field) {
    const std::string at(field);
    if (area.size() < 3 || in_one_line(area)) return {{RefusalKind::invalid, at, "Mark at least three corners of the area", {}}};
    if (sides_cross(area)) return {{RefusalKind::invalid, at, "Mark the corners of the area in order, so that its sides do not cross", {}}};
    return {};
}

}  // namespace casework::domain::places
