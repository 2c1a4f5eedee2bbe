// The fields of the forms of breaches and of what is done about them.
#pragma once

#include "domain/community_protection/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::cases {

inline constexpr Field allege_fields[] = {
    {"step"}, {"requirement", FieldKind::number}, {"on", FieldKind::near_date}, {"at", FieldKind::time}, {"place"}, {"words", FieldKind::lines},
    {"evidence_kind", FieldKind::code, domain::community_protection::evidence_kinds}, {"evidence"},
};
// Of every step; each asks some of them.
inline constexpr Field measure_fields[] = {
    {"page", FieldKind::number}, {"defence", FieldKind::code, domain::community_protection::breach_defences}, {"reason", FieldKind::lines}, {"note", FieldKind::lines},
    {"belief", FieldKind::lines}, {"particulars", FieldKind::lines}, {"payee_council"}, {"payee_name"}, {"payee_address", FieldKind::lines},
    {"methods", FieldKind::codes, domain::community_protection::payment_methods}, {"dated", FieldKind::near_date}, {"method", FieldKind::code, domain::community_protection::payment_methods},
    {"paid_on", FieldKind::near_date}, {"paid_pence"}, {"work", FieldKind::lines}, {"open_to_air", FieldKind::tick, nullptr, "yes"}, {"estimate"}, {"asked_on", FieldKind::near_date},
    {"defaulter_consent", FieldKind::code, domain::community_protection::remedial_consents}, {"owner_consent", FieldKind::code, domain::community_protection::remedial_consents}, {"owner_effort"},
    {"consented_on", FieldKind::near_date}, {"done_on", FieldKind::near_date}, {"details", FieldKind::lines}, {"cost"}, {"charged"}, {"charged_on", FieldKind::near_date}, {"appealed_on", FieldKind::near_date},
    {"ground", FieldKind::tick, nullptr, "yes"}, {"decided_on", FieldKind::near_date}, {"decided"}, {"paid"}, {"evidential_test", FieldKind::lines}, {"public_interest_test", FieldKind::lines},
    {"started_on", FieldKind::near_date}, {"court"}, {"result_on", FieldKind::near_date}, {"fine"}, {"costs"}, {"remedy", FieldKind::lines}, {"in_home", FieldKind::tick, nullptr, "yes"},
    {"home_consent", FieldKind::tick, nullptr, "yes"}, {"items", FieldKind::lines}, {"behaviour_order"}, {"holder"}, {"sworn_by"}, {"warrant_on", FieldKind::near_date}, {"justice"},
    {"seized_on", FieldKind::near_date}, {"executed_by"}, {"executor_authority", FieldKind::code, domain::community_protection::authority_kinds}, {"proceedings_on", FieldKind::near_date},
    {"concluded_on", FieldKind::near_date}, {"returned_on", FieldKind::near_date}, {"returned_to"}, {"ordered_on", FieldKind::near_date}, {"handed_over_on", FieldKind::near_date}, {"handed_to"},
    {"disposed_on", FieldKind::near_date}, {"certificate"},
};

}  // namespace casework::web::cases
