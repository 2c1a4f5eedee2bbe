// The fields of the forms that change somebody's rights.
#pragma once

#include "domain/code_list.hpp"
#include "domain/community_protection/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::administration {

domain::CodeList role_codes();
domain::CodeList level_codes();

inline constexpr Field find_accounts_fields[] = {{"q"}};
inline constexpr Field rights_fields[] = {{"step"}, {"username"}, {"name"}, {"title"}, {"agency"}, {"email"}, {"manager"}, {"role", FieldKind::code, role_codes}, {"account"}, {"group"}, {"level", FieldKind::code, level_codes},
                                          {"chair", FieldKind::tick, nullptr, "yes"}, {"signed", FieldKind::near_date}, {"until", FieldKind::near_date}, {"grace", FieldKind::number}, {"first", FieldKind::secret}, {"id"}, {"kind", FieldKind::code, domain::community_protection::agency_kinds}, {"purpose", FieldKind::lines}, {"reason", FieldKind::lines}};
inline constexpr Field rights_answer_fields[] = {{"answer"}, {"reason", FieldKind::lines}, {"password", FieldKind::secret}};

}  // namespace casework::web::administration
