// The fixed penalty notice of a breach of a public spaces protection order: what was made, making one, one that was kept.
#pragma once

#include "web/context.hpp"

namespace casework::web::tools {

Response penalty_papers(Context& context);           // GET  /tools/{id}/breaches/{n}/papers
Response make_penalty_paper_form(Context& context);  // GET  /tools/{id}/breaches/{n}/papers/make
Response make_penalty_paper(Context& context);       // POST /tools/{id}/breaches/{n}/papers/make
Response kept_penalty_paper(Context& context);       // GET  /tools/{id}/breaches/{n}/papers/kept/{document}

}  // namespace casework::web::tools
