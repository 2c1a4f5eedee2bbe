// The fields of the forms of meetings.
#pragma once

#include "domain/nominals/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::meetings {

inline constexpr Field add_fields[] = {{"day", FieldKind::near_date}, {"time", FieldKind::time}, {"title"}, {"place"}, {"agenda", FieldKind::lines}};
inline constexpr Field step_fields[] = {{"agenda", FieldKind::lines}, {"minutes", FieldKind::lines}};
inline constexpr Field attendance_fields[] = {{"attends[*]", FieldKind::code, domain::nominals::attendance_kinds}};
inline constexpr Field addendum_fields[] = {{"words", FieldKind::lines}, {"reason"}};

}  // namespace casework::web::meetings
