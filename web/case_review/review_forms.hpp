// The fields of the forms of ASB case reviews.
#pragma once

#include "domain/case_review/review_workflow.hpp"
#include "domain/reports/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::case_review {

namespace rules = domain::case_review;

inline constexpr Field apply_fields[] = {
    {"review"}, {"victim_reference"}, {"channel", FieldKind::code, domain::reports::channels}, {"received_on", FieldKind::near_date}, {"applicant_kind", FieldKind::code, rules::applicant_kinds}, {"applicant"}, {"victim"},
    {"contact"}, {"safe_contact", FieldKind::lines}, {"consent"}, {"incident-#-behaviour_on", FieldKind::near_date}, {"incident-#-reported_on", FieldKind::near_date}, {"incident-#-agency"},
    {"incident-#-category", FieldKind::code, domain::reports::categories}, {"incident-#-external_ref"}, {"incident-#-hate", FieldKind::tick, nullptr, "yes"}, {"do"},
};
inline constexpr Field offer_fields[] = {{"victim"}, {"safe_contact", FieldKind::lines}};
inline constexpr Field complaint_fields[] = {
    {"behaviour_on", FieldKind::near_date}, {"reported_on", FieldKind::near_date}, {"agency"}, {"category", FieldKind::code, domain::reports::categories}, {"external_ref"}, {"hate", FieldKind::tick, nullptr, "yes"},
};
inline constexpr Field answer_fields[] = {{"answer", FieldKind::code, rules::recommendation_answers}, {"response", FieldKind::lines}, {"answered_on", FieldKind::near_date}};
inline constexpr Field paper_fields[] = {
    {"letter_on", FieldKind::near_date}, {"bodies", FieldKind::codes, rules::relevant_bodies}, {"advice", FieldKind::lines}, {"appeal_route", FieldKind::lines}, {"outcome", FieldKind::lines}, {"typed", FieldKind::lines}, {"do"},
};
inline constexpr Field note_fields[] = {{"note", FieldKind::lines}};
inline constexpr Field step_fields[] = {
    {"letter_on", FieldKind::near_date}, {"relevant_bodies", FieldKind::codes, rules::relevant_bodies}, {"notified_bodies", FieldKind::codes, rules::relevant_bodies}, {"all_classified", FieldKind::tick, nullptr, "yes"},
    {"victim_risk", FieldKind::lines}, {"persistence", FieldKind::lines}, {"harm", FieldKind::lines}, {"adequacy", FieldKind::lines}, {"decided_by"}, {"reason", FieldKind::lines}, {"advice", FieldKind::lines},
    {"appeal_route", FieldKind::lines}, {"chair"}, {"chair_apart", FieldKind::tick, nullptr, "yes"}, {"victim_invited", FieldKind::tick, nullptr, "yes"}, {"panel_on", FieldKind::near_date},
    {"attending_bodies", FieldKind::codes, rules::relevant_bodies}, {"victim_contribution", FieldKind::lines}, {"plan", FieldKind::lines}, {"no_plan_reason"}, {"letter_shareable", FieldKind::tick, nullptr, "yes"},
    {"recommendation-#-to"}, {"recommendation-#-text", FieldKind::lines},
};

}  // namespace casework::web::case_review
