// Access tokens for one's own programs: the list, making one (shown once), revoking one.
#pragma once

#include "web/context.hpp"

namespace casework::web::account {

Response tokens(Context& context);
Response make_token(Context& context);
Response revoke_token(Context& context);

inline constexpr Field token_fields[] = {{"name"}, {"until", FieldKind::near_date}, {"password", FieldKind::secret}};

}  // namespace casework::web::account
