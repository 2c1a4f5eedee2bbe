// Two people reordering one list at once: whose moves go together, and whom the second is asked about.
#pragma once

#include "domain/clash.hpp"
#include "domain/nominals/order.hpp"

namespace casework::domain::nominals {

// Between two orders, everyone whom some explanation with the fewest moves moves. Of two neighbours who changed places either may have
// been moved, so both are named; of somebody who passed two people it is certain, so only they are.
std::vector<std::string> may_have_moved(const Order& before, const Order& after);

struct Joined {
    Order order;                     // everyone in `theirs` once; meaningful when nobody is left to ask about
    std::vector<std::string> asked;  // no choice yet, in the order of `theirs`
};
// A person's place is meant by the people around them, not by its number. Whom only one of us moved stands where that one put them among
// those who stayed; whom both moved to the same place among them stands there; about everyone else whom both may have moved is asked.
// A choice of `theirs` or `mine` by id settles it; choices about others count for nothing. Who left the list meanwhile stays away, who
// joined it stands where `theirs` has them.
Joined joined(const Order& base, const Order& theirs, const Order& mine, const std::vector<Choice>& choices = {});

}  // namespace casework::domain::nominals
