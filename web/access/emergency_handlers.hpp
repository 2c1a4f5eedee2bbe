// Emergency access and asking for access: the forms that answer alike for everything, and what owner and information governance do.
#pragma once

#include "web/context.hpp"

namespace casework::web::access {

Response emergency(Context& context);
Response ask_emergency(Context& context);
Response ask_access_form(Context& context);
Response ask_access(Context& context);

Response emergency_review(Context& context);
Response review(Context& context);
Response co_approve(Context& context);
Response access_request(Context& context);
Response answer_access(Context& context);
Response months(Context& context);
Response download_months(Context& context);

}  // namespace casework::web::access
