// The fields of the form that sets a setting of a group.
#pragma once

#include "domain/code_list.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::administration {

// The settings that there are, with the bounds of each.
domain::CodeList setting_names();

inline constexpr Field setting_fields[] = {{"name", FieldKind::code, setting_names}, {"value"}, {"from", FieldKind::near_date}, {"reason", FieldKind::lines}};

}  // namespace casework::web::administration
