// Joining two orders that were made from one.
#include "domain/nominals/joined_order.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace casework::domain::nominals {
namespace {

using Ids = std::set<std::string, std::less<>>;
using Places = std::map<std::string, std::size_t, std::less<>>;

Places places_of(const Order& order) {
    Places places;
    for (std::size_t i = 0; i < order.size(); ++i) places.emplace(order[i], i);
    return places;
}

// Who moved between two orders: certainly, in every explanation with the fewest moves, or perhaps, in one of them.
struct Moves {
    Ids certain, perhaps;
};

Moves moves_between(const Order& before, const Order& after) {
    const auto was = places_of(before);
    std::vector<std::pair<std::size_t, const std::string*>> line;  // where each stood before, in the order of after
    for (const auto& id : after)
        if (const auto found = was.find(id); found != was.end()) line.emplace_back(found->second, &id);
    // The longest rising sequence ending at and beginning with each person: whoever is on a longest one may have stayed.
    const auto n = line.size();
    std::vector<std::size_t> ending(n, 1), beginning(n, 1);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (line[j].first < line[i].first) ending[i] = std::max(ending[i], ending[j] + 1);
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = i + 1; j < n; ++j)
            if (line[i].first < line[j].first) beginning[i] = std::max(beginning[i], beginning[j] + 1);
    const auto longest = n == 0 ? 0 : *std::ranges::max_element(ending);
    std::map<std::size_t, int> alike;  // how many could take each step of a longest sequence
    const auto may_stay = [&](std::size_t i) { return ending[i] + beginning[i] - 1 == longest; };
    for (std::size_t i = 0; i < n; ++i)
        if (may_stay(i)) ++alike[ending[i]];
    Moves moves;
    for (std::size_t i = 0; i < n; ++i) {
        if (!may_stay(i)) moves.certain.insert(*line[i].second);
        if (!may_stay(i) || alike[ending[i]] > 1) moves.perhaps.insert(*line[i].second);
    }
    return moves;
}

// Where a person's place comes from.
enum class From { both, theirs, mine };

class Joining {
  public:
    Joining(const Order& base, const Order& theirs, const Order& mine, const std::vector<Choice>& choices)
        : theirs_(theirs), mine_(mine), in_base_(places_of(base)), in_theirs_(places_of(theirs)), in_mine_(places_of(mine)), their_moves_(moves_between(base, theirs)),
          my_moves_(moves_between(base, mine)) {
        find_asked();
        for (const auto& id : theirs_)
            if (!asked_.contains(id)) from_[id] = from(id, choices);
        find_doubtful(put_together());
        for (const auto& id : theirs_) from_[id] = from(id, choices);
        for (const auto& id : theirs_)
            if (asked_.contains(id) && !chosen_for(choices, id)) result_.asked.push_back(id);
        result_.order = put_together();
    }
    Joined result() && { return std::move(result_); }

  private:
    const Order &theirs_, &mine_;
    Places in_base_, in_theirs_, in_mine_;
    Moves their_moves_, my_moves_;
    Ids asked_;
    std::map<std::string, From, std::less<>> from_;
    Joined result_;

    static std::optional<Keep> chosen_for(const std::vector<Choice>& choices, std::string_view id) {
        const auto keep = chosen(choices, id);
        return keep == Keep::both ? std::nullopt : keep;
    }
    bool common(const std::string& id) const { return in_base_.contains(id) && in_mine_.contains(id) && in_theirs_.contains(id); }
    bool moved_by_both(const std::string& id) const { return their_moves_.perhaps.contains(id) && my_moves_.perhaps.contains(id); }
    bool differs(const std::string& a, const std::string& b) const {
        return (in_mine_.at(a) < in_mine_.at(b)) != (in_theirs_.at(a) < in_theirs_.at(b));
    }

    // Among those whom nobody certainly moved, then among each other.
    void find_asked() {
        std::vector<std::string> both, landmarks, alike;
        for (const auto& id : theirs_) {
            if (!common(id)) continue;
            if (moved_by_both(id)) both.push_back(id);
            else if (!their_moves_.certain.contains(id) && !my_moves_.certain.contains(id)) landmarks.push_back(id);
        }
        for (const auto& id : both)
            if (std::ranges::any_of(landmarks, [&](const auto& other) { return differs(id, other); })) asked_.insert(id);
            else alike.push_back(id);
        for (const auto& id : alike)
            if (std::ranges::any_of(alike, [&](const auto& other) { return other != id && differs(id, other); })) asked_.insert(id);
    }

