// The fields of the forms about restricted records, asking for access and emergency access.
#pragma once

#include "domain/conflict_of_interest.hpp"
#include "domain/emergency_access.hpp"
#include "domain/nominals/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::access {

inline constexpr Field emergency_fields[] = {{"reference"}, {"name"}, {"born-*", FieldKind::boxes}, {"purpose", FieldKind::code, domain::emergency_access::purposes}, {"incident"}, {"reason", FieldKind::lines}, {"password", FieldKind::secret}};
inline constexpr Field co_approval_fields[] = {{"why", FieldKind::lines}, {"password", FieldKind::secret}};
inline constexpr Field ask_access_fields[] = {{"reference"}, {"reason", FieldKind::lines}};
inline constexpr Field review_fields[] = {{"outcome", FieldKind::code, domain::emergency_access::outcomes}, {"words", FieldKind::lines}};
inline constexpr Field access_answer_fields[] = {{"answer"}, {"until", FieldKind::near_date}, {"reason", FieldKind::lines}, {"password", FieldKind::secret}};
inline constexpr Field interest_fields[] = {{"relation", FieldKind::code, domain::conflict_of_interest::relations}, {"name"}, {"born-*", FieldKind::boxes}, {"address", FieldKind::lines}, {"postcode"}};
inline constexpr Field conflict_fields[] = {{"answer", FieldKind::code, domain::conflict_of_interest::answers}, {"reason", FieldKind::lines}};
inline constexpr Field pointer_fields[] = {{"name"}, {"born-*", FieldKind::boxes}, {"purpose", FieldKind::code, domain::nominals::sharing_purposes}, {"reason", FieldKind::lines}};
inline constexpr Field restriction_fields[] = {{"act"}, {"account"}, {"agency"}, {"until", FieldKind::near_date}, {"protected", FieldKind::tick, nullptr, "yes"}, {"reason", FieldKind::lines}, {"step"}};
inline constexpr Field share_fields[] = {{"to"}, {"purpose", FieldKind::code, domain::nominals::sharing_purposes}, {"reason", FieldKind::lines}};
inline constexpr Field end_share_fields[] = {{"reason", FieldKind::lines}};

}  // namespace casework::web::access
