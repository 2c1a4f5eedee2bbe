// The fields of the forms of papers and of their wordings.
#pragma once

#include "domain/code_list.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::cases {

inline constexpr domain::Code wording_answer_rows[] = {{"approve", "Approve it", "Papers made from its day on use it"}, {"refuse", "Do not approve it", "Say why"}};
inline domain::CodeList wording_answers() { return wording_answer_rows; }

inline constexpr Field make_paper_fields[] = {{"typed", FieldKind::lines}};
inline constexpr Field bundle_fields[] = {{"title"}, {"files", FieldKind::ids}, {"password", FieldKind::secret}};
inline constexpr Field wording_fields[] = {{"wording", FieldKind::lines}, {"from", FieldKind::near_date}, {"why", FieldKind::lines}, {"do"}};
inline constexpr Field wording_answer_fields[] = {{"answer", FieldKind::code, wording_answers}, {"reason", FieldKind::lines}};

}  // namespace casework::web::cases
