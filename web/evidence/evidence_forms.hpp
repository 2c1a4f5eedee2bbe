// The fields of the forms of evidence.
#pragma once

#include "web/declared_fields.hpp"

namespace casework::web::evidence {

inline constexpr Field add_fields[] = {{"file", FieldKind::file}, {"caption"}};
inline constexpr Field upload_fields[] = {{"name"}, {"type"}, {"bytes", FieldKind::number}, {"caption"}};
inline constexpr Field part_fields[] = {{"offset", FieldKind::number}, {"part", FieldKind::file}};
inline constexpr Field remove_fields[] = {{"reason", FieldKind::lines}};

}  // namespace casework::web::evidence
