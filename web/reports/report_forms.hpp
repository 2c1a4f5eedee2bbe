// The fields of the forms of reports.
#pragma once

#include "domain/reports/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::reports {

namespace rules = domain::reports;

domain::CodeList about_kinds();  // person, body, premises, location

inline constexpr Field add_fields[] = {
    {"step"}, {"category", FieldKind::code, rules::categories}, {"kind"}, {"what", FieldKind::lines}, {"occurred_from", FieldKind::near_date}, {"occurred_until", FieldKind::near_date},
    {"reported_on", FieldKind::near_date}, {"channel", FieldKind::code, rules::channels}, {"agency"}, {"external_ref"}, {"place"}, {"place_text"}, {"place_text_reason"}, {"ward"},
    {"about_kind", FieldKind::code, about_kinds}, {"about"}, {"about_name"}, {"hate", FieldKind::tick, nullptr, "yes"}, {"reporter_kind", FieldKind::code, rules::reporter_kinds}, {"reporter_name"},
    {"reporter_address", FieldKind::lines}, {"reporter_telephone"}, {"reporter_email"}, {"own_words", FieldKind::lines}, {"safe_contact", FieldKind::lines}, {"no_update", FieldKind::tick, nullptr, "yes"},
};
inline constexpr Field edit_fields[] = {
    {"kind"}, {"occurred_from", FieldKind::near_date}, {"occurred_until", FieldKind::near_date}, {"place"}, {"place_text"}, {"place_text_reason"}, {"ward"}, {"about_kind", FieldKind::code, about_kinds}, {"about"},
    {"about_name"}, {"victim"}, {"hate", FieldKind::tick, nullptr, "yes"}, {"seen", FieldKind::number}, {"seen_order", FieldKind::number}, {"keep[*]"},
};
inline constexpr Field note_fields[] = {{"note", FieldKind::lines}};
inline constexpr Field step_fields[] = {
    {"text", FieldKind::lines}, {"other"}, {"risk", FieldKind::code, rules::risks}, {"police_told", FieldKind::tick, nullptr, "yes"}, {"ward"}, {"officer"}, {"matter"}, {"outcome", FieldKind::code, rules::outcomes},
    {"told", FieldKind::code, rules::contact_answers}, {"receiver"}, {"gateway", FieldKind::code, rules::gateways},
};

}  // namespace casework::web::reports