    // Two whom both have in the same order and whom the moves of others would turn round: when either of them may have stayed, nobody can
    // tell which of the two moves was meant.
    void find_doubtful(const Order& order) {
        for (std::size_t i = 0; i < order.size(); ++i)
            for (std::size_t j = i + 1; j < order.size(); ++j) {
                if (!common(order[i]) || !common(order[j]) || in_mine_.at(order[i]) < in_mine_.at(order[j]) || differs(order[i], order[j])) continue;
                for (const auto& id : {order[i], order[j]})
                    if (perhaps_moved(id)) asked_.insert(id);
            }
    }
    bool perhaps_moved(const std::string& id) const {
        const auto perhaps = [&](const Moves& moves) { return moves.perhaps.contains(id) && !moves.certain.contains(id); };
        return perhaps(their_moves_) || perhaps(my_moves_);
    }

    From from(const std::string& id, const std::vector<Choice>& choices) const {
        if (!common(id)) return From::theirs;
        if (asked_.contains(id)) return chosen_for(choices, id) == Keep::mine ? From::mine : From::theirs;
        const bool by_them = their_moves_.perhaps.contains(id), by_me = my_moves_.perhaps.contains(id);
        return by_them == by_me ? From::both : by_me ? From::mine : From::theirs;
    }

    // Who comes first of two whom different people put between the same neighbours: what was chosen counts before what was not, and who was
    // moved past the other before who was not.
    bool mine_first(const std::string& mine, const std::string& theirs) const {
        const auto before = [&](const Places& places) { return places.at(mine) < places.at(theirs); };
        if (!common(theirs)) return before(in_theirs_);  // who joined the list stands where they were put
        const bool for_me = before(in_mine_), for_them = before(in_theirs_);
        if (for_me == for_them) return for_me;
        if (asked_.contains(mine) != asked_.contains(theirs)) return asked_.contains(mine) ? for_me : for_them;
        const bool at_first = before(in_base_);
        return for_me != at_first ? for_me : for_them;
    }

    // Those of one side who stand between two neighbours whom both have in the same order.
    std::vector<Order> gaps(const Order& order, From wanted) const {
        std::vector<Order> gaps(1);
        for (const auto& id : order) {
            const auto found = from_.find(id);
            if (found == from_.end()) continue;
            if (found->second == From::both) gaps.emplace_back();
            else if (found->second == wanted) gaps.back().push_back(id);
        }
        return gaps;
    }

    bool stands(const std::string& id) const {
        const auto found = from_.find(id);
        return found != from_.end() && found->second == From::both;
    }

    Order put_together() const {
        const auto my_gaps = gaps(mine_, From::mine), their_gaps = gaps(theirs_, From::theirs);
        Order order;
        auto next = theirs_.begin();
        for (std::size_t i = 0; i < their_gaps.size(); ++i) {
            const auto &my_gap = my_gaps[i], &their_gap = their_gaps[i];
            auto mine = my_gap.begin(), theirs = their_gap.begin();
            while (mine != my_gap.end() || theirs != their_gap.end())
                order.push_back(theirs == their_gap.end() || (mine != my_gap.end() && mine_first(*mine, *theirs)) ? *mine++ : *theirs++);
            next = std::find_if(next, theirs_.end(), [&](const auto& id) { return stands(id); });
            if (next != theirs_.end()) order.push_back(*next++);
        }
        return order;
    }
};

}  // namespace

std::vector<std::string> may_have_moved(const Order& before, const Order& after) {
    const auto moves = moves_between(before, after);
    return {moves.perhaps.begin(), moves.perhaps.end()};
}

Joined joined(const Order& base, const Order& theirs, const Order& mine, const std::vector<Choice>& choices) {
    return Joining(base, theirs, mine, choices).result();
}

}  // namespace casework::domain::nominals
