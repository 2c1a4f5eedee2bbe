// Answering for ASB case reviews: the list with the radar, applications, one review and its steps, the published figures.
#pragma once

#include "web/context.hpp"

namespace casework::web::case_review {

Response list(Context& context);
Response offer_form(Context& context);
Response offer(Context& context);
Response apply_form(Context& context);
Response apply(Context& context);
Response figures(Context& context);
Response download_figures(Context& context);

Response overview(Context& context);
Response reveal(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);
Response complaint_form(Context& context);
Response add_complaint(Context& context);
Response answer_form(Context& context);
Response answer(Context& context);
Response step_form(Context& context);
Response take_step(Context& context);

}  // namespace casework::web::case_review
