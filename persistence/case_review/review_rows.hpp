// The rows of ASB case reviews. Private to persistence.
#pragma once

#include "persistence/case_review/reviews.hpp"
#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {

namespace reviewing = domain::case_review;

struct ReviewRow {
    ReviewHead head;
    reviewing::Facts facts;
    reviewing::History days;
    std::string channel, threshold, limb, plan, wish, appeal_grounds, appeal_decision, author_name;
    std::optional<domain::Date> offered_on;
};
reviewing::Procedure procedure_on(Transaction& tx, std::string_view panel, domain::Date day);
std::optional<ReviewRow> review_row(Transaction& tx, const ScopeSql& scope, std::string_view id, domain::Date today);
// Complaints of the panel's reports that the scope reaches and that may still count; with `victim` only theirs.
std::vector<reviewing::Complaint> complaints_of(Transaction& tx, const ScopeSql& scope, std::string_view panel, std::string_view victim, domain::Date today);
std::vector<reviewing::RadarLine> radar_of(Transaction& tx, const ScopeSql& scope, std::string_view panel, domain::Date today);
bool has_open_review(Transaction& tx, std::string_view panel, std::string_view victim, std::string_view but = {});
reviewing::State state_of(const ReviewRow& row);

}  // namespace casework::persistence
