// The second step of signing in: giving the code, setting it up with a telephone, and what one does about it later.
#pragma once

#include "web/context.hpp"

namespace casework::web::account {

Response second_factor_form(Context& context);
Response give_second_factor(Context& context);
Response set_up_form(Context& context);       // at the first sign-in, or in place of an earlier one with the password again
Response set_up(Context& context);
Response set_up_picture(Context& context);    // the QR code

Response own_second_factor(Context& context);
Response renew_codes(Context& context);
Response remove_second_factor(Context& context);  // where the role does not require it

}  // namespace casework::web::account
