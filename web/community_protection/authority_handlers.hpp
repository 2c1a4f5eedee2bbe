// Answering for the register of who may give warnings, notices and penalties.
#pragma once

#include "domain/community_protection/codes.hpp"
#include "web/context.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::cases {

domain::CodeList power_codes();
inline constexpr Field authority_fields[] = {{"account"}, {"kind", FieldKind::code, domain::community_protection::authority_kinds}, {"instrument"}, {"given_by"}, {"powers", FieldKind::codes, power_codes},
                                             {"from", FieldKind::near_date}, {"until", FieldKind::near_date}};
inline constexpr Field end_authority_fields[] = {{"ended_on", FieldKind::near_date}};

Response authorities(Context& context);
Response add_authority(Context& context);
Response end_authority(Context& context);

}  // namespace casework::web::cases
