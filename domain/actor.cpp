// Finding the live membership of a panel.
#include "domain/actor.hpp"

namespace casework::domain {

const Membership* Actor::membership(std::string_view panel, Date today) const {
    for (const auto& m : memberships)
        if (m.panel == panel && today <= m.until) return &m;
    return nullptr;
}

}  // namespace casework::domain
