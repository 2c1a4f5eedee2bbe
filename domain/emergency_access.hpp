// The rules of emergency access and of asking for access: what has to be said, how long it lasts, who may review it. No database, no clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/code_list.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::emergency_access {

constexpr int reason_least = 20, reason_most = 300;
constexpr std::chrono::minutes lasts{60};
constexpr int asks_a_day = 5;
constexpr int review_working_days = 2;
constexpr int access_days_most = 90;  // of access that the owner gives

CodeList purposes();
CodeList outcomes();  // of a review

// What somebody typed: an exact reference, or full name and date of birth.
struct Asked {
    std::string reference, name;
    std::optional<Date> born;
    std::string purpose, reason;
};
// Everything that is missing, said at once; whether there is such a record is no part of it.
Refusals refused(const Asked& asked);
// Nothing more today.
Refusals too_many(int asked_today);

Date review_due(Date asked_on, const BankHolidays& holidays);

// The person and everybody above them stand too near: `line` are the managers of the person, nearest first.
bool may_review(std::string_view reviewer, std::string_view person, const std::vector<std::string>& line);

}  // namespace casework::domain::emergency_access
