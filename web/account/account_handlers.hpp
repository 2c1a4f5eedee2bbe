// Signing in and out, one's own password and sessions, and the question for password or purpose before certain acts.
#pragma once

#include "web/context.hpp"

namespace casework::web::account {

Response sign_in_form(Context& context);
Response sign_in(Context& context);
Response sign_out(Context& context);

Response overview(Context& context);          // Your account
Response end_other_sessions(Context& context);
Response end_session(Context& context);
Response first_password_form(Context& context);
Response set_first_password(Context& context);
Response password_form(Context& context);
Response change_password(Context& context);

Response confirm_form(Context& context);      // password again, and a purpose where the act asks for one
Response confirm(Context& context);
Response stay(Context& context);              // keeps the session alive

}  // namespace casework::web::account
