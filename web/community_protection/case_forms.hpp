// The fields of the forms of warnings and notices.
#pragma once

#include "domain/community_protection/codes.hpp"
#include "domain/people/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::cases {

namespace rules = domain::community_protection;

inline constexpr Field open_fields[] = {
    {"step"}, {"recipient_kind", FieldKind::code, rules::recipient_kinds}, {"name"}, {"born-*", FieldKind::boxes}, {"age", FieldKind::number},
    {"basis", FieldKind::code, domain::people::age_bases}, {"person"}, {"body_kind", FieldKind::code, rules::body_kinds}, {"company_number"}, {"title"},
    {"category", FieldKind::code, rules::conduct_categories}, {"reported_on", FieldKind::near_date}, {"report", FieldKind::lines}, {"report_place"}, {"report_id"},
    {"duplicates_checked", FieldKind::tick, nullptr, "yes"},
};
inline constexpr Field part_fields[] = {
    {"title"}, {"category", FieldKind::code, rules::conduct_categories}, {"description", FieldKind::lines}, {"first_on-*", FieldKind::boxes}, {"last_on-*", FieldKind::boxes}, {"locality"},
    {"detrimental", FieldKind::lines}, {"detrimental_evidence", FieldKind::lines}, {"persistent", FieldKind::lines}, {"persistent_evidence", FieldKind::lines},
    {"unreasonable", FieldKind::lines}, {"unreasonable_evidence", FieldKind::lines}, {"address_kind", FieldKind::code, rules::address_kinds}, {"address", FieldKind::lines}, {"premises"},
    {"capacity", FieldKind::code, rules::premises_capacities}, {"can_control", FieldKind::tick, nullptr, "yes"}, {"considered_note", FieldKind::lines},
    {"young", FieldKind::code, rules::young_considerations}, {"young_note", FieldKind::lines}, {"stale_reason", FieldKind::lines}, {"duplicates_because", FieldKind::lines},
    {"compliance_on-*", FieldKind::boxes}, {"same_conduct", FieldKind::tick, nullptr, "yes"}, {"enough_time", FieldKind::lines}, {"override_reason", FieldKind::lines},
    {"informed_none_because", FieldKind::lines}, {"ends_on-*", FieldKind::boxes}, {"review_on-*", FieldKind::boxes},
    {"seen", FieldKind::number}, {"seen_order", FieldKind::number}, {"keep[*]"},
};
inline constexpr Field requirement_row_fields[] = {
    {"requirement-#-kind", FieldKind::code, rules::requirement_kinds}, {"requirement-#-text"}, {"requirement-#-due", FieldKind::near_date}, {"requirement-#-reason"},
};
inline constexpr Field button_fields[] = {{"do"}};
inline constexpr auto requirement_fields = joined(requirement_row_fields, button_fields);
inline constexpr Field event_fields[] = {
    {"kind"}, {"on", FieldKind::near_date}, {"at", FieldKind::time}, {"place"}, {"words", FieldKind::lines}, {"evidence_kind", FieldKind::code, rules::evidence_kinds}, {"evidence"},
    {"requirement", FieldKind::number},
};
inline constexpr Field informed_fields[] = {{"name"}, {"role"}, {"on", FieldKind::near_date}, {"method", FieldKind::code, rules::inform_methods}};
inline constexpr Field note_fields[] = {{"note", FieldKind::lines}};
// How a paper was given, beside kind and place of the address.
inline constexpr Field service_fields[] = {
    {"method", FieldKind::code, rules::service_methods}, {"served_on", FieldKind::near_date}, {"served_at", FieldKind::time}, {"received_by"}, {"witness"}, {"proof"}, {"arrived_on", FieldKind::near_date},
    {"from_premises", FieldKind::tick, nullptr, "yes"}, {"enquired_on", FieldKind::near_date}, {"enquiries"}, {"unchanged", FieldKind::tick, nullptr, "yes"},
};
inline constexpr Field told_fields[] = {{"told_name"}, {"told_role"}, {"told_on", FieldKind::near_date}, {"told_method", FieldKind::code, rules::inform_methods}};
inline constexpr Field decision_fields[] = {
    {"reason", FieldKind::lines}, {"note", FieldKind::lines}, {"tool"}, {"override_reason", FieldKind::lines}, {"told", FieldKind::near_date}, {"compliance_on", FieldKind::near_date},
    {"address_kind", FieldKind::code, rules::address_kinds}, {"address", FieldKind::lines}, {"lodged", FieldKind::near_date}, {"court"}, {"grounds", FieldKind::codes, rules::appeal_grounds},
    {"hearing", FieldKind::near_date}, {"outcome", FieldKind::code, rules::appeal_outcomes}, {"decided_on", FieldKind::near_date}, {"stop_suspended_from", FieldKind::near_date}, {"version_from", FieldKind::near_date},
    {"review_on", FieldKind::near_date},
};
inline constexpr auto step_fields = joined(decision_fields, service_fields, requirement_row_fields);
inline constexpr auto door_fields = joined(part_fields, requirement_row_fields, button_fields, told_fields, service_fields);

}  // namespace casework::web::cases
