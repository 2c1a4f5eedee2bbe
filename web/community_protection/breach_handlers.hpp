// Answering for breaches of a notice: recording one, its page, its papers, and the steps of what is done about it.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response allege_form(Context& context);
Response allege(Context& context);
Response breach(Context& context);
Response breach_paper(Context& context);
Response measure_form(Context& context);
Response take_measure_step(Context& context);
Response breach_paper_pdf(Context& context);  // GET /cases/{id}/breaches/{n}/papers/{paper}/pdf

}  // namespace casework::web::cases
