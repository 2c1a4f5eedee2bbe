// The wording of papers: what is in force, drafting a new one, one version with its differences, the second person's answer.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response wordings(Context& context);         // GET  /groups/{panel}/wordings
Response wording(Context& context);          // GET  /groups/{panel}/wordings/{paper}
Response draft_wording(Context& context);    // POST /groups/{panel}/wordings/{paper}
Response wording_version(Context& context);  // GET  /groups/{panel}/wordings/{paper}/{version}
Response answer_wording(Context& context);   // POST /groups/{panel}/wordings/{paper}/{version}

}  // namespace casework::web::cases
