// Answering for the register of tools and powers, one of them, and its steps.
#pragma once

#include "web/context.hpp"

namespace casework::web::tools {

Response list(Context& context);
Response download(Context& context);
Response figures(Context& context);
Response download_figures(Context& context);
Response propose_form(Context& context);
Response propose(Context& context);

Response overview(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);
Response step_form(Context& context);
Response take_step(Context& context);
Response public_spaces_breach_form(Context& context);
Response record_public_spaces_breach(Context& context);
Response penalty_form(Context& context);
Response end_penalty(Context& context);

}  // namespace casework::web::tools
