// The fields of the forms of tools and powers.
#pragma once

#include "domain/community_protection/codes.hpp"
#include "domain/tools_and_powers/codes.hpp"
#include "domain/tools_and_powers/pspo_breach.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::tools {

namespace rules = domain::tools_and_powers;

domain::CodeList kind_codes();     // every kind of tool_kinds
domain::CodeList subject_codes();  // person, body, premises, area

inline constexpr Field propose_fields[] = {
    {"kind", FieldKind::code, kind_codes}, {"subject_kind", FieldKind::code, subject_codes}, {"person"}, {"place"}, {"subject_name"}, {"reason", FieldKind::lines}, {"evidence", FieldKind::lines},
};
inline constexpr Field note_fields[] = {{"note", FieldKind::lines}};
inline constexpr Field public_spaces_breach_fields[] = {
    {"article", FieldKind::number}, {"on", FieldKind::near_date}, {"at", FieldKind::time}, {"place_words"}, {"place"}, {"person"}, {"description"}, {"age", FieldKind::number}, {"requirement_given", FieldKind::tick, nullptr, "yes"},
    {"requirement_refused", FieldKind::tick, nullptr, "yes"}, {"authority_asked", FieldKind::tick, nullptr, "yes"}, {"authority_shown", FieldKind::tick, nullptr, "yes"}, {"items", FieldKind::lines},
    {"excuse", FieldKind::code, rules::pspo_excuses}, {"excuse_note", FieldKind::lines}, {"result", FieldKind::code, rules::pspo_results}, {"notice_on", FieldKind::near_date}, {"by", FieldKind::code, rules::pspo_officers},
    {"officer"}, {"video"},
};
inline constexpr Field penalty_fields[] = {{"outcome", FieldKind::code, rules::penalty_ends}, {"ended_on", FieldKind::near_date}, {"reason", FieldKind::lines}};
inline constexpr Field penalty_paper_fields[] = {
    {"particulars", FieldKind::lines}, {"payee_name"}, {"payee_address", FieldKind::lines}, {"methods", FieldKind::codes, domain::community_protection::payment_methods}, {"address", FieldKind::lines}, {"do"},
};
inline constexpr Field step_fields[] = {
    {"by", FieldKind::code, rules::issuers}, {"applied_on", FieldKind::near_date}, {"made_on", FieldKind::near_date}, {"from", FieldKind::near_date}, {"until", FieldKind::near_date},
    {"until_further_order", FieldKind::tick, nullptr, "yes"}, {"begins_on", FieldKind::near_date}, {"begins_at", FieldKind::time}, {"ends_on", FieldKind::near_date}, {"ends_at", FieldKind::time},
    {"court", FieldKind::code, rules::courts}, {"court_case"}, {"review_on", FieldKind::near_date}, {"publicity", FieldKind::code, rules::publicity_decisions}, {"parties", FieldKind::lines},
    {"conditions", FieldKind::codes}, {"restrictions_checked", FieldKind::tick, nullptr, "yes"}, {"prior_warning_on", FieldKind::near_date}, {"trigger", FieldKind::code, rules::possession_triggers},
    {"trigger_on", FieldKind::near_date}, {"notice_on", FieldKind::near_date}, {"closure_hours", FieldKind::number}, {"authorised_from_on", FieldKind::near_date}, {"authorised_from_at", FieldKind::time},
    {"authorised_until_on", FieldKind::near_date}, {"authorised_until_at", FieldKind::time}, {"served_on", FieldKind::near_date}, {"served_at", FieldKind::time}, {"heard_on", FieldKind::near_date},
    {"heard_at", FieldKind::time}, {"senior_agreed", FieldKind::tick, nullptr, "yes"}, {"reason", FieldKind::lines}, {"varied_by", FieldKind::code, rules::varied_by}, {"varied_on", FieldKind::near_date},
    {"outcome", FieldKind::code, rules::review_outcomes}, {"next_review", FieldKind::near_date}, {"told", FieldKind::tick, nullptr, "yes"}, {"not_told_because"}, {"ended_on", FieldKind::near_date},
    {"breach_term", FieldKind::number}, {"breach_on", FieldKind::near_date}, {"breach_at", FieldKind::time}, {"breach_evidence", FieldKind::lines}, {"breach_result", FieldKind::code, rules::breach_results},
    {"term-#-number", FieldKind::number}, {"term-#-kind", FieldKind::code, rules::term_kinds}, {"term-#-text", FieldKind::lines}, {"term-#-supervisor"}, {"term-#-arrest", FieldKind::tick, nullptr, "yes"},
    {"term-#-home", FieldKind::tick, nullptr, "yes"}, {"term-#-alcohol", FieldKind::tick, nullptr, "yes"}, {"term-#-hours_from", FieldKind::time}, {"term-#-hours_until", FieldKind::time}, {"term-#-area_name"},
    {"term-#-area", FieldKind::lines}, {"term-#-removed", FieldKind::tick, nullptr, "yes"}, {"do"},
};

}  // namespace casework::web::tools
