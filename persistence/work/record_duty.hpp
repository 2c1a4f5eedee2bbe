// What waits in My work for somebody who deals with a report, a tool, a review or a vulnerability case: one line each.
#pragma once

#include <optional>
#include <string>

#include "domain/calendar.hpp"

namespace casework::persistence {

struct RecordDuty {
    std::string id, what, about;  // "REP-2026-0107", "Give the report to an officer", "Noise"
    std::optional<domain::Date> due;
};

}  // namespace casework::persistence
