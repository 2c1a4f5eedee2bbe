// One nominal: what is known and planned, and everything that may be done with it.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response overview(Context& context);
Response plan(Context& context);
Response timeline(Context& context);
Response add_note(Context& context);
Response access(Context& context);  // who looked and who changed it

// The one-page update of a meeting.
Response update_form(Context& context);
Response save_update(Context& context);

// The steps of the workflow: accept, decline, review, step_down, escalate, archive, reopen.
Response step_form(Context& context);
Response take_step(Context& context);

// Putting somebody forward: who, then likely matches, then why.
Response add_form(Context& context);
Response add(Context& context);

// "Initials only, for a shared screen."
Response choose_names(Context& context);

}  // namespace casework::web::nominals
