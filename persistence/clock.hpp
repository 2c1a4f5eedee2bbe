// The clock and Europe/London: the only place outside the porch that knows what time it is.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "domain/calendar.hpp"

namespace casework::persistence {

// Replaced in tests; production reads the system clock.
using Clock = std::function<domain::Instant()>;
domain::Instant system_now();

// Milliseconds since the machine started, sleep included: what nobody can set. Against it a step of the clock shows.
using BootClock = std::function<std::chrono::milliseconds()>;
std::chrono::milliseconds since_boot();
bool clock_is_synchronised();  // whether the kernel believes that something keeps its clock right

domain::Date london_date(domain::Instant at);
std::string london_time(domain::Instant at);            // 2pm, 2:15pm, midday, midnight
std::string london_time_seconds(domain::Instant at);    // 1:44:07pm
std::string london_date_time(domain::Instant at);       // 13 April 2023 at 2:15pm
std::string iso_instant(domain::Instant at);            // 2023-04-13T13:15:00Z
// A civil time in London as an instant; the earlier one where the clocks go back.
domain::Instant london_instant(domain::Date date, int hour, int minute);

}  // namespace casework::persistence
