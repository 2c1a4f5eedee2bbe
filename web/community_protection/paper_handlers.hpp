// The papers of a matter: the list, making one, one that was kept.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response papers(Context& context);           // GET  /cases/{id}/papers
Response make_paper_form(Context& context);  // GET  /cases/{id}/papers/{kind}/make
Response make_paper(Context& context);       // POST /cases/{id}/papers/{kind}/make
Response kept_paper(Context& context);       // GET  /cases/{id}/papers/kept/{document}

}  // namespace casework::web::cases
