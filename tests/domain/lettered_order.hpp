// Orders of people who are called by one letter each.
#pragma once

#include <string>
#include <string_view>

#include "domain/nominals/order.hpp"

namespace casework::testing {

// "abc" for three people.
inline domain::nominals::Order people(std::string_view letters) {
    domain::nominals::Order order;
    for (const char c : letters) order.emplace_back(1, c);
    return order;
}
inline std::string letters(const domain::nominals::Order& order) {
    std::string text;
    for (const auto& id : order) text += id;
    return text;
}

}  // namespace casework::testing
