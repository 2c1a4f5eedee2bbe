// The form by which a coordinator releases or refuses a stopped document.
#pragma once

#include "domain/code_list.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::documents {

inline constexpr domain::Code stopped_answer_rows[] = {{"release", "Release it", "It may be given with these words, until the fact changes"}, {"refuse", "Do not release it", "It has to be changed before it may be given"}};
inline domain::CodeList stopped_answers() { return stopped_answer_rows; }
inline constexpr Field stopped_fields[] = {{"answer", FieldKind::code, stopped_answers}, {"reason", FieldKind::lines}};

}  // namespace casework::web::documents
