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
constexpr int incident_most = 40;  // letters, figures and / - . only: a number, no story
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
    std::string incident{};  // number of the incident or crime, or empty
};
// Everything that is missing, said at once; whether there is such a record is no part of it.
Refusals refused(const Asked& asked);
// Nothing more today.
Refusals too_many(int asked_today);

Date review_due(Date asked_on, const BankHolidays& holidays);

// To protected fields for the rest of the hour; the words are read with the review.
Refusals co_approval_refused(std::string_view words);

// The person and everybody above them stand too near: `line` are the managers of the person, nearest first.
bool may_review(std::string_view reviewer, std::string_view person, const std::vector<std::string>& line);

}  // namespace casework::domain::emergency_access
