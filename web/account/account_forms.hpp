// The fields of the forms of an account: signing in, passwords, the question before sensitive acts.
#pragma once

#include "domain/nominals/codes.hpp"
#include "web/declared_fields.hpp"

namespace casework::web::account {

inline constexpr Field sign_in_fields[] = {{"username"}, {"password", FieldKind::secret}, {"next"}, {"kept"}};
inline constexpr Field password_fields[] = {{"current", FieldKind::secret}, {"password", FieldKind::secret}, {"again", FieldKind::secret}};
inline constexpr Field factor_fields[] = {{"code", FieldKind::secret}, {"recovery", FieldKind::secret}, {"next"}, {"kept"}};
inline constexpr Field set_up_fields[] = {{"code", FieldKind::secret}, {"next"}, {"kept"}};
inline constexpr Field factor_change_fields[] = {{"password", FieldKind::secret}};
inline constexpr Field confirm_fields[] = {{"act"}, {"object"}, {"need"}, {"next"}, {"purpose", FieldKind::code, domain::nominals::export_purposes}, {"password", FieldKind::secret}};

}  // namespace casework::web::account
