// Pages of a list by the key of their first and last line, forwards and backwards.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace casework::persistence {

struct PageAsked {
    std::string after, before;  // a key that an earlier page gave; both empty: the first page
    bool backwards() const { return after.empty() && !before.empty(); }
    const std::string& key() const { return backwards() ? before : after; }
};
struct PageEnds {
    std::string previous, next;  // to give back as `before` and `after`; empty: nothing lies there
};

// Cuts what a query gave, one line more than a page in the direction asked for, and turns it to reading order.
template <class Line, class Key>
PageEnds cut_page(std::vector<Line>& lines, std::size_t size, const PageAsked& asked, Key key) {
    const bool more = lines.size() > size;
    if (more) lines.resize(size);
    if (asked.backwards()) std::ranges::reverse(lines);
    if (lines.empty()) return {asked.after, asked.before};
    const bool before = asked.backwards() ? more : !asked.after.empty(), after = asked.backwards() || more;
    return {before ? key(lines.front()) : std::string(), after ? key(lines.back()) : std::string()};
}

// The two halves of a query: "(a.due, a.id)" of a page against the key, and its order.
inline std::string beyond(const PageAsked& asked, const std::string& columns, const std::string& binds) {
    return columns + (asked.backwards() ? " < " : " > ") + binds;
}
inline std::string direction(const PageAsked& asked) { return asked.backwards() ? " DESC" : ""; }

}  // namespace casework::persistence
