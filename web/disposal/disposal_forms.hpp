// The fields of the forms about disposing of a record.
#pragma once

#include "domain/disposal/disposal.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::disposal {

inline constexpr Field ask_fields[] = {{"reason", FieldKind::code, domain::disposal::reasons}, {"words", FieldKind::lines}, {"purpose", FieldKind::code, domain::disposal::purposes}, {"password", FieldKind::secret}};
inline constexpr Field hold_fields[] = {{"kind", FieldKind::code, domain::disposal::hold_kinds}, {"from", FieldKind::near_date}, {"why", FieldKind::lines}};
inline constexpr Field lift_fields[] = {{"lift", FieldKind::lines}};
inline constexpr Field answer_fields[] = {{"decision"}, {"words", FieldKind::lines}, {"password", FieldKind::secret}};

}  // namespace casework::web::disposal
