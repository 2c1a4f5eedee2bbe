// Meetings in their simple form: schedule, attendance, start, agree the order, minutes.
#pragma once

#include "web/context.hpp"

namespace casework::web::meetings {

Response my_meetings(Context& context);
Response panel_meetings(Context& context);
Response add_form(Context& context);
Response add(Context& context);
Response meeting(Context& context);
Response take_step(Context& context);
Response record_attendance(Context& context);
Response accept_confidentiality(Context& context);
Response agree_order(Context& context);
Response add_addendum(Context& context);

}  // namespace casework::web::meetings
