// The fields of the forms of visits, and of what a file proves.
#pragma once

#include "domain/code_list.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::cases {

inline constexpr domain::Code seen_rows[] = {{"person", "The person", ""}, {"other", "Somebody else", "Never write who complained"}, {"nobody", "Nobody", ""}};
inline domain::CodeList who_was_seen() { return seen_rows; }

inline constexpr Field visit_fields[] = {{"on", FieldKind::near_date}, {"at", FieldKind::time}, {"place"}, {"seen", FieldKind::code, who_was_seen}, {"seen_words"}, {"note", FieldKind::lines}, {"file", FieldKind::file}};
inline constexpr Field bearing_fields[] = {{"bears_on", FieldKind::ids}};

}  // namespace casework::web::cases
