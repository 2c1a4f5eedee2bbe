// The fields of the forms of access reviews. Searching the ledger is a GET: its address holds ids, codes and days, never a name.
#pragma once

#include "domain/audit/ledger_use.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::audit {

namespace rules = domain::audit;

inline constexpr Field start_fields[] = {{"purpose", FieldKind::code, rules::purposes}, {"account"}, {"record"}, {"reason", FieldKind::lines}};
inline constexpr Field ask_fields[] = {{"question", FieldKind::lines}};
inline constexpr Field close_fields[] = {{"finding", FieldKind::code, rules::findings}, {"words", FieldKind::lines}};
inline constexpr Field answer_fields[] = {{"answer", FieldKind::lines}};

}  // namespace casework::web::audit
