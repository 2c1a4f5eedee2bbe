// The rules, each with where it comes from.
#include "domain/emergency_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "domain/text.hpp"

namespace casework::domain::emergency_access {

CodeList purposes() {
    static constexpr Code codes[] = {{"incident", "I am dealing with an incident now", ""},
                                     {"same_person", "I need to check if this is the same person as on my case", ""},
                                     {"asked", "The case lead or chair asked me to", ""},
                                     {"other", "Another reason", ""}};
    return codes;
}

CodeList outcomes() {
    static constexpr Code codes[] = {{"justified", "Justified", "The reason holds, and no more was read than it needed"}, {"not_justified", "Not justified", "Information governance decides what follows"}};
    return codes;
}

Refusals refused(const Asked& asked) {
    Refusals refusals;
    const auto wrong = [&](std::string field, std::string message) { refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), {}}); };
    const bool named = !trimmed(asked.name).empty();
    if (trimmed(asked.reference).empty() && !named) wrong("reference", "Enter the exact reference, or the full name and date of birth");
    if (named && !asked.born) wrong("born", "Enter the date of birth that goes with the name");
    if (!has_code(purposes(), asked.purpose)) wrong("purpose", "Select why you need to open it");
    const auto number = [](unsigned char c) { return std::isalnum(c) != 0 || c == '/' || c == '-' || c == '.' || c == ' '; };
    if (std::ssize(asked.incident) > incident_most || !std::ranges::all_of(asked.incident, number))
        wrong("incident", fmt::format("The incident or crime number has at most {} letters, figures and the marks / - and .", incident_most));
    const auto length = code_points(trimmed(asked.reason));
    if (length < reason_least) wrong("reason", fmt::format("Say in at least {} characters what you will use it for", reason_least));
    if (length > reason_most) wrong("reason", fmt::format("Your reason must be {} characters or less", reason_most));
    return refusals;
}

Refusals co_approval_refused(std::string_view words) {
    const auto length = code_points(trimmed(words));
    if (length < reason_least) return {{RefusalKind::invalid, "why", fmt::format("Say in at least {} characters why they need the protected details now", reason_least), {}}};
    if (length > reason_most) return {{RefusalKind::invalid, "why", fmt::format("Your reason must be {} characters or less", reason_most), {}}};
    return {};
}

Refusals too_many(int asked_today) {
    if (asked_today < asks_a_day) return {};
    return {{RefusalKind::rule, {}, fmt::format("You have used emergency access {} times today. Ask the owner or information governance", asks_a_day), "Emergency access, 5 a day"}};
}

Date review_due(Date asked_on, const BankHolidays& holidays) { return add_working_days(asked_on, review_working_days, holidays); }

bool may_review(std::string_view reviewer, std::string_view person, const std::vector<std::string>& line) {
    return reviewer != person && std::ranges::find(line, reviewer) == line.end();
}

}  // namespace casework::domain::emergency_access
