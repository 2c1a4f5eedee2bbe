// The letters of a case review: the list, making one, one that was kept.
#pragma once

#include "web/context.hpp"

namespace casework::web::case_review {

Response papers(Context& context);           // GET  /case-reviews/{id}/papers
Response make_paper_form(Context& context);  // GET  /case-reviews/{id}/papers/{kind}/make
Response make_paper(Context& context);       // POST /case-reviews/{id}/papers/{kind}/make
Response kept_paper(Context& context);       // GET  /case-reviews/{id}/papers/kept/{document}

}  // namespace casework::web::case_review
