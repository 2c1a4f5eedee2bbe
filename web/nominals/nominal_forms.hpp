// The fields of the forms of the nominal list and of one nominal.
#pragma once

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::nominals {

namespace codes = domain::nominals;

inline constexpr Field order_fields[] = {{"order", FieldKind::ids}, {"pos[*]", FieldKind::number}, {"move"}, {"do"}, {"why", FieldKind::lines},
                                       {"seen_order"}, {"keep[*]"}};
inline constexpr Field names_fields[] = {{"names"}, {"next"}};
inline constexpr Field note_fields[] = {{"note", FieldKind::lines}};
inline constexpr Field update_fields[] = {
    {"incidents", FieldKind::number}, {"seen_on", FieldKind::near_date}, {"seen_where"}, {"summary", FieldKind::lines},
    {"arrests", FieldKind::number}, {"reports", FieldKind::number}, {"position", FieldKind::number}, {"do"},
    {"order"}, {"seen"}, {"seen_order"}, {"keep[*]"},
};
inline constexpr Field step_fields[] = {
    {"necessity", FieldKind::lines}, {"proportionality", FieldKind::lines}, {"lawful_basis", FieldKind::code, codes::lawful_bases},
    {"elsewhere", FieldKind::tick, nullptr, "confirmed"}, {"reason", FieldKind::lines}, {"note", FieldKind::lines}, {"signpost", FieldKind::lines},
    {"release_on-*", FieldKind::boxes}, {"evidence_on-*", FieldKind::boxes}, {"next_review-*", FieldKind::boxes}, {"transferred_to", FieldKind::lines},
};
inline constexpr Field propose_fields[] = {
    {"step"}, {"name"}, {"born-*", FieldKind::boxes}, {"age", FieldKind::number}, {"basis", FieldKind::code, domain::people::age_bases}, {"person"},
    {"behaviours", FieldKind::codes, codes::behaviours}, {"evidence", FieldKind::lines}, {"nexus", FieldKind::lines}, {"elsewhere", FieldKind::lines},
    {"incidents", FieldKind::number}, {"known_to", FieldKind::codes},
};
inline constexpr Field edit_fields[] = {
    {"behaviours", FieldKind::codes, codes::behaviours}, {"known_to", FieldKind::codes},
    {"risk-self-level", FieldKind::code, codes::risk_levels}, {"risk-self-reason"}, {"risk-others-level", FieldKind::code, codes::risk_levels}, {"risk-others-reason"},
    {"risk-business-level", FieldKind::code, codes::risk_levels}, {"risk-business-reason"},
    {"tool-#-kind", FieldKind::code, codes::tool_kinds}, {"tool-#-words"}, {"tool-#-from", FieldKind::near_date}, {"tool-#-until", FieldKind::near_date},
    {"condition-#-kind", FieldKind::code, codes::condition_kinds}, {"condition-#-words"}, {"condition-#-until", FieldKind::near_date},
    {"support-#-service", FieldKind::code, codes::support_services}, {"support-#-on", FieldKind::near_date}, {"support-#-answer", FieldKind::code, codes::support_answers},
    {"lead_officer"}, {"support_agency"}, {"custody_since", FieldKind::near_date}, {"custody_place"}, {"release_on", FieldKind::near_date}, {"no_support_reason"},
    {"pursue-objective"}, {"pursue-measure"}, {"prevent-objective"}, {"prevent-measure"}, {"protect-objective"}, {"protect-measure"}, {"prepare-objective"}, {"prepare-measure"},
    {"seen"}, {"seen_order"}, {"keep[*]"},
};
inline constexpr Field person_fields[] = {
    {"full_name"}, {"name-#-kind", FieldKind::code, domain::people::name_kinds}, {"name-#-full"}, {"born-*", FieldKind::boxes}, {"age", FieldKind::number},
    {"basis", FieldKind::code, domain::people::age_bases}, {"address-#-kind", FieldKind::code, domain::people::address_kinds}, {"address-#-lines", FieldKind::lines},
    {"address-#-postcode"}, {"address-#-from", FieldKind::near_date}, {"address-#-to", FieldKind::near_date}, {"safe_contact", FieldKind::lines},
    {"vulnerability-#-code", FieldKind::code, codes::vulnerabilities}, {"vulnerability-#-note"}, {"marker-#-code", FieldKind::code, domain::people::markers},
    {"marker-#-note"}, {"marker-#-until", FieldKind::near_date}, {"photo-#-reference"}, {"photo-#-by"}, {"photo-#-taken", FieldKind::near_date},
    {"photo-#-expires", FieldKind::near_date}, {"place-#-id"}, {"place-#-relation", FieldKind::code, domain::people::place_relations}, {"place-#-note"},
    {"seen"}, {"seen_order"}, {"keep[*]"},
};

}  // namespace casework::web::nominals
