// The fields of the forms of imports, exports and their jobs.
#pragma once

#include "domain/imports/columns.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::jobs {

inline constexpr Field upload_fields[] = {{"file", FieldKind::file}};
inline constexpr Field start_fields[] = {{"row[*]"},  // by line: a person's id, new or skip
                                         {"again", FieldKind::tick, nullptr, "yes"}};  // the same file once more
inline constexpr Field export_fields[] = {{"kind", FieldKind::code, domain::imports::export_kinds}};

}  // namespace casework::web::jobs
