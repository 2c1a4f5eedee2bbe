// The rules of using the ledger, each with where it comes from.
#include "domain/audit/ledger_use.hpp"

#include <fmt/format.h>

#include "domain/emergency_access.hpp"
#include "domain/text.hpp"

namespace casework::domain::audit {
namespace {

void words_refused(Refusals& refusals, std::string field, std::string_view words, std::string_view ask) {
    const auto length = code_points(trimmed(words));
    if (length < words_least) refusals.push_back({RefusalKind::invalid, std::move(field), fmt::format("{} in at least {} characters", ask, words_least), {}});
    else if (length > words_most) refusals.push_back({RefusalKind::invalid, std::move(field), fmt::format("Must be {} characters or less", words_most), {}});
}

Refusals already(std::string words) { return {{RefusalKind::conflict, {}, std::move(words), {}}}; }

}  // namespace

CodeList purposes() {
    static constexpr Code codes[] = {{"lawfulness", "Verify that processing is lawful", ""},
                                     {"self-monitoring", "Monitor ourselves, internal discipline included", ""},
                                     {"integrity", "Keep personal data whole and secure", ""},
                                     {"criminal-proceedings", "Criminal proceedings", ""}};
    return codes;
}

CodeList looks() {
    static constexpr Code codes[] = {{"night", "Outside usual hours", "Viewed or taken out between 10pm and 6am"}, {"emergency", "By emergency access", ""}};
    return codes;
}

Refusals purpose_refused(std::string_view purpose) {
    if (has_code(purposes(), purpose)) return {};
    return {{RefusalKind::invalid, "purpose", "Select what you use the log for", "Data Protection Act 2018, s.62(4)"}};
}

CodeList findings() {
    static constexpr Code codes[] = {{"in_order", "In order", "They had a reason that goes with their work"},
                                     {"guidance", "In order, guidance was given", "What they opened was more than they needed"},
                                     {"breach", "A personal data breach", "Goes into the breach register; the 72 hours run (Article 33, DPA 2018 s.67)"},
                                     {"conduct", "For their agency to take further", "Conduct or criminal proceedings"}};
    return codes;
}

std::string_view name(ReviewState state) {
    switch (state) {
        case ReviewState::open: return "open";
        case ReviewState::asked: return "asked";
        case ReviewState::answered: return "answered";
        case ReviewState::closed: return "closed";
    }
    return "";
}

Refusals start_refused(const NewReview& review, std::string_view by, bool account_known, bool record_known) {
    auto refusals = purpose_refused(review.purpose);
    if (!account_known) refusals.push_back({RefusalKind::invalid, "account", "Enter the user name or the id of an account", {}});
    else if (review.account == by) refusals.push_back({RefusalKind::rule, "account", "Somebody else reviews what you opened", "Access review"});
    if (!review.record.empty() && !record_known) refusals.push_back({RefusalKind::invalid, "record", "Enter the exact reference of a record, or leave it empty", {}});
    words_refused(refusals, "reason", review.reason, "Say why you look into it");
    return refusals;
}

Refusals ask_refused(ReviewState state, std::string_view question) {
    if (state == ReviewState::closed) return already("This review is closed");
    if (state == ReviewState::asked) return already("A question waits for its answer already");
    Refusals refusals;
    words_refused(refusals, "question", question, "Ask your question");
    return refusals;
}

Refusals answer_refused(ReviewState state, std::string_view answer) {
    if (state != ReviewState::asked) return already("This question was answered, or the review is closed");
    Refusals refusals;
    words_refused(refusals, "answer", answer, "Answer");
    return refusals;
}

Refusals close_refused(ReviewState state, std::string_view finding, std::string_view words, std::string_view by, std::string_view person, const std::vector<std::string>& line) {
    if (state == ReviewState::closed) return already("This review is closed");
    if (!emergency_access::may_review(by, person, line)) return {{RefusalKind::rule, {}, "You lead the person: somebody else closes it", "Access review"}};
    Refusals refusals;
    if (!has_code(findings(), finding)) refusals.push_back({RefusalKind::invalid, "finding", "Select what you found", {}});
    words_refused(refusals, "words", words, "Say what you looked at and why you decide so");
    return refusals;
}

Date review_due(Date started_on, const BankHolidays& holidays) { return add_working_days(started_on, review_working_days, holidays); }

}  // namespace casework::domain::audit
