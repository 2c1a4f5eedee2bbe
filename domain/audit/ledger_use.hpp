// What the ledger may be used for (DPA 2018 s.62(4)), and how an access review goes. No database, no clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/code_list.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::audit {

// The four lawful purposes of DPA 2018 s.62(4), by the codes that stand in the ledger; every use of the viewer names one.
CodeList purposes();
// Why an entry is worth a look by itself: "night", "emergency".
CodeList looks();
// Refused under `purpose` when it is none of the four.
Refusals purpose_refused(std::string_view purpose);

// --- an access review: information governance asks somebody about what they opened, and closes it with what was found ---

constexpr int review_working_days = 10;
constexpr int words_least = 10, words_most = 1000;

CodeList findings();  // of a review that is closed

enum class ReviewState { open, asked, answered, closed };
std::string_view name(ReviewState state);

// What stands in the way of each step, all at once; the field is the one of the form.
struct NewReview {
    std::string purpose, account, record, reason;  // account: whose reading; record: about one record, or empty
};
Refusals start_refused(const NewReview& review, std::string_view by, bool account_known, bool record_known);
Refusals ask_refused(ReviewState state, std::string_view question);
Refusals answer_refused(ReviewState state, std::string_view answer);
// `line`: the managers of the person, nearest first; none of them closes the review, nor does the person.
Refusals close_refused(ReviewState state, std::string_view finding, std::string_view words, std::string_view by, std::string_view person, const std::vector<std::string>& line);

Date review_due(Date started_on, const BankHolidays& holidays);

}  // namespace casework::domain::audit
