// Access reviews: information governance starts one, asks the person, who answers in My work, and closes it with what was found.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/audit/ledger_use.hpp"
#include "persistence/access/emergency.hpp"
#include "persistence/page.hpp"

namespace casework::persistence {

struct ReviewQuestion {
    int n = 0;
    std::string question, asked_by_name, answer;
    domain::Instant asked_at{};
    std::optional<domain::Instant> answered_at;
};
struct AccessReview {
    std::string id, account, account_name, agency, record, purpose, reason, started_by_name;
    domain::Instant started_at{};
    domain::Date due{};
    domain::audit::ReviewState state{};
    std::vector<ReviewQuestion> questions;  // filled where one review is opened
    std::string finding, closed_by_name, closing_words;
    std::optional<domain::Instant> closed_at;
};

// For auditors, through the gate: each opening and each step is an entry with the purpose of the review.
domain::Outcome<std::string> start_review(Gate& gate, domain::audit::NewReview review);  // "ARV-2026-0001"
struct AccessReviews {
    std::vector<AccessReview> reviews;  // newest first, 25 a page
    PageEnds ends;
};
domain::Outcome<AccessReviews> list_reviews(Gate& gate, const PageAsked& asked);
domain::Outcome<AccessReview> open_review(Gate& gate, std::string_view id);
domain::Outcome<bool> ask_in_review(Gate& gate, std::string_view id, std::string_view question, std::string_view address);
domain::Outcome<bool> close_review(Gate& gate, std::string_view id, std::string_view finding, std::string_view words);

// For the person who is asked: the question, and nothing about why the review was started. Somebody else: not found.
struct AskedOfMe {
    std::string review, record, question;
    domain::Instant asked_at{};
    std::optional<domain::Instant> answered_at;
    std::string answer;
};
domain::Outcome<AskedOfMe> question_for_me(const AccessDesk& desk, std::string_view review);
domain::Outcome<bool> answer_question(const AccessDesk& desk, std::string_view review, std::string_view answer);
// What waits for this account in My work, at most 20; inside another reading.
std::vector<AskedOfMe> questions_for_me(Transaction& tx, const domain::Actor& actor);
// Reviews that wait for information governance: answered, or past their day.
std::vector<AccessReview> reviews_waiting(Transaction& tx, const domain::Actor& actor, domain::Date today);

}  // namespace casework::persistence
