// The fields of the forms of agreements: asking a colleague, answering.
#pragma once

#include "domain/code_list.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::agreements {

inline constexpr domain::Code answer_rows[] = {{"agree", "I agree", "It can then be done once, within three days"}, {"refuse", "I do not agree", "Say why"}};
inline domain::CodeList answers() { return answer_rows; }

inline constexpr Field ask_fields[] = {{"why", FieldKind::lines}};
inline constexpr Field answer_fields[] = {{"answer", FieldKind::code, answers}, {"reason", FieldKind::lines}, {"password", FieldKind::secret}};

}  // namespace casework::web::agreements
