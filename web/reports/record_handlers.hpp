// Answering for reports and service requests: the list, one of them, and its steps.
#pragma once

#include "web/context.hpp"

namespace casework::web::reports {

Response list(Context& context);
Response download(Context& context);
Response figures(Context& context);
Response download_figures(Context& context);

Response add_form(Context& context);
Response add(Context& context);

Response overview(Context& context);
Response reveal(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);
Response edit_form(Context& context);
Response edit(Context& context);
Response step_form(Context& context);
Response take_step(Context& context);

}  // namespace casework::web::reports
