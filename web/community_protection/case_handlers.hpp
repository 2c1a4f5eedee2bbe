// Answering for the list of warnings and notices, one of them, and what is written on it.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response list(Context& context);
Response add_form(Context& context);
Response add(Context& context);

Response overview(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);
Response paper(Context& context);
Response paper_pdf(Context& context);

Response part_form(Context& context);
Response save_part(Context& context);
Response requirements_form(Context& context);
Response save_requirements(Context& context);
Response event_form(Context& context);
Response add_event(Context& context);
Response informed_form(Context& context);
Response add_informed(Context& context);

Response door_form(Context& context);
Response save_door(Context& context);

Response step_form(Context& context);
Response take_step(Context& context);

}  // namespace casework::web::cases
