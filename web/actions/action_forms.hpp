// The fields of the forms of actions.
#pragma once

#include "domain/nominals/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::actions {

// What may happen to an action, as its page asks.
inline constexpr domain::Code event_codes[] = {
    {"start", "Started", ""},
    {"complete", "Done", "Say what came of it"},
    {"move_due_date", "Move the date", "Say why; each move is kept"},
    {"reassign", "Give to another agency or person", "Say why"},
    {"report_not_achievable", "Not achievable", "The chair decides; say why"},
    {"drop", "No longer required", "Say why"},
};
inline domain::CodeList events() { return event_codes; }

inline constexpr Field add_fields[] = {{"heading", FieldKind::code, domain::nominals::headings}, {"action"}, {"agency"}, {"owner"}, {"due", FieldKind::near_date}, {"pursue_first_reason"}};
inline constexpr Field change_fields[] = {{"event", FieldKind::code, events}, {"outcome", FieldKind::lines}, {"finished_on", FieldKind::near_date}, {"due", FieldKind::near_date}, {"agency"}, {"owner"}};

}  // namespace casework::web::actions
