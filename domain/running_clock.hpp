// A clock that runs on a record: what is due, by when, and how that day was counted, so that an auditor can count it again.
#pragma once

#include <string>
#include <string_view>

#include "domain/calendar.hpp"

namespace casework::domain {

struct RunningClock {
    std::string_view name;  // "acknowledge"
    std::string words;      // "Acknowledge the application"
    Date due{};
    std::string counted;    // "3 working days after 2 March 2026", "21 days beginning with 2 March 2026"
    std::string authority;
};

}  // namespace casework::domain
